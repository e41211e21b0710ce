using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;
using Syncerize.Core.Orders;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Scenarios;

/// <summary>
/// The app is killed like a process, between any two bytes; the sandbox is a process of its own and finishes what was asked of it.
/// The order is counted in the sandbox, not in our tables.
/// </summary>
public sealed partial class KilledProcessTests : IAsyncLifetime
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string _folder = Directory.CreateTempSubdirectory("syncerize-killed-").FullName;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private RunningProcess _sandbox = null!;
    private RunningProcess? _app;
    private Uri _shops = null!;
    private string _source = "";
    private string _destination = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        (_sandbox, _shops) = await RunningProcess.StartAsync(SandboxListens(), ["sandbox", "--urls", "http://127.0.0.1:0", "--Data:Directory", Path.Combine(_folder, "sandbox"), "--Sandbox:Speed", "0"], Ct);
        _http.BaseAddress = _shops;
        await StartAppAsync();
        await UntilAsync(
            "the first read",
            async db => await db.Stores.AnyAsync(Ct) && await db.Stores.AllAsync(s => s.FirstReadAt != null, Ct) && await db.VariantLinks.AnyAsync(l => l.IsActive, Ct) && !await db.WorkItems.AnyAsync(w => w.ParkedAt == null && w.Kind.StartsWith("orders."), Ct));
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        await _sandbox.DisposeAsync();
        _http.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task PushedOnce_KilledWhileSending_OneOrder()
    {
        // The create takes effect seconds after it arrived: it is on its way when the app dies.
        var order = await BuyAsync("orderCreate");
        await UntilAsync("Sending", db => PartIsAsync(db, order, PushState.Sending));
        var key = await KeyAsync(order);
        await UntilAsync("the create to have left", _ => Task.FromResult(true), TimeSpan.FromMilliseconds(500));
        await _app!.KillAsync();
        Assert.Empty(await AtSourceAsync(key));
        await UntilAsync("the order at the source", async _ => (await AtSourceAsync(key)).Count > 0);
        await UntilAsync("Sending still", db => PartIsAsync(db, order, PushState.Sending));

        await FaultsAsync("", 0);
        await StartAppAsync();
        await UntilAsync("Recorded", db => PartIsAsync(db, order, PushState.Recorded));

        Assert.Single(await AtSourceAsync(key));
    }

    [Fact]
    public async Task PushedOnce_KilledAfterCreate_OneOrder()
    {
        // The create is answered and stored; the stock reading behind it hangs when the app dies.
        var order = await BuyAsync("InventoryByItems");
        await UntilAsync("Created", db => PartIsAsync(db, order, PushState.Created));
        var key = await KeyAsync(order);
        await _app!.KillAsync();
        Assert.Single(await AtSourceAsync(key));

        await FaultsAsync("", 0);
        await StartAppAsync();
        await UntilAsync("Recorded", db => PartIsAsync(db, order, PushState.Recorded));

        Assert.Single(await AtSourceAsync(key));
    }

    private static Task<bool> PartIsAsync(SyncerizeDb db, long order, PushState state) => db.OrderPushes.AnyAsync(p => p.OrderId == order && p.State == state, Ct);

    private async Task StartAppAsync() => (_app, _) = await RunningProcess.StartAsync(
        AppListens(),
        ["--urls", "http://127.0.0.1:0", "--Data:Directory", Path.Combine(_folder, "app"), "--Data:KeysDirectory", Path.Combine(_folder, "keys"), "--Sandbox:Url", _shops.ToString()],
        Ct);

    /// <summary>A customer buys two of something synced, while one operation of the source is slow.</summary>
    private async Task<long> BuyAsync(string slow)
    {
        await using var db = Open();
        var connection = await db.Connections.SingleAsync(Ct);
        var domains = await db.Stores.ToDictionaryAsync(s => s.Id, s => s.Domain, Ct);
        (_source, _destination) = (domains[connection.SourceId], domains[connection.DestinationId]);
        var links = await db.VariantLinks.Where(l => l.ConnectionId == connection.Id && l.IsActive).ToListAsync(Ct);
        var here = await StockAsync(_destination);
        var there = await StockAsync(_source);
        var link = links.First(l => here.GetValueOrDefault(l.DestinationVariantId) >= 5 && there.GetValueOrDefault(l.SourceVariantId) >= 5);
        await FaultsAsync(slow, 4000);
        var answer = await _http.PostAsJsonAsync($"/sandbox/{_destination}/orders", new { lines = new[] { new { variantId = link.DestinationVariantId, quantity = 2 } } }, Ct);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(Ct))!["id"]!.GetValue<long>();
    }

    private async Task<Dictionary<long, int>> StockAsync(string shop) => (await _http.GetFromJsonAsync<JsonArray>($"/sandbox/{shop}/stock", Ct))!
        .GroupBy(row => row!["variantId"]!.GetValue<long>()).ToDictionary(g => g.Key, g => g.Max(row => row!["available"]!.GetValue<int>()));

    private async Task FaultsAsync(string operation, int delayMs) =>
        (await _http.PostAsJsonAsync($"/sandbox/{_source}/faults", new { operation, delayMs }, Ct)).EnsureSuccessStatusCode();

    private async Task<JsonArray> AtSourceAsync(string key) => (await _http.GetFromJsonAsync<JsonArray>($"/sandbox/{_source}/orders?sourceIdentifier={key}", Ct))!;

    private async Task<string> KeyAsync(long order)
    {
        await using var db = Open();
        return await db.OrderPushes.Where(p => p.OrderId == order).Select(p => p.Key).SingleAsync(Ct);
    }

    private SyncerizeDb Open()
    {
        var options = new DbContextOptionsBuilder<SyncerizeDb>();
        DataServices.Configure(options, Path.Combine(_folder, "app", "syncerize.db"));
        return new SyncerizeDb(options.Options);
    }

    /// <summary>Looks at the killed or running app's database until something is so. Another process tells nobody, so it is looked at again and again.</summary>
    private async Task UntilAsync(string what, Func<SyncerizeDb, Task<bool>> isSo, TimeSpan? atLeast = null)
    {
        var begun = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(Step, TimeProvider.System);
        do
        {
            await using var db = Open();
            if (TimeProvider.System.GetElapsedTime(begun) >= (atLeast ?? TimeSpan.Zero) && await isSo(db))
            {
                return;
            }
        }
        while (TimeProvider.System.GetElapsedTime(begun) < Patience && await timer.WaitForNextTickAsync(Ct));
        Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"Waited in vain for {what}.\n{_app?.Output}"));
    }

    [GeneratedRegex(@"The sandbox listens on (?<address>http://\S+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SandboxListens();

    [GeneratedRegex(@"Syncerize listens on ""?(?<address>http://[^\s""]+?)/?""?\.? ", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AppListens();
}
