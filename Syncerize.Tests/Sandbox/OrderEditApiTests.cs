using System.Text.Json.Nodes;
using Syncerize.App.Sandbox.Actions;
using Syncerize.Core;

namespace Syncerize.Tests.Sandbox;

public sealed class OrderEditApiTests
{
    private const string Begin = "mutation($id: ID!) { orderEditBegin(id: $id) { orderEditSession { id } calculatedOrder { id originalOrder { id } subtotalLineItemsQuantity totalPriceSet { shopMoney { amount } } lineItems(first: 10) { nodes { id sku quantity editableQuantity restockable } } } userErrors { field message } } }";

    private const string SetQuantity = "mutation($id: ID!, $line: ID!, $quantity: Int!, $restock: Boolean) { orderEditSetQuantity(id: $id, lineItemId: $line, quantity: $quantity, restock: $restock) { calculatedLineItem { id quantity restocking editableQuantityBeforeChanges } calculatedOrder { subtotalLineItemsQuantity totalPriceSet { shopMoney { amount } } totalOutstandingSet { shopMoney { amount } } } userErrors { field message } } }";

    private const string AddVariant = "mutation($id: ID!, $variant: ID!, $quantity: Int!, $location: ID) { orderEditAddVariant(id: $id, variantId: $variant, quantity: $quantity, locationId: $location) { calculatedLineItem { id sku quantity originalUnitPriceSet { shopMoney { amount } } } calculatedOrder { addedLineItems(first: 5) { nodes { sku } } } userErrors { field message } } }";

    private const string Discount = "mutation($id: ID!, $line: ID!, $discount: OrderEditAppliedDiscountInput!) { orderEditAddLineItemDiscount(id: $id, lineItemId: $line, discount: $discount) { calculatedLineItem { hasStagedLineItemDiscount discountedUnitPriceSet { shopMoney { amount } } } calculatedOrder { totalPriceSet { shopMoney { amount } } } userErrors { field message } } }";

    private const string Commit = "mutation($id: ID!) { orderEditCommit(id: $id) { order { edited currentTotalPriceSet { shopMoney { amount } } totalOutstandingSet { shopMoney { amount } } lineItems(first: 10) { nodes { sku currentQuantity } } } successMessages userErrors { field message } } }";

    [Theory]
    [InlineData(true, 9, 9)]
    [InlineData(false, 6, 6)]
    public async Task Edit_FewerUnits_StagedThenCommitted(bool restock, int available, int onHandAfterwards)
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        var (edit, line) = await BeginAsync(sandbox);
        var staged = await EditAsync(sandbox, SetQuantity, "orderEditSetQuantity", new JsonObject { ["id"] = edit, ["line"] = line, ["quantity"] = 1, ["restock"] = restock });
        Assert.Equal((1, restock, 4), ((int)staged["calculatedLineItem"]!["quantity"]!, (bool)staged["calculatedLineItem"]!["restocking"]!, (int)staged["calculatedLineItem"]!["editableQuantityBeforeChanges"]!));
        Assert.Equal("10.0", (string?)staged["calculatedOrder"]!["totalPriceSet"]!["shopMoney"]!["amount"]);
        var order = sandbox.Source.Orders.Values.Single();
        var level = sandbox.Source.Levels[(1501, 1011)];
        Assert.Equal((4, 6, 4), (order.Lines.Single().CurrentQuantity, level.Available, level.Committed));

