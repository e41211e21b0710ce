using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Syncerize.App.Endpoints;
using Syncerize.Core.Intake;
using Syncerize.Core.Shopify;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Intake;

/// <summary>The door that Shopify knocks at.</summary>
public sealed class WebhookEndpointTests : IAsyncLifetime
{
    private const string AppSecret = "app-secret";
    private const string SandboxSecret = "sandbox-secret";
    private readonly InboxBell _bell = new();
    private TestDatabase _database = null!;
    private InboxWriter _writer = null!;
    private WebApplication _app = null!;

    private static CancellationToken Ct => TestDatabase.Ct;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _writer = new InboxWriter(_database.Gate, _bell, NullLogger<InboxWriter>.Instance);
        await _writer.StartAsync(Ct);
        var secrets = new WebhookSecrets(Options.Create(new ShopifyOptions { ClientSecret = AppSecret }));
        secrets.SetSimulated("Simulated.myshopify.com", SandboxSecret);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddSingleton(_writer).AddSingleton(secrets).AddSingleton<TimeProvider>(_database.Time);
        _app = builder.Build();
        _app.MapWebhooks();
        await _app.StartAsync(Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _writer.StopAsync(Ct);
        _writer.Dispose();
        _bell.Dispose();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Post_Signed_StoredWithTheVeryBytes()
    {
        var body = Encoding.UTF8.GetBytes("""{ "id" : 7, "title" : "Tea – größer" }""");
        Assert.Equal(HttpStatusCode.OK, await PostAsync(body, "real.myshopify.com", AppSecret));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(body, "real.myshopify.com", AppSecret));

        await using var db = _database.CreateDbContext();
        var row = await db.Inbox.SingleAsync(Ct);
        Assert.Equal(body, row.Body);
        Assert.Equal(("real.myshopify.com", "products/update", "w-1", "e-1", "2026-10"), (row.ShopDomain, row.Topic, row.WebhookId, row.EventId, row.ApiVersion));
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 8, 59, 58, TimeSpan.Zero), row.TriggeredAt);
    }

    [Theory]
    [InlineData("real.myshopify.com", "wrong")]
    [InlineData("real.myshopify.com", SandboxSecret)]
    [InlineData("simulated.myshopify.com", AppSecret)]
    public async Task Post_WrongSecret_RefusedAndNotStored(string domain, string secret)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync("{}"u8.ToArray(), domain, secret));

        await using var db = _database.CreateDbContext();
        Assert.Empty(await db.Inbox.ToListAsync(Ct));
    }

    [Fact]
    public async Task Post_SimulatedShop_ItsOwnSecretCounts() => Assert.Equal(HttpStatusCode.OK, await PostAsync("{}"u8.ToArray(), "simulated.myshopify.com", SandboxSecret));

    [Fact]
    public async Task Post_TooLarge_SaysSo() =>
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostAsync(new byte[WebhookEndpoint.MostBytes + 1], "real.myshopify.com", AppSecret));

    [Fact]
    public async Task Post_WhileStopping_AskedToSendAgain()
    {
        await _writer.StopAsync(Ct);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await PostAsync("{}"u8.ToArray(), "real.myshopify.com", AppSecret));
    }

    private async Task<HttpStatusCode> PostAsync(byte[] body, string domain, string secret)
    {
        using var client = _app.GetTestClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, WebhookAddress.Path) { Content = new ByteArrayContent(body) };
        request.Headers.Add("X-Shopify-Hmac-Sha256", WebhookSignature.Of(body, secret));
        request.Headers.Add("X-Shopify-Shop-Domain", domain);
        request.Headers.Add("X-Shopify-Topic", "products/update");
        request.Headers.Add("X-Shopify-Webhook-Id", "w-1");
        request.Headers.Add("X-Shopify-Event-Id", "e-1");
        request.Headers.Add("X-Shopify-API-Version", "2026-10");
        request.Headers.Add("X-Shopify-Triggered-At", "2026-03-02T08:59:58Z");
        using var answer = await client.SendAsync(request, Ct);
        return answer.StatusCode;
    }
}
