using System.Text.Json.Nodes;
using Syncerize.Core;

namespace Syncerize.Tests.Sandbox;

public sealed class OrderWriteTests
{
    private const string Create = "mutation($order: OrderCreateOrderInput!, $options: OrderCreateOptionsInput) { orderCreate(order: $order, options: $options) { order { id name displayFinancialStatus sourceIdentifier totalPriceSet { shopMoney { amount currencyCode } } fulfillmentOrders(first: 5) { nodes { id status assignedLocation { location { id } } lineItems(first: 5) { nodes { id remainingQuantity } } } } } userErrors { code field message } } }";

    private const string Ship = "mutation($fulfillment: FulfillmentInput!) { fulfillmentCreate(fulfillment: $fulfillment) { fulfillment { id status trackingInfo { company number url } } userErrors { field message } } }";

    private static (long Item, long Location) Here => (1501, 1011);

    [Fact]
    public async Task Create_ObeyingPolicy_ClaimsStockAndShipsIt()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        var created = (await sandbox.DataAsync(Create, Order(4)))["orderCreate"]!;
        Assert.Empty(created["userErrors"]!.AsArray());
        Assert.Equal("40.0", (string?)created["order"]!["totalPriceSet"]!["shopMoney"]!["amount"]);
        var level = sandbox.Source.Levels[Here];
        Assert.Equal((6, 4, 10), (level.Available, level.Committed, level.OnHand));
        var toShip = created["order"]!["fulfillmentOrders"]!["nodes"]![0]!;
        var fulfillment = new JsonObject
        {
            ["fulfillment"] = new JsonObject
            {
                ["lineItemsByFulfillmentOrder"] = new JsonArray(new JsonObject { ["fulfillmentOrderId"] = (string?)toShip["id"] }),
                ["trackingInfo"] = new JsonObject { ["company"] = "DHL", ["number"] = "123" },
            },
        };
        var shipped = (await sandbox.DataAsync(Ship, fulfillment))["fulfillmentCreate"]!;
        Assert.Equal("123", (string?)shipped["fulfillment"]!["trackingInfo"]![0]!["number"]);
        Assert.Equal((6, 0, 6), (level.Available, level.Committed, level.OnHand));
        var twice = (await sandbox.DataAsync(Ship, fulfillment))["fulfillmentCreate"]!;
        Assert.Contains("unfulfillable status= closed", (string?)twice["userErrors"]![0]!["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_MoreThanOneLocationHolds_TakenFromSeveral()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        var created = (await sandbox.DataAsync(Create, Order(12)))["orderCreate"]!;
        Assert.Equal(2, created["order"]!["fulfillmentOrders"]!["nodes"]!.AsArray().Count);
        Assert.Equal((0, 3), (sandbox.Source.Levels[Here].Available, sandbox.Source.Levels[(1501, 1012)].Available));
    }

    [Fact]
    public async Task Create_NotEnoughObeyingPolicy_RefusedWhole()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        var created = (await sandbox.DataAsync(Create, Order(16)))["orderCreate"]!;
        Assert.Equal("INVENTORY_CLAIM_FAILED", (string?)created["userErrors"]![0]!["code"]);
        Assert.Empty(sandbox.Source.Orders);
        Assert.Equal(10, sandbox.Source.Levels[Here].Available);
    }

