using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Catalog;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Live;
using Syncerize.Core.Orders;
using Syncerize.Core.Shopify;
using Syncerize.Core.Stock;
using Syncerize.Core.Stores;
using Syncerize.Core.Work;

namespace Syncerize.Core.Intake;

/// <summary>Finds what webhooks missed: pages of ids changed since the cursor, compared with the mirror. The first poll reads everything.</summary>
public sealed class Poller(IDbContextFactory<SyncerizeDb> factory, WriteGate gate, ProductGateway products, OrderGateway orders, TimeProvider time)
{
    /// <summary>A poll reads this much again: what was written while the last one was answered may not have been found by it.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    private const int Page = 250;
    private const string Products = "products";
    private const string Orders = "orders";

    internal Task<WorkOutcome> ProductsAsync(LaneLease lease, CancellationToken ct) =>
        PollAsync(lease, Products, CatalogWork.Pull, (since, cursor) => products.ReadChangedAsync(lease.Store, since, cursor, Page, CallPriority.Product, ct), ct);

    internal async Task<WorkOutcome> OrdersAsync(LaneLease lease, CancellationToken ct)
    {
        // Orders are routed by links: those are adopted when the products of both sides are in.
        if (!await ProductsAreInAsync(lease.Store, ct))
        {
            return new WorkOutcome.Later(time.GetUtcNow().AddSeconds(1), "Waits for the first reading of products.");
        }

        return await PollAsync(lease, Orders, OrderWork.Pull, (since, cursor) => orders.ReadChangedAsync(lease.Store, since, cursor, Page, CallPriority.OrderPull, ct), ct);
    }

    private async Task<WorkOutcome> PollAsync(LaneLease lease, string feed, WorkKind pull, Func<DateTimeOffset?, string?, Task<Outcome<ChangedPage>>> read, CancellationToken ct)
    {
        while (true)
        {
            var cursor = await BeginAsync(lease, feed, ct);
            var since = cursor.Through is { } through ? through - Overlap : (DateTimeOffset?)null;
            var answer = await read(since, cursor.PageCursor);
            if (answer is not Outcome<ChangedPage>.Done { Value: var page })
            {
                return answer.ToWorkOutcome();
            }

            await gate.WriteAsync(lease, (write, c) => StorePageAsync(write, lease.Store, feed, pull, page, c), ct);
            if (page.NextCursor is null)
            {
                return WorkOutcome.Finished;
            }
        }
    }

    private Task<PollCursor> BeginAsync(LaneLease lease, string feed, CancellationToken ct) => gate.WriteAsync(
        lease,
        async (write, c) =>
        {
            var cursor = await write.Db.PollCursors.FindAsync([lease.Store, feed], c);
            if (cursor is null)
            {
                cursor = new PollCursor { StoreId = lease.Store, Feed = feed };
                write.Db.PollCursors.Add(cursor);
            }

            cursor.BegunAt ??= write.Now;
            return cursor;
        },
        ct);

    private static async Task StorePageAsync(Write write, StoreId store, string feed, WorkKind pull, ChangedPage page, CancellationToken ct)
    {
        var cursor = await write.Db.PollCursors.SingleAsync(p => p.StoreId == store && p.Feed == feed, ct);
        var ids = page.Items.Select(i => i.Id).ToList();
        var mirrored = feed == Products
            ? await write.Db.Products.Where(p => p.StoreId == store && ids.Contains(p.ProductId)).ToDictionaryAsync(p => p.ProductId, p => p.UpdatedAt, ct)
            : await write.Db.Orders.Where(o => o.StoreId == store && ids.Contains(o.OrderId)).ToDictionaryAsync(o => o.OrderId, o => o.UpdatedAt, ct);
        var missed = page.Items.Where(i => !mirrored.TryGetValue(i.Id, out var known) || known < i.UpdatedAt).ToList();
        await write.EnqueueAsync([.. missed.Select(i => new Due(store, pull, i.Id.ToString(CultureInfo.InvariantCulture), WantedAt: i.UpdatedAt))], ct);
        cursor.MissedByWebhooks += cursor.Through is null ? 0 : missed.Count;
        cursor.PageCursor = page.NextCursor;
        if (page.NextCursor is not null)
        {
            return;
        }

        cursor.Through = cursor.BegunAt;
        cursor.CompletedAt = cursor.BegunAt;
        cursor.BegunAt = null;
        if (feed == Orders)
        {
            // Everything found is queued before this row is written, and pulled before an older surplus is believed to have no order.
            await write.EnqueueAsync(new Due(store, IntakeWork.OrdersRead, cursor.Through!.Value.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)), ct);
        }
    }

    /// <summary>After the pulls that a poll queued: units older than it have no order, and a first reading is complete.</summary>
    internal Task<WorkOutcome> OrdersReadAsync(LaneLease lease, string subject, CancellationToken ct) => gate.WriteAsync<WorkOutcome>(
        lease,
        async (write, c) =>
        {
            if (await write.Db.WorkItems.AnyAsync(w => w.Lane == lease.Store && w.Kind == OrderWork.Pull.Name && w.ParkedAt == null, c))
            {
                return new WorkOutcome.Later(write.Now.AddSeconds(1), "Waits for the orders that were found.");
            }

            await Unexplained.OrdersReadThroughAsync(write, lease.Store, DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(subject, CultureInfo.InvariantCulture)), c);
            var store = await write.Db.Stores.SingleAsync(s => s.Id == lease.Store, c);
            if (store.FirstReadAt is null)
            {
                store.FirstReadAt = write.Now;
                write.Changed(store.Id, LiveTopic.All);
            }

            return WorkOutcome.Finished;
        },
        ct);

    private async Task<bool> ProductsAreInAsync(StoreId store, CancellationToken ct)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        var partners = await db.Connections.Where(c => c.State == ConnectionState.Connected && (c.DestinationId == store || c.SourceId == store))
            .Select(c => c.DestinationId == store ? c.SourceId : c.DestinationId).ToListAsync(ct);
        var needed = await db.Stores.Where(s => s.Id == store || (partners.Contains(s.Id) && s.State == StoreState.Active)).Select(s => s.Id).ToListAsync(ct);
        var read = await db.PollCursors.CountAsync(p => needed.Contains(p.StoreId) && p.Feed == Products && p.CompletedAt != null, ct);
        return read == needed.Count && !await db.WorkItems.AnyAsync(w => needed.Contains(w.Lane) && w.Kind == CatalogWork.Pull.Name && w.ParkedAt == null && w.Attempts == 0, ct);
    }
}
