using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;
using Syncerize.Core.Stock;
using Syncerize.Core.Stores;
using Syncerize.Core.Work;

namespace Syncerize.Core.Intake;

/// <summary>Makes polls and compares due for every active store.</summary>
public sealed class PollSchedule(WriteGate gate)
{
    /// <summary>Orders that changed longer ago than this are not listed again by a compare.</summary>
    private static readonly TimeSpan OrdersCompared = TimeSpan.FromDays(7);

    private const int Turn = 500;

    /// <summary>Queues a poll of products and orders.</summary>
    public Task PollAsync(CancellationToken ct) => gate.WriteAsync(
        async (write, c) =>
        {
            var stores = await write.Db.Stores.Where(s => s.State == StoreState.Active && s.FirstReadAt != null).Select(s => s.Id).ToListAsync(c);
            await write.EnqueueAsync([.. stores.SelectMany(s => new[] { new Due(s, IntakeWork.PollProducts, "products"), new Due(s, IntakeWork.PollOrders, "orders") })], c);
        },
        ct);

    /// <summary>Queues the full compare: polls from the beginning, and the stock of every linked item on both sides, behind everything else.</summary>
    public async Task CompareAsync(CancellationToken ct)
    {
        var items = await gate.WriteAsync(
            async (write, c) =>
            {
                var stores = await write.Db.Stores.Where(s => s.State == StoreState.Active && s.FirstReadAt != null).Select(s => s.Id).ToListAsync(c);
                foreach (var cursor in await write.Db.PollCursors.Where(p => stores.Contains(p.StoreId) && p.BegunAt == null).ToListAsync(c))
                {
                    cursor.Through = cursor.Feed == "products" ? null : cursor.Through - OrdersCompared;
                }

                await write.EnqueueAsync([.. stores.SelectMany(s => new[] { new Due(s, IntakeWork.PollProducts, "products"), new Due(s, IntakeWork.PollOrders, "orders") })], c);
                var links = await write.Db.VariantLinks.AsNoTracking().Where(l => l.IsActive)
                    .Select(l => new { l.SourceStoreId, l.SourceInventoryItemId, l.DestinationStoreId, l.DestinationInventoryItemId }).ToListAsync(c);
                return links.Select(l => (Store: l.SourceStoreId, Item: l.SourceInventoryItemId)).Concat(links.Select(l => (Store: l.DestinationStoreId, Item: l.DestinationInventoryItemId)))
                    .Distinct().Where(i => stores.Contains(i.Store)).ToList();
            },
            ct);
        foreach (var turn in items.Chunk(Turn))
        {
            await gate.WriteAsync(
                (write, c) => write.EnqueueAsync(
                    [.. turn.Select(i => new Due(i.Store, StockWork.Pull with { Priority = WorkPriority.Compare }, i.Item.ToString(System.Globalization.CultureInfo.InvariantCulture)))], c),
                ct);
        }
    }
}
