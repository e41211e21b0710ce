using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;
using Syncerize.Core;

namespace Syncerize.App.Sandbox.Graph.Types;

/// <summary>Orders and their money.</summary>
internal static class OrderTypes
{
    public static void Bind(Binder binder)
    {
        BindOrder(binder);
        BindLines(binder);
        BindBuyer(binder);
        BindRefunds(binder);
        foreach (var field in new[] { "shopMoney", "presentmentMoney" })
        {
            binder.Type<Amount>("MoneyBag").Field(field, x => x);
        }

        binder.Type<Amount>("MoneyV2")
            .Field("amount", x => new Money(x.Minor, x.Currency).ToDecimal())
            .Field("currencyCode", x => x.Currency);
        binder.Type<SimAttribute>("Attribute").Field("key", x => x.Key).Field("value", x => x.Value);
    }

    private static void BindOrder(Binder binder)
    {
        binder.Type<SimOrder>("Order")
            .Field("id", x => Gid.Of("Order", x.Id))
            .Field("legacyResourceId", x => x.Id)
            .Field("name", x => x.Name)
            .Field("number", x => (int)x.Number)
            .Field("createdAt", x => x.CreatedAt)
            .Field("updatedAt", x => x.UpdatedAt)
            .Field("processedAt", x => x.ProcessedAt)
            .Field("cancelledAt", x => x.CancelledAt)
            .Field("cancelReason", x => x.CancelReason)
            .Field("cancellation", x => x.CancelledAt is null ? null : x)
            .Field("closed", x => x.ClosedAt is not null)
            .Field("closedAt", x => x.ClosedAt)
            .Field("test", x => x.Test)
            .Field("edited", x => x.Edited)
            .Field("displayFinancialStatus", x => x.FinancialStatus)
            .Field("displayFulfillmentStatus", x => x.FulfillmentStatus == "UNFULFILLED" && x.FulfillmentOrders.Exists(f => f.Status == "ON_HOLD") && !x.FulfillmentOrders.Exists(FulfillmentActions.IsOpen)
                ? "ON_HOLD"
                : x.FulfillmentStatus)
            .Constant("returnStatus", "NO_RETURN")
            .Field("currencyCode", x => x.Currency)
            .Field("presentmentCurrencyCode", x => x.Currency)
            .Field("taxesIncluded", x => x.TaxesIncluded)
            .Field("note", x => x.Note)
            .Field("tags", x => x.Tags)
            .Field("poNumber", x => x.PoNumber)
            .Field("sourceName", x => x.SourceName)
            .Field("sourceIdentifier", x => x.SourceIdentifier)
            .Field("paymentGatewayNames", x => x.PaymentGatewayNames)
            .Field("email", x => x.Email)
            .Field("phone", x => x.Phone)
            .Field("customer", x => x.Customer)
            .Field("customAttributes", x => x.CustomAttributes)
            .Field("discountCodes", x => x.Discounts.Select(d => d.Code).OfType<string>())
            .Field("retailLocation", (x, call) => x.RetailLocationId is { } id ? call.Shop.Locations.GetValueOrDefault(id) : null)
            .Field("risk", x => x)
            .Field("totalPriceSet", x => new Amount(x.Total(), x.Currency))
            .Field("subtotalPriceSet", x => new Amount(x.Subtotal(), x.Currency))
            .Field("totalTaxSet", x => new Amount(x.TaxMinor, x.Currency))
            .Field("totalShippingPriceSet", x => new Amount(x.Shipping(), x.Currency))
            .Field("totalDiscountsSet", x => new Amount(x.DiscountTotal(), x.Currency))
            .Field("currentTotalPriceSet", x => new Amount(x.CurrentTotal(), x.Currency))
            .Field("totalRefundedSet", x => new Amount(x.Refunded(), x.Currency))
            .Field("totalOutstandingSet", x => new Amount(x.Outstanding(), x.Currency))
            .Field("shippingAddress", x => x.ShippingAddress is { } address ? new AddressOf(x.Id, address) : null)
            .Field("billingAddress", x => x.BillingAddress is { } address ? new AddressOf(x.Id, address) : null)
            .Field("shippingLines", (x, call) => call.Cut(x.ShippingLines, l => (l.Id, l.Id), l => new ShippingLineOf(x, l)))
            .Field("lineItems", (x, call) => call.Cut(x.Lines, l => (l.Id, l.Id), l => new LineOf(x, l)))
            .Field("fulfillmentOrders", (x, call) => call.Cut(x.FulfillmentOrders, f => (f.Id, f.Id), f => new ToShip(x, f)))
            .Field("fulfillments", (x, call) => x.Fulfillments.Take(call.Arguments.Int("first") ?? int.MaxValue).Select(f => new Shipment(x, f)))
            .Field("refunds", (x, call) => x.Refunds.Take(call.Arguments.Int("first") ?? int.MaxValue).Select(r => new RefundOf(x, r)))
            .Field("transactions", (x, call) => x.Transactions.Take(call.Arguments.Int("first") ?? int.MaxValue).Select(t => new TransactionOf(x, t)))
            .Field("metafields", (x, call) => call.Metafields("ORDER", x.Metafields))
            .Field("metafield", (x, call) => call.Metafield("ORDER", x.Metafields));
        binder.Type<SimOrder>("OrderCancellation").Field("staffNote", x => x.CancelStaffNote);
        binder.Type<SimOrder>("OrderRiskSummary").Field("recommendation", x => x.RiskRecommendation).Constant("assessments", Array.Empty<object>());
    }