    [Fact]
    public async Task Create_KeyTaken_RefusedOnlyWhereEnforced()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        await sandbox.DataAsync("mutation { metafieldDefinitionCreate(definition: {name: \"Key\", namespace: \"$app:syncerize\", key: \"push_key\", ownerType: ORDER, type: \"id\"}) { createdDefinition { id namespace capabilities { uniqueValues { enabled } } } userErrors { code } } }");
        await sandbox.DataAsync(Create, Order(1));
        await sandbox.DataAsync(Create, Order(1));
        Assert.Equal(2, sandbox.Source.Orders.Count);
        await sandbox.Server.World.ChangeAsync(sandbox.Source, shop =>
        {
            shop.Shop.EnforceUniqueOrderKey = true;
            shop.Touch();
        });
        var third = (await sandbox.DataAsync(Create, Order(1)))["orderCreate"]!;
        Assert.Equal("INVALID", (string?)third["userErrors"]![0]!["code"]);
        var found = await sandbox.DataAsync("query($i: OrderIdentifierInput!) { orderByIdentifier(identifier: $i) { id name } }",
            new JsonObject { ["i"] = new JsonObject { ["customId"] = new JsonObject { ["namespace"] = "$app:syncerize", ["key"] = "push_key", ["value"] = "1-2-3-1" } } });
        Assert.NotNull(found["orderByIdentifier"]);
        var searched = await sandbox.DataAsync("{ orders(first: 5, query: \"source_identifier:'1-2-3-1'\") { nodes { id } } }");
        Assert.Equal(2, searched["orders"]!["nodes"]!.AsArray().Count);
    }

    [Fact]
    public async Task Cancel_Restocking_GivesUnitsBackAndJobIsDoneOnPoll()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        var created = (await sandbox.DataAsync(Create, Order(4)))["orderCreate"]!;
        var cancelled = (await sandbox.DataAsync(
            "mutation($id: ID!) { orderCancel(orderId: $id, reason: CUSTOMER, restock: true, refundMethod: {originalPaymentMethodsRefund: true}) { job { id done } orderCancelUserErrors { code message } } }",
            new JsonObject { ["id"] = (string?)created["order"]!["id"] }))["orderCancel"]!;
        Assert.False((bool?)cancelled["job"]!["done"]);
        var job = await sandbox.DataAsync("query($id: ID!) { job(id: $id) { done } }", new JsonObject { ["id"] = (string?)cancelled["job"]!["id"] });
        Assert.True((bool?)job["job"]!["done"]);
        var level = sandbox.Source.Levels[Here];
        Assert.Equal((10, 0, 10), (level.Available, level.Committed, level.OnHand));
        var order = await sandbox.DataAsync("query($id: ID!) { order(id: $id) { cancelledAt displayFinancialStatus lineItems(first: 1) { nodes { currentQuantity unfulfilledQuantity } } } }",
            new JsonObject { ["id"] = (string?)created["order"]!["id"] });
        Assert.Equal("VOIDED", (string?)order["order"]!["displayFinancialStatus"]);
        Assert.Equal(0, (int?)order["order"]!["lineItems"]!["nodes"]![0]!["currentQuantity"]);
    }

    [Fact]
    public async Task Refund_PartOfAPaidOrder_LeavesTheRest()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        var variables = Order(4);
        variables["order"]!["transactions"] = new JsonArray(new JsonObject { ["amountSet"] = Money("40.00"), ["gateway"] = "manual" });
        var created = (await sandbox.DataAsync(Create, variables))["orderCreate"]!["order"]!;
        Assert.Equal("PAID", (string?)created["displayFinancialStatus"]);
        var order = sandbox.Source.Orders.Values.Single();
        var refunded = (await sandbox.DataAsync(
            "mutation($input: RefundInput!) { refundCreate(input: $input) @idempotent(key: \"r1\") { refund { id totalRefundedSet { shopMoney { amount } } } userErrors { field message } } }",
            new JsonObject
            {
                ["input"] = new JsonObject
                {
                    ["orderId"] = Gid.Of("Order", order.Id),
                    ["refundLineItems"] = new JsonArray(new JsonObject { ["lineItemId"] = Gid.Of("LineItem", order.Lines[0].Id), ["quantity"] = 1, ["restockType"] = "CANCEL" }),
                },
            }))["refundCreate"]!;
        Assert.Equal("10.0", (string?)refunded["refund"]!["totalRefundedSet"]!["shopMoney"]!["amount"]);
        Assert.Equal(("PARTIALLY_REFUNDED", 3), (order.FinancialStatus, order.Lines[0].CurrentQuantity));
        Assert.Equal((7, 3), (sandbox.Source.Levels[Here].Available, sandbox.Source.Levels[Here].Committed));
    }

    private static JsonObject Money(string amount) => new() { ["shopMoney"] = new JsonObject { ["amount"] = amount, ["currencyCode"] = "GBP" } };

    private static JsonObject Order(int quantity) => new()
    {
        ["order"] = new JsonObject
        {
            ["currency"] = "GBP",
            ["sourceIdentifier"] = "1-2-3-1",
            ["financialStatus"] = null,
            ["lineItems"] = new JsonArray(new JsonObject { ["variantId"] = Gid.Of("ProductVariant", 1401), ["quantity"] = quantity, ["requiresShipping"] = true, ["priceSet"] = Money("10.00") }),
            ["metafields"] = new JsonArray(new JsonObject { ["namespace"] = "$app:syncerize", ["key"] = "push_key", ["type"] = "id", ["value"] = "1-2-3-1" }),
        },
        ["options"] = new JsonObject { ["inventoryBehaviour"] = "DECREMENT_OBEYING_POLICY" },
    };
}
