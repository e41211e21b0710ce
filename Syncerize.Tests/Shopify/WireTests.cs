using System.Text.Json;
using Syncerize.Core.Shopify;
using Syncerize.Core.Shopify.Wire;

namespace Syncerize.Tests.Shopify;

/// <summary>What stands in the JSON we send, and what must not.</summary>
public sealed class WireTests
{
    [Fact]
    public void InventorySet_NothingExpected_ChangeFromQuantityPresentAsNull()
    {
        var row = DocumentTests.Variables(Documents.InventorySet).GetProperty("input").GetProperty("quantities")[0];
        Assert.Equal(JsonValueKind.Null, row.GetProperty("changeFromQuantity").ValueKind);
        Assert.Equal(["inventoryItemId", "locationId", "quantity", "changeFromQuantity"], row.EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public void InventorySet_Expected_ChangeFromQuantityStated() =>
        Assert.Contains("\"changeFromQuantity\":7", Json(new QuantityInput("i", "l", 5, 7)), StringComparison.Ordinal);

    [Fact]
    public void Context_Null_IsWrittenUnlessAMemberSaysOtherwise() =>
        Assert.Equal(System.Text.Json.Serialization.JsonIgnoreCondition.Never, WireJson.Default.Options.DefaultIgnoreCondition);

    [Fact]
    public void ProductUpdate_OnlyTitle_NothingElseNamed() =>
        Assert.Equal("""{"id":"gid://shopify/Product/1","title":"T"}""", Json(new ProductUpdateInput("gid://shopify/Product/1", Title: "T")));

    [Theory]
    [InlineData(null, """{"id":"gid://shopify/ProductVariant/3"}""")]
    [InlineData("", """{"id":"gid://shopify/ProductVariant/3","compareAtPrice":null}""")]
    [InlineData("9.50", """{"id":"gid://shopify/ProductVariant/3","compareAtPrice":"9.50"}""")]
    public void VariantUpdate_CompareAtPrice_LeftTakenAwayOrSet(string? price, string expected) =>
        Assert.Equal(expected, Json(ProductInputs.Of(new VariantChange(3, CompareAtPrice: price))));

    [Fact]
    public void OrderCreate_Draft_ObeysTheRules()
    {
        var variables = DocumentTests.Variables(Documents.OrderCreate);
        var order = variables.GetProperty("order");
        Assert.Equal("""{"inventoryBehaviour":"DECREMENT_OBEYING_POLICY","sendReceipt":false,"sendFulfillmentReceipt":false}""", variables.GetProperty("options").GetRawText());
        Assert.Equal("PENDING", order.GetProperty("financialStatus").GetString());
        Assert.Equal("1-2-3-1", order.GetProperty("sourceIdentifier").GetString());
        Assert.Equal("""[{"namespace":"$app:syncerize","key":"push_key","type":"id","value":"1-2-3-1"}]""", order.GetProperty("metafields").GetRawText());
        Assert.True(order.GetProperty("lineItems")[0].GetProperty("requiresShipping").GetBoolean());
        Assert.Equal("""{"shopMoney":{"amount":"10.50","currencyCode":"CAD"}}""", order.GetProperty("lineItems")[0].GetProperty("priceSet").GetRawText());
        Assert.False(order.TryGetProperty("transactions", out _));
        Assert.False(order.TryGetProperty("sourceName", out _));
    }

    [Fact]
    public void OrderCreate_NoDecimalsCurrency_WholeAmounts()
    {
        var input = OrderInputs.Of(Samples.Order with { Currency = "JPY" });
        Assert.Equal("1050", input.LineItems[0].PriceSet.ShopMoney.Amount);
    }

    [Fact]
    public void OrderCreate_NothingOptional_LeftOut()
    {
        var json = Json(OrderInputs.Of(Samples.Order with { Email = null, Phone = null, Note = null, ShippingAddress = null, BillingAddress = null, Customer = null }));
        Assert.All(["\"email\"", "\"phone\"", "\"note\"", "ddress", "\"customer\""], name => Assert.DoesNotContain(name, json, StringComparison.Ordinal));
    }

    [Fact]
    public void ProductCreate_NoOptions_ShopifysDefaultOption()
    {
        var input = ProductInputs.Of(Samples.Product with { Options = [], Variants = [Samples.Variant with { Options = [] }] });
        Assert.Equal("Title", input.ProductOptions.Single().Name);
        Assert.Equal(new OptionValueInput("Title", "Default Title"), input.Variants.Single().OptionValues.Single());
    }

    [Fact]
    public void ProductCreate_NoLocation_NoStockSent() =>
        Assert.DoesNotContain("inventoryQuantities", Json(ProductInputs.Of(Samples.Product with { Variants = [Samples.Variant with { LocationId = null }] })), StringComparison.Ordinal);

    [Fact]
    public void Tracking_OneParcel_Number() =>
        Assert.Equal("""{"company":"UPS","number":"1Z"}""", Json(TrackingInput.From(new TrackingReading("UPS", "1Z", null), [])!));

    [Fact]
    public void Tracking_SeveralParcels_NumbersOnly() =>
        Assert.Equal("""{"company":"UPS","numbers":["1Z","2Z"],"urls":["https://t"]}""", Json(TrackingInput.From(new TrackingReading("UPS", "1Z", "https://t"), ["2Z"])!));

    [Fact]
    public void Keys_AreMadeOfShopifysIds()
    {
        Assert.Equal("11/22", ShopifyKeys.ProductKey(11, 22));
        Assert.Equal("11-22-33-1", ShopifyKeys.PushKey(11, 22, 33, 1));
    }

    [Fact]
    public void UpdatedSince_OtherOffset_UtcSeconds() =>
        Assert.Equal("updated_at:>='2026-01-01T10:00:00Z'", ProductGateway.UpdatedSince(new DateTimeOffset(2026, 1, 1, 12, 0, 0, 500, TimeSpan.FromHours(2))));

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, typeof(T), WireJson.Default);
}
