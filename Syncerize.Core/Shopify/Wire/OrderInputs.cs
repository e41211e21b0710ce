namespace Syncerize.Core.Shopify.Wire;

/// <summary>Our words turned into Shopify's order inputs.</summary>
internal static class OrderInputs
{
    public static OrderInput Of(OrderDraft draft) => new(
        draft.Currency, draft.PushKey, draft.TransactionsPaid ? "PAID" : "PENDING",
        [.. draft.Lines.Select(l => new OrderLineInput(
            Gid.Of("ProductVariant", l.VariantId), l.Title, l.Sku, l.Quantity, Price(l.UnitMinor, draft.Currency), l.RequiresShipping, l.Taxable,
            [.. l.Properties.Select(p => new NameValue(p.Key, p.Value ?? string.Empty))]))],
        [new MetafieldInput(ShopifyKeys.Namespace, ShopifyKeys.PushKeyName, "id", draft.PushKey)],
        draft.Tags,
        [.. draft.Attributes.Select(a => new KeyValue(a.Key, a.Value ?? string.Empty))],
        [.. draft.ShippingLines.Select(s => new ShippingLineInput(s.Title, s.Code, Price(s.PriceMinor, draft.Currency)))],
        draft.Email, draft.Phone, draft.Customer is { } c ? new OrderCustomerInput(new UpsertCustomerInput(c.FirstName, c.LastName, c.Email)) : null, draft.Note, AddressInput.From(draft.ShippingAddress), AddressInput.From(draft.BillingAddress));

    public static FulfillmentInput Of(FulfillmentDraft draft) => new(
        [.. draft.Parts.Select(p => new FulfillmentPartInput(
            Gid.Of("FulfillmentOrder", p.FulfillmentOrderId),
            [.. p.Lines.Select(l => new FulfillmentLineInput(Gid.Of("FulfillmentOrderLineItem", l.FulfillmentOrderLineId), l.Quantity))]))],
        TrackingInput.From(draft.Tracking, draft.MoreNumbers), draft.NotifyCustomer);

    private static MoneyBagInput Price(long minor, string currency) => new(new MoneyV2(new Money(minor, currency).ToShopify(), currency));
}
