using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Syncerize.Core;
using Syncerize.Core.Shopify;

namespace Syncerize.Tests.Shopify;

/// <summary>The transport against a real server on loopback: what was sent, what was not, and that a write is sent once.</summary>
public sealed class TransportTests : IAsyncLifetime
{
    private const string Domain = "a.myshopify.com";
    private const string ShopAnswer = """
        {"data":{"shop":{"id":"gid://shopify/Shop/9","name":"A","myshopifyDomain":"a.myshopify.com","email":"a@example.com","currencyCode":"CAD","ianaTimezone":"America/Toronto","plan":{"publicDisplayName":"Basic"}},"currentAppInstallation":{"accessScopes":[{"handle":"read_products"}]}}}
        """;

    private readonly List<(string Host, string? Token, string Path, string Body)> _seen = [];
    private WebApplication _server = null!;
    private ServiceProvider _services = null!;
    private Func<HttpContext, Task> _answer = _ => Task.CompletedTask;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync();
            lock (_seen)
            {
                _seen.Add((context.Request.Host.Value!, context.Request.Headers["X-Shopify-Access-Token"], context.Request.Path, body));
            }

            await _answer(context);
        });
        await _server.StartAsync();
        Start(new Uri(_server.Urls.Single()));
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Send_Answered_ReadAndTraced()
    {
        _answer = context =>
        {
            context.Response.Headers["X-Request-Id"] = "r-1";
            return context.Response.WriteAsync(ShopAnswer);
        };
        var outcome = await ReadShopAsync();
        var done = Assert.IsType<Outcome<ShopReading>.Done>(outcome);
        Assert.Equal((9L, "CAD", "r-1"), (done.Value.ShopId, done.Value.Currency, done.Trace.RequestId));
        var (host, token, path, body) = Assert.Single(_seen);
        Assert.Equal((Domain, "token", "/admin/api/2026-10/graphql.json"), (host, token, path));
        Assert.StartsWith("""{"query":"query Shop {""", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_OtherVersionServed_StillRead()
    {
        _answer = context =>
        {
            context.Response.Headers["X-Shopify-API-Version"] = "2026-07";
            return context.Response.WriteAsync(ShopAnswer);
        };
        Assert.IsType<Outcome<ShopReading>.Done>(await ReadShopAsync());
        Assert.Equal("Warning: a.myshopify.com 2026-10 2026-07", Assert.Single(_services.GetRequiredService<Warnings>().Lines));
    }

    [Fact]
    public async Task Send_DroppedAfterReading_WriteUnknownReadUnreachable()
    {
        _answer = Drop;
        Assert.IsType<Outcome<bool>.Unknown>(await WriteAsync());
        Assert.Single(_seen);
        Assert.IsType<Outcome<ShopReading>.Unreachable>(await ReadShopAsync());
    }

    [Fact]
    public async Task Send_DroppedOnAKeptConnection_WriteReachesTheShopOnce()
    {
        _answer = context => context.Response.WriteAsync(ShopAnswer);
        Assert.IsType<Outcome<ShopReading>.Done>(await ReadShopAsync());
        _answer = Drop;
        Assert.IsType<Outcome<bool>.Unknown>(await WriteAsync());
        Assert.Equal(2, _seen.Count);
    }

    [Fact]
    public async Task Send_DroppedInTheMiddleOfTheAnswer_WriteUnknown()
    {
        _answer = async context =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("{\"data\":");
            await context.Response.Body.FlushAsync();
            context.Abort();
        };
        Assert.IsType<Outcome<bool>.Unknown>(await WriteAsync());
    }

    [Fact]
    public async Task Send_NoAnswerInTime_WriteUnknownReadUnreachable()
    {
        _answer = context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        await RestartAsync(TimeSpan.FromSeconds(1), new Uri(_server.Urls.Single()));
        Assert.IsType<Outcome<bool>.Unknown>(await WriteAsync());
        Assert.IsType<Outcome<ShopReading>.Unreachable>(await ReadShopAsync());
    }

    [Fact]
    public async Task Send_Refused_UnreachableEvenForAWrite()
    {
        using var closed = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await RestartAsync(TimeSpan.FromSeconds(5), new Uri($"http://127.0.0.1:{((IPEndPoint)closed.LocalEndPoint!).Port}"));
        Assert.IsType<Outcome<bool>.Unreachable>(await WriteAsync());
        Assert.Equal(2000, _services.GetRequiredService<ShopThrottle>().BudgetOf(Domain)!.Available);
    }

    [Fact]
    public async Task Send_Redirected_NotFollowed()
    {
        _answer = context =>
        {
            context.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        };
        Assert.IsType<Outcome<bool>.Unreachable>(await WriteAsync());
        Assert.Single(_seen);
    }

    [Fact]
    public async Task Send_GivenUpDuringAWrite_WaitedForToItsEnd()
    {
        using var giveUp = new CancellationTokenSource();
        _answer = async context =>
        {
            await giveUp.CancelAsync();
            await context.Response.WriteAsync("""{"data":{"inventorySetQuantities":{"inventoryAdjustmentGroup":null,"userErrors":[]}}}""");
        };
        Assert.IsType<Outcome<bool>.Done>(await WriteAsync(giveUp.Token));
    }

    [Fact]
    public async Task Send_GivenUpDuringARead_Ends()
    {
        using var giveUp = new CancellationTokenSource();
        _answer = async context =>
        {
            await giveUp.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            _services.GetRequiredService<ShopGateway>().ReadShopAsync(new StoreId(1), CallPriority.Product, giveUp.Token));
    }

    [Fact]
    public async Task Send_NoCredentials_UnauthorizedAndNothingSent()
    {
        var outcome = await _services.GetRequiredService<ShopGateway>().ReadShopAsync(new StoreId(2), CallPriority.Product, CancellationToken.None);
        Assert.IsType<Outcome<ShopReading>.Unauthorized>(outcome);
        Assert.Empty(_seen);
    }

    [Fact]
    public void Options_WrongVersion_ClearSentence()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Shopify:ApiVersion", "2026-11")]).Build();
        using var services = new ServiceCollection().AddShopify(configuration).BuildServiceProvider();
        var error = Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(() => services.GetRequiredService<Microsoft.Extensions.Options.IOptions<ShopifyOptions>>().Value);
        Assert.Contains("Shopify:ApiVersion must be a version", error.Message, StringComparison.Ordinal);
    }

    private static Task Drop(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    private Task<Outcome<ShopReading>> ReadShopAsync() =>
        _services.GetRequiredService<ShopGateway>().ReadShopAsync(new StoreId(1), CallPriority.Product, CancellationToken.None);

    private Task<Outcome<bool>> WriteAsync(CancellationToken ct = default) =>
        _services.GetRequiredService<InventoryGateway>().SetAsync(new StoreId(1), [new QuantityRow(1, 2, 3, null)], "key", "syncerize://stock/1", CallPriority.Stock, ct);

    private async Task RestartAsync(TimeSpan timeout, Uri address)
    {
        await _services.DisposeAsync();
        Start(address, timeout);
    }

    private void Start(Uri address, TimeSpan? timeout = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Shopify:RequestTimeout", (timeout ?? TimeSpan.FromSeconds(30)).ToString())]).Build();
        var services = new ServiceCollection().AddShopify(configuration).AddSingleton<IShopCredentials>(new OneShop(new ShopAccess(Domain, "token", address))).AddSingleton<Warnings>();
        services.AddLogging(logging => logging.Services.AddSingleton<ILoggerProvider>(p => p.GetRequiredService<Warnings>()));
        _services = services.BuildServiceProvider();
    }

    private sealed class OneShop(ShopAccess access) : IShopCredentials
    {
        public ValueTask<ShopAccess?> FindAsync(StoreId store, CancellationToken ct) => ValueTask.FromResult(store.Value == 1 ? access : null);
    }

    private sealed class Warnings : ILoggerProvider, ILogger
    {
        public List<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= LogLevel.Warning && state is IEnumerable<KeyValuePair<string, object?>> values)
            {
                Lines.Add($"{logLevel}: " + string.Join(' ', values.Where(v => v.Key != "{OriginalFormat}").Select(v => v.Value).Distinct()));
            }
        }

        public void Dispose()
        {
        }
    }
}
