using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Syncerize.Tests.Sandbox;

public sealed class HoldTests
{
    private const string HoldIt = "mutation($id: ID!, $hold: FulfillmentOrderHoldInput!) { fulfillmentOrderHold(id: $id, fulfillmentHold: $hold) { fulfillmentHold { id handle reason displayReason heldByRequestingApp } fulfillmentOrder { id status supportedActions { action } lineItems(first: 5) { nodes { totalQuantity } } } remainingFulfillmentOrder { id status lineItems(first: 5) { nodes { totalQuantity } } } userErrors { code field message } } }";

    private const string ReleaseIt = "mutation($id: ID!, $holds: [ID!]) { fulfillmentOrderReleaseHold(id: $id, holdIds: $holds) { fulfillmentOrder { status fulfillmentHolds { handle } } userErrors { code } } }";

    private const string Ship = "mutation($id: ID!) { fulfillmentCreate(fulfillment: {lineItemsByFulfillmentOrder: [{fulfillmentOrderId: $id}]}) { fulfillment { id } userErrors { message } } }";

    [Fact]
    public async Task Hold_Open_IsNotShippedUntilReleased()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        var id = await OrderAsync(sandbox);
        var held = (await sandbox.DataAsync(HoldIt, Hold(id, "a")))["fulfillmentOrderHold"]!;
        Assert.Equal(("ON_HOLD", "OTHER", "Other", true), (
            (string?)held["fulfillmentOrder"]!["status"], (string?)held["fulfillmentHold"]!["reason"], (string?)held["fulfillmentHold"]!["displayReason"], (bool?)held["fulfillmentHold"]!["heldByRequestingApp"]));
        Assert.Null(held["remainingFulfillmentOrder"]);
        var order = await sandbox.DataAsync("{ orders(first: 1) { nodes { displayFulfillmentStatus } } }");
        Assert.Equal("ON_HOLD", (string?)order["orders"]!["nodes"]![0]!["displayFulfillmentStatus"]);
        var refused = (await sandbox.DataAsync(Ship, new JsonObject { ["id"] = id }))["fulfillmentCreate"]!;
        Assert.Contains("unfulfillable status= on_hold", (string?)refused["userErrors"]![0]!["message"], StringComparison.Ordinal);
        Assert.Equal(10, sandbox.Source.Levels[(1501, 1011)].OnHand);

