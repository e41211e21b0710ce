using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;
using Syncerize.Core.Stock;
using Syncerize.Core.Stores;
using Syncerize.Core.Work;

namespace Syncerize.Core.Intake;

/// <summary>Makes polls and compares due for every active store.</summary>
public sealed class PollSchedule(WriteGate gate)
{
    /// <summary>Queues a poll of products and orders.</summary>
    public Task PollAsync(CancellationToken ct) => gate.WriteAsync(
        async (write, c) =>
        {
            var stores = await write.Db.Stores.Where(s => s.State == StoreState.Active && s.FirstReadAt != null).Select(s => s.Id).ToListAsync(c);
            await write.EnqueueAsync([.. stores.SelectMany(s => new[] { new Due(s, IntakeWork.PollProducts, "products"), new Due(s, IntakeWork.PollOrders, "orders") })], c);
        },
        ct);

    /// <summary>Queues the full compare: polls from the beginning, and the stock of every linked item on both sides.</summary>
    public Task CompareAsync(CancellationToken ct) => gate.WriteAsync(
        async (write, c) =>
        {
            var stores = await write.Db.Stores.Where(s => s.State == StoreState.Active && s.FirstReadAt != null).Select(s => s.Id).ToListAsync(c);
            foreach (var cursor in await write.Db.PollCursors.Where(p => stores.Contains(p.StoreId) && p.BegunAt == null && p.Feed == "products").ToListAsync(c))
            {
                cursor.Through = null;
            }

            var links = await write.Db.VariantLinks.AsNoTracking().Where(l => l.IsActive).ToListAsync(c);
            var items = links.Select(l => (Store: l.SourceStoreId, Item: l.SourceInventoryItemId)).Concat(links.Select(l => (Store: l.DestinationStoreId, Item: l.DestinationInventoryItemId))).Distinct();
            await write.EnqueueAsync(
                [
                    .. stores.Select(s => new Due(s, IntakeWork.PollProducts, "products")),
                    .. items.Where(i => stores.Contains(i.Store)).Select(i => new Due(i.Store, StockWork.Pull, i.Item.ToString(System.Globalization.CultureInfo.InvariantCulture))),
                ],
                c);
        },
        ct);
}
