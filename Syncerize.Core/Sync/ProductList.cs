using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Catalog;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Mapping;
using Syncerize.Core.Stores;

namespace Syncerize.Core.Sync;

/// <summary>Which products a list shows.</summary>
public enum ProductTab
{
    /// <summary>Joined by a link that has not ended.</summary>
    Synced = 0,

    /// <summary>A destination's: on offer and not yet synced.</summary>
    Unsynced = 1,

    /// <summary>A source's: everything it has.</summary>
    All = 2,
}

/// <summary>What a list of products asks for.</summary>
/// <param name="Tab">Which products.</param>
/// <param name="Source">One source only; null for all.</param>
/// <param name="Search">Beginnings of words of the title, vendor or tags, of a SKU or a barcode; null for no search.</param>
/// <param name="Page">From 1.</param>
/// <param name="PageSize">Rows of a page.</param>
public sealed record ProductListQuery(ProductTab Tab, StoreId? Source, string? Search, int Page, int PageSize)
{
    /// <summary>Which of a destination's synced products; all unless set.</summary>
    public SyncedFilter Show { get; init; }
}

/// <summary>Which of a destination's synced products a list shows.</summary>
public enum SyncedFilter
{
    /// <summary>All.</summary>
    All = 0,

    /// <summary>Those that wait for something, are not available any more, or are gone.</summary>
    Attention = 1,

    /// <summary>Those the merchant had before.</summary>
    Mapped = 2,

    /// <summary>Those Syncerize created.</summary>
    Created = 3,
}

/// <summary>A product of a source, as lists and bulk actions name it.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ProductKey(StoreId Source, long Product);

/// <summary>A row of a list of products: the source's product, and where it stands at the destination.</summary>
/// <param name="Connection">The connection it is offered or synced through; null in a source's own list.</param>
/// <param name="SourceStore">The source.</param>
/// <param name="SourceName">Its name.</param>
/// <param name="ProductId">The product at the source.</param>
/// <param name="Title">Title.</param>
/// <param name="ImageUrl">First image; null if none.</param>
/// <param name="Vendor">Vendor.</param>
/// <param name="Sku">SKU of the first variant.</param>
/// <param name="Variants">How many variants.</param>
/// <param name="Lowest">Lowest price, in the source's currency.</param>
/// <param name="Highest">Highest price.</param>
/// <param name="Stock">Units: shown at the destination where synced, otherwise available at the source; null while never read or untracked.</param>
/// <param name="StockReasons">Why it is that number, one line per variant.</param>
/// <param name="State">The link's state; null where there is none.</param>
/// <param name="StateReason">A sentence where the state needs one.</param>
/// <param name="SyncedAt">When the destination was last brought in step, UTC.</param>
/// <param name="Destinations">A source's list: how many destinations sell it.</param>
public sealed record ProductRow(
    ConnectionId? Connection, StoreId SourceStore, string SourceName, long ProductId, string Title, string? ImageUrl, string Vendor, string? Sku, int Variants,
    Money Lowest, Money Highest, int? Stock, IReadOnlyList<string> StockReasons, LinkState? State, string? StateReason, DateTimeOffset? SyncedAt, int Destinations);

/// <summary>A page of products and the counts of the tabs under the same filter and search.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Total">Rows of the asked tab, all pages.</param>
/// <param name="Synced">Rows of the Synced tab.</param>
/// <param name="Others">Rows of the other tab.</param>
/// <param name="Sources">Sources to filter by: connected ones, and those that synced products come from.</param>
public sealed record ProductPage(IReadOnlyList<ProductRow> Rows, int Total, int Synced, int Others, IReadOnlyList<SourceChoice> Sources)
{
    /// <summary>Imports and mappings to show above a destination's list.</summary>
    public IReadOnlyList<RunView> Runs { get; init; } = [];

    /// <summary>What the latest comparison with Shopify came to; null in a source's list.</summary>
    public CompareSummary? Compared { get; init; }
}

/// <summary>A source to filter by.</summary>
public sealed record SourceChoice(StoreId Store, string Name, ConnectionId Connection, ConnectionState State);

