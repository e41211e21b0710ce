namespace Syncerize.Core.Shopify.Wire;

internal sealed record OrdersChangedData(Connection<ChangedNode> Orders);

internal sealed record OrdersByIdsData(IReadOnlyList<OrderNode?> Nodes);

internal sealed record OrderNode(
    string Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset ProcessedAt, DateTimeOffset? CancelledAt, bool Test,
    string? DisplayFinancialStatus, string DisplayFulfillmentStatus, string? Note, IReadOnlyList<string> Tags, string? SourceName, string? SourceIdentifier,
    string? Email, string? Phone, ValueOnly? PushKey, CustomerNode? Customer, IReadOnlyList<KeyValue> CustomAttributes, IdOnly? RetailLocation,
    MoneyBag CurrentTotalPriceSet, AddressNode? ShippingAddress, AddressNode? BillingAddress,
    Connection<ShippingLineNode> ShippingLines, Connection<LineNode> LineItems, Connection<FulfillmentOrderNode> FulfillmentOrders,
    IReadOnlyList<FulfillmentNode> Fulfillments, IReadOnlyList<RefundNode> Refunds, RiskNode Risk);

internal sealed record RiskNode(string Recommendation, IReadOnlyList<RiskLevelNode> Assessments)
{
    public bool IsHigh => Recommendation == "CANCEL" || Assessments.Any(a => a.RiskLevel == "HIGH");
}

internal sealed record RiskLevelNode(string RiskLevel);

internal sealed record RefundNode(string Id, DateTimeOffset? CreatedAt, MoneyBag TotalRefundedSet, Connection<RefundLineNode> RefundLineItems)
{
    public RefundReading ToReading(IReadOnlyList<RefundLineNode> lines) => new(
        Gid.Number(Id), CreatedAt ?? DateTimeOffset.UnixEpoch, TotalRefundedSet.Minor(), [.. lines.Select(l => new RefundedLine(Gid.Number(l.LineItem.Id), l.Quantity, l.RestockType))]);
}

internal sealed record RefundLineNode(int Quantity, string RestockType, IdOnly LineItem);

internal sealed record RefundLinesData(RefundLinesNode? Node);

internal sealed record RefundLinesNode(Connection<RefundLineNode> RefundLineItems);

internal sealed record CustomerNode(string? FirstName, string? LastName);

internal sealed record AddressNode(
    string? FirstName, string? LastName, string? Company, string? Address1, string? Address2, string? City, string? ProvinceCode, string? CountryCodeV2,
    string? Zip, string? Phone)
{
    public Address ToReading() => new(FirstName, LastName, Company, Address1, Address2, City, ProvinceCode, CountryCodeV2, Zip, Phone);
}

internal sealed record ShippingLineNode(string Title, string? Code, MoneyBag CurrentDiscountedPriceSet)
{
    public ShippingLineReading ToReading() => new(Title, Code, CurrentDiscountedPriceSet.Minor());
}

internal sealed record LineNode(
    string Id, string Title, string? VariantTitle, string? Sku, int Quantity, int CurrentQuantity, int UnfulfilledQuantity, bool RequiresShipping, bool Taxable,
    bool IsGiftCard, IdOnly? Product, IdOnly? Variant, MoneyBag OriginalUnitPriceSet, MoneyBag PriceAfterAllDiscountsBeforeTaxesSet,
    IReadOnlyList<KeyValue> CustomAttributes)
{
    public OrderLineReading ToReading() => new(
        Gid.Number(Id), Number(Product), Number(Variant), Title, VariantTitle, Sku, Quantity, CurrentQuantity, UnfulfilledQuantity, RequiresShipping, Taxable,
        IsGiftCard, OriginalUnitPriceSet.Minor(), PriceAfterAllDiscountsBeforeTaxesSet.Minor(), Attributes(CustomAttributes));

    public static IReadOnlyList<CustomAttribute> Attributes(IReadOnlyList<KeyValue> attributes) => [.. attributes.Select(a => new CustomAttribute(a.Key, a.Value))];

    private static long? Number(IdOnly? node) => node is null ? null : Gid.Number(node.Id);
}

internal sealed record FulfillmentOrderNode(
    string Id, string Status, AssignedLocationNode AssignedLocation, MethodNode? DeliveryMethod, IReadOnlyList<ActionNode> SupportedActions,
    Connection<FulfillmentOrderLineNode> LineItems)
{
    public FulfillmentOrderReading ToReading(IReadOnlyList<FulfillmentOrderLineNode> lines) => new(
        Gid.Number(Id), Status, AssignedLocation.Location is { } location ? Gid.Number(location.Id) : null, DeliveryMethod?.MethodType,
        SupportedActions.Any(a => a.Action == "CREATE_FULFILLMENT"),
        [.. lines.Select(l => new FulfillmentOrderLineReading(Gid.Number(l.Id), Gid.Number(l.LineItem.Id), l.TotalQuantity, l.RemainingQuantity))]);
}

