using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Activity;
using Syncerize.Core.Catalog;
using Syncerize.Core.Data;
using Syncerize.Core.Live;
using Syncerize.Core.Orders;
using Syncerize.Core.Shopify;
using Syncerize.Core.Stock;
using Syncerize.Core.Work;

namespace Syncerize.Core.Intake;

/// <summary>Finds what webhooks missed: pages of ids changed since the cursor, compared with the mirror. The first poll reads everything.</summary>
public sealed class Poller(IDbContextFactory<SyncerizeDb> factory, WriteGate gate, ProductGateway products, OrderGateway orders, TimeProvider time)
{
    /// <summary>A poll reads this much again: what was written while the last one was answered may not have been found by it.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    /// <summary>A webhook of a change younger than this may still be on its way.</summary>
    private static readonly TimeSpan WebhookTime = TimeSpan.FromSeconds(30);

    private const int Page = 250;
    private const string Products = "products";
    private const string Orders = "orders";

    internal async Task<WorkOutcome> ProductsAsync(LaneLease lease, CancellationToken ct) => await WholeCatalogAsync(lease, ct) ?? await PollAsync(
        lease, Products, CatalogWork.Pull, (since, cursor) => products.ReadChangedAsync(lease.Store, since, cursor, Page, CallPriority.Product, ct), ct);

    /// <summary>A large catalogue that is read from its beginning is read in bulk; this waits for it and concludes. Null where pages are read.</summary>
    private async Task<WorkOutcome?> WholeCatalogAsync(LaneLease lease, CancellationToken ct)
    {
        CatalogReading? reading = null;
        await using (var db = await factory.CreateDbContextAsync(ct))
        {
            if (await db.PollCursors.SingleOrDefaultAsync(p => p.StoreId == lease.Store && p.Feed == Products, ct) is { Through: null, PageCursor: null, BegunAt: { } begunAt })
            {
                reading = await db.CatalogReadings.Where(r => r.StoreId == lease.Store && !r.IsPaged && r.BegunAt >= begunAt).OrderByDescending(r => r.Id).FirstOrDefaultAsync(ct);
            }
        }

        if (reading?.State == CatalogReadingState.Collecting)
        {
            return new WorkOutcome.Later(time.GetUtcNow().AddSeconds(1), "Shopify collects the catalogue.");
        }

        return reading?.State != CatalogReadingState.Done ? null : await gate.WriteAsync(
            lease,
            async (write, c) =>
            {
                var cursor = await write.Db.PollCursors.SingleAsync(p => p.StoreId == lease.Store && p.Feed == Products, c);
                (cursor.Through, cursor.CompletedAt, cursor.BegunAt) = (reading.BegunAt, reading.BegunAt, null);
                return WorkOutcome.Finished;
            },
            ct);
    }

    internal async Task<WorkOutcome> OrdersAsync(LaneLease lease, CancellationToken ct)
    {
        await using (var db = await factory.CreateDbContextAsync(ct))
        {
            if (await FirstRead.OrdersWaitForAsync(db, lease.Store, time.GetUtcNow(), ct) is { } sentence)
            {
                return new WorkOutcome.Later(time.GetUtcNow().AddSeconds(1), sentence);
            }
        }

        return await PollAsync(lease, Orders, OrderWork.Pull, (since, cursor) => orders.ReadChangedAsync(lease.Store, since, cursor, Page, CallPriority.OrderPull, ct), ct);
    }

