using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Syncerize.Core;
using Syncerize.Core.Catalog;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Insights;
using Syncerize.Core.Mapping;
using Syncerize.Core.Orders;
using Syncerize.Core.Shopify;
using Syncerize.Core.Stores;
using Syncerize.Core.Totals;
using Syncerize.Tests.Work;

namespace Syncerize.Tests.Insights;

/// <summary>A destination that sells four products of two sources, and orders that are stored as Shopify would answer them.</summary>
internal sealed class FigureShops(EngineUnderTest engine, int number)
{
    public static readonly DateTimeOffset Linked = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<long, OrderReading> _orders = [];
    private readonly Dictionary<(long Order, int Source), OrderReading> _pushed = [];
    private DateTimeOffset _stamp = Linked;

    public StoreId Destination { get; } = new(number);

    public StoreId[] Sources { get; } = [new(number + 1), new(number + 2)];

    public ConnectionId[] Connections { get; private set; } = [];

    public IEnumerable<OrderReading> Orders => _orders.Values;

    private static CancellationToken Ct => EngineUnderTest.Ct;

    public static async Task<FigureShops> OpenAsync(EngineUnderTest engine, int number = 100)
    {
        var shops = new FigureShops(engine, number);
        await engine.Gate.WriteAsync(shops.AddAsync, Ct);
        return shops;
    }

    /// <summary>Goods 1 and 2 belong to the first source, 3 and 4 to the second, 5 to the destination itself.</summary>
    public Task OrderAsync(long order, DateTimeOffset at, bool test = false, params (int Good, int Units, long Net)[] lines) => StoreAsync(new OrderReading(
        order, $"#{order}", at < Linked ? Linked : at, Stamp(), at, null, test, "PAID", "UNFULFILLED", "CAD", null, [], "web", null, null, null, null, null, null, [], false, lines.Sum(l => l.Net), lines.Sum(l => l.Net), 0, null, null,
        [], [.. lines.Select(l => new OrderLineReading((order * 10) + l.Good, 1, l.Good == 5 ? null : Variant(l.Good), $"Good {l.Good}", null, null, l.Units, l.Units, l.Units, true, false, false, 0, l.Net, []))], [], []));

    /// <summary>Changes a stored order as an edit, a refund or a cancel would.</summary>
    public Task ChangeAsync(long order, Func<OrderReading, OrderReading> change) => _orders.TryGetValue(order, out var now) ? StoreAsync(change(now) with { UpdatedAt = Stamp() }) : Task.CompletedTask;

    public static OrderReading Refund(OrderReading order, int line, int units) => order with
    {
        Lines = [.. order.Lines.Select((l, i) => i != line % order.Lines.Count ? l : l with
        {
            CurrentQuantity = Math.Max(0, l.CurrentQuantity - units),
            NetMinor = l.CurrentQuantity == 0 ? 0 : l.NetMinor * Math.Max(0, l.CurrentQuantity - units) / l.CurrentQuantity,
        })],
    };

    /// <summary>The source has the order, as its own webhook would tell.</summary>
    public async Task PushAsync(long order, int source)
    {
        if (_orders.TryGetValue(order, out var now) && now.Lines.Any(l => SourceOf(l) == source) && !_pushed.ContainsKey((order, source)))
        {
            await StoreAsync(source, order, new OrderReading(
                (order * 100) + source, $"#S{order}", now.CreatedAt, Stamp(), now.ProcessedAt, null, false, "PENDING", "UNFULFILLED", Currency(source), null, [], null, null,
                ShopifyKeys.PushKey(Destination.Value, order, Sources[source].Value, 1), null, null, null, null, [], false, 0, 0, 0, null, null, [],
                [.. now.Lines.Where(l => SourceOf(l) == source).Select(l => new OrderLineReading(l.LineId, 1, SourceVariant(Good(l)), l.Title, null, null, l.Quantity, l.Quantity, l.Quantity, true, false, false, 0, l.NetMinor / 2, []))], [], []));
        }
    }

    /// <summary>Something happens to the source's order.</summary>
    public Task AtSourceAsync(long order, int source, Func<OrderReading, OrderReading> change) =>
        _pushed.TryGetValue((order, source), out var now) ? StoreAsync(source, order, change(now) with { UpdatedAt = Stamp() }) : Task.CompletedTask;