        var released = (await sandbox.DataAsync(ReleaseIt, new JsonObject { ["id"] = id, ["holds"] = new JsonArray((string?)held["fulfillmentHold"]!["id"]) }))["fulfillmentOrderReleaseHold"]!;
        Assert.Equal("OPEN", (string?)released["fulfillmentOrder"]!["status"]);
        var shipped = (await sandbox.DataAsync(Ship, new JsonObject { ["id"] = id }))["fulfillmentCreate"]!;
        Assert.Empty(shipped["userErrors"]!.AsArray());
    }

    [Fact]
    public async Task Hold_SomeUnits_RestCanBeShipped()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        var id = await OrderAsync(sandbox);
        var line = sandbox.Source.Orders.Values.Single().FulfillmentOrders.Single().Lines.Single();
        var variables = Hold(id, "part");
        variables["hold"]!["fulfillmentOrderLineItems"] = new JsonArray(new JsonObject { ["id"] = Syncerize.Core.Gid.Of("FulfillmentOrderLineItem", line.Id), ["quantity"] = 1 });
        var held = (await sandbox.DataAsync(HoldIt, variables))["fulfillmentOrderHold"]!;
        Assert.Equal((1, 3), ((int)held["fulfillmentOrder"]!["lineItems"]!["nodes"]![0]!["totalQuantity"]!, (int)held["remainingFulfillmentOrder"]!["lineItems"]!["nodes"]![0]!["totalQuantity"]!));
        var shipped = (await sandbox.DataAsync(Ship, new JsonObject { ["id"] = (string?)held["remainingFulfillmentOrder"]!["id"] }))["fulfillmentCreate"]!;
        Assert.Empty(shipped["userErrors"]!.AsArray());
        Assert.Equal(("PARTIALLY_FULFILLED", 7), (sandbox.Source.Orders.Values.Single().FulfillmentStatus, sandbox.Source.Levels[(1501, 1011)].OnHand));
    }

    [Fact]
    public async Task Hold_TwoOfOneApp_NeedTwoHandlesAndBothAreReleased()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        var id = await OrderAsync(sandbox);
        await sandbox.DataAsync(HoldIt, Hold(id, "a"));
        var twice = (await sandbox.DataAsync(HoldIt, Hold(id, "a")))["fulfillmentOrderHold"]!;
        Assert.Equal("DUPLICATE_FULFILLMENT_HOLD_HANDLE", (string?)twice["userErrors"]![0]!["code"]);
        var second = (await sandbox.DataAsync(HoldIt, Hold(id, "b")))["fulfillmentOrderHold"]!;
        var one = (await sandbox.DataAsync(ReleaseIt, new JsonObject { ["id"] = id, ["holds"] = new JsonArray((string?)second["fulfillmentHold"]!["id"]) }))["fulfillmentOrderReleaseHold"]!;
        Assert.Equal(("ON_HOLD", "a"), ((string?)one["fulfillmentOrder"]!["status"], (string?)one["fulfillmentOrder"]!["fulfillmentHolds"]!.AsArray().Single()!["handle"]));
        for (var i = 0; i < 9; i++)
        {
            await sandbox.DataAsync(HoldIt, Hold(id, $"more-{i.ToString(System.Globalization.CultureInfo.InvariantCulture)}"));
        }

        var eleventh = (await sandbox.DataAsync(HoldIt, Hold(id, "last")))["fulfillmentOrderHold"]!;
        Assert.Equal("FULFILLMENT_ORDER_HOLD_LIMIT_REACHED", (string?)eleventh["userErrors"]![0]!["code"]);
        var all = (await sandbox.DataAsync(ReleaseIt, new JsonObject { ["id"] = id }))["fulfillmentOrderReleaseHold"]!;
        Assert.Equal("OPEN", (string?)all["fulfillmentOrder"]!["status"]);
    }

    [Fact]
    public async Task Hold_OnShippedOrUnknown_IsRefused()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        var id = await OrderAsync(sandbox);
        await sandbox.DataAsync(Ship, new JsonObject { ["id"] = id });
        Assert.Equal("TAKEN", (string?)(await sandbox.DataAsync(HoldIt, Hold(id, "a")))["fulfillmentOrderHold"]!["userErrors"]![0]!["code"]);
        Assert.Equal("FULFILLMENT_ORDER_NOT_FOUND", (string?)(await sandbox.DataAsync(HoldIt, Hold("gid://shopify/FulfillmentOrder/1", "a")))["fulfillmentOrderHold"]!["userErrors"]![0]!["code"]);
        Assert.Equal("INVALID_ACCESS", (string?)(await sandbox.DataAsync(ReleaseIt, new JsonObject { ["id"] = id }))["fulfillmentOrderReleaseHold"]!["userErrors"]![0]!["code"]);
    }

    [Fact]
    public async Task Hold_OrderCancelled_UnitsComeBack()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        var id = await OrderAsync(sandbox);
        await sandbox.DataAsync(HoldIt, Hold(id, "a"));
        await sandbox.DataAsync(
            "mutation($id: ID!) { orderCancel(orderId: $id, reason: CUSTOMER, restock: true, refundMethod: {originalPaymentMethodsRefund: true}) { job { id } } }",
            new JsonObject { ["id"] = Syncerize.Core.Gid.Of("Order", sandbox.Source.Orders.Values.Single().Id) });
        var level = sandbox.Source.Levels[(1501, 1011)];
        Assert.Equal((10, 0, 10), (level.Available, level.Committed, level.OnHand));
    }

    [Fact]
    public async Task Control_HoldThenRelease_AsAMerchantDoes()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        await OrderAsync(sandbox);
        var order = sandbox.Source.Orders.Values.Single();
        using var http = new HttpClient { BaseAddress = sandbox.Server.BaseAddress };
        async Task<int> PostAsync(string path, object body)
        {
            using var answer = await http.PostAsJsonAsync("/sandbox/small-source/" + path, body, TestContext.Current.CancellationToken);
            return (int)answer.StatusCode;
        }

        Assert.Equal(400, await PostAsync("hold", new { orderId = order.Id, reason = "BECAUSE" }));
        Assert.Equal(200, await PostAsync("hold", new { orderId = order.Id, reason = "HIGH_RISK_OF_FRAUD" }));
        Assert.Equal(("ON_HOLD", false), (order.FulfillmentOrders.Single().Status, order.FulfillmentOrders.Single().Holds.Single().ByApp));
        Assert.Equal(200, await PostAsync("release-hold", new { orderId = order.Id }));
        Assert.Equal("OPEN", order.FulfillmentOrders.Single().Status);
        Assert.Equal(400, await PostAsync("release-hold", new { orderId = order.Id }));
    }

    private static JsonObject Hold(string id, string handle) => new() { ["id"] = id, ["hold"] = new JsonObject { ["reason"] = "OTHER", ["reasonNotes"] = "Wait.", ["handle"] = handle } };

    private static async Task<string> OrderAsync(SandboxUnderTest sandbox)
    {
        await sandbox.DataAsync(
            "mutation { orderCreate(order: {lineItems: [{variantId: \"gid://shopify/ProductVariant/1401\", quantity: 4, requiresShipping: true}]}, options: {inventoryBehaviour: DECREMENT_OBEYING_POLICY}) { order { id } userErrors { message } } }");
        return Syncerize.Core.Gid.Of("FulfillmentOrder", sandbox.Source.Orders.Values.Single().FulfillmentOrders.Single().Id);
    }
}