/// <summary>The lists of products of a store.</summary>
public sealed class ProductList(IDbContextFactory<SyncerizeDb> factory)
{
    /// <summary>A destination's products: synced, or on offer and not yet synced.</summary>
    public async Task<ProductPage> DestinationAsync(Actor actor, StoreId storeId, ProductListQuery query, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Demand(storeId);
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await factory.CreateDbContextAsync(ct);
        var connections = await db.Connections.Where(c => c.DestinationId == storeId).OrderBy(c => c.Id).ToListAsync(ct);
        var sourceIds = connections.Select(c => c.SourceId).ToList();
        var stores = await db.Stores.Where(s => sourceIds.Contains(s.Id)).ToDictionaryAsync(s => s.Id, ct);
        var wanted = connections.Where(c => query.Source is null || c.SourceId == query.Source).ToList();

        var synced = Synced(db, storeId, query, sourceIds);
        var offered = await OfferedAsync(db, wanted, query, ct);
        var syncedCount = await synced.CountAsync(ct);
        var offeredCount = offered is null ? 0 : await offered.CountAsync(ct);
        var rows = query.Tab == ProductTab.Synced
            ? await Page(synced.OrderBy(p => p.Title).ThenBy(p => p.ProductId), query).ToListAsync(ct)
            : offered is null ? [] : await Page(offered.OrderBy(p => p.Title).ThenBy(p => p.ProductId), query).ToListAsync(ct);
        var choices = connections.Where(c => c.State is not ConnectionState.Disconnected).Select(c => new SourceChoice(c.SourceId, stores[c.SourceId].Name, c.Id, c.State)).ToList();
        return new ProductPage(
            await ProductRows.OfAsync(db, rows, storeId, connections.ToDictionary(c => c.SourceId, c => c.Id), stores, ct),
            query.Tab == ProductTab.Synced ? syncedCount : offeredCount, syncedCount, offeredCount, choices);
    }

    /// <summary>Rows of a destination's list from a place on, for a list that is scrolled.</summary>
    /// <exception cref="AccessRefusedException">The actor does not belong to the store.</exception>
    public async Task<IReadOnlyList<ProductRow>> RowsAsync(Actor actor, StoreId storeId, ProductListQuery query, int from, int count, CancellationToken ct)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        var (connections, products) = await ListedAsync(db, actor, storeId, query, ct);
        if (products is null)
        {
            return [];
        }

