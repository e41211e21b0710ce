using Microsoft.EntityFrameworkCore;
using Syncerize.Core;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Mapping;
using Syncerize.Core.Shopify;
using Syncerize.Core.Stock;
using Syncerize.Core.Stores;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Stock;

/// <summary>One source item sold by two destinations, without any shop behind it: what the mirror and the due work do.</summary>
public sealed class StockMirrorTests : IAsyncLifetime
{
    private static readonly StoreId Source = new(1);
    private static readonly StoreId First = new(2);
    private static readonly StoreId Second = new(3);
    private const long SourceItem = 1000;
    private const long FirstItem = 2000;
    private const long SecondItem = 3000;
    private readonly Unexplained _unexplained = new([]);
    private TestDatabase _database = null!;

    private static CancellationToken Ct => TestDatabase.Ct;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        await _database.Gate.WriteAsync(
            (write, _) =>
            {
                foreach (var id in new[] { Source, First, Second })
                {
                    write.Db.Stores.Add(new Store { Id = id, Domain = $"s{id}.myshopify.com", Name = $"S{id}", UniqueKey = $"k{id}", Currency = "CAD", TimeZone = "UTC" });
                }

                Link(write, 1, First, FirstItem);
                Link(write, 2, Second, SecondItem);
                return Task.CompletedTask;
            },
            Ct);
        await ReadAsync(Source, SourceItem, 10, 0);
        await ReadAsync(First, FirstItem, 10, 0);
        await ReadAsync(Second, SecondItem, 10, 0);
        await ForgetWorkAsync();
    }

    public async ValueTask DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task StoreAsync_UnknownUnitsCommitted_ReservedForEveryone()
    {
        await ReadAsync(First, FirstItem, 9, 1);

        Assert.Equal(9, await DesiredAsync());
        Assert.Equal(["stock.apply 2 2000", "stock.apply 3 3000"], await DueAsync());
    }

    [Fact]
    public async Task SetAsync_OrderExplainsTheUnits_QuantityStays()
    {
        await ReadAsync(First, FirstItem, 9, 1);
        await ReserveAsync(unfulfilled: 1, reserved: 1);

        Assert.Equal(9, await DesiredAsync());
        await using var db = _database.CreateDbContext();
        Assert.Empty(await db.UnexplainedUnits.ToListAsync(Ct));
    }

    [Fact]
    public async Task SetAsync_OrderWithoutReading_LowersAllDestinations()
    {
        await ReserveAsync(unfulfilled: 2, reserved: 2);

        Assert.Equal(8, await DesiredAsync());
        Assert.Equal(["stock.apply 2 2000", "stock.apply 3 3000"], await DueAsync());
    }

    [Fact]
    public async Task OrdersReadThroughAsync_NoOrderFound_UnitsStopReserving()
    {
        await ReadAsync(First, FirstItem, 9, 1);
        _database.Time.Advance(TimeSpan.FromSeconds(5));
        await _database.Gate.WriteAsync((w, ct) => Unexplained.OrdersReadThroughAsync(w, First, _database.Time.GetUtcNow(), ct), Ct);
        Assert.Equal(9, await DesiredAsync());

        _database.Time.Advance(TimeSpan.FromSeconds(5));
        await _database.Gate.WriteAsync((w, ct) => Unexplained.OrdersReadThroughAsync(w, First, _database.Time.GetUtcNow(), ct), Ct);
        Assert.Equal(10, await DesiredAsync());
    }

    [Fact]
    public async Task LevelAsync_SourceNewerAndLower_LowersAtOnce()
    {
        await WebhookAsync(Source, SourceItem, 6, seconds: 1);

        Assert.Equal(6, await DesiredAsync());
        Assert.Contains("stock.apply 2 2000", await DueAsync());
        Assert.Contains("stock.pull 1 1000", await DueAsync());
    }

    [Fact]
    public async Task LevelAsync_SourceNewerAndHigher_OnlyAsksForAReading()
    {
        await WebhookAsync(Source, SourceItem, 15, seconds: 1);

        Assert.Equal(10, await DesiredAsync());
        Assert.Equal(["stock.pull 1 1000"], await DueAsync());
    }

    [Fact]
    public async Task LevelAsync_SameStampOtherValue_OnlyMakesTheLevelDue()
    {
        await WebhookAsync(Source, SourceItem, 6, seconds: 0);

        Assert.Equal(10, await DesiredAsync());
        Assert.Equal(["stock.pull 1 1000"], await DueAsync());
    }

    [Fact]
    public async Task LevelAsync_OlderThanTheMirror_Ignored()
    {
        await WebhookAsync(Source, SourceItem, 1, seconds: -5);

        Assert.Equal(10, await DesiredAsync());
        Assert.Empty(await DueAsync());
    }

    [Fact]
    public async Task StoreAsync_ReadingBegunBeforeALoweringWebhook_DoesNotRaise()
    {
        var begun = _database.Time.GetUtcNow();
        _database.Time.Advance(TimeSpan.FromSeconds(1));
        await WebhookAsync(Source, SourceItem, 4, seconds: 0);
        await ReadAsync(Source, SourceItem, 10, 0, begun);

        Assert.Equal(4, await DesiredAsync());
        Assert.Contains("stock.pull 1 1000", await DueAsync());
    }

    [Fact]
    public async Task SetAsync_LineShipped_DestinationReadAgainBeforeUnitsLookUnknown()
    {
        await ReadAsync(First, FirstItem, 9, 1);
        await ReserveAsync(unfulfilled: 1, reserved: 1);
        await ForgetWorkAsync();
        await ReserveAsync(unfulfilled: 0, reserved: 0);

        await using var db = _database.CreateDbContext();
        Assert.Empty(await db.UnexplainedUnits.ToListAsync(Ct));
        Assert.Contains("stock.pull 2 2000", await DueAsync());
    }

    private static void Link(Write write, int connection, StoreId destination, long item)
    {
        write.Db.Connections.Add(new Connection { Id = new ConnectionId(connection), SourceId = Source, DestinationId = destination, State = ConnectionState.Connected });
        write.Db.ProductLinks.Add(new ProductLink
        {
            ConnectionId = new ConnectionId(connection),
            SourceStoreId = Source,
            DestinationStoreId = destination,
            SourceProductId = 1,
            DestinationProductId = item,
            State = LinkState.Active,
            Variants =
            [
                new VariantLink
                {
                    ConnectionId = new ConnectionId(connection), SourceStoreId = Source, DestinationStoreId = destination, SourceVariantId = 1, SourceInventoryItemId = SourceItem,
                    DestinationVariantId = item + 1, DestinationInventoryItemId = item,
                },
            ],
        });
    }

    private Task ReadAsync(StoreId store, long item, int available, int committed, DateTimeOffset? begun = null) => _database.Gate.WriteAsync(
        (w, ct) => new StockReadings(_unexplained).StoreAsync(
            w, store, [new InventoryReading(item, true, [new LevelReading(7, true, available, committed, available + committed, _database.Time.GetUtcNow())])], begun ?? _database.Time.GetUtcNow(), ct),
        Ct);

    private Task WebhookAsync(StoreId store, long item, int available, int seconds) => _database.Gate.WriteAsync(
        (w, ct) => StockWebhooks.LevelAsync(w, store, item, 7, available, _database.Time.GetUtcNow().AddSeconds(seconds), ct), Ct);

    private Task ReserveAsync(int unfulfilled, int reserved) => _database.Gate.WriteAsync(
        (w, ct) => new Reservations(_unexplained).SetAsync(w, First, 50, [new LineReservation(51, FirstItem, unfulfilled, Source, SourceItem, reserved)], ct), Ct);

    private Task ForgetWorkAsync() => _database.Gate.WriteAsync((w, ct) => w.Db.WorkItems.ExecuteDeleteAsync(ct), Ct);

    private async Task<int> DesiredAsync()
    {
        await using var db = _database.CreateDbContext();
        return (await StockPlans.DesiredForAsync(db, new ConnectionId(2), [SourceItem], Ct))[SourceItem]!.Quantity;
    }

    private async Task<List<string>> DueAsync()
    {
        await using var db = _database.CreateDbContext();
        return [.. (await db.WorkItems.ToListAsync(Ct)).Select(w => $"{w.Kind} {w.Lane} {w.Subject}").Order(StringComparer.Ordinal)];
    }
}
