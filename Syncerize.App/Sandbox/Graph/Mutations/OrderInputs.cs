using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;

namespace Syncerize.App.Sandbox.Graph.Mutations;

/// <summary>Reads the inputs that orders are made of.</summary>
internal static class OrderInputs
{
    public static SimOrder Order(Call call, Input input)
    {
        var currency = call.Currency;
        var order = new SimOrder
        {
            Name = input.Text("name") ?? "",
            Test = input.Flag("test") == true,
            TaxesIncluded = input.Flag("taxesIncluded") == true,
            Note = input.Text("note"),
            Tags = ProductMutations.Tags(input.Texts("tags")),
            PoNumber = input.Text("poNumber"),
            SourceName = input.Text("sourceName") ?? "syncerize",
            SourceIdentifier = input.Text("sourceIdentifier"),
            SourceUrl = input.Text("sourceUrl"),
            Email = input.Text("email") ?? input.Object("customer")?.Object("toUpsert")?.Text("email"),
            Phone = input.Text("phone"),
            ShippingAddress = input.Object("shippingAddress") is { } shipping ? Address(shipping) : null,
            BillingAddress = input.Object("billingAddress") is { } billing ? Address(billing) : null,
            CustomAttributes = Attributes(input, "customAttributes", "key"),
            ProcessedAt = input.Time("processedAt") ?? default,
            ClosedAt = input.Time("closedAt"),
            Customer = Customer(call, input),
            Lines = [.. input.Objects("lineItems").Select(line => Line(call, line))],
            ShippingLines =
            [
                .. input.Objects("shippingLines").Select(line => new SimShippingLine { Title = line.Text("title")!, Code = line.Text("code"), PriceMinor = line.Bag("priceSet", currency) ?? 0 }),
            ],
        };
        order.TaxMinor = input.Objects("taxLines").Concat(input.Objects("lineItems").SelectMany(line => line.Objects("taxLines"))).Sum(tax => tax.Bag("priceSet", currency) ?? 0);
        Discount(call, order, input.Object("discountCode"));
        foreach (var transaction in input.Objects("transactions"))
        {
            order.Transactions.Add(new SimTransaction
            {
                Id = call.Shop.NewId(),
                Kind = transaction.Text("kind") ?? "SALE",
                Status = transaction.Text("status") ?? "SUCCESS",
                Gateway = transaction.Text("gateway") ?? "",
                AmountMinor = transaction.Bag("amountSet", currency) ?? 0,
                ProcessedAt = transaction.Time("processedAt") ?? call.Shop.Now,
            });
        }

        order.PaymentGatewayNames = [.. order.Transactions.Select(t => t.Gateway).Where(g => g.Length > 0).Distinct(StringComparer.Ordinal)];
        order.FinancialStatus = input.Text("financialStatus")
            ?? (order.Paid() == 0 ? "PENDING" : order.Paid() >= order.Total() ? "PAID" : "PARTIALLY_PAID");
        return order;
    }

    public static SimAddress Address(Input input) => new()
    {
        FirstName = input.Text("firstName"),
        LastName = input.Text("lastName"),
        Company = input.Text("company"),
        Address1 = input.Text("address1"),
        Address2 = input.Text("address2"),
        City = input.Text("city"),
        ProvinceCode = input.Text("provinceCode"),
        CountryCode = input.Text("countryCode"),
        Zip = input.Text("zip"),
        Phone = input.Text("phone"),
    };

    public static List<SimAttribute> Attributes(Input input, string list, string key) =>
        [.. input.Objects(list).Select(attribute => new SimAttribute { Key = attribute.Text(key) ?? "", Value = attribute.Text("value") })];

    private static SimOrderLine Line(Call call, Input input)
    {
        var variant = input.Id("variantId") is { } id ? call.Shop.Variants.GetValueOrDefault(id) : null;
        var product = variant is null ? null : call.Shop.Products.GetValueOrDefault(variant.ProductId);
        return new SimOrderLine
        {
            ProductId = product?.Id ?? input.Id("productId"),
            VariantId = variant?.Id,
            InventoryItemId = variant?.InventoryItemId,
            Title = input.Text("title") ?? product?.Title ?? "",
            VariantTitle = input.Text("variantTitle") ?? (variant?.Title == "Default Title" ? null : variant?.Title),
            Sku = input.Text("sku") ?? variant?.Sku,
            Vendor = input.Text("vendor") ?? product?.Vendor,
            Quantity = input.Int("quantity") ?? 0,
            RequiresShipping = input.Flag("requiresShipping") == true,
            Taxable = input.Flag("taxable") != false,
            IsGiftCard = input.Flag("giftCard") == true,
            UnitMinor = input.Bag("priceSet", call.Currency) ?? variant?.PriceMinor ?? 0,
            Properties = Attributes(input, "properties", "name"),
        };
    }

    private static SimCustomer? Customer(Call call, Input input)
    {
        if (input.Object("customer")?.Object("toUpsert") is { } upsert)
        {
            var known = call.Shop.Orders.Values.Select(o => o.Customer).FirstOrDefault(c => c?.Email is not null && c.Email == upsert.Text("email"));
            return new SimCustomer
            {
                Id = known?.Id ?? upsert.Id("id") ?? call.Shop.NewId(),
                FirstName = upsert.Text("firstName"),
                LastName = upsert.Text("lastName"),
                Email = upsert.Text("email"),
                Phone = upsert.Text("phone"),
            };
        }

        var associate = input.Object("customer")?.Object("toAssociate");
        var id = associate?.Id("id") ?? input.Id("customerId");
        return call.Shop.Orders.Values.Select(o => o.Customer).FirstOrDefault(c => c is not null && (c.Id == id || (c.Email is not null && c.Email == associate?.Text("email"))));
    }

    private static void Discount(Call call, SimOrder order, Input? code)
    {
        if (code is not { } given)
        {
            return;
        }

        var subtotal = order.Lines.Sum(line => line.UnitMinor * line.Quantity);
        var (name, amount) = given.Object("itemFixedDiscountCode") is { } @fixed ? (@fixed.Text("code"), @fixed.Bag("amountSet", call.Currency) ?? 0)
            : given.Object("itemPercentageDiscountCode") is { } percent ? (percent.Text("code"), (long)decimal.Round(subtotal * (percent.Number("percentage") ?? 0) / 100, MidpointRounding.AwayFromZero))
            : (given.Object("freeShippingDiscountCode")?.Text("code"), 0);
        order.Discounts.Add(new SimDiscount { Code = name, AmountMinor = Math.Min(amount, subtotal) });
        order.SpreadDiscount(Math.Min(amount, subtotal));
    }
}
