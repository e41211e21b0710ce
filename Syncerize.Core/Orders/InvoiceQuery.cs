using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;
using Syncerize.Core.Shopify;
using Syncerize.Core.Stores;

namespace Syncerize.Core.Orders;

/// <summary>A line of an invoice.</summary>
/// <param name="Title">The product.</param>
/// <param name="Variant">The variant; null where there is only one.</param>
/// <param name="Sku">SKU.</param>
/// <param name="Units">Units charged: ordered less refunded and removed.</param>
/// <param name="Net">What they come to, after discounts and before tax.</param>
public sealed record InvoiceLine(string Title, string? Variant, string? Sku, int Units, Money Net)
{
    /// <summary>Price of one unit; null where the line's total does not divide: then only the total is exact.</summary>
    public Money? Each => Units > 0 && Net.Minor % Units == 0 ? Net with { Minor = Net.Minor / Units } : null;
}

/// <summary>The detailed invoice of an order that a destination pushed to a source (product.md, Orders), in the source's currency.</summary>
/// <param name="From">The source.</param>
/// <param name="FromDomain">Its shop.</param>
/// <param name="To">The destination.</param>
/// <param name="ToDomain">Its shop.</param>
/// <param name="Number">The source's order number.</param>
/// <param name="DestinationOrder">The destination's order number.</param>
/// <param name="OrderedAt">Order date, UTC.</param>
/// <param name="CancelledAt">When it was cancelled, UTC; null if not.</param>
/// <param name="ShipTo">Where it goes; null where that is not given to us.</param>
/// <param name="ShippingMethod">Shipment method.</param>
/// <param name="Lines">What is charged.</param>
/// <param name="Shipping">Shipping charged.</param>
/// <param name="Tax">Tax and duties: what the total has beyond lines and shipping.</param>
/// <param name="Total">The order's total.</param>
/// <param name="Payments">Payments written down.</param>
/// <param name="Zone">The source's time zone, IANA: its days are meant.</param>
public sealed record Invoice(
    string From, string FromDomain, string To, string ToDomain, string Number, string DestinationOrder, DateTimeOffset OrderedAt, DateTimeOffset? CancelledAt, Address? ShipTo, string? ShippingMethod,
    IReadOnlyList<InvoiceLine> Lines, Money Shipping, Money Tax, Money Total, IReadOnlyList<PaymentRow> Payments, string Zone)
{
    /// <summary>What the lines come to.</summary>
    public Money Goods => Total with { Minor = Lines.Sum(l => l.Net.Minor) };

    /// <summary>What was paid.</summary>
    public Money Paid => Total with { Minor = Payments.Sum(p => p.Amount.Minor) };

    /// <summary>What is still open; below zero where too much was paid.</summary>
    public Money Open => Total with { Minor = Total.Minor - Paid.Minor };
}

/// <summary>Reads invoices of a source's orders.</summary>
public sealed class InvoiceQuery(IDbContextFactory<SyncerizeDb> factory, OrderPayments payments)
{
    /// <summary>The invoice; null where the store has no such pushed order.</summary>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public async Task<Invoice?> ReadAsync(Actor actor, StoreId storeId, long orderId, CancellationToken ct)
    {
        if (await payments.ListAsync(actor, storeId, orderId, ct) is not { } paid)
        {
            return null;
        }

        await using var db = await factory.CreateDbContextAsync(ct);
        var order = await db.Orders.Include(o => o.Lines).SingleAsync(o => o.StoreId == storeId && o.OrderId == orderId, ct);
        var from = await db.Stores.SingleAsync(s => s.Id == storeId, ct);
        var to = await (
            from p in db.OrderPushes
            where p.SourceStoreId == storeId && p.SourceOrderId == orderId
            join s in db.Stores on p.DestinationStoreId equals s.Id
            join o in db.Orders on new { StoreId = p.DestinationStoreId, p.OrderId } equals new { o.StoreId, o.OrderId }
            select new { s.Name, s.Domain, Order = o.Name }).FirstOrDefaultAsync(ct);
        var lines = order.Lines.Where(l => l.CurrentQuantity > 0).OrderBy(l => l.LineId)
            .Select(l => new InvoiceLine(l.Title, l.VariantTitle is null or "Default Title" ? null : l.VariantTitle, l.Sku, l.CurrentQuantity, new Money(l.NetMinor, order.Currency))).ToList();
        var tax = Math.Max(0, order.TotalMinor - order.ShippingMinor - lines.Sum(l => l.Net.Minor));
        return new Invoice(
            from.Name, from.Domain, to?.Name ?? "A store that is gone", to?.Domain ?? "", order.Name, to?.Order ?? "–", order.ProcessedAt, order.CancelledAt, order.ShippingAddress,
            order.ShippingLines.Select(l => l.Title).FirstOrDefault(), lines, new Money(order.ShippingMinor, order.Currency), new Money(tax, order.Currency), new Money(order.TotalMinor, order.Currency), paid.Rows, from.TimeZone);
    }
}
