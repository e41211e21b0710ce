using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Catalog;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Stores;

namespace Syncerize.Core.Intake;

/// <summary>The order of a first read: products of both sides before orders, so that links exist when orders are routed; a source's orders before its destinations', so that pushes made earlier are known.</summary>
internal static class FirstRead
{
    /// <summary>A partner that cannot be read must not keep a store waiting for ever; what is then not known yet is found by look-ups.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    /// <summary>What a store's first read of orders waits for, as a sentence; null where it may begin.</summary>
    public static async Task<string?> OrdersWaitForAsync(SyncerizeDb db, StoreId storeId, DateTimeOffset now, CancellationToken ct)
    {
        var store = await db.Stores.SingleAsync(s => s.Id == storeId, ct);
        if (store.FirstReadAt is not null)
        {
            return null;
        }

        var own = await db.PollCursors.SingleOrDefaultAsync(c => c.StoreId == store.Id && c.Feed == "products", ct);
        if (own?.CompletedAt is not { } productsRead)
        {
            return "Orders are read once this store's products are.";
        }

        if (productsRead + LongestWait < now)
        {
            return null;
        }

        var connections = await db.Connections
            .Where(c => (c.DestinationId == store.Id || c.SourceId == store.Id) && (c.State == ConnectionState.Connected || c.State == ConnectionState.Paused)).ToListAsync(ct);
        var partners = connections.Select(c => c.DestinationId == store.Id ? c.SourceId : c.DestinationId).Distinct().ToList();
        var names = await db.Stores.Where(s => partners.Contains(s.Id) && s.State == StoreState.Active).Select(s => new { s.Id, s.Name, s.FirstReadAt }).ToListAsync(ct);
        var pulled = await db.WorkItems.Where(w => (partners.Contains(w.Lane) || w.Lane == store.Id) && w.Kind == CatalogWork.Pull.Name && w.ParkedAt == null && w.Attempts == 0)
            .Select(w => w.Lane).Distinct().ToListAsync(ct);
        if (pulled.Contains(store.Id))
        {
            return "Orders are read once this store's products are.";
        }

        var read = await db.PollCursors.Where(c => partners.Contains(c.StoreId) && c.Feed == "products" && c.CompletedAt != null).Select(c => c.StoreId).ToListAsync(ct);
        foreach (var partner in names.Where(p => p.FirstReadAt is null))
        {
            if (!read.Contains(partner.Id) || pulled.Contains(partner.Id))
            {
                return $"Orders are read once the products of {partner.Name} are.";
            }

            // Two stores that are each other's source would wait for each other.
            if (connections.Exists(c => c.SourceId == partner.Id) && !connections.Exists(c => c.DestinationId == partner.Id))
            {
                return $"Orders are read once those of {partner.Name} are.";
            }
        }

        return null;
    }
}