        var committed = await EditAsync(sandbox, Commit, "orderEditCommit", new JsonObject { ["id"] = edit });
        Assert.Equal((true, "10.0"), ((bool)committed["order"]!["edited"]!, (string?)committed["order"]!["currentTotalPriceSet"]!["shopMoney"]!["amount"]));
        Assert.Equal((available, 1, onHandAfterwards + 1), (level.Available, level.Committed, level.OnHand));
        Assert.Empty(sandbox.Source.Edits);
        Assert.Empty(order.Refunds);
    }

    [Fact]
    public async Task Edit_VariantAddedAndDiscounted_IsClaimedAndPriced()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        var (edit, _) = await BeginAsync(sandbox);
        var added = await EditAsync(sandbox, AddVariant, "orderEditAddVariant",
            new JsonObject { ["id"] = edit, ["variant"] = Gid.Of("ProductVariant", 1402), ["quantity"] = 2, ["location"] = Gid.Of("Location", 1012) });
        Assert.Equal("SKU-2", (string?)added["calculatedOrder"]!["addedLineItems"]!["nodes"]!.AsArray().Single()!["sku"]);
        var line = (string?)added["calculatedLineItem"]!["id"];
        var discounted = await EditAsync(sandbox, Discount, "orderEditAddLineItemDiscount",
            new JsonObject { ["id"] = edit, ["line"] = line, ["discount"] = new JsonObject { ["percentValue"] = 25 } });
        Assert.Equal(("15.0", "70.0"), (
            (string?)discounted["calculatedLineItem"]!["discountedUnitPriceSet"]!["shopMoney"]!["amount"], (string?)discounted["calculatedOrder"]!["totalPriceSet"]!["shopMoney"]!["amount"]));
        var committed = await EditAsync(sandbox, Commit, "orderEditCommit", new JsonObject { ["id"] = edit });
        Assert.Equal(("70.0", "70.0", 2), (
            (string?)committed["order"]!["currentTotalPriceSet"]!["shopMoney"]!["amount"], (string?)committed["order"]!["totalOutstandingSet"]!["shopMoney"]!["amount"],
            (int)committed["order"]!["lineItems"]!["nodes"]![1]!["currentQuantity"]!));
        var level = sandbox.Source.Levels[(1502, 1012)];
        Assert.Equal((3, 2), (level.Available, level.Committed));
        Assert.Equal(2, sandbox.Source.Orders.Values.Single().FulfillmentOrders.Count);
    }

    [Fact]
    public async Task Edit_PaidOrderGrows_IsPartiallyPaid()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        var (edit, line) = await BeginAsync(sandbox);
        await sandbox.Server.World.ChangeAsync(sandbox.Source, shop => shop.Pay(shop.Orders.Values.Single()));
        var staged = await EditAsync(sandbox, SetQuantity, "orderEditSetQuantity", new JsonObject { ["id"] = edit, ["line"] = line, ["quantity"] = 5 });
        Assert.Equal("10.0", (string?)staged["calculatedOrder"]!["totalOutstandingSet"]!["shopMoney"]!["amount"]);
        await EditAsync(sandbox, Commit, "orderEditCommit", new JsonObject { ["id"] = edit });
        Assert.Equal("PARTIALLY_PAID", sandbox.Source.Orders.Values.Single().FinancialStatus);
        Assert.Equal(5, sandbox.Source.Levels[(1501, 1011)].Committed);
    }

    [Fact]
    public async Task Edit_ShippedMeanwhile_IsRefusedWhole()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        var (edit, line) = await BeginAsync(sandbox);
        await EditAsync(sandbox, AddVariant, "orderEditAddVariant", new JsonObject { ["id"] = edit, ["variant"] = Gid.Of("ProductVariant", 1402), ["quantity"] = 2 });
        await EditAsync(sandbox, SetQuantity, "orderEditSetQuantity", new JsonObject { ["id"] = edit, ["line"] = line, ["quantity"] = 1, ["restock"] = true });
        await sandbox.Server.World.ChangeAsync(sandbox.Source, shop => shop.ShipAll(shop.Orders.Values.Single(), []));
        Assert.Equal("The order was changed since the edit was begun.", await RefusedAsync(sandbox, Commit, "orderEditCommit", new JsonObject { ["id"] = edit }));
        Assert.Equal((1, 0), (sandbox.Source.Orders.Values.Single().Lines.Count, sandbox.Source.Levels[(1502, 1011)].Committed));
    }

    [Fact]
    public async Task Edit_Wrong_SaysWhy()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        var (edit, line) = await BeginAsync(sandbox);
        Assert.Equal("Quantity must be greater than or equal to 0.", await RefusedAsync(sandbox, SetQuantity, "orderEditSetQuantity", new JsonObject { ["id"] = edit, ["line"] = line, ["quantity"] = -1 }));
        Assert.Equal("The line item does not exist.", await RefusedAsync(sandbox, SetQuantity, "orderEditSetQuantity", new JsonObject { ["id"] = edit, ["line"] = "gid://shopify/CalculatedLineItem/1", ["quantity"] = 1 }));
        Assert.Equal("The variant is already on the order.", await RefusedAsync(sandbox, AddVariant, "orderEditAddVariant", new JsonObject { ["id"] = edit, ["variant"] = Gid.Of("ProductVariant", 1401), ["quantity"] = 1 }));
        Assert.Equal("There are no changes to commit.", await RefusedAsync(sandbox, Commit, "orderEditCommit", new JsonObject { ["id"] = edit }));
        Assert.Equal("The calculated order does not exist.", await RefusedAsync(sandbox, Commit, "orderEditCommit", new JsonObject { ["id"] = "gid://shopify/CalculatedOrder/1" }));
        await sandbox.Server.World.ChangeAsync(sandbox.Source, shop => shop.Cancel(shop.Orders.Values.Single(), "CUSTOMER", true, false, null));
        Assert.Equal("The order cannot be edited.", await RefusedAsync(sandbox, Begin, "orderEditBegin", new JsonObject { ["id"] = Gid.Of("Order", sandbox.Source.Orders.Keys.Single()) }));
    }

    [Fact]
    public async Task Edit_BySessionId_IsTheSameEdit()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        var (edit, line) = await BeginAsync(sandbox);
        var session = edit.Replace("CalculatedOrder", "OrderEditSession", StringComparison.Ordinal);
        await EditAsync(sandbox, SetQuantity, "orderEditSetQuantity", new JsonObject { ["id"] = session, ["line"] = line, ["quantity"] = 3 });
        await EditAsync(sandbox, Commit, "orderEditCommit", new JsonObject { ["id"] = edit });
        Assert.Equal(3, sandbox.Source.Orders.Values.Single().Lines.Single().CurrentQuantity);
    }

    private static async Task<(string Edit, string Line)> BeginAsync(SandboxUnderTest sandbox)
    {
        await sandbox.DataAsync(
            "mutation { orderCreate(order: {lineItems: [{variantId: \"gid://shopify/ProductVariant/1401\", quantity: 4, requiresShipping: true}]}, options: {inventoryBehaviour: DECREMENT_OBEYING_POLICY}) { order { id } userErrors { message } } }");
        var begun = await EditAsync(sandbox, Begin, "orderEditBegin", new JsonObject { ["id"] = Gid.Of("Order", sandbox.Source.Orders.Keys.Single()) });
        var line = begun["calculatedOrder"]!["lineItems"]!["nodes"]!.AsArray().Single()!;
        Assert.Equal((4, 4, true), ((int)line["quantity"]!, (int)line["editableQuantity"]!, (bool)line["restockable"]!));
        return ((string)begun["calculatedOrder"]!["id"]!, (string)line["id"]!);
    }

    private static async Task<JsonNode> EditAsync(SandboxUnderTest sandbox, string mutation, string field, JsonObject variables)
    {
        var payload = (await sandbox.DataAsync(mutation, variables))[field]!;
        Assert.True(payload["userErrors"]!.AsArray().Count == 0, payload.ToJsonString());
        return payload;
    }

    private static async Task<string?> RefusedAsync(SandboxUnderTest sandbox, string mutation, string field, JsonObject variables) =>
        (string?)(await sandbox.DataAsync(mutation, variables))[field]!["userErrors"]!.AsArray().Single()!["message"];
}
