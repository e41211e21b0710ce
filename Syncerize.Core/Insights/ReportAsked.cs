using System.Globalization;
using Syncerize.Core.Orders;
using Syncerize.Core.Totals;

namespace Syncerize.Core.Insights;

/// <summary>Which day an order stands on in a report.</summary>
public enum ReportDate
{
    /// <summary>The order date: totals equal the dashboard's.</summary>
    Order = 0,

    /// <summary>The day it was pushed.</summary>
    Push = 1,
}

/// <summary>What a report is asked for.</summary>
/// <param name="Side">The role in which the store asks.</param>
/// <param name="Range">Days of the store's own zone.</param>
/// <param name="By">What the days mean.</param>
/// <param name="Connection">One connection; null for all at once.</param>
public sealed record ReportAsked(TotalSide Side, RangeAsked Range, ReportDate By, ConnectionId? Connection);

/// <summary>A place between two rows: pages begin behind it, however many rows came in the meantime.</summary>
/// <param name="Leg">The connection whose rows are being read; 0 where all are read together.</param>
/// <param name="At">Its date.</param>
/// <param name="Id">Its order, or push.</param>
public sealed record ReportCursor(int Leg, DateTimeOffset At, long Id)
{
    /// <summary>As it stands in an address.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Leg}.{At.ToUnixTimeMilliseconds()}.{Id}");

    /// <summary>Reads an address; null where it says no place.</summary>
    public static ReportCursor? Parse(string? text) =>
        text?.Split('.') is [var leg, var at, var id]
        && int.TryParse(leg, NumberStyles.None, CultureInfo.InvariantCulture, out var leg1)
        && long.TryParse(at, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var at1) && at1 is > -62_000_000_000_000 and < 250_000_000_000_000
        && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var id1)
            ? new ReportCursor(leg1, DateTimeOffset.FromUnixTimeMilliseconds(at1), id1)
            : null;
}

/// <summary>The part of an order that went, or goes, through one connection.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Partner">The store at its other end.</param>
/// <param name="OrderId">The order in the asking store; null where it has none (any more).</param>
/// <param name="DestinationOrder">The destination's order number.</param>
/// <param name="OrderedAt">Order date, UTC.</param>
/// <param name="SourceOrder">The source's order number; null before the push.</param>
/// <param name="Items">Lines.</param>
/// <param name="Units">Units, net of refunds.</param>
/// <param name="Amount">Price paid × units after discounts, before tax and shipping, less refunds: in the asking store's currency.</param>
/// <param name="Payment">Shopify's payment status of the destination's order.</param>
/// <param name="Fulfillment">Shopify's fulfilment status at the source, before the push the destination's.</param>
/// <param name="State">Where the push stands.</param>
/// <param name="Waits">What stops it.</param>
/// <param name="Mode">How it was pushed; null before.</param>
/// <param name="PushedAt">When, UTC; null before.</param>
/// <param name="CancelledAtSource">Cancelled at the source: it counts nothing there.</param>
public sealed record ReportRow(
    ConnectionId Connection, string Partner, long? OrderId, string DestinationOrder, DateTimeOffset OrderedAt, string? SourceOrder, int Items, int Units, Money Amount,
    string Payment, string Fulfillment, PushState State, PushWaits Waits, PushMode? Mode, DateTimeOffset? PushedAt, bool CancelledAtSource);

/// <summary>What the rows of a report come to.</summary>
/// <param name="Orders">Orders; by push date every pushed part counts.</param>
/// <param name="Units">Units, net of refunds.</param>
/// <param name="Amount">Sum, net of refunds, in the asking store's currency.</param>
public sealed record ReportTotals(int Orders, int Units, Money Amount);

/// <summary>Some rows, and where the next ones begin.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Next">The place behind the last row; null where there are no more.</param>
public sealed record ReportPage<T>(IReadOnlyList<T> Rows, ReportCursor? Next);