        var rows = await products.OrderBy(p => p.Title).ThenBy(p => p.ProductId).Skip(from).Take(count).ToListAsync(ct);
        var sourceIds = connections.Select(c => c.SourceId).ToList();
        var stores = await db.Stores.Where(s => sourceIds.Contains(s.Id)).ToDictionaryAsync(s => s.Id, ct);
        return await ProductRows.OfAsync(db, rows, storeId, connections.ToDictionary(c => c.SourceId, c => c.Id), stores, ct);
    }

    /// <summary>Everything a destination's list would show, all of it: what <em>select all matching</em> selects.</summary>
    /// <exception cref="AccessRefusedException">The actor does not belong to the store.</exception>
    public async Task<IReadOnlyList<ProductKey>> MatchingAsync(Actor actor, StoreId storeId, ProductListQuery query, CancellationToken ct)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        var (_, products) = await ListedAsync(db, actor, storeId, query, ct);
        return products is null ? [] : (await products.Select(p => new { p.StoreId, p.ProductId }).ToListAsync(ct)).ConvertAll(p => new ProductKey(p.StoreId, p.ProductId));
    }

    /// <summary>The sources a destination is joined to, by name.</summary>
    /// <exception cref="AccessRefusedException">The actor does not belong to the store.</exception>
    public async Task<IReadOnlyList<SourceChoice>> SourcesAsync(Actor actor, StoreId storeId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Demand(storeId);
        await using var db = await factory.CreateDbContextAsync(ct);
        var found = await (
            from c in db.Connections
            where c.DestinationId == storeId && c.State == ConnectionState.Connected
            join s in db.Stores on c.SourceId equals s.Id
            orderby s.Name
            select new { s.Id, s.Name, Connection = c.Id, c.State }).ToListAsync(ct);
        return found.ConvertAll(f => new SourceChoice(f.Id, f.Name, f.Connection, f.State));
    }

    /// <summary>A source's products: those some destination sells, or all.</summary>
    public async Task<ProductPage> SourceAsync(Actor actor, StoreId storeId, ProductListQuery query, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Demand(storeId);
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await factory.CreateDbContextAsync(ct);
        var stores = await db.Stores.Where(s => s.Id == storeId).ToDictionaryAsync(s => s.Id, ct);
        var rule = await db.AvailabilityRules.SingleOrDefaultAsync(r => r.StoreId == storeId, ct);
        var all = SearchTerms.Matching(db, db.Products.Offered(storeId, rule), [storeId], query.Search);
        var linked = db.ProductLinks.Where(l => l.SourceStoreId == storeId && l.State != LinkState.Ended).Select(l => l.SourceProductId);
        var synced = SearchTerms.Matching(db, db.Products.Where(p => p.StoreId == storeId), [storeId], query.Search).Where(p => linked.Contains(p.ProductId));
        var syncedCount = await synced.CountAsync(ct);
        var allCount = await all.CountAsync(ct);
        var rows = await Page((query.Tab == ProductTab.Synced ? synced : all).OrderBy(p => p.Title).ThenBy(p => p.ProductId), query).ToListAsync(ct);
        return new ProductPage(
            await ProductRows.OfAsync(db, rows, destination: null, [], stores, ct), query.Tab == ProductTab.Synced ? syncedCount : allCount, syncedCount, allCount, []);
    }

    private static async Task<(List<Connection> Connections, IQueryable<Product>? Products)> ListedAsync(SyncerizeDb db, Actor actor, StoreId storeId, ProductListQuery query, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Demand(storeId);
        ArgumentNullException.ThrowIfNull(query);
        var connections = await db.Connections.Where(c => c.DestinationId == storeId).OrderBy(c => c.Id).ToListAsync(ct);
        return (connections, query.Tab == ProductTab.Synced
            ? Synced(db, storeId, query, connections.ConvertAll(c => c.SourceId))
            : await OfferedAsync(db, connections.Where(c => query.Source is null || c.SourceId == query.Source), query, ct));
    }

    private static async Task<IQueryable<Product>?> OfferedAsync(SyncerizeDb db, IEnumerable<Connection> connections, ProductListQuery query, CancellationToken ct)
    {
        IQueryable<Product>? offered = null;
        foreach (var connection in connections.Where(c => c.State == ConnectionState.Connected))
        {
            var rule = await db.AvailabilityRules.SingleOrDefaultAsync(r => r.StoreId == connection.SourceId, ct);
            var linked = db.ProductLinks.Where(l => l.ConnectionId == connection.Id && l.State != LinkState.Ended).Select(l => l.SourceProductId);
            var these = SearchTerms.Matching(db, db.Products.Offered(connection.SourceId, rule), [connection.SourceId], query.Search).Where(p => !linked.Contains(p.ProductId));
            offered = offered is null ? these : offered.Concat(these);
        }

        return offered;
    }

    private static IQueryable<Product> Synced(SyncerizeDb db, StoreId destination, ProductListQuery query, IReadOnlyCollection<StoreId> sources)
    {
        var products =
            from l in db.ProductLinks
            where l.DestinationStoreId == destination && l.State != LinkState.Ended && (query.Source == null || l.SourceStoreId == query.Source)
                && (query.Show == SyncedFilter.All
                    || (query.Show == SyncedFilter.Attention && (l.StateReason != null || l.State == LinkState.Unavailable || l.State == LinkState.Broken))
                    || (query.Show == SyncedFilter.Mapped && l.Origin == LinkOrigin.Mapped) || (query.Show == SyncedFilter.Created && l.Origin == LinkOrigin.Created))
            join p in db.Products on new { StoreId = l.SourceStoreId, ProductId = l.SourceProductId } equals new { p.StoreId, p.ProductId }
            select p;
        return SearchTerms.Matching(db, products, sources, query.Search);
    }

    private static IQueryable<Product> Page(IQueryable<Product> ordered, ProductListQuery query) =>
        ordered.Skip((Math.Max(1, query.Page) - 1) * query.PageSize).Take(query.PageSize);
}

