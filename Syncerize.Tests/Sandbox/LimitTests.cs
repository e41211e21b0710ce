using System.Text.Json.Nodes;
using Syncerize.App.Sandbox.Model;
using Syncerize.Core;

namespace Syncerize.Tests.Sandbox;

public sealed class LimitTests
{
    private const string OneOrder = "mutation { orderCreate(order: {lineItems: [{title: \"A\", quantity: 1}]}) { order { id } userErrors { code field message } } }";

    [Theory]
    [InlineData("2026-10", 200, "2026-10")]
    [InlineData("2026-01", 200, "2026-01")]
    [InlineData("2024-07", 200, "2026-01")]
    [InlineData("2031-01", 200, "2026-01")]
    [InlineData("unstable", 200, "unstable")]
    [InlineData("latest", 404, null)]
    public async Task Version_Asked_IsServedOrFallsForwardToTheOldest(string asked, int status, string? served)
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        var (answered, _, response) = await sandbox.SendAsync("{ shop { id } }", version: asked);
        Assert.Equal((status, served), (answered, response.Headers.TryGetValues("X-Shopify-API-Version", out var values) ? values.Single() : null));
    }

    [Fact]
    public async Task Orders_InADevelopmentStore_FiveAMinute()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        await sandbox.Server.World.ChangeAsync(sandbox.Source, shop => shop.Shop.IsDevelopment = true);
        for (var i = 0; i < 5; i++)
        {
            Assert.Empty((await sandbox.DataAsync(OneOrder))["orderCreate"]!["userErrors"]!.AsArray());
        }

        var refused = (await sandbox.DataAsync(OneOrder))["orderCreate"]!["userErrors"]!.AsArray().Single()!;
        Assert.Equal((null, null, "Too many attempts. Please try again later."), (refused["code"], refused["field"], (string?)refused["message"]));
        Assert.Equal(5, sandbox.Source.Orders.Count);
        sandbox.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty((await sandbox.DataAsync(OneOrder))["orderCreate"]!["userErrors"]!.AsArray());
        Assert.True((bool)(await sandbox.DataAsync("{ shop { plan { partnerDevelopment } } }"))["shop"]!["plan"]!["partnerDevelopment"]!);
    }

    [Theory]
    [InlineData(250, null)]
    [InlineData(251, "MAX_INPUT_SIZE_EXCEEDED")]
    public async Task Nodes_MoreThan250_Refused(int count, string? code)
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        var ids = new JsonArray([.. Enumerable.Range(1, count).Select(i => JsonValue.Create(Gid.Of("Product", i)))]);
        var (_, body, _) = await sandbox.SendAsync("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", new JsonObject { ["ids"] = ids });
        Assert.Equal(code, (string?)body["errors"]?[0]!["extensions"]!["code"]);
    }

    [Theory]
    [InlineData(250, null)]
    [InlineData(251, "BAD_REQUEST")]
    public async Task First_MoreThan250_Refused(int first, string? code)
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        var (_, body, _) = await sandbox.SendAsync("query($first: Int!) { products(first: $first) { nodes { id } } }", new JsonObject { ["first"] = first });
        Assert.Equal(code, (string?)body["errors"]?[0]!["extensions"]!["code"]);
    }

    [Fact]
    public async Task SetQuantities_MoreThan250_RefusedAtTheTop()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        var rows = Enumerable.Range(0, 251).Select(_ => (JsonNode)new JsonObject
        {
            ["inventoryItemId"] = Gid.Of("InventoryItem", 1501),
            ["locationId"] = Gid.Of("Location", 1011),
            ["quantity"] = 1,
            ["changeFromQuantity"] = null,
        });
        var (_, body, _) = await sandbox.SendAsync(
            "mutation($input: InventorySetQuantitiesInput!) { inventorySetQuantities(input: $input) @idempotent(key: \"k\") { userErrors { code } } }",
            new JsonObject { ["input"] = new JsonObject { ["name"] = "available", ["reason"] = "correction", ["quantities"] = new JsonArray([.. rows]) } });
        Assert.Equal("MAX_INPUT_SIZE_EXCEEDED", (string?)body["errors"]![0]!["extensions"]!["code"]);
        Assert.Equal(10, sandbox.Source.Levels[(1501, 1011)].Available);
    }

    [Theory]
    [InlineData(2048, null)]
    [InlineData(2049, "MAX_INPUT_SIZE_EXCEEDED")]
    public async Task ProductSet_MoreThan2048Variants_RefusedAtTheTop(int count, string? code)
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        string Name(int i) => i.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var input = new JsonObject
        {
            ["title"] = "Wide",
            ["productOptions"] = new JsonArray(new JsonObject
            {
                ["name"] = "A",
                ["values"] = new JsonArray([.. Enumerable.Range(0, Math.Min(count, 2048)).Select(i => (JsonNode)new JsonObject { ["name"] = Name(i) })]),
            }),
            ["variants"] = new JsonArray([.. Enumerable.Range(0, count).Select(i => (JsonNode)new JsonObject { ["optionValues"] = new JsonArray(new JsonObject { ["optionName"] = "A", ["name"] = Name(i) }) })]),
        };
        var (_, body, _) = await sandbox.SendAsync("mutation($input: ProductSetInput!) { productSet(input: $input) { product { variantsCount { count } } userErrors { code message } } }", new JsonObject { ["input"] = input });
        Assert.Equal(code, (string?)body["errors"]?[0]!["extensions"]!["code"]);
        Assert.Equal(code is null ? count : null, (int?)body["data"]?["productSet"]?["product"]?["variantsCount"]!["count"]);
    }

    [Fact]
    public async Task VariantsBulkCreate_BeyondTheProductsLimit_RefusedWhole()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        await sandbox.Server.World.ChangeAsync(sandbox.Source, shop =>
        {
            var product = shop.Products[1101];
            product.Options[0].Name = "Size";
            for (var i = 1; i < 2048; i++)
            {
                shop.Put(new SimVariant
                {
                    Id = shop.NewId(),
                    ProductId = 1101,
                    InventoryItemId = shop.NewId(),
                    Position = i + 1,
                    SelectedOptions = [new SimSelectedOption { Name = "Size", Value = i.ToString(System.Globalization.CultureInfo.InvariantCulture) }],
                });
            }
        });
        var payload = (await sandbox.DataAsync(
            "mutation { productVariantsBulkCreate(productId: \"gid://shopify/Product/1101\", variants: [{optionValues: [{optionName: \"Size\", name: \"One more\"}]}]) { userErrors { code message } } }"))["productVariantsBulkCreate"]!;
        Assert.Equal("INVALID_INPUT", (string?)payload["userErrors"]![0]!["code"]);
        Assert.Equal(2048, sandbox.Source.VariantsOf(1101).Count);
    }

    [Theory]
    [InlineData("CANCEL", 1, "Only items that are not fulfilled can be cancelled")]
    [InlineData("RETURN", 3, "Only items that are fulfilled can be returned")]
    public async Task Refund_RestockTypeDoesNotFitWhatWasShipped_Refused(string restockType, int alsoShipped, string expected)
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        await sandbox.DataAsync(
            "mutation { orderCreate(order: {lineItems: [{variantId: \"gid://shopify/ProductVariant/1401\", quantity: 4, requiresShipping: true}]}, options: {inventoryBehaviour: DECREMENT_OBEYING_POLICY}) { order { id } userErrors { message } } }");
        var order = sandbox.Source.Orders.Values.Single();
        await sandbox.Server.World.ChangeAsync(sandbox.Source, shop =>
        {
            var open = order.FulfillmentOrders.Single();
            App.Sandbox.Actions.FulfillmentActions.Ship(shop, order, [(open, open.Lines.Single(), restockType == "CANCEL" ? 4 : alsoShipped)], []);
        });
        var payload = (await sandbox.DataAsync(
            "mutation($input: RefundInput!) { refundCreate(input: $input) @idempotent(key: \"r\") { refund { id } userErrors { field message } } }",
            new JsonObject
            {
                ["input"] = new JsonObject
                {
                    ["orderId"] = Gid.Of("Order", order.Id),
                    ["refundLineItems"] = new JsonArray(new JsonObject { ["lineItemId"] = Gid.Of("LineItem", order.Lines.Single().Id), ["quantity"] = 4, ["restockType"] = restockType }),
                },
            }))["refundCreate"]!;
        Assert.Equal(expected, (string?)payload["userErrors"]![0]!["message"]);
        Assert.Equal(4, order.Lines.Single().CurrentQuantity);
    }

    [Theory]
    [InlineData("CANCEL", 0, 8, 2, 10)]
    [InlineData("NO_RESTOCK", 0, 6, 2, 8)]
    [InlineData("RETURN", 4, 8, 0, 8)]
    public async Task Refund_OfTwoUnits_StockMovesByItsRestockType(string restockType, int shipped, int available, int committed, int onHand)
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        await sandbox.DataAsync(
            "mutation { orderCreate(order: {lineItems: [{variantId: \"gid://shopify/ProductVariant/1401\", quantity: 4, requiresShipping: true}]}, options: {inventoryBehaviour: DECREMENT_OBEYING_POLICY}) { order { id } userErrors { message } } }");
        var order = sandbox.Source.Orders.Values.Single();
        if (shipped > 0)
        {
            await sandbox.Server.World.ChangeAsync(sandbox.Source, shop => App.Sandbox.Actions.FulfillmentActions.ShipAll(shop, order, []));
        }

        await sandbox.DataAsync(
            "mutation($input: RefundInput!) { refundCreate(input: $input) @idempotent(key: \"r\") { refund { id } userErrors { field message } } }",
            new JsonObject
            {
                ["input"] = new JsonObject
                {
                    ["orderId"] = Gid.Of("Order", order.Id),
                    ["refundLineItems"] = new JsonArray(new JsonObject { ["lineItemId"] = Gid.Of("LineItem", order.Lines.Single().Id), ["quantity"] = 2, ["restockType"] = restockType }),
                },
            });
        var level = sandbox.Source.Levels[(1501, 1011)];
        Assert.Equal((available, committed, onHand), (level.Available, level.Committed, level.OnHand));
    }
}