    /// <summary>Shopify says another zone.</summary>
    public Task MoveAsync(StoreId store, string zone) => engine.Gate.WriteAsync(
        async (write, ct) =>
        {
            (await write.Db.Stores.SingleAsync(s => s.Id == store, ct)).TimeZone = zone;
            await Recount.BeginAsync(write, store, ct);
        },
        Ct);

    public async Task<DashboardReading> ReadAsync(RangeAsked range, TotalSide side = TotalSide.Destination, StoreId? store = null, StoreId? partner = null)
    {
        var shown = store ?? Destination;
        return (await engine.Get<DashboardQuery>().ReadAsync(Actor.Of(shown), shown, new DashboardAsked(side, range, partner), Ct))!;
    }

    private static int Good(OrderLineReading line) => (int)(line.LineId % 10);

    private static int SourceOf(OrderLineReading line) => Good(line) switch { 1 or 2 => 0, 3 or 4 => 1, _ => -1 };

    private static string Currency(int source) => source == 0 ? "CAD" : "GBP";

    private long Variant(int good) => (number * 1000L) + good;

    private long SourceVariant(int good) => (number * 1000L) + 100 + good;

    private DateTimeOffset Stamp() => _stamp += TimeSpan.FromSeconds(1);

    private Task StoreAsync(OrderReading reading)
    {
        _orders[reading.OrderId] = reading;
        return StoreAsync(Destination, reading);
    }

    private Task StoreAsync(int source, long order, OrderReading reading)
    {
        _pushed[(order, source)] = reading;
        return StoreAsync(Sources[source], reading);
    }

    private async Task StoreAsync(StoreId store, OrderReading reading)
    {
        await using var scope = engine.Get<IServiceScopeFactory>().CreateAsyncScope();
        var storing = scope.ServiceProvider.GetRequiredService<OrderStoring>();
        await engine.Gate.WriteAsync((write, ct) => storing.StoreAsync(write, store, [reading], reading.UpdatedAt, ct), Ct);
    }

    private async Task AddAsync(Write write, CancellationToken ct)
    {
        var db = write.Db;
        foreach (var (store, role, currency) in new[] { (Destination, StoreRoles.Destination, "CAD"), (Sources[0], StoreRoles.Source, "CAD"), (Sources[1], StoreRoles.Source, "GBP") })
        {
            db.Stores.Add(new Store { Id = store, Domain = $"f{store}.myshopify.com", Name = $"Shop {store}", UniqueKey = $"F{store}", Currency = currency, TimeZone = "America/Toronto", Roles = role, ShopifyShopId = store.Value });
        }

        db.ExchangeRates.Add(new ExchangeRate { StoreId = Destination, FromCurrency = "GBP", ToCurrency = "CAD", RateMillionths = 1_750_000 });
        var connections = Sources.Select(s => new Connection { DestinationId = Destination, SourceId = s, State = ConnectionState.Connected, ConnectedAt = Linked, StateChangedAt = Linked }).ToList();
        db.Connections.AddRange(connections);
        await db.SaveChangesAsync(ct);
        Connections = [.. connections.Select(c => c.Id)];
        for (var good = 1; good <= 4; good++)
        {
            var source = (good - 1) / 2;
            db.Products.Add(new Product { StoreId = Sources[source], ProductId = good, Title = $"Good {good}", Handle = $"good-{good}", Status = "ACTIVE", IsPicked = true });
            db.ProductLinks.Add(new ProductLink
            {
                ConnectionId = Connections[source],
                SourceStoreId = Sources[source],
                DestinationStoreId = Destination,
                SourceProductId = good,
                DestinationProductId = 10 + good,
                State = LinkState.Active,
                LinkedAt = Linked,
                Variants =
                [
                    new VariantLink
                    {
                        ConnectionId = Connections[source], SourceStoreId = Sources[source], DestinationStoreId = Destination, SourceVariantId = SourceVariant(good), SourceInventoryItemId = SourceVariant(good) + 500,
                        DestinationVariantId = Variant(good), DestinationInventoryItemId = Variant(good) + 500, LinkedAt = Linked,
                    },
                ],
            });
        }
    }
}
