using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;
using Syncerize.Core.Live;
using Syncerize.Core.Shopify;

namespace Syncerize.Core.Catalog;

/// <summary>Stores what Shopify answered about products, and tells the followers, all in the caller's write.</summary>
public sealed class ProductReadings(IEnumerable<ICatalogFollower> followers)
{
    /// <summary>Stores readings begun at <paramref name="begunAt"/>; a null reading says that the product is gone. An older reading never replaces a newer one.</summary>
    /// <returns>The products that changed, new and gone ones included.</returns>
    public async Task<IReadOnlyCollection<long>> StoreAsync(Write write, StoreId store, IReadOnlyDictionary<long, ProductReading?> readings, DateTimeOffset begunAt, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(write);
        ArgumentNullException.ThrowIfNull(readings);
        var ids = readings.Keys.ToList();
        var rows = await write.Db.Products.Include(p => p.Variants).Where(p => p.StoreId == store && ids.Contains(p.ProductId)).ToDictionaryAsync(p => p.ProductId, ct);
        var changed = new List<long>();
        foreach (var (id, reading) in readings)
        {
            var row = rows.GetValueOrDefault(id);
            if (reading is null)
            {
                if (row is { DeletedAt: null } && begunAt >= row.ReadAt)
                {
                    row.DeletedAt = write.Now;
                    row.ReadAt = begunAt;
                    changed.Add(id);
                }
            }
            else if (row is null)
            {
                write.Db.Products.Add(CatalogMirror.Create(store, reading, begunAt));
                changed.Add(id);
            }
            else if (CatalogMirror.IsNewer(row, reading.UpdatedAt, begunAt) && CatalogMirror.Take(row, reading, begunAt))
            {
                changed.Add(id);
            }
        }

        if (changed.Count > 0)
        {
            // Followers query the mirror: it has to be there.
            await write.Db.SaveChangesAsync(ct);
            foreach (var follower in followers)
            {
                await follower.ProductsStoredAsync(write, store, changed, ct);
            }

            write.Changed(store, LiveTopic.Products);
        }

        return changed;
    }
}
