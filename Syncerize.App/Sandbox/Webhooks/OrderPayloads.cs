using System.Text.Json.Nodes;
using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;
using Syncerize.Core;
using static Syncerize.App.Sandbox.Webhooks.RestPayloads;

namespace Syncerize.App.Sandbox.Webhooks;

/// <summary>Webhook bodies of orders, shipments and refunds in Shopify's REST form.</summary>
internal static class OrderPayloads
{
    public static JsonObject Order(SimOrder order) => new()
    {
        ["id"] = order.Id,
        ["admin_graphql_api_id"] = Gid.Of("Order", order.Id),
        ["cancel_reason"] = order.CancelReason?.ToLowerInvariant(),
        ["cancelled_at"] = Time(order.CancelledAt),
        ["closed_at"] = Time(order.ClosedAt),
        ["confirmed"] = true,
        ["contact_email"] = order.Email,
        ["created_at"] = Time(order.CreatedAt),
        ["currency"] = order.Currency,
        ["current_subtotal_price"] = Wire.Amount(order.CurrentSubtotal(), order.Currency),
        ["current_total_price"] = Wire.Amount(order.CurrentTotal(), order.Currency),
        ["discount_codes"] = Each(order.Discounts.Where(d => d.Code is not null), d => new JsonObject
        {
            ["code"] = d.Code,
            ["amount"] = Wire.Amount(d.AmountMinor, order.Currency),
            ["type"] = "fixed_amount",
        }),
        ["email"] = order.Email,
        ["financial_status"] = order.FinancialStatus.ToLowerInvariant(),
        ["fulfillment_status"] = order.FulfillmentStatus switch { "FULFILLED" => "fulfilled", "PARTIALLY_FULFILLED" => "partial", _ => null },
        ["name"] = order.Name,
        ["note"] = order.Note,
        ["note_attributes"] = Attributes(order.CustomAttributes),
        ["number"] = order.Number,
        ["order_number"] = order.Number,
        ["payment_gateway_names"] = Each(order.PaymentGatewayNames, name => JsonValue.Create(name)),
        ["phone"] = order.Phone,
        ["po_number"] = order.PoNumber,
        ["presentment_currency"] = order.Currency,
        ["processed_at"] = Time(order.ProcessedAt),
        ["source_identifier"] = order.SourceIdentifier,
        ["source_name"] = order.SourceName,
        ["source_url"] = order.SourceUrl,
        ["subtotal_price"] = Wire.Amount(order.Subtotal(), order.Currency),
        ["tags"] = string.Join(", ", order.Tags),
        ["taxes_included"] = order.TaxesIncluded,
        ["test"] = order.Test,
        ["total_discounts"] = Wire.Amount(order.DiscountTotal(), order.Currency),
        ["total_price"] = Wire.Amount(order.Total(), order.Currency),
        ["total_tax"] = Wire.Amount(order.TaxMinor, order.Currency),
        ["updated_at"] = Time(order.UpdatedAt),
        ["billing_address"] = Address(order.BillingAddress),
        ["shipping_address"] = Address(order.ShippingAddress),
        ["customer"] = order.Customer is { } customer
            ? new JsonObject
            {
                ["id"] = customer.Id,
                ["email"] = customer.Email,
                ["first_name"] = customer.FirstName,
                ["last_name"] = customer.LastName,
                ["phone"] = customer.Phone,
                ["admin_graphql_api_id"] = Gid.Of("Customer", customer.Id),
            }
            : null,
        ["line_items"] = Each(order.Lines, line => Line(order, line)),
        ["shipping_lines"] = Each(order.ShippingLines, line => new JsonObject
        {
            ["id"] = line.Id,
            ["title"] = line.Title,
            ["code"] = line.Code,
            ["price"] = Wire.Amount(line.PriceMinor, order.Currency),
            ["discounted_price"] = Wire.Amount(line.PriceMinor - line.DiscountMinor, order.Currency),
        }),
        ["fulfillments"] = Each(order.Fulfillments, fulfillment => Fulfillment(order, fulfillment)),
        ["refunds"] = Each(order.Refunds, refund => Refund(order, refund)),
    };