    /// <summary>One page at a time: between two pages the lane may do what is more urgent, and a restart goes on with the next.</summary>
    private async Task<WorkOutcome> PollAsync(LaneLease lease, string feed, WorkKind pull, Func<DateTimeOffset?, string?, Task<Outcome<ChangedPage>>> read, CancellationToken ct)
    {
        var cursor = await BeginAsync(lease, feed, ct);
        var since = cursor.Through is { } through ? through - Overlap : (DateTimeOffset?)null;
        var answer = await read(since, Unmark(cursor.PageCursor).Cursor);
        if (answer is Outcome<ChangedPage>.Done { Value: var page })
        {
            if (feed == Products && since is null && cursor.PageCursor is null && page.NextCursor is not null && await gate.WriteAsync(lease, (write, c) => InBulkAsync(write, cursor, c), ct))
            {
                return new WorkOutcome.Later(time.GetUtcNow().AddSeconds(1), "Shopify collects the catalogue.");
            }

            await gate.WriteAsync(lease, (write, c) => StorePageAsync(write, lease.Store, feed, pull, page, c), ct);
            return page.NextCursor is null ? WorkOutcome.Finished : new WorkOutcome.Later(time.GetUtcNow(), "Reads the next page.");
        }

        if (cursor.PageCursor is not null && answer is Outcome<ChangedPage>.Rejected or Outcome<ChangedPage>.Bug)
        {
            // The page cursor may have expired over a restart: the read begins again.
            await gate.WriteAsync(lease, async (write, c) => (await write.Db.PollCursors.SingleAsync(p => p.StoreId == lease.Store && p.Feed == feed, c)).PageCursor = null, ct);
            return new WorkOutcome.Retry(answer.Describe());
        }

        return answer.ToWorkOutcome();
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

    /// <summary>Begins the bulk reading of a catalogue of more than one page, unless one of this very poll has failed.</summary>
    private static async Task<bool> InBulkAsync(Write write, PollCursor cursor, CancellationToken ct)
    {
        if (await write.Db.CatalogReadings.AnyAsync(r => r.StoreId == cursor.StoreId && !r.IsPaged && r.BegunAt >= cursor.BegunAt && r.State == CatalogReadingState.Failed, ct))
        {
            return false;
        }

        await CatalogReader.BeginAsync(write, cursor.StoreId, ct);
        return true;
    }

    private static async Task StorePageAsync(Write write, StoreId store, string feed, WorkKind pull, ChangedPage page, CancellationToken ct)
    {
        var cursor = await write.Db.PollCursors.SingleAsync(p => p.StoreId == store && p.Feed == feed, ct);
        var ids = page.Items.Select(i => i.Id).ToList();
        var mirrored = feed == Products
            ? await write.Db.Products.Where(p => p.StoreId == store && ids.Contains(p.ProductId) && p.DeletedAt == null).Select(p => new ChangedId(p.ProductId, p.UpdatedAt)).ToListAsync(ct)
            : await write.Db.Orders.Where(o => o.StoreId == store && ids.Contains(o.OrderId)).Select(o => new ChangedId(o.OrderId, o.UpdatedAt)).ToListAsync(ct);
        var known = mirrored.ToDictionary(m => m.Id, m => m.UpdatedAt);
        var newer = page.Items.Where(i => !known.TryGetValue(i.Id, out var at) || at < i.UpdatedAt).ToList();
        if (cursor.Through is not null)
        {
            cursor.MissedByWebhooks += await MissedAsync(write, store, pull, newer, ct);
        }
        else if (feed == Products)
        {
            var gone = await UnnamedAsync(write, cursor, ids, Unmark(cursor.PageCursor).From, page.NextCursor is null ? write.Now : page.Items[^1].UpdatedAt, ct);
            await CountAsync(write, cursor, ids.Count, newer.Count, gone, page.NextCursor is null, ct);
        }

        await write.EnqueueAsync([.. newer.Select(i => new Due(store, pull, i.Id.ToString(CultureInfo.InvariantCulture), WantedAt: i.UpdatedAt))], ct);
        cursor.PageCursor = Mark(page);
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

    /// <summary>What neither a webhook has made due nor a webhook may still be on its way for.</summary>
    private static async Task<int> MissedAsync(Write write, StoreId store, WorkKind pull, List<ChangedId> newer, CancellationToken ct)
    {
        var subjects = newer.Where(i => i.UpdatedAt < write.Now - WebhookTime).Select(i => i.Id.ToString(CultureInfo.InvariantCulture)).ToList();
        return subjects.Count - await write.Db.WorkItems.CountAsync(w => w.Lane == store && w.Kind == pull.Name && subjects.Contains(w.Subject), ct);
    }

    /// <summary>A listing from the beginning, oldest change first, names every product there is: what the mirror holds between two of its ends and a page does not name is read
    /// again, and so found to be gone.</summary>
    private static async Task<int> UnnamedAsync(Write write, PollCursor cursor, List<long> ids, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        var unnamed = await write.Db.Products
            .Where(p => p.StoreId == cursor.StoreId && p.DeletedAt == null && p.ReadAt < cursor.BegunAt && p.UpdatedAt >= from && p.UpdatedAt <= to && !ids.Contains(p.ProductId))
            .Select(p => p.ProductId).ToListAsync(ct);
        await write.EnqueueAsync([.. unnamed.Select(id => new Due(cursor.StoreId, CatalogWork.Pull, id.ToString(CultureInfo.InvariantCulture)))], ct);
        return unnamed.Count;
    }

    /// <summary>What a listing from the beginning found, for people: it is the compare of a small catalogue.</summary>
    private static async Task CountAsync(Write write, PollCursor cursor, int listed, int changed, int gone, bool isLast, CancellationToken ct)
    {
        if (await write.Db.Stores.AnyAsync(s => s.Id == cursor.StoreId && s.FirstReadAt == null, ct))
        {
            return;
        }

        var reading = await write.Db.CatalogReadings.Where(r => r.StoreId == cursor.StoreId && r.IsPaged && r.State == CatalogReadingState.Collecting && r.BegunAt == cursor.BegunAt).FirstOrDefaultAsync(ct);
        if (reading is null)
        {
            reading = new CatalogReading { StoreId = cursor.StoreId, IsPaged = true, BegunAt = cursor.BegunAt ?? write.Now };
            write.Db.CatalogReadings.Add(reading);
        }

        reading.Products += listed;
        reading.Changed += changed;
        reading.Gone += gone;
        reading.Matched += listed - changed;
        if (isLast)
        {
            (reading.State, reading.EndedAt) = (CatalogReadingState.Done, write.Now);
            await CatalogReader.TellAsync(write, reading, ct);
        }
    }

    // The page cursor is kept with the stamp the page before ended at: "milliseconds cursor".
    private static string? Mark(ChangedPage page) =>
        page.NextCursor is null ? null : string.Create(CultureInfo.InvariantCulture, $"{page.Items[^1].UpdatedAt.ToUnixTimeMilliseconds()} {page.NextCursor}");

    private static (DateTimeOffset From, string? Cursor) Unmark(string? mark) =>
        mark?.Split(' ', 2) is [var stamp, var cursor] ? (DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(stamp, CultureInfo.InvariantCulture)), cursor) : (DateTimeOffset.UnixEpoch, null);

    /// <summary>After the pulls that a poll queued: units older than it have no order, and a first reading is complete.</summary>
    internal Task<WorkOutcome> OrdersReadAsync(LaneLease lease, WorkItem item, CancellationToken ct) => gate.WriteAsync<WorkOutcome>(
        lease,
        async (write, c) =>
        {
            var found = write.Db.WorkItems.Where(w => w.Lane == lease.Store && w.Kind == OrderWork.Pull.Name && w.EnqueuedAt <= item.EnqueuedAt);
            if (await found.AnyAsync(w => w.ParkedAt == null && w.Attempts == 0, c))
            {
                return new WorkOutcome.Later(write.Now.AddSeconds(1), "Waits for the orders that were found.");
            }

            // An order that could not be read may be the very one that explains them: then they stay reserved.
            if (!await found.AnyAsync(c))
            {
                await Unexplained.OrdersReadThroughAsync(write, lease.Store, DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(item.Subject, CultureInfo.InvariantCulture)), c);
            }

            var store = await write.Db.Stores.SingleAsync(s => s.Id == lease.Store, c);
            if (store.FirstReadAt is null)
            {
                store.FirstReadAt = write.Now;
                await write.EnqueueAsync(new Due(store.Id, StockWork.Review, "first reading"), c);
                write.Record(store.Id, ActivityLevel.Success, "store", "All products and orders of this store were read; from now on only changes are.");
                write.Changed(store.Id, LiveTopic.All);
            }

            return WorkOutcome.Finished;
        },
        ct);
}
