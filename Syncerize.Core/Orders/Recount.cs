using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;
using Syncerize.Core.Live;
using Syncerize.Core.Stores;
using Syncerize.Core.Totals;

namespace Syncerize.Core.Orders;

/// <summary>
/// Counts a store's totals anew from orders and pushes, in turns while orders go on coming: after an upgrade, after its time zone changed, by command.
/// What it counts is what the kept deltas must equal.
/// </summary>
public sealed class Recount(WriteGate gate, IDbContextFactory<SyncerizeDb> factory)
{
    /// <summary>Rows of products cleared in one turn, at least.</summary>
    private const int ClearedRows = 2_000;

    private const int UsualTurn = 500;

    /// <summary>Orders of one turn.</summary>
    internal int Turn { get; init; } = UsualTurn;

    /// <summary>What all totals of a store come to, counted from its orders; nothing is changed.</summary>
    public static async Task<IReadOnlyList<TotalDelta>> CountAsync(SyncerizeDb db, StoreId store, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        var all = new List<TotalDelta>();
        var cursor = new TotalsRebuild { StoreId = store, Cleared = true };
        while (await NextAsync(db, cursor, UsualTurn, ct) is { } counted)
        {
            all.AddRange(counted);
        }

        return [.. TotalDelta.Sum(all)];
    }

    /// <summary>Begins a recount of a store in the caller's write: from now on its totals are those of the orders counted so far.</summary>
    public static async Task BeginAsync(Write write, StoreId store, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(write);
        if (await write.Db.TotalsRebuilds.FindAsync([store], ct) is { } running)
        {
            (running.Cleared, running.CursorStore, running.CursorOrder) = (false, 0, 0);
        }
        else if (await write.Db.Totals.AnyAsync(t => t.StoreId == store, ct))
        {
            write.Db.TotalsRebuilds.Add(new TotalsRebuild { StoreId = store });
        }
    }

    /// <summary>The same as a command.</summary>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public Task BeginAsync(Actor actor, StoreId store, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Demand(store);
        return gate.WriteAsync((write, c) => BeginAsync(write, store, c), ct);
    }

    /// <summary>Takes turns until no store is being counted.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        while (await TurnAsync(ct))
        {
        }
    }

    /// <summary>Takes one turn.</summary>
    /// <returns>False where no store is being counted.</returns>
    public async Task<bool> TurnAsync(CancellationToken ct)
    {
        await using (var db = await factory.CreateDbContextAsync(ct))
        {
            if (!await db.TotalsRebuilds.AnyAsync(ct))
            {
                return false;
            }
        }

        return await gate.WriteAsync(
            async (write, c) =>
            {
                if (await write.Db.TotalsRebuilds.OrderBy(r => r.StoreId).FirstOrDefaultAsync(c) is not { } rebuild)
                {
                    return false;
                }

                if (!rebuild.Cleared)
                {
                    rebuild.Cleared = await ClearAsync(write.Db, rebuild.StoreId, c);
                }
                else if (await NextAsync(write.Db, rebuild, Turn, c) is { } counted)
                {
                    await KeptTotals.AddAsync(write, counted, c);
                }
                else
                {
                    write.Db.TotalsRebuilds.Remove(rebuild);
                }

                write.Changed(rebuild.StoreId, LiveTopic.Orders);
                return true;
            },
            ct);
    }

    private static async Task<bool> ClearAsync(SyncerizeDb db, StoreId store, CancellationToken ct)
    {
        var rows = db.ProductTotals.Where(t => t.StoreId == store);
        if (await rows.OrderBy(t => t.Side).ThenBy(t => t.Unit).ThenBy(t => t.Start).Select(t => new { t.Side, t.Unit, t.Start }).Skip(ClearedRows).FirstOrDefaultAsync(ct) is { } upTo)
        {
            await rows.Where(t => t.Side < upTo.Side || (t.Side == upTo.Side && (t.Unit < upTo.Unit || (t.Unit == upTo.Unit && t.Start <= upTo.Start)))).ExecuteDeleteAsync(ct);
            return false;
        }

        await rows.ExecuteDeleteAsync(ct);
        await db.Totals.Where(t => t.StoreId == store).ExecuteDeleteAsync(ct);
        return true;
    }

    /// <summary>The figures of the next orders, and the cursor behind them; null where there is none left.</summary>
    private static async Task<IReadOnlyList<TotalDelta>?> NextAsync(SyncerizeDb db, TotalsRebuild cursor, int turn, CancellationToken ct)
    {
        var destinations = await db.Connections.AsNoTracking().Where(c => c.SourceId == cursor.StoreId || c.DestinationId == cursor.StoreId).Select(c => c.DestinationId).Distinct().ToListAsync(ct);
        foreach (var destination in destinations.Where(d => d.Value >= cursor.CursorStore).OrderBy(d => d.Value))
        {
            var after = destination.Value == cursor.CursorStore ? cursor.CursorOrder : long.MinValue;
            var orders = await db.Orders.AsNoTracking().Where(o => o.StoreId == destination && o.OrderId > after).OrderBy(o => o.OrderId).Take(turn)
                .Select(o => new Order
                {
                    StoreId = o.StoreId,
                    OrderId = o.OrderId,
                    Name = o.Name,
                    FinancialStatus = o.FinancialStatus,
                    FulfillmentStatus = o.FulfillmentStatus,
                    Currency = o.Currency,
                    ProcessedAt = o.ProcessedAt,
                    Test = o.Test,
                    PushStatus = o.PushStatus,
                }).ToListAsync(ct);
            if (orders.Count == 0)
            {
                continue;
            }

            (cursor.CursorStore, cursor.CursorOrder) = (destination.Value, orders[^1].OrderId);
            return [.. (await FiguresAsync(db, destination, orders, ct)).Where(d => d.StoreId == cursor.StoreId)];
        }

        return null;
    }

    private static async Task<IEnumerable<TotalDelta>> FiguresAsync(SyncerizeDb db, StoreId destination, List<Order> orders, CancellationToken ct)
    {
        var partners = await Partners.LoadAsync(db, destination, ct);
        var (first, last) = (orders[0].OrderId, orders[^1].OrderId);
        var lines = (await db.OrderLines.AsNoTracking().Where(l => l.StoreId == destination && l.OrderId >= first && l.OrderId <= last && l.ConnectionId != null)
            .Select(l => new OrderLine
            {
                OrderId = l.OrderId,
                LineId = l.LineId,
                Title = "",
                CurrentQuantity = l.CurrentQuantity,
                NetMinor = l.NetMinor,
                ConnectionId = l.ConnectionId,
                SourceProductId = l.SourceProductId,
            }).ToListAsync(ct)).ToLookup(l => l.OrderId);
        var pushes = (await db.OrderPushes.AsNoTracking().Include(p => p.Lines).Where(p => p.DestinationStoreId == destination && p.OrderId >= first && p.OrderId <= last).ToListAsync(ct)).ToLookup(p => p.OrderId);
        foreach (var order in orders)
        {
            order.Lines = [.. lines[order.OrderId]];
        }

        return orders.SelectMany(o => OrderFigures.Of(o, [.. pushes[o.OrderId]], partners.Destination, partners.Source));
    }
}