    public static JsonObject Fulfillment(SimOrder order, SimFulfillment fulfillment) => new()
    {
        ["id"] = fulfillment.Id,
        ["order_id"] = order.Id,
        ["status"] = fulfillment.Status.ToLowerInvariant(),
        ["created_at"] = Time(fulfillment.CreatedAt),
        ["updated_at"] = Time(fulfillment.UpdatedAt),
        ["service"] = "manual",
        ["name"] = fulfillment.Name,
        ["location_id"] = fulfillment.LocationId,
        ["tracking_company"] = fulfillment.Tracking.Count > 0 ? fulfillment.Tracking[0].Company : null,
        ["tracking_number"] = fulfillment.Tracking.Count > 0 ? fulfillment.Tracking[0].Number : null,
        ["tracking_numbers"] = Each(fulfillment.Tracking.Where(t => t.Number is not null), t => JsonValue.Create(t.Number)),
        ["tracking_url"] = fulfillment.Tracking.Count > 0 ? fulfillment.Tracking[0].Url : null,
        ["tracking_urls"] = Each(fulfillment.Tracking.Where(t => t.Url is not null), t => JsonValue.Create(t.Url)),
        ["line_items"] = Each(fulfillment.Lines, shipped =>
        {
            var line = Line(order, order.Line(shipped.LineId));
            line["quantity"] = shipped.Quantity;
            return line;
        }),
        ["admin_graphql_api_id"] = Gid.Of("Fulfillment", fulfillment.Id),
    };

    public static JsonObject Refund(SimOrder order, SimRefund refund) => new()
    {
        ["id"] = refund.Id,
        ["order_id"] = order.Id,
        ["created_at"] = Time(refund.CreatedAt),
        ["note"] = refund.Note,
        ["restock"] = refund.Lines.Exists(line => line.Restocked),
        ["admin_graphql_api_id"] = Gid.Of("Refund", refund.Id),
        ["refund_line_items"] = Each(refund.Lines, line => new JsonObject
        {
            ["id"] = line.Id,
            ["line_item_id"] = line.LineId,
            ["location_id"] = line.LocationId,
            ["quantity"] = line.Quantity,
            ["restock_type"] = line.RestockType.ToLowerInvariant(),
            ["subtotal"] = Wire.Amount(line.SubtotalMinor, order.Currency),
        }),
        ["transactions"] = new JsonArray(),
    };

    public static JsonObject Edited(SimOrder order, long editId, IReadOnlyDictionary<long, int> differences) => new()
    {
        ["order_edit"] = new JsonObject
        {
            ["id"] = editId,
            ["order_id"] = order.Id,
            ["created_at"] = Time(order.UpdatedAt),
            ["line_items"] = new JsonObject
            {
                ["additions"] = Each(differences.Where(d => d.Value > 0), d => new JsonObject { ["id"] = d.Key, ["delta"] = d.Value }),
                ["removals"] = Each(differences.Where(d => d.Value < 0), d => new JsonObject { ["id"] = d.Key, ["delta"] = -d.Value }),
            },
        },
    };

    private static JsonObject Line(SimOrder order, SimOrderLine line) => new()
    {
        ["id"] = line.Id,
        ["admin_graphql_api_id"] = Gid.Of("LineItem", line.Id),
        ["current_quantity"] = line.CurrentQuantity,
        ["fulfillable_quantity"] = line.Unfulfilled(),
        ["fulfillment_status"] = line.FulfilledQuantity == 0 ? null : line.Unfulfilled() == 0 ? "fulfilled" : "partial",
        ["gift_card"] = line.IsGiftCard,
        ["name"] = line.FullName(),
        ["price"] = Wire.Amount(line.UnitMinor, order.Currency),
        ["product_id"] = line.ProductId,
        ["properties"] = Attributes(line.Properties),
        ["quantity"] = line.Quantity,
        ["requires_shipping"] = line.RequiresShipping,
        ["sku"] = line.Sku,
        ["taxable"] = line.Taxable,
        ["title"] = line.Title,
        ["total_discount"] = Wire.Amount(line.DiscountMinor, order.Currency),
        ["variant_id"] = line.VariantId,
        ["variant_title"] = line.VariantTitle,
        ["vendor"] = line.Vendor,
    };

    private static JsonArray Attributes(IEnumerable<SimAttribute> attributes) =>
        Each(attributes, attribute => new JsonObject { ["name"] = attribute.Key, ["value"] = attribute.Value });

    private static JsonObject? Address(SimAddress? address) => address is null ? null : new JsonObject
    {
        ["first_name"] = address.FirstName,
        ["last_name"] = address.LastName,
        ["name"] = address.FullName(),
        ["company"] = address.Company,
        ["address1"] = address.Address1,
        ["address2"] = address.Address2,
        ["city"] = address.City,
        ["province_code"] = address.ProvinceCode,
        ["country_code"] = address.CountryCode,
        ["zip"] = address.Zip,
        ["phone"] = address.Phone,
    };
}
