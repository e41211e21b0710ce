using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Catalog;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Mapping;
using Syncerize.Core.Stock;
using Syncerize.Core.Stores;
using Syncerize.Core.Sync;

namespace Syncerize.Core.Insights;

/// <summary>Reads one product, source and destination side by side. What each field comes to is asked of the planner itself, so that the screen and the next write agree.</summary>
public sealed class ProductDetailQuery(IDbContextFactory<SyncerizeDb> factory)
{
    private const int HistoryRows = 40;
    private const int WriteRows = 200;

    /// <summary>A source's product as one of its destinations sees it; null where it is neither synced nor on offer there.</summary>
    /// <exception cref="AccessRefusedException">The actor may not act for the destination.</exception>
    public async Task<ProductDetail?> AtDestinationAsync(Actor actor, StoreId destination, StoreId source, long productId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Demand(destination);
        await using var db = await factory.CreateDbContextAsync(ct);
        if (await db.Connections.SingleOrDefaultAsync(c => c.DestinationId == destination && c.SourceId == source, ct) is not { } connection)
        {
            return null;
        }

        var link = await db.ProductLinks.Include(l => l.Variants).SingleOrDefaultAsync(l => l.ConnectionId == connection.Id && l.SourceProductId == productId && l.State != LinkState.Ended, ct);
        var asked = link ?? new ProductLink { Id = -1, ConnectionId = connection.Id, SourceStoreId = source, DestinationStoreId = destination, SourceProductId = productId };
        var ledger = (await db.Ledger.Where(l => l.ProductLinkId == asked.Id).ToListAsync(ct)).ToLookup(l => l.ProductLinkId);
        var state = (await SyncStates.ReadAsync(db, [asked], ledger, ct))[asked.Id];
        if (state.Inputs is not { } inputs || (link is null && (!state.IsOffered || connection.State != ConnectionState.Connected)))
        {
            return null;
        }

        var plan = ProductPlanner.Plan(inputs);
        var fields = new FieldRows(inputs, plan);
        var stock = await StockSides.ReadAsync(db, connection, inputs.Source, asked, ct);
        return new ProductDetail(
            connection.Id, source, state.SourceStore.Name, productId, inputs.Source.Title, Image(inputs.Source), inputs.Source.Vendor, inputs.Source.Status,
            link?.State, link?.StateReason, link?.Origin == LinkOrigin.Mapped, link?.LinkedAt, link?.SyncedAt, plan.Sentences,
            link is null ? [] : fields.OfProduct(),
            [.. inputs.Source.Variants.OrderBy(v => v.Position).Select(v =>
            {
                var pair = asked.Variants.Find(l => l.SourceVariantId == v.VariantId && l.IsActive);
                var price = ProductPlanner.PriceOf(inputs, v.PriceMinor);
                return new VariantDetail(
                    v.VariantId, v.Title, v.Sku, new Money(v.PriceMinor, inputs.SourceCurrency), v.Tracked, pair is not null, pair is null ? [] : fields.OfVariant(v, pair),
                    stock.AtSource(v), pair is null ? null : stock.Shown(pair), link is null ? price?.Price : null, link is null ? price?.How : null, pair?.StopReason);
            })],
            [], link is null ? [] : await HistoryAsync(db, destination, connection.Id, link, ct))
        {
            Writes = link is null ? [] : await WritesAsync(db, inputs, ct),
            DescriptionThere = inputs.Source.DescriptionHtml,
            DescriptionHere = inputs.Destination?.DescriptionHtml,
            ImagesThere = inputs.Source.Images,
            ImagesHere = inputs.Destination?.Images ?? [],
        };
    }

    /// <summary>A source's own product; null where it has none of that number.</summary>
    /// <exception cref="AccessRefusedException">The actor may not act for the source.</exception>
    public async Task<ProductDetail?> AtSourceAsync(Actor actor, StoreId source, long productId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Demand(source);
        await using var db = await factory.CreateDbContextAsync(ct);
        if (await db.Products.Include(p => p.Variants).SingleOrDefaultAsync(p => p.StoreId == source && p.ProductId == productId && p.DeletedAt == null, ct) is not { } product)
        {
            return null;
        }

        var store = await db.Stores.SingleAsync(s => s.Id == source, ct);
        var sellers = await (
            from l in db.ProductLinks
            join s in db.Stores on l.DestinationStoreId equals s.Id
            where l.SourceStoreId == source && l.SourceProductId == productId && l.State != LinkState.Ended
            orderby l.Id
            select new ProductSeller(l.ConnectionId, s.Name, l.State, l.LinkedAt)).ToListAsync(ct);
        var stock = await StockSides.ReadAsync(db, connection: null, product, link: null, ct);
        return new ProductDetail(
            null, source, store.Name, productId, product.Title, Image(product), product.Vendor, product.Status, null, null, Mapped: false, null, null, [], [],
            [.. product.Variants.OrderBy(v => v.Position).Select(v => new VariantDetail(
                v.VariantId, v.Title, v.Sku, new Money(v.PriceMinor, store.Currency), v.Tracked, Linked: false, [], stock.AtSource(v), null, null, null))],
            sellers, []);
    }

