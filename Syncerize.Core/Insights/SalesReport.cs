using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;
using Syncerize.Core.Stores;
using Syncerize.Core.Totals;

namespace Syncerize.Core.Insights;

/// <summary>What one product sold.</summary>
/// <param name="Partner">The supplier of a destination's product; null for a source's own, which all its stores sell.</param>
/// <param name="ProductId">Shopify's number at the source; null for sales whose product is not known any more.</param>
/// <param name="Title">Its title; null where the product is gone.</param>
/// <param name="Vendor">Its vendor.</param>
/// <param name="Sku">SKU of its first variant that has one.</param>
/// <param name="Units">Units, net of refunds.</param>
/// <param name="Amount">Revenue, net of refunds, in the asking store's currency.</param>
public sealed record ProductSales(string? Partner, long? ProductId, string? Title, string? Vendor, string? Sku, int Units, Money Amount);

/// <summary>What was sold through one connection: a destination's supplier, a source's shop.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Partner">The store at its other end.</param>
/// <param name="Orders">Orders with a part of it.</param>
/// <param name="Units">Units, net of refunds.</param>
/// <param name="Amount">Revenue, net of refunds, in the asking store's currency.</param>
public sealed record PartnerSales(ConnectionId Connection, string Partner, int Orders, int Units, Money Amount);

/// <summary>Sales by product and by partner. By order date at the cost of days, from the dashboard's totals; by push date summed up from the orders.</summary>
public sealed class SalesReport(IDbContextFactory<SyncerizeDb> factory, TimeProvider time)
{
    private const int Batch = 500;

    /// <summary>Every product that sold in the range, best first.</summary>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public async Task<IReadOnlyList<ProductSales>> ProductsAsync(Actor actor, StoreId storeId, ReportAsked asked, CancellationToken ct)
    {
        if (await OpenAsync(actor, storeId, asked, ct) is not { Connections.Count: > 0 } parts)
        {
            return [];
        }

        var (connections, products) = await SumsAsync(parts, asked, ct);
        var own = asked.Side == TotalSide.Source;
        var byConnection = parts.Connections.ToDictionary(c => c.Connection.Id.Value);
        var sums = products.GroupBy(p => (Connection: own ? 0 : p.Key.Connection, p.Key.Product))
            .Select(g => (g.Key.Connection, Product: (long?)g.Key.Product, Sum: g.Aggregate(default(Figures), (sum, p) => sum + p.Value))).ToList();

        // Lines sold before their product was kept, or of a product that was already gone: without them the report would fall short of the dashboard.
        sums.AddRange(connections.GroupBy(c => own ? 0 : c.Key)
            .Select(g => (Connection: g.Key, Product: (long?)null, Sum: g.Aggregate(default(Figures), (sum, c) => sum + c.Value) + -sums.Where(s => s.Connection == g.Key).Aggregate(default(Figures), (sum, s) => sum + s.Sum)))
            .Where(s => s.Sum.Units != 0 || s.Sum.RevenueMinor != 0).ToList());
        await using var db = await factory.CreateDbContextAsync(ct);
        var known = new Dictionary<(StoreId, long), (string Title, string Vendor, string? Sku)>();
        foreach (var group in sums.Where(s => s.Product is not null).GroupBy(s => own ? storeId : byConnection[s.Connection].Source.Id))
        {
            foreach (var batch in group.Select(s => s.Product!.Value).Distinct().Chunk(Batch))
            {
                foreach (var p in await db.Products.Where(p => p.StoreId == group.Key && batch.Contains(p.ProductId))
                    .Select(p => new { p.ProductId, p.Title, p.Vendor, Sku = p.Variants.Where(v => v.Sku != null && v.Sku != "").OrderBy(v => v.Position).Select(v => v.Sku).FirstOrDefault() }).ToListAsync(ct))
                {
                    known[(group.Key, p.ProductId)] = (p.Title, p.Vendor, p.Sku);
                }
            }
        }

        return [.. sums.OrderByDescending(s => s.Sum.RevenueMinor).ThenByDescending(s => s.Sum.Units).ThenBy(s => s.Product).Select(s =>
        {
            var found = s.Product is { } id && known.TryGetValue((own ? storeId : byConnection[s.Connection].Source.Id, id), out var product) ? product : (Title: null!, Vendor: null!, Sku: null);
            return new ProductSales(own ? null : byConnection[s.Connection].Partner.Name, s.Product, found.Title, found.Vendor, found.Sku, s.Sum.Units, new Money(s.Sum.RevenueMinor, parts.Store.Currency));
        })];
    }

    /// <summary>Every partner that sold in the range, best first.</summary>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public async Task<IReadOnlyList<PartnerSales>> PartnersAsync(Actor actor, StoreId storeId, ReportAsked asked, CancellationToken ct)
    {
        if (await OpenAsync(actor, storeId, asked, ct) is not { Connections.Count: > 0 } parts)
        {
            return [];
        }

        var (connections, _) = await SumsAsync(parts, asked, ct);
        return [.. parts.Connections.Where(c => connections.ContainsKey(c.Connection.Id.Value))
            .Select(c => (c.Connection.Id, c.Partner.Name, Sum: connections[c.Connection.Id.Value]))
            .OrderByDescending(s => s.Sum.RevenueMinor).ThenBy(s => s.Id.Value)
            .Select(s => new PartnerSales(s.Id, s.Name, s.Sum.Orders, s.Sum.Units, new Money(s.Sum.RevenueMinor, parts.Store.Currency)))];
    }

    private Task<ReportParts?> OpenAsync(Actor actor, StoreId storeId, ReportAsked asked, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(asked);
        actor.Demand(storeId);
        return ReportParts.OpenAsync(factory, storeId, asked, time, ct);
    }

    private async Task<(Dictionary<int, Figures> Connections, Dictionary<(int Connection, long Product), Figures> Products)> SumsAsync(ReportParts parts, ReportAsked asked, CancellationToken ct)
    {
        var connections = new Dictionary<int, Figures>();
        var products = new Dictionary<(int, long), Figures>();
        if (asked.By == ReportDate.Push)
        {
            await foreach (var part in parts.ReadAsync(after: null, ct))
            {
                foreach (var d in part.Figures)
                {
                    var connection = d.ConnectionId.Value;
                    if (d.ProductId is { } product)
                    {
                        products[(connection, product)] = products.GetValueOrDefault((connection, product)) + d.Figures;
                    }
                    else
                    {
                        connections[connection] = connections.GetValueOrDefault(connection) + d.Figures;
                    }
                }
            }

            return (connections, products);
        }

        await using var db = await factory.CreateDbContextAsync(ct);
        var kept = new RangeFigures(db, parts.Store.Id, asked.Side, asked.Connection);
        var today = StoreDays.Today(parts.Store.TimeZone, time);
        var range = asked.Range.Days(today) ?? await kept.EverythingAsync(today, ct);
        var known = parts.Connections.Select(c => c.Connection.Id.Value).ToHashSet();
        foreach (var c in (await kept.ConnectionsAsync(range, ct)).Where(c => known.Contains(c.ConnectionId)))
        {
            connections[c.ConnectionId] = new Figures(c.Orders, c.Units, c.RevenueMinor);
        }

        foreach (var p in (await kept.AllProductsAsync(range, ct)).Where(p => known.Contains(p.ConnectionId)))
        {
            products[(p.ConnectionId, p.ProductId)] = new Figures(0, p.Units, p.RevenueMinor);
        }

        return (connections, products);
    }
}