    private static void BindLines(Binder binder)
    {
        binder.Type<LineOf>("LineItem")
            .Field("id", x => Gid.Of("LineItem", x.Line.Id))
            .Field("name", x => x.Line.FullName())
            .Field("title", x => x.Line.Title)
            .Field("variantTitle", x => x.Line.VariantTitle)
            .Field("sku", x => x.Line.Sku)
            .Field("quantity", x => x.Line.Quantity)
            .Field("currentQuantity", x => x.Line.CurrentQuantity)
            .Field("refundableQuantity", x => x.Line.CurrentQuantity)
            .Field("unfulfilledQuantity", x => x.Line.Unfulfilled())
            .Field("requiresShipping", x => x.Line.RequiresShipping)
            .Field("isGiftCard", x => x.Line.IsGiftCard)
            .Field("taxable", x => x.Line.Taxable)
            .Field("vendor", x => x.Line.Vendor)
            // A line outlives what it sold: product and variant are null once deleted.
            .Field("product", (x, call) => x.Line.ProductId is { } id ? call.Shop.Products.GetValueOrDefault(id) : null)
            .Field("variant", (x, call) => x.Line.VariantId is { } id ? call.Shop.Variants.GetValueOrDefault(id) : null)
            .Field("originalUnitPriceSet", x => new Amount(x.Line.UnitMinor, x.Order.Currency))
            .Field("originalTotalSet", x => new Amount(x.Line.UnitMinor * x.Line.Quantity, x.Order.Currency))
            .Field("discountedTotalSet", x => new Amount(x.Line.NetOf(x.Line.Quantity), x.Order.Currency))
            .Field("totalDiscountSet", x => new Amount(x.Line.DiscountMinor, x.Order.Currency))
            .Field("discountedUnitPriceAfterAllDiscountsSet", x => new Amount(
                x.Line.Quantity == 0 ? 0 : (long)decimal.Round((decimal)x.Line.NetOf(x.Line.Quantity) / x.Line.Quantity, MidpointRounding.AwayFromZero), x.Order.Currency))
            .Field("priceAfterAllDiscountsBeforeTaxesSet", x => new Amount(x.Line.Net(), x.Order.Currency))
            .Constant("taxLines", Array.Empty<object>())
            .Field("customAttributes", x => x.Line.Properties);
        binder.Type<ShippingLineOf>("ShippingLine")
            .Field("id", x => Gid.Of("ShippingLine", x.Line.Id))
            .Field("title", x => x.Line.Title)
            .Field("code", x => x.Line.Code)
            .Field("discountedPriceSet", x => new Amount(x.Line.PriceMinor - x.Line.DiscountMinor, x.Order.Currency))
            .Field("currentDiscountedPriceSet", x => new Amount(x.Line.PriceMinor - x.Line.DiscountMinor, x.Order.Currency))
            .Constant("taxLines", Array.Empty<object>());
        binder.Type<TransactionOf>("OrderTransaction")
            .Field("id", x => Gid.Of("OrderTransaction", x.Value.Id))
            .Field("kind", x => x.Value.Kind)
            .Field("status", x => x.Value.Status)
            .Field("gateway", x => x.Value.Gateway)
            .Field("processedAt", x => x.Value.ProcessedAt)
            .Field("createdAt", x => x.Value.ProcessedAt)
            .Field("amountSet", x => new Amount(x.Value.AmountMinor, x.Order.Currency));
    }

    private static void BindBuyer(Binder binder)
    {
        binder.Type<SimCustomer>("Customer")
            .Field("id", x => Gid.Of("Customer", x.Id))
            .Field("firstName", x => x.FirstName)
            .Field("lastName", x => x.LastName)
            .Field("defaultEmailAddress", x => x.Email is null ? null : x);
        binder.Type<SimCustomer>("CustomerEmailAddress").Field("emailAddress", x => x.Email);
        binder.Type<AddressOf>("MailingAddress")
            .Field("id", x => Gid.Of("MailingAddress", x.OrderId))
            .Field("name", x => x.Value.FullName())
            .Field("firstName", x => x.Value.FirstName)
            .Field("lastName", x => x.Value.LastName)
            .Field("company", x => x.Value.Company)
            .Field("address1", x => x.Value.Address1)
            .Field("address2", x => x.Value.Address2)
            .Field("city", x => x.Value.City)
            .Field("provinceCode", x => x.Value.ProvinceCode)
            .Field("countryCodeV2", x => x.Value.CountryCode)
            .Field("zip", x => x.Value.Zip)
            .Field("phone", x => x.Value.Phone);
    }

    private static void BindRefunds(Binder binder)
    {
        binder.Type<RefundOf>("Refund")
            .Field("id", x => Gid.Of("Refund", x.Value.Id))
            .Field("legacyResourceId", x => x.Value.Id)
            .Field("createdAt", x => x.Value.CreatedAt)
            .Field("note", x => x.Value.Note)
            .Field("order", x => x.Order)
            .Field("totalRefundedSet", x => new Amount(x.Value.TotalMinor, x.Order.Currency))
            .Field("refundLineItems", (x, call) => call.Cut(x.Value.Lines, l => (l.Id, l.Id), l => new RefundLineOf(x.Order, l)));
        binder.Type<RefundLineOf>("RefundLineItem")
            .Field("quantity", x => x.Line.Quantity)
            .Field("restockType", x => x.Line.RestockType)
            .Field("restocked", x => x.Line.Restocked)
            .Field("subtotalSet", x => new Amount(x.Line.SubtotalMinor, x.Order.Currency))
            .Field("lineItem", x => new LineOf(x.Order, x.Order.Line(x.Line.LineId)));
    }
}
