using System.Text.Json.Nodes;
using Syncerize.Core;

namespace Syncerize.Tests.Sandbox;

public sealed class StockWriteTests
{
    private const string Set = "mutation($input: InventorySetQuantitiesInput!, $key: String!) { inventorySetQuantities(input: $input) @idempotent(key: $key) { inventoryAdjustmentGroup { id createdAt changes { name delta item { id } } } userErrors { code field message } } }";

    private static readonly long[] Items = [1501, 1502, 1503];

    [Fact]
    public async Task Set_WithoutKey_RefusedAtTheTop()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        var (status, body, _) = await sandbox.SendAsync(
            "mutation($input: InventorySetQuantitiesInput!) { inventorySetQuantities(input: $input) { userErrors { message } } }", new JsonObject { ["input"] = Input(Row(0, 3, 10)) });
        Assert.Equal(200, status);
        Assert.Equal("BAD_REQUEST", (string?)body["errors"]![0]!["extensions"]!["code"]);
        Assert.Equal("inventorySetQuantities", (string?)body["errors"]![0]!["path"]![0]);
        Assert.Null(body["data"]!["inventorySetQuantities"]);
        Assert.Equal(10, Available(sandbox, 0));
    }

    [Fact]
    public async Task Set_WithoutChangeFromQuantity_RefusedAtTheTop()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        var row = Row(0, 3, 10);
        row.Remove("changeFromQuantity");
        var (_, body, _) = await sandbox.SendAsync(Set, new JsonObject { ["input"] = Input(row), ["key"] = "a" });
        Assert.Equal("INVALID_FIELD_ARGUMENTS", (string?)body["errors"]![0]!["extensions"]!["code"]);
        Assert.Equal(10, Available(sandbox, 0));
    }

    [Fact]
    public async Task Set_ChangeFromQuantityNull_WrittenUncompared()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        var data = await sandbox.DataAsync(Set, new JsonObject { ["input"] = Input(Row(0, 3, null)), ["key"] = "a" });
        Assert.Equal(-7, (int?)data["inventorySetQuantities"]!["inventoryAdjustmentGroup"]!["changes"]![0]!["delta"]);
        var level = sandbox.Source.Levels[(Items[0], 1011)];
        Assert.Equal((3, 3), (level.Available, level.OnHand));
    }

    [Fact]
    public async Task Set_OneRowStale_WholeBatchRefusedAndRowNamed()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        var data = await sandbox.DataAsync(Set, new JsonObject { ["input"] = Input(Row(0, 3, 10), Row(1, 3, 99), Row(2, 3, 10)), ["key"] = "a" });
        var error = Assert.Single(data["inventorySetQuantities"]!["userErrors"]!.AsArray());
        Assert.Equal("CHANGE_FROM_QUANTITY_STALE", (string?)error!["code"]);
        Assert.Equal(["input", "quantities", "1", "changeFromQuantity"], error["field"]!.AsArray().Select(x => (string?)x));
        Assert.Equal([10, 10, 10], Enumerable.Range(0, 3).Select(i => Available(sandbox, i)));
    }

    [Fact]
    public async Task Set_SameKeyAgain_SameAnswerAndNoSecondEffect()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        var variables = new JsonObject { ["input"] = Input(Row(0, 3, null)), ["key"] = "same" };
        var first = await sandbox.DataAsync(Set, variables);
        await sandbox.Server.World.ChangeAsync(sandbox.Source, shop => App.Sandbox.Actions.StockActions.SetAvailable(shop, shop.Levels[(Items[0], 1011)], 50));
        var again = await sandbox.DataAsync(Set, variables);
        Assert.Equal(first.ToJsonString(), again.ToJsonString());
        Assert.Equal(50, Available(sandbox, 0));
        var other = await sandbox.DataAsync(Set, new JsonObject { ["input"] = Input(Row(0, 4, null)), ["key"] = "same" });
        Assert.Equal("IDEMPOTENCY_KEY_PARAMETER_MISMATCH", (string?)other["inventorySetQuantities"]!["userErrors"]![0]!["code"]);
        Assert.Equal(50, Available(sandbox, 0));
    }

    [Fact]
    public async Task Set_MoreThan250Rows_Refused()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        var (_, body, _) = await sandbox.SendAsync(Set, new JsonObject { ["input"] = Input([.. Enumerable.Range(0, 251).Select(_ => Row(0, 3, null))]), ["key"] = "a" });
        Assert.Equal("MAX_INPUT_SIZE_EXCEEDED", (string?)body["errors"]![0]!["extensions"]!["code"]);
    }

    private static int Available(SandboxUnderTest sandbox, int item) => sandbox.Source.Levels[(Items[item], 1011)].Available;

    private static JsonObject Input(params JsonObject[] rows) => new() { ["name"] = "available", ["reason"] = "correction", ["quantities"] = new JsonArray([.. rows]) };

    private static JsonObject Row(int item, int quantity, int? expected) => new()
    {
        ["inventoryItemId"] = Gid.Of("InventoryItem", Items[item]),
        ["locationId"] = Gid.Of("Location", 1011),
        ["quantity"] = quantity,
        ["changeFromQuantity"] = expected,
    };
}