    private static string? Image(Product product) => product.Images.FirstOrDefault(i => i.Url is not null)?.Url;

    private static async Task<IReadOnlyList<ActivityRow>> HistoryAsync(SyncerizeDb db, StoreId destination, ConnectionId connection, ProductLink link, CancellationToken ct)
    {
        // A product's entries carry its number at the destination, or, where it was about the source, there; stock entries a variant's.
        string[] products = [Number(link.DestinationProductId ?? 0), Number(link.SourceProductId)];
        var variants = link.Variants.Select(v => Number(v.DestinationVariantId)).ToList();
        var rows = await db.Activity
            .Where(a => a.StoreId == destination && a.ConnectionId == connection && ((a.Kind == "product" && products.Contains(a.Subject)) || (a.Kind == "stock" && variants.Contains(a.Subject!))))
            .OrderByDescending(a => a.Id).Take(HistoryRows).ToListAsync(ct);
        return [.. rows.Select(a => new ActivityRow(a.Id, a.At, a.Level, a.Kind, a.Sentence, a.Subject, a.RequestId, null))];
    }

    private static async Task<IReadOnlyList<WriteRow>> WritesAsync(SyncerizeDb db, PlanInputs inputs, CancellationToken ct)
    {
        if (inputs.Links is not [{ ProductLinkId: var linkId }, ..])
        {
            return [];
        }

        var titles = inputs.Links.Join(inputs.Source.Variants, l => l.SourceVariantId, v => v.VariantId, (l, v) => (l.Id, v.Title)).ToDictionary(p => p.Id, p => p.Title);
        var rows = await db.FieldWrites.Where(w => w.ProductLinkId == linkId).OrderByDescending(w => w.Id).Take(WriteRows).ToListAsync(ct);
        return [.. rows.Select(w => new WriteRow(
            w.At, w.VariantLinkId == 0 ? null : titles.GetValueOrDefault(w.VariantLinkId), w.Field, FieldRows.Readable(w.Field, w.From, inputs.DestinationCurrency),
            FieldRows.Readable(w.Field, w.To, inputs.DestinationCurrency), w.Why, w.RequestId))];
    }

    private static string Number(long id) => id.ToString(CultureInfo.InvariantCulture);

    /// <summary>Stock of a product's variants at both shops.</summary>
    private sealed class StockSides
    {
        private ILookup<(StoreId, long), LocationStock> _levels = null!;
        private IReadOnlyDictionary<long, StockDesire?> _desired = null!;
        private Product _source = null!;

        public static async Task<StockSides> ReadAsync(SyncerizeDb db, Connection? connection, Product source, ProductLink? link, CancellationToken ct)
        {
            var here = link?.DestinationStoreId ?? source.StoreId;
            var theirs = source.Variants.ConvertAll(v => v.InventoryItemId);
            var items = theirs.Concat(link?.Variants.Select(v => v.DestinationInventoryItemId) ?? []).ToList();
            var counted = connection?.Settings.Stock.SourceLocations ?? [];
            var levels = await (
                from l in db.StockLevels
                join p in db.Locations on new { l.StoreId, l.LocationId } equals new { p.StoreId, p.LocationId }
                where (l.StoreId == source.StoreId || l.StoreId == here) && items.Contains(l.InventoryItemId) && l.IsActive
                orderby p.Name
                select new { l.StoreId, l.InventoryItemId, l.LocationId, p.Name, l.Available, l.Committed }).ToListAsync(ct);
            return new StockSides
            {
                _source = source,
                _levels = levels.ToLookup(
                    l => (l.StoreId, l.InventoryItemId),
                    l => new LocationStock(l.Name, l.Available, l.Committed, l.StoreId != source.StoreId || counted.Count == 0 || counted.Contains(l.LocationId))),
                _desired = connection is null ? new Dictionary<long, StockDesire?>() : await StockPlans.DesiredForAsync(db, connection.Id, theirs, ct),
            };
        }

        public IReadOnlyList<LocationStock> AtSource(Variant variant) => [.. _levels[(_source.StoreId, variant.InventoryItemId)]];

        public ShownStock Shown(VariantLink link)
        {
            var next = _desired.GetValueOrDefault(link.SourceInventoryItemId);
            var differs = next is not null && next.Quantity != link.LastQuantity;
            return new ShownStock(
                link.LastQuantity, link.LastQuantityReason, link.LastQuantityAt, differs ? next!.Quantity : null, differs ? next!.Reason : null, link.StockConflict,
                [.. _levels[(link.DestinationStoreId, link.DestinationInventoryItemId)]]);
        }
    }
}
