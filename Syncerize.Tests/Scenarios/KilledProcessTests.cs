using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core;
using Syncerize.Core.Data;
using Syncerize.Core.Live;
using Syncerize.Core.Orders;
using Syncerize.Core.Stores;
using Syncerize.Core.Work;
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

    [Fact]
    public async Task EachOnce_KilledWhileSending_RefundEditShipmentCancel()
    {
        var refunded = await PushedAsync();
        var edited = await PushedAsync();
        var shipped = await PushedAsync();
        var cancelled = await PushedAsync();

        await KilledAsync(
            _source, "refundCreate", () => InShopAsync(_destination, "refund", new { orderId = refunded.Order, quantity = 1, restock = true }),
            db => ChangeIsAsync(db, refunded.Order, SourceChangeKind.Refund, SourceChangeState.Sending), async () => (await OneAsync(refunded.Key))["refunds"]!.AsArray().Count > 0);
        await UntilAsync("the refund to be Done", db => ChangeIsAsync(db, refunded.Order, SourceChangeKind.Refund, SourceChangeState.Done));
        Assert.Single((await OneAsync(refunded.Key))["refunds"]!.AsArray());

        // A person asks for the edit while the app is down, in the database it finds when it starts.
        await InShopAsync(_destination, "edit", new { orderId = edited.Order, lineId = edited.Line, quantity = 4 });
        await UntilAsync("the edit to be read", db => db.OrderLines.AnyAsync(l => l.OrderId == edited.Order && l.CurrentQuantity == 4, Ct));
        await _app!.KillAsync();
        var changes = new SourceChanges(new WriteGate(new Files(this), new ChangeFeed(TimeProvider.System), new LaneBell(), TimeProvider.System));
        ConnectionId part;
        StoreId store;
        await using (var db = Open())
        {
            (part, store) = await db.OrderPushes.Where(p => p.OrderId == edited.Order).Select(p => ValueTuple.Create(p.ConnectionId, p.DestinationStoreId)).SingleAsync(Ct);
        }

        Assert.IsType<PushOutcome.Queued>(await changes.SendEditAsync(Actor.Operator, store, edited.Order, part, Ct));
        await KilledAsync(
            _source, "orderEditCommit", StartAppAsync, db => ChangeIsAsync(db, edited.Order, SourceChangeKind.Edit, SourceChangeState.Sending),
            async () => (await OneAsync(edited.Key))["lines"]!.AsArray().Sum(l => l!["currentQuantity"]!.GetValue<int>()) != 2);
        await UntilAsync("the edit to be Done", db => ChangeIsAsync(db, edited.Order, SourceChangeKind.Edit, SourceChangeState.Done));
        Assert.Equal(4, (await OneAsync(edited.Key))["lines"]!.AsArray().Sum(l => l!["currentQuantity"]!.GetValue<int>()));

        await KilledAsync(
            _destination, "fulfillmentCreate", async () => await InShopAsync(_source, "fulfil", new { orderId = (await OneAsync(shipped.Key))["id"]!.GetValue<long>(), company = "DHL", number = "KILLED-1" }),
            db => db.ReturnedFulfillments.AnyAsync(r => r.SendingAt != null, Ct), async () => (await HereAsync(shipped.Order))["fulfillments"]!.AsArray().Count > 0);
        await UntilAsync("the shipment to be known", db => db.ReturnedFulfillments.AnyAsync(r => r.WrittenAt != null && r.Numbers == "KILLED-1", Ct));
        Assert.Single((await HereAsync(shipped.Order))["fulfillments"]!.AsArray());

        await KilledAsync(
            _source, "orderCancel", () => InShopAsync(_destination, "cancel", new { orderId = cancelled.Order }),
            db => ChangeIsAsync(db, cancelled.Order, SourceChangeKind.Cancel, SourceChangeState.Sending), async () => (await OneAsync(cancelled.Key))["cancelledAt"] is not null);
        await UntilAsync("the cancel to be Done", db => ChangeIsAsync(db, cancelled.Order, SourceChangeKind.Cancel, SourceChangeState.Done));
        Assert.Single((await OneAsync(cancelled.Key))["refunds"]!.AsArray());
    }

    /// <summary>Makes one operation slow, causes it, kills the app while it is on its way, waits until it took effect at the shop, and starts the app again.</summary>
    private async Task KilledAsync(string shop, string operation, Func<Task> cause, Func<SyncerizeDb, Task<bool>> sending, Func<Task<bool>> effect)
    {
        await FaultsAsync(operation, 4000, shop);
        await cause();
        await UntilAsync($"{operation} to be sent", sending);
        await UntilAsync($"{operation} to have left", _ => Task.FromResult(true), TimeSpan.FromMilliseconds(500));
        await _app!.KillAsync();
        Assert.False(await effect());
        await UntilAsync($"{operation} at the shop", _ => effect());
        await FaultsAsync("", 0, shop);
        await StartAppAsync();
    }

    private async Task<(long Order, long Line, string Key)> PushedAsync()
    {
        var order = await BuyAsync("");
        await UntilAsync("Recorded", db => PartIsAsync(db, order, PushState.Recorded));
        await using var db = Open();
        return (order, await db.OrderLines.Where(l => l.OrderId == order).Select(l => l.LineId).SingleAsync(Ct), await KeyAsync(order));
    }

    private static Task<bool> ChangeIsAsync(SyncerizeDb db, long order, SourceChangeKind kind, SourceChangeState state) =>
        db.SourceChanges.AnyAsync(c => c.Kind == kind && c.State == state && db.OrderPushes.Any(p => p.Id == c.OrderPushId && p.OrderId == order), Ct);

    private async Task InShopAsync(string shop, string action, object body) => (await _http.PostAsJsonAsync($"/sandbox/{shop}/{action}", body, Ct)).EnsureSuccessStatusCode();

    private async Task<JsonNode> OneAsync(string key) => Assert.Single(await AtSourceAsync(key))!;

    private async Task<JsonNode> HereAsync(long order) => Assert.Single((await _http.GetFromJsonAsync<JsonArray>($"/sandbox/{_destination}/orders?id={order.ToString(CultureInfo.InvariantCulture)}", Ct))!)!;

    private sealed class Files(KilledProcessTests test) : IDbContextFactory<SyncerizeDb>
    {
        public SyncerizeDb CreateDbContext() => test.Open();
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
        await FaultsAsync(slow, slow.Length > 0 ? 4000 : 0);
        var answer = await _http.PostAsJsonAsync($"/sandbox/{_destination}/orders", new { lines = new[] { new { variantId = link.DestinationVariantId, quantity = 2 } } }, Ct);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(Ct))!["id"]!.GetValue<long>();
    }

    private async Task<Dictionary<long, int>> StockAsync(string shop) => (await _http.GetFromJsonAsync<JsonArray>($"/sandbox/{shop}/stock", Ct))!
        .GroupBy(row => row!["variantId"]!.GetValue<long>()).ToDictionary(g => g.Key, g => g.Max(row => row!["available"]!.GetValue<int>()));

    private async Task FaultsAsync(string operation, int delayMs, string? shop = null) =>
        (await _http.PostAsJsonAsync($"/sandbox/{shop ?? _source}/faults", new { operation, delayMs }, Ct)).EnsureSuccessStatusCode();

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
