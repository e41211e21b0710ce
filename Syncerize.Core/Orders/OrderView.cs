using Syncerize.Core.Activity;
using Syncerize.Core.Shopify;

namespace Syncerize.Core.Orders;

/// <summary>A line of an order for people.</summary>
public sealed record OrderDetailLine(string Title, string? VariantTitle, string? Sku, int Quantity, int CurrentQuantity, int UnfulfilledQuantity, Money Net);

/// <summary>A shipment for people.</summary>
public sealed record OrderShipment(int Units, string? Company, string? Number, string? Url, DateTimeOffset? At);

/// <summary>One step that was tried.</summary>
public sealed record OrderStep(DateTimeOffset At, string Step, string Outcome, string Sentence, string? RequestId);

/// <summary>Something that happened to an order, for people.</summary>
public sealed record OrderEvent(DateTimeOffset At, ActivityLevel Level, string Sentence, string? RequestId);

/// <summary>The part of an order that one source fulfils.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="SourceName">The source.</param>
/// <param name="PushId">The push; null while none was planned.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Waits">What stops it while it waits.</param>
/// <param name="Explanation">Pushed (when, how), or the rule that stops it and what would let it through.</param>
/// <param name="Doubtful">True where a person has to look whether the order is in the source shop.</param>
/// <param name="SourceOrderName">The source order; null before.</param>
/// <param name="Lines">Its lines.</param>
/// <param name="Shipments">What came back.</param>
/// <param name="Steps">What was tried, oldest first.</param>
/// <param name="SourceTotal">What its lines come to at the source.</param>
/// <param name="Changes">What follows at the source: cancels, refunds, edits; newest first.</param>
/// <param name="Differences">Units of the pushed part that are not those of the order any more, offered as an edit.</param>
/// <param name="CanCancelAtSource">Whether its source order can be cancelled from here.</param>
public sealed record OrderPart(
    ConnectionId Connection, string SourceName, int? PushId, PushState State, PushWaits Waits, PushExplanation Explanation, bool Doubtful, string? SourceOrderName,
    IReadOnlyList<OrderDetailLine> Lines, IReadOnlyList<OrderShipment> Shipments, IReadOnlyList<OrderStep> Steps, Money SourceTotal, IReadOnlyList<OrderChange> Changes,
    IReadOnlyList<LineDifference> Differences, bool CanCancelAtSource);

/// <summary>A change of the source order that follows from this order.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Kind">What is changed.</param>
/// <param name="State">Where it stands.</param>
/// <param name="At">When it became due, UTC.</param>
/// <param name="Sentence">For people.</param>
/// <param name="AskedBy">Who asked for it; null where it followed by itself.</param>
public sealed record OrderChange(int Id, SourceChangeKind Kind, SourceChangeState State, DateTimeOffset At, string? Sentence, string? AskedBy);

/// <summary>Units of a product that differ between this order and its source order.</summary>
public sealed record LineDifference(string Title, int AtSource, int Wanted);

/// <summary>An order for people.</summary>
/// <param name="OrderId">Shopify's number.</param>
/// <param name="Name">Its name.</param>
/// <param name="ProcessedAt">Order date, UTC.</param>
/// <param name="CancelledAt">When it was cancelled, UTC.</param>
/// <param name="Test">A test order.</param>
/// <param name="FinancialStatus">Shopify's word.</param>
/// <param name="FulfillmentStatus">Shopify's word.</param>
/// <param name="Customer">Customer's name.</param>
/// <param name="Email">Contact e-mail.</param>
/// <param name="Address">Shipping address.</param>
/// <param name="Shipping">Shipment method.</param>
/// <param name="ShippingCost">What the customer paid for it.</param>
/// <param name="Total">With tax and shipping.</param>
/// <param name="Note">Note.</param>
/// <param name="Tags">Tags.</param>
/// <param name="Parts">A destination's order: one per source.</param>
/// <param name="OwnLines">Lines of no source: the shop's own goods, or all lines of a source's order.</param>
/// <param name="Shipments">Shipments of the order itself.</param>
/// <param name="DestinationName">A source's order: the store that sold it.</param>
/// <param name="DestinationOrder">A source's order: the number there.</param>
/// <param name="Timeline">What happened to it and every attempt at the shops, newest first.</param>
/// <param name="More">Further details.</param>
public sealed record OrderView(
    long OrderId, string Name, DateTimeOffset ProcessedAt, DateTimeOffset? CancelledAt, bool Test, string FinancialStatus, string FulfillmentStatus, string? Customer, string? Email, Address? Address,
    string? Shipping, Money ShippingCost, Money Total, string? Note, IReadOnlyList<string> Tags, IReadOnlyList<OrderPart> Parts, IReadOnlyList<OrderDetailLine> OwnLines,
    IReadOnlyList<OrderShipment> Shipments, string? DestinationName, string? DestinationOrder, IReadOnlyList<OrderEvent> Timeline, OrderMore More);

/// <summary>Further details of an order.</summary>
/// <param name="Phone">Contact phone.</param>
/// <param name="BillingAddress">Billing address.</param>
/// <param name="Subtotal">Items after discounts, before tax and shipping.</param>
/// <param name="Tax">What remains of the total: tax, and tips or duties where a shop has them.</param>
/// <param name="Refunded">Money given back so far.</param>
/// <param name="HighRisk">Shopify calls it a high fraud risk.</param>
/// <param name="AtTill">Made at a till.</param>
/// <param name="Pickup">The customer picks it up.</param>
/// <param name="Attributes">Additional details, such as our block on a source order.</param>
public sealed record OrderMore(
    string? Phone, Address? BillingAddress, Money Subtotal, Money Tax, Money Refunded, bool HighRisk, bool AtTill, bool Pickup, IReadOnlyList<CustomAttribute> Attributes);
