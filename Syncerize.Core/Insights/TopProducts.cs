using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;
using Syncerize.Core.Totals;

namespace Syncerize.Core.Insights;

/// <summary>Names and pictures of products that sold.</summary>
internal sealed class TopProducts
{
    private readonly Dictionary<(StoreId, long), (string Title, string? Image)> _known;
    private readonly Func<ProductSum, (StoreId Source, int Colour)> _owner;

    private TopProducts(Dictionary<(StoreId, long), (string Title, string? Image)> known, Func<ProductSum, (StoreId Source, int Colour)> owner)
    {
        _known = known;
        _owner = owner;
    }

    public static async Task<TopProducts> ReadAsync(SyncerizeDb db, StoreId store, TotalSide side, IReadOnlyList<DashboardPartner> partners, IReadOnlyCollection<ProductSum> sums, CancellationToken ct)
    {
        var byConnection = partners.ToDictionary(p => p.Connection.Id.Value);
        var known = new Dictionary<(StoreId, long), (string, string?)>();
        foreach (var group in sums.GroupBy(s => Owner(s).Source))
        {
            var ids = group.Select(s => s.ProductId).Distinct().ToList();
            var rows = await db.Products.Where(p => p.StoreId == group.Key && ids.Contains(p.ProductId)).Select(p => new { p.ProductId, p.Title, p.Images }).ToListAsync(ct);
            foreach (var row in rows)
            {
                known[(group.Key, row.ProductId)] = (row.Title, row.Images.OrderBy(i => i.Position).FirstOrDefault()?.Url);
            }
        }

        return new TopProducts(known, Owner);

        (StoreId Source, int Colour) Owner(ProductSum sum) =>
            side == TotalSide.Source ? (store, 0) : byConnection.TryGetValue(sum.ConnectionId, out var partner) ? (partner.Store, partner.Colour) : (default, 0);
    }

    public TopProduct Of(ProductSum sum)
    {
        var (source, colour) = _owner(sum);
        var (title, image) = _known.GetValueOrDefault((source, sum.ProductId), ("A product that is gone", null));
        return new TopProduct(source, sum.ProductId, title, image, sum.Units, sum.RevenueMinor, colour);
    }
}
