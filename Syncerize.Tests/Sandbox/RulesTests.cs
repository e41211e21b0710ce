using System.Text.Json.Nodes;
using GraphQL;
using Syncerize.App.Sandbox.Graph;
using Syncerize.Core;
using Syncerize.Core.Shopify;

namespace Syncerize.Tests.Sandbox;

public sealed class RulesTests
{
    private const string Expensive = "{ products(first: 250) { nodes { id variants(first: 100) { nodes { id } } } pageInfo { hasNextPage } } }";

    private const string OneOrder = "mutation { orderCreate(order: {sourceIdentifier: \"lost\", lineItems: [{title: \"A\", quantity: 1}]}) { order { id } userErrors { message } } }";

    [Fact]
    public async Task Points_UsedUp_ThrottledWith200AndRestoredWithTime()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        var (_, first, _) = await sandbox.SendAsync(Expensive);
        var cost = (int)first["extensions"]!["cost"]!["requestedQueryCost"]!;
        var left = (int)first["extensions"]!["cost"]!["throttleStatus"]!["currentlyAvailable"]!;
        Assert.Equal(2000 - cost, left);
        JsonNode body = first;
        for (var i = 0; i <= 2000 / cost && body["errors"] is null; i++)
        {
            (_, body, _) = await sandbox.SendAsync(Expensive);
        }

        Assert.Equal("THROTTLED", (string?)body["errors"]![0]!["extensions"]!["code"]);
        Assert.False(body.AsObject().ContainsKey("data"));
        Assert.Null(body["extensions"]!["cost"]!["actualQueryCost"]);
        sandbox.Time.Advance(TimeSpan.FromSeconds(5));
        var (status, again, _) = await sandbox.SendAsync(Expensive);
        Assert.Equal((200, true), (status, again["errors"] is null));
    }

    [Fact]
    public async Task Points_OneShopThrottled_TheOtherAnswers()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        sandbox.Source.Faults.Throttled = 1;
        var (_, refused, _) = await sandbox.SendAsync("{ shop { id } }");
        Assert.Equal("THROTTLED", (string?)refused["errors"]![0]!["extensions"]!["code"]);
        await sandbox.DataAsync("{ shop { id } }", null, SmallWorld.Destination);
    }

    [Fact]
    public async Task Cost_OfTheGatewaysDocuments_AsTheGatewayExpects()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        var differences = Documents.All
            .Select(document => (document.Name, Expected: document.Cost, Asked: sandbox.Server.Api.Cost(new AdminRequest(document.Text, null, PageSizes(document.Text)))))
            // Recorded higher than the rule says (facts of the tracking mutation); the gateway expects what was recorded.
            .Where(x => x.Name != "TrackingUpdate" && Math.Abs(x.Expected - x.Asked) > 0.5)
            .Select(x => FormattableString.Invariant($"{x.Name}: {x.Expected} expected, {x.Asked} asked"));
        Assert.Empty(differences);
    }

    [Fact]
    public async Task Token_Dead_401UntilItLives()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        var (wrong, body, _) = await sandbox.SendAsync("{ shop { id } }", token: "other");
        Assert.Equal((401, System.Text.Json.JsonValueKind.String), (wrong, body["errors"]!.GetValueKind()));
        await sandbox.Server.World.ChangeAsync(sandbox.Source, App.Sandbox.Actions.ShopActions.Uninstall);
        Assert.Equal(401, (await sandbox.SendAsync("{ shop { id } }")).Status);
        Assert.Equal(200, (await sandbox.SendAsync("{ shop { id } }", shop: SmallWorld.Destination)).Status);
        await sandbox.Server.World.ChangeAsync(sandbox.Source, App.Sandbox.Actions.ShopActions.Reinstall);
        Assert.Equal(200, (await sandbox.SendAsync("{ shop { id } }")).Status);
    }

    [Fact]
    public async Task Answer_Lost_EffectStays()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        sandbox.Source.Faults.Operation = "orderCreate";
        sandbox.Source.Faults.LostAnswers = 1;
        await Assert.ThrowsAsync<HttpRequestException>(() => sandbox.SendAsync(OneOrder));
        var found = await sandbox.DataAsync("{ orders(first: 5, query: \"source_identifier:lost\") { nodes { id } } }");
        Assert.Single(found["orders"]!["nodes"]!.AsArray());
    }

    [Fact]
    public async Task Server_Fails_NoEffect()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        sandbox.Source.Faults.ServerErrors = 1;
        Assert.Equal(503, (await sandbox.SendAsync(OneOrder)).Status);
        Assert.Empty(sandbox.Source.Orders);
    }

    [Fact]
    public async Task Restart_SameFolder_GoesOnWhereItWas()
    {
        var folder = Directory.CreateTempSubdirectory("syncerize-sandbox-").FullName;
        try
        {
            await using (var before = await SandboxUnderTest.StartAsync(folder))
            {
                await before.DataAsync(OneOrder);
                await before.DataAsync(
                    "mutation { inventorySetQuantities(input: {name: \"available\", reason: \"correction\", quantities: [{inventoryItemId: \"gid://shopify/InventoryItem/1501\", locationId: \"gid://shopify/Location/1011\", quantity: 3, changeFromQuantity: 10}]}) @idempotent(key: \"k\") { userErrors { code } } }");
            }

            await using var after = await SandboxUnderTest.StartAsync(folder);
            Assert.Single(after.Source.Orders);
            Assert.Equal(3, after.Source.Levels[(1501, 1011)].Available);
            Assert.True(after.Source.Answers.ContainsKey("k"));
            var id = after.Source.Orders.Values.Single().Id;
            await after.DataAsync(OneOrder);
            Assert.True(after.Source.Orders.Keys.Max() > id);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Search_Lagging_FindsItLater()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        await sandbox.Server.World.ChangeAsync(sandbox.Source, shop => shop.Shop.Pace.SearchLagSeconds = 5);
        await sandbox.DataAsync(OneOrder);
        const string Search = "{ orders(first: 5, query: \"source_identifier:lost\") { nodes { id } } }";
        Assert.Empty((await sandbox.DataAsync(Search))["orders"]!["nodes"]!.AsArray());
        sandbox.Time.Advance(TimeSpan.FromSeconds(6));
        Assert.Single((await sandbox.DataAsync(Search))["orders"]!["nodes"]!.AsArray());
    }

    [Fact]
    public async Task Variable_OfWrongType_InvalidVariableWithoutData()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        var (status, body, _) = await sandbox.SendAsync("query($first: Int!) { products(first: $first) { nodes { id } } }", new JsonObject { ["first"] = "many" });
        Assert.Equal(200, status);
        Assert.Equal("INVALID_VARIABLE", (string?)body["errors"]![0]!["extensions"]!["code"]);
        Assert.False(body.AsObject().ContainsKey("data"));
    }

    [Fact]
    public async Task Id_OfAnotherType_ResourceNotFound()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        var (_, body, _) = await sandbox.SendAsync("query($id: ID!) { product(id: $id) { id } }", new JsonObject { ["id"] = Gid.Of("Order", 1) });
        Assert.Equal("RESOURCE_NOT_FOUND", (string?)body["errors"]![0]!["extensions"]!["code"]);
    }

    // Where a document gives no page size the gateway counts with the largest.
    private static Inputs PageSizes(string text) =>
        text.Contains("$first: Int! =", StringComparison.Ordinal) ? Inputs.Empty : new Inputs(new Dictionary<string, object?> { ["first"] = 250 });
}
