using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Syncerize.App.Hosting;
using Syncerize.App.Sandbox;
using Syncerize.Core.Data;
using Syncerize.Core.Stores;

namespace Syncerize.Tests.TestKit;

/// <summary>The real app in this process, sandbox included, on a free loopback port with a data folder of its own.</summary>
internal sealed partial class RunningApp : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;

    private RunningApp(WebApplication app, string folder)
    {
        _app = app;
        _folder = folder;
        Address = ServerAddress.Own(app.Services) ?? throw new InvalidOperationException("The app does not listen.");
        Sandbox = app.Services.GetRequiredService<SimulatorAddress>().Value ?? throw new InvalidOperationException("The sandbox does not run.");
    }

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public Uri Address { get; }

    public Uri Sandbox { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<RunningApp> StartAsync(params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("syncerize-app-").FullName;
        var app = await AppHost.StartAsync(
            ["--urls", "http://127.0.0.1:0", "--Data:Directory", Path.Combine(folder, "data"), "--Sandbox:Enabled", "true", "--Sandbox:Speed", "0", .. settings], SandboxHosting.Add, Ct);
        await app.Services.GetRequiredService<StartProgress>().Ready.WaitAsync(Ct);
        return new RunningApp(app, folder);
    }

    /// <summary>A browser without a screen: keeps cookies, follows nothing.</summary>
    public HttpClient Client() => new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = Address };

    /// <summary>A client signed in as a store, or as the operator.</summary>
    public async Task<HttpClient> SignedInAsync(string choice)
    {
        var client = Client();
        var page = await client.GetStringAsync("/sign-in", Ct);
        var token = Token().Match(page).Groups["token"].Value;
        using var answer = await client.PostAsync(
            "/sign-in/choose", new FormUrlEncodedContent([new("choice", choice), new("__RequestVerificationToken", WebUtility.HtmlDecode(token))]), Ct);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return client;
    }

    public async Task<IReadOnlyList<Store>> StoresAsync()
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<SyncerizeDb>>().CreateDbContextAsync(Ct);
        return await db.Stores.OrderBy(s => s.Id).ToListAsync(Ct);
    }

    /// <summary>Something a customer or merchant does in a simulated shop.</summary>
    public async Task<JsonElement> InShopAsync(string domain, string action, object body)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = Sandbox };
        using var answer = await http.PostAsJsonAsync($"/sandbox/{domain}/{action}", body, Ct);
        answer.EnsureSuccessStatusCode();
        var text = await answer.Content.ReadAsStringAsync(Ct);
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement.Clone();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
