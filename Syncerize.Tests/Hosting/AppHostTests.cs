using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Syncerize.App.Hosting;
using Syncerize.App.Sandbox;
using Syncerize.Core.Data;

namespace Syncerize.Tests.Hosting;

public sealed class AppHostTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("syncerize-host-").FullName;
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task StartAsync_WithoutSandbox_HealthyAtOnce()
    {
        await using var app = await AppHost.StartAsync(Arguments(), SandboxHosting.Add, Ct);

        using var answer = await _client.GetAsync(new Uri(ServerAddress.Own(app.Services)!, "/health"), Ct);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await app.StopAsync(Ct);
    }

    [Fact]
    public async Task StartAsync_SecondInstanceOnTheSameData_Refused()
    {
        await using var first = await AppHost.StartAsync(Arguments(), SandboxHosting.Add, Ct);

        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => AppHost.StartAsync(Arguments(), SandboxHosting.Add, Ct));

        Assert.Contains("Another instance", refused.Message, StringComparison.Ordinal);
        await first.StopAsync(Ct);
    }

    [Fact]
    public async Task StartAsync_AddressTaken_Refused()
    {
        await using var first = await AppHost.StartAsync(Arguments(), SandboxHosting.Add, Ct);
        var taken = ServerAddress.Own(first.Services)!.ToString();

        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => AppHost.StartAsync(Arguments(taken, "other"), SandboxHosting.Add, Ct));

        Assert.Contains("--urls", refused.Message, StringComparison.Ordinal);
        await first.StopAsync(Ct);
    }

    [Fact]
    public async Task StartAsync_SettingThatMakesNoSense_RefusedByItsName()
    {
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => AppHost.StartAsync([.. Arguments(), "--Shopify:ApiVersion=soon"], SandboxHosting.Add, Ct));

        Assert.Contains("Shopify:ApiVersion", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartPage_UntilReady_ShowsTheStepAndThenThePage()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSingleton<StartProgress>();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        await using var app = builder.Build();
        app.UseStartPage();
        app.MapGet("/", () => Results.Text("page"));
        app.MapPost("/webhooks/shopify", () => Results.Text("taken"));
        await app.StartAsync(Ct);
        var address = ServerAddress.Own(app.Services)!;
        var progress = app.Services.GetRequiredService<StartProgress>();

        progress.Report("Filling <the> shelves", 40);
        using var starting = await _client.GetAsync(address, Ct);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, starting.StatusCode);
        Assert.Contains("Filling &lt;the&gt; shelves", await starting.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        using var webhook = await _client.PostAsync(new Uri(address, "/webhooks/shopify"), null, Ct);
        Assert.Equal("taken", await webhook.Content.ReadAsStringAsync(Ct));

        progress.Finish();
        Assert.Equal("page", await _client.GetStringAsync(address, Ct));
        await app.StopAsync(Ct);
    }

    private string[] Arguments(string urls = "http://127.0.0.1:0", string data = "data") =>
        ["--urls", urls, $"--Data:Directory={Path.Combine(_folder, data)}", $"--Data:KeysDirectory={Path.Combine(_folder, "keys")}", "--Sandbox:Enabled=false"];
}