internal sealed record AssignedLocationNode(IdOnly? Location);

internal sealed record MethodNode(string MethodType);

internal sealed record ActionNode(string Action);

internal sealed record FulfillmentOrderLineNode(string Id, int TotalQuantity, int RemainingQuantity, IdOnly LineItem);

internal sealed record FulfillmentNode(
    string Id, string Status, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, IReadOnlyList<TrackingNode> TrackingInfo,
    Connection<FulfillmentLineNode> FulfillmentLineItems)
{
    public FulfillmentReading ToReading(IReadOnlyList<FulfillmentLineNode> lines) => new(
        Gid.Number(Id), Status, CreatedAt, UpdatedAt, [.. TrackingInfo.Select(t => new TrackingReading(t.Company, t.Number, t.Url))],
        [.. lines.Select(l => new FulfilledLine(Gid.Number(l.LineItem.Id), l.Quantity ?? 0))]);
}

internal sealed record TrackingNode(string? Company, string? Number, string? Url);

internal sealed record FulfillmentLineNode(int? Quantity, IdOnly LineItem);

internal sealed record OrderLinesData(OrderLinesNode? Order);

internal sealed record OrderLinesNode(Connection<LineNode> LineItems);

internal sealed record ShippingLinesData(ShippingLinesNode? Order);

internal sealed record ShippingLinesNode(Connection<ShippingLineNode> ShippingLines);

internal sealed record FulfillmentOrdersData(FulfillmentOrdersNode? Order);

internal sealed record FulfillmentOrdersNode(Connection<FulfillmentOrderNode> FulfillmentOrders);

internal sealed record FulfillmentOrderLinesData(FulfillmentOrderLinesNode? Node);

internal sealed record FulfillmentOrderLinesNode(Connection<FulfillmentOrderLineNode> LineItems);

internal sealed record FulfillmentLinesData(FulfillmentLinesNode? Node);

internal sealed record FulfillmentLinesNode(Connection<FulfillmentLineNode> FulfillmentLineItems);

internal sealed record OrderNameNode(string Id, string Name)
{
    public CreatedOrder ToCreated() => new(Gid.Number(Id), Name);
}

internal sealed record OrderByKeyData(OrderNameNode? OrderByIdentifier);

internal sealed record SourceOrdersData(Connection<SourceOrderNode> Orders);

internal sealed record SourceOrderNode(string Id, string Name, string? SourceIdentifier);

internal sealed record OrderCreateData(OrderCreatePayload? OrderCreate);

internal sealed record OrderCreatePayload(OrderNameNode? Order);

internal sealed record OrderCancelData(OrderCancelPayload? OrderCancel);

internal sealed record OrderCancelPayload(IdOnly? Job);

internal sealed record FulfillmentCreateData(FulfillmentPayload? FulfillmentCreate);

internal sealed record TrackingUpdateData(FulfillmentPayload? FulfillmentTrackingInfoUpdate);

internal sealed record FulfillmentPayload(IdOnly? Fulfillment);

internal sealed record FulfillmentCancelData(FulfillmentPayload? FulfillmentCancel);

internal sealed record RefundCreateData(RefundPayload? RefundCreate);

internal sealed record RefundPayload(IdOnly? Refund);

internal sealed record OrderEditBeginData(OrderEditBeginPayload? OrderEditBegin);

internal sealed record OrderEditBeginPayload(CalculatedOrderNode? CalculatedOrder);

internal sealed record CalculatedOrderNode(string Id, Connection<CalculatedLineNode> LineItems);

internal sealed record CalculatedLineNode(string Id, int Quantity, int EditableQuantity, IdOnly? Variant);

internal sealed record CalculatedLinesData(CalculatedLinesNode? Node);

internal sealed record CalculatedLinesNode(Connection<CalculatedLineNode> LineItems);

internal sealed record OrderEditSetQuantityData(StagedPayload? OrderEditSetQuantity);

internal sealed record StagedPayload(IdOnly? CalculatedLineItem);

internal sealed record OrderEditAddVariantData(AddedPayload? OrderEditAddVariant);

internal sealed record AddedPayload(AddedLineNode? CalculatedLineItem);

internal sealed record AddedLineNode(string Id, MoneyBag OriginalUnitPriceSet);

internal sealed record OrderEditDiscountData(StagedPayload? OrderEditAddLineItemDiscount);

internal sealed record OrderEditCommitData(OrderEditCommitPayload? OrderEditCommit);

internal sealed record OrderEditCommitPayload(IdOnly? Order);
