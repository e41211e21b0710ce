using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;
using Syncerize.Core.Stores;

namespace Syncerize.Core.Orders;

/// <summary>An order that keeps units back.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Name">Its name.</param>
/// <param name="OrderedAt">When it was placed, UTC: the age of what it keeps back.</param>
/// <param name="Units">Units kept back for it.</param>
/// <param name="Sources">Whose units they are.</param>
/// <param name="Why">Why they are not at the source yet.</param>
/// <param name="CanHandle">Whether a part of it could be marked as handled.</param>
public sealed record HeldOrder(long OrderId, string Name, DateTimeOffset OrderedAt, int Units, IReadOnlyList<string> Sources, string Why, bool CanHandle);

/// <summary>Parked parts with the same cause at the same source.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Source">The source's name.</param>
/// <param name="Reason">Sold out, refused, or unknown whether it arrived.</param>
/// <param name="Cause">Shopify's code and field; empty where there is none.</param>
/// <param name="Example">The sentence of one of them.</param>
/// <param name="Orders">The orders, oldest first.</param>
public sealed record ParkedGroup(ConnectionId Connection, string Source, PushWaits Reason, string Cause, string Example, IReadOnlyList<(long OrderId, string Name)> Orders);

/// <summary>A part the source could not serve.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Name">Its name.</param>
/// <param name="OrderedAt">When it was placed, UTC.</param>
/// <param name="Connection">The connection.</param>
/// <param name="Source">The source's name.</param>
/// <param name="Lines">What is short.</param>
public sealed record OversoldPart(long OrderId, string Name, DateTimeOffset OrderedAt, ConnectionId Connection, string Source, IReadOnlyList<OversoldLine> Lines)
{
    /// <summary>The source has enough of everything by now: pushing again should go.</summary>
    public bool EnoughNow => Lines.All(l => l.AtSource >= l.Wanted);
}

/// <summary>A line of an oversold part.</summary>
/// <param name="Title">What was sold.</param>
/// <param name="Sku">Its SKU.</param>
/// <param name="Wanted">Units sold.</param>
/// <param name="AtSource">Units the source has available as last read.</param>
public sealed record OversoldLine(string Title, string? Sku, int Wanted, int AtSource);

/// <summary>A part that a person marked as handled, or that shadow mode holds.</summary>
public sealed record SetAsidePart(long OrderId, string Name, DateTimeOffset OrderedAt, ConnectionId Connection, string Source, int Units, string Sentence);

/// <summary>How many orders stand in each list.</summary>
public sealed record OpenCounts(int Held, int HeldUnits, int Parked, int Oversold, int Handled, int Shadow);

/// <summary>What of a destination's orders is not at its source and why: units kept back, parked with a cause, oversold, handled, shadow. Newest lists are cut at <see cref="Most"/> rows.</summary>
public sealed class OpenOrders(IDbContextFactory<SyncerizeDb> factory)
{
    /// <summary>Rows of one list; the counts say how many there are.</summary>
    public const int Most = 500;

    /// <summary>How many orders stand in each list.</summary>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public async Task<OpenCounts> CountAsync(Actor actor, StoreId store, CancellationToken ct)
    {
        await using var db = await OpenAsync(actor, store, ct);
        var held = db.Reservations.Where(r => r.StoreId == store && r.ReservedUnits > 0);
        var pushes = db.OrderPushes.Where(p => p.DestinationStoreId == store);
        return new OpenCounts(
            await held.Select(r => r.OrderId).Distinct().CountAsync(ct), await held.SumAsync(r => r.ReservedUnits, ct),
            await pushes.CountAsync(p => p.State == PushState.Parked, ct), await pushes.CountAsync(p => p.State == PushState.Parked && p.WaitingFor == PushWaits.SoldOut, ct),
            await pushes.CountAsync(p => p.State == PushState.Handled, ct), await pushes.CountAsync(p => p.State == PushState.Waiting && p.WaitingFor == PushWaits.Shadow, ct));
    }

    /// <summary>Units held back, by order, oldest first.</summary>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public async Task<IReadOnlyList<HeldOrder>> HeldAsync(Actor actor, StoreId store, CancellationToken ct)
    {
        await using var db = await OpenAsync(actor, store, ct);
        var rows = await db.Orders.Where(o => o.StoreId == store && db.Reservations.Any(r => r.StoreId == store && r.OrderId == o.OrderId && r.ReservedUnits > 0))
            .OrderBy(o => o.CreatedAt).Take(Most).Select(o => new { o.OrderId, o.Name, o.CreatedAt }).ToListAsync(ct);
        var ids = rows.ConvertAll(r => r.OrderId);
        var units = await db.Reservations.Where(r => r.StoreId == store && ids.Contains(r.OrderId)).GroupBy(r => r.OrderId).Select(g => new { g.Key, Units = g.Sum(r => r.ReservedUnits) }).ToDictionaryAsync(g => g.Key, g => g.Units, ct);
        var parts = (await (
            from p in db.OrderPushes
            join s in db.Stores on p.SourceStoreId equals s.Id
            where p.DestinationStoreId == store && ids.Contains(p.OrderId)
            select new { p.OrderId, p.ConnectionId, p.Revision, p.State, p.WaitingFor, p.Sentence, s.Name }).ToListAsync(ct)).ToLookup(p => p.OrderId);
        return
        [
            .. rows.Select(r =>
            {
                var newest = parts[r.OrderId].GroupBy(p => p.ConnectionId).Select(g => g.MaxBy(p => p.Revision)!).ToList();
                var holding = newest.Where(p => p.State is not (PushState.Recorded or PushState.Handled or PushState.Cancelled)).ToList();
                return new HeldOrder(
                    r.OrderId, r.Name, r.CreatedAt, units.GetValueOrDefault(r.OrderId), [.. (holding.Count > 0 ? holding : newest).Select(p => p.Name).Distinct()],
                    holding.Select(p => p.Sentence).FirstOrDefault(s => s is not null) ?? "More units were ordered than its source order has; its page offers to send the change.",
                    holding.Exists(p => p.State is PushState.Waiting or PushState.Planned || (p.State == PushState.Parked && p.WaitingFor != PushWaits.Outcome)));
            }),
        ];
    }