/// <summary>Fills the rows of one page.</summary>
internal static class ProductRows
{
    public static async Task<IReadOnlyList<ProductRow>> OfAsync(
        SyncerizeDb db, List<Product> products, StoreId? destination, Dictionary<StoreId, ConnectionId> connections, Dictionary<StoreId, Store> stores, CancellationToken ct)
    {
        var ids = products.Select(p => p.ProductId).ToList();
        var sources = products.Select(p => p.StoreId).Distinct().ToList();
        var variants = (await db.Variants.Where(v => sources.Contains(v.StoreId) && ids.Contains(v.ProductId)).OrderBy(v => v.Position).ToListAsync(ct)).ToLookup(v => (v.StoreId, v.ProductId));
        var items = variants.SelectMany(g => g).Select(v => v.InventoryItemId).ToList();
        var available = (await db.StockLevels.Where(l => sources.Contains(l.StoreId) && items.Contains(l.InventoryItemId) && l.IsActive)
            .GroupBy(l => new { l.StoreId, l.InventoryItemId }).Select(g => new { g.Key, Units = g.Sum(l => l.Available) }).ToListAsync(ct)).ToDictionary(g => (g.Key.StoreId, g.Key.InventoryItemId), g => g.Units);
        var links = (await db.ProductLinks.Include(l => l.Variants)
            .Where(l => sources.Contains(l.SourceStoreId) && ids.Contains(l.SourceProductId) && l.State != LinkState.Ended && (destination == null || l.DestinationStoreId == destination))
            .ToListAsync(ct)).ToLookup(l => (l.SourceStoreId, l.SourceProductId));
        return [.. products.Select(p =>
        {
            var own = variants[(p.StoreId, p.ProductId)].ToList();
            var link = destination is null ? null : links[(p.StoreId, p.ProductId)].FirstOrDefault();
            var (stock, reasons) = link is { State: LinkState.Active or LinkState.Unavailable } ? Shown(link, own) : Available(p.StoreId, own, available);
            var currency = stores[p.StoreId].Currency;
            return new ProductRow(
                connections.TryGetValue(p.StoreId, out var connection) ? connection : null, p.StoreId, stores[p.StoreId].Name, p.ProductId, p.Title, p.Images.FirstOrDefault(i => i.Url is not null)?.Url,
                p.Vendor, own.FirstOrDefault()?.Sku, own.Count, new Money(own.Count == 0 ? 0 : own.Min(v => v.PriceMinor), currency), new Money(own.Count == 0 ? 0 : own.Max(v => v.PriceMinor), currency),
                stock, reasons, link?.State, link?.StateReason, link?.SyncedAt, destination is null ? links[(p.StoreId, p.ProductId)].Select(l => l.DestinationStoreId).Distinct().Count() : 0);
        })];
    }

    private static (int? Stock, IReadOnlyList<string> Reasons) Shown(ProductLink link, List<Variant> variants)
    {
        var titles = variants.ToDictionary(v => v.VariantId, v => v.Title);
        var written = link.Variants.Where(v => v.LastQuantity is not null || v.StockConflict is not null).ToList();
        var reasons = written.Select(v => Line(written.Count == 1 ? null : titles.GetValueOrDefault(v.SourceVariantId), v)).ToList();
        return (written.Exists(v => v.LastQuantity is not null) ? written.Sum(v => v.LastQuantity ?? 0) : null, reasons);
    }

    private static string Line(string? title, VariantLink link)
    {
        var what = link.StockConflict ?? string.Create(CultureInfo.InvariantCulture, $"{link.LastQuantity} = {link.LastQuantityReason ?? "as found"}");
        return title is null ? what : $"{title}: {what}";
    }

    private static (int? Stock, IReadOnlyList<string> Reasons) Available(StoreId store, List<Variant> variants, Dictionary<(StoreId, long), int> available)
    {
        var read = variants.Where(v => v.Tracked && available.ContainsKey((store, v.InventoryItemId))).ToList();
        return read.Count == 0
            ? (null, [variants.Exists(v => v.Tracked) ? "Stock was not read yet" : "Stock is not tracked"])
            : (read.Sum(v => available[(store, v.InventoryItemId)]),
                [.. read.Select(v => string.Create(CultureInfo.InvariantCulture, $"{(read.Count == 1 ? "" : v.Title + ": ")}{available[(store, v.InventoryItemId)]} available at the source"))]);
    }
}
