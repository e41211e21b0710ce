using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;

namespace Syncerize.Core.Orders;

/// <summary>Makes the rows of a page: only the page's own orders are read.</summary>
internal static class OrderRows
{
    public static async Task<IReadOnlyList<OrderRow>> OfDestinationAsync(SyncerizeDb db, StoreId store, List<Order> orders, CancellationToken ct)
    {
        var ids = orders.Select(o => o.OrderId).ToList();
        var parts = (await (
            from p in db.OrderPushes
            join s in db.Stores on p.SourceStoreId equals s.Id
            where p.DestinationStoreId == store && ids.Contains(p.OrderId)
            select new { p.OrderId, p.State, p.WaitingFor, s.Name }).ToListAsync(ct)).ToLookup(p => p.OrderId);
        return [.. orders.Select(o => Row(
            o, [.. parts[o.OrderId].Select(p => p.Name).Distinct()], null, parts[o.OrderId].Any(p => p.State == PushState.Parked),
            parts[o.OrderId].Any(p => p.State == PushState.Waiting && p.WaitingFor == PushWaits.Manual), o.Lines.Where(l => l.ConnectionId is not null).Sum(l => l.CurrentQuantity)))];
    }

    public static async Task<IReadOnlyList<OrderRow>> OfSourceAsync(SyncerizeDb db, StoreId store, List<Order> orders, CancellationToken ct)
    {
        var ids = orders.Select(o => (long?)o.OrderId).ToList();
        var pushes = (await (
            from p in db.OrderPushes
            join s in db.Stores on p.DestinationStoreId equals s.Id
            join o in db.Orders on new { StoreId = p.DestinationStoreId, p.OrderId } equals new { o.StoreId, o.OrderId }
            where p.SourceStoreId == store && ids.Contains(p.SourceOrderId)
            select new { SourceOrderId = p.SourceOrderId!.Value, Store = s.Name, o.Name }).ToListAsync(ct)).ToLookup(p => p.SourceOrderId);
        return [.. orders.Select(o => Row(
            o, [.. pushes[o.OrderId].Select(p => p.Store)], pushes[o.OrderId].Select(p => p.Name).FirstOrDefault(), needsPerson: false, waitsForPush: false, o.Lines.Sum(l => l.CurrentQuantity)))];
    }

    private static OrderRow Row(Order o, IReadOnlyList<string> partners, string? partnerOrder, bool needsPerson, bool waitsForPush, int items) => new(
        o.OrderId, o.Name, o.ProcessedAt, o.CustomerName ?? o.ShippingAddress?.Name, o.FinancialStatus, o.FulfillmentStatus, items, o.Tags, o.ShippingLines.Select(s => s.Title).FirstOrDefault(),
        new Money(o.TotalMinor, o.Currency), o.CancelledAt, partners, partnerOrder, needsPerson, waitsForPush);
}
