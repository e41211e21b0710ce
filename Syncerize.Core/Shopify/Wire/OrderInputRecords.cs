using System.Text.Json.Serialization;

namespace Syncerize.Core.Shopify.Wire;

internal sealed record OrderCreateVariables(OrderInput Order, OrderCreateOptions Options);

internal sealed record OrderCreateOptions(string InventoryBehaviour, bool SendReceipt, bool SendFulfillmentReceipt);

internal sealed record OrderInput(
    string Currency, string SourceIdentifier, string FinancialStatus, IReadOnlyList<OrderLineInput> LineItems, IReadOnlyList<MetafieldInput> Metafields,
    IReadOnlyList<string> Tags, IReadOnlyList<KeyValue> CustomAttributes, IReadOnlyList<ShippingLineInput> ShippingLines,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Email,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Phone,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] OrderCustomerInput? Customer,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Note,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] AddressInput? ShippingAddress,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] AddressInput? BillingAddress);

/// <summary><c>requiresShipping</c> is always stated: Shopify's default is false.</summary>
internal sealed record OrderLineInput(
    string VariantId, string Title, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Sku, int Quantity, MoneyBagInput PriceSet,
    bool RequiresShipping, bool Taxable, IReadOnlyList<NameValue> Properties);

internal sealed record OrderCustomerInput(UpsertCustomerInput ToUpsert);

/// <summary>Without an e-mail address Shopify makes a new customer.</summary>
internal sealed record UpsertCustomerInput(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? FirstName,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? LastName,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Email);

internal sealed record MoneyBagInput(MoneyV2 ShopMoney);

internal sealed record ShippingLineInput(
    string Title, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Code, MoneyBagInput PriceSet);

internal sealed record AddressInput(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? FirstName,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? LastName,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Company,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Address1,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Address2,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? City,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ProvinceCode,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? CountryCode,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Zip,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Phone)
{
    public static AddressInput? From(Address? address) => address is null ? null : new(
        address.FirstName, address.LastName, address.Company, address.Address1, address.Address2, address.City, address.ProvinceCode, address.CountryCode,
        address.Zip, address.Phone);
}

internal sealed record OrderCancelVariables(string OrderId, string Reason, bool Restock);

internal sealed record FulfillmentCreateVariables(FulfillmentInput Fulfillment);

internal sealed record FulfillmentInput(
    IReadOnlyList<FulfillmentPartInput> LineItemsByFulfillmentOrder,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TrackingInput? TrackingInfo, bool NotifyCustomer);

internal sealed record FulfillmentPartInput(string FulfillmentOrderId, IReadOnlyList<FulfillmentLineInput> FulfillmentOrderLineItems);

internal sealed record FulfillmentLineInput(string Id, int Quantity);

internal sealed record TrackingInput(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Company,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Number,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Numbers,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Url,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Urls)
{
    /// <summary>One parcel is <c>number</c>, several are <c>numbers</c>: Shopify takes only one of the two.</summary>
    public static TrackingInput? From(TrackingReading? tracking, IReadOnlyList<string> more) => tracking is null ? null
        : more.Count == 0 || tracking.Number is null ? new(tracking.Company, tracking.Number, null, tracking.Url, null)
        : new(tracking.Company, null, [tracking.Number, .. more], null, tracking.Url is null ? null : [tracking.Url]);
}

internal sealed record TrackingVariables(string Id, TrackingInput Info, bool Notify);

internal sealed record RefundVariables(RefundInput Input, string Key);

/// <summary>No transactions: nothing was paid at the source, so no money goes back.</summary>
internal sealed record RefundInput(string OrderId, string Note, bool Notify, IReadOnlyList<RefundLineInput> RefundLineItems);

internal sealed record RefundLineInput(string LineItemId, int Quantity, string RestockType, string? LocationId);

internal sealed record SetQuantityVariables(string Id, string LineItemId, int Quantity, bool Restock);

internal sealed record AddVariantVariables(string Id, string VariantId, int Quantity);

internal sealed record LineDiscountVariables(string Id, string LineItemId, LineDiscountInput Discount);

internal sealed record LineDiscountInput(string Description, MoneyV2 FixedValue);

internal sealed record EditCommitVariables(string Id, string StaffNote);