    /// <summary>Parked parts, grouped by what they have in common.</summary>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public async Task<IReadOnlyList<ParkedGroup>> ParkedAsync(Actor actor, StoreId store, CancellationToken ct)
    {
        await using var db = await OpenAsync(actor, store, ct);
        var rows = await (
            from p in db.OrderPushes
            join s in db.Stores on p.SourceStoreId equals s.Id
            join o in db.Orders on new { StoreId = p.DestinationStoreId, p.OrderId } equals new { o.StoreId, o.OrderId }
            where p.DestinationStoreId == store && p.State == PushState.Parked
            orderby o.CreatedAt
            select new { p.ConnectionId, Source = s.Name, p.WaitingFor, Cause = p.Cause ?? "", p.Sentence, o.OrderId, o.Name }).Take(Most).ToListAsync(ct);
        return [.. rows.GroupBy(r => (r.ConnectionId, r.Source, r.WaitingFor, r.Cause)).OrderByDescending(g => g.Count()).Select(g => new ParkedGroup(
            g.Key.ConnectionId, g.Key.Source, g.Key.WaitingFor, g.Key.Cause, g.First().Sentence ?? "", [.. g.Select(r => (r.OrderId, r.Name))]))];
    }

    /// <summary>What was sold and is not at the source, oldest order first.</summary>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public async Task<IReadOnlyList<OversoldPart>> OversoldAsync(Actor actor, StoreId store, CancellationToken ct)
    {
        await using var db = await OpenAsync(actor, store, ct);
        var rows = await (
            from p in db.OrderPushes.Include(p => p.Lines)
            join s in db.Stores on p.SourceStoreId equals s.Id
            join o in db.Orders.Include(o => o.Lines) on new { StoreId = p.DestinationStoreId, p.OrderId } equals new { o.StoreId, o.OrderId }
            where p.DestinationStoreId == store && p.State == PushState.Parked && p.WaitingFor == PushWaits.SoldOut
            orderby o.CreatedAt
            select new { Push = p, Source = s.Name, Order = o }).Take(Most).ToListAsync(ct);
        var items = rows.SelectMany(r => r.Push.Lines.Select(l => l.SourceInventoryItemId)).Distinct().ToList();
        var sources = rows.Select(r => r.Push.SourceStoreId).Distinct().ToList();
        var stock = (await db.StockLevels.Where(l => sources.Contains(l.StoreId) && items.Contains(l.InventoryItemId) && l.IsActive)
            .GroupBy(l => new { l.StoreId, l.InventoryItemId }).Select(g => new { g.Key.StoreId, g.Key.InventoryItemId, Available = g.Sum(l => l.Available) }).ToListAsync(ct))
            .ToDictionary(l => (l.StoreId, l.InventoryItemId), l => l.Available);
        return [.. rows.Select(r => new OversoldPart(
            r.Order.OrderId, r.Order.Name, r.Order.CreatedAt, r.Push.ConnectionId, r.Source,
            [.. r.Push.Lines.OrderBy(l => l.LineId).Select(l =>
            {
                var line = r.Order.Lines.Find(x => x.LineId == l.LineId);
                return new OversoldLine(line?.Title ?? "A product", line?.Sku, l.Units, stock.GetValueOrDefault((r.Push.SourceStoreId, l.SourceInventoryItemId)));
            })]))];
    }

    /// <summary>Parts marked as handled, newest order first.</summary>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public Task<IReadOnlyList<SetAsidePart>> HandledAsync(Actor actor, StoreId store, CancellationToken ct) => SetAsideAsync(actor, store, PushState.Handled, null, ct);

    /// <summary>Parts that shadow mode holds, newest order first.</summary>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public Task<IReadOnlyList<SetAsidePart>> ShadowAsync(Actor actor, StoreId store, CancellationToken ct) => SetAsideAsync(actor, store, PushState.Waiting, PushWaits.Shadow, ct);

    private async Task<IReadOnlyList<SetAsidePart>> SetAsideAsync(Actor actor, StoreId store, PushState state, PushWaits? waits, CancellationToken ct)
    {
        await using var db = await OpenAsync(actor, store, ct);
        return await (
            from p in db.OrderPushes
            join s in db.Stores on p.SourceStoreId equals s.Id
            join o in db.Orders on new { StoreId = p.DestinationStoreId, p.OrderId } equals new { o.StoreId, o.OrderId }
            where p.DestinationStoreId == store && p.State == state && (waits == null || p.WaitingFor == waits)
            orderby o.CreatedAt descending
            select new SetAsidePart(o.OrderId, o.Name, o.CreatedAt, p.ConnectionId, s.Name, p.Lines.Sum(l => l.Units), p.Sentence ?? "")).Take(Most).ToListAsync(ct);
    }

    private async Task<SyncerizeDb> OpenAsync(Actor actor, StoreId store, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Demand(store);
        return await factory.CreateDbContextAsync(ct);
    }
}
