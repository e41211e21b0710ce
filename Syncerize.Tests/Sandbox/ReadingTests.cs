using System.Text.Json.Nodes;

namespace Syncerize.Tests.Sandbox;

public sealed class ReadingTests
{
    [Fact]
    public async Task Shop_OverHttp_Answered()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        var (status, body, response) = await sandbox.SendAsync("{ shop { id myshopifyDomain currencyCode plan { publicDisplayName } } currentAppInstallation { accessScopes { handle } } }");
        Assert.Equal(200, status);
        Assert.Equal(SmallWorld.Source, (string?)body["data"]?["shop"]?["myshopifyDomain"]);
        Assert.Equal("GBP", (string?)body["data"]!["shop"]!["currencyCode"]);
        Assert.Equal(2000, (int?)body["extensions"]!["cost"]!["throttleStatus"]!["maximumAvailable"]);
        Assert.True(response.Headers.Contains("X-Request-Id"));
        Assert.Equal("2026-10", response.Headers.GetValues("X-Shopify-API-Version").Single());
    }

    [Fact]
    public async Task Products_PagedByUpdatedAt_ChangedBehindTheCursorComesAgain()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        const string Query = "query($after: String) { products(first: 2, after: $after, sortKey: UPDATED_AT) { nodes { id title variants(first: 5) { nodes { sku price inventoryQuantity } } } pageInfo { hasNextPage endCursor } } }";
        var first = (await sandbox.DataAsync(Query))["products"]!;
        Assert.Equal(["Product 1", "Product 2"], first["nodes"]!.AsArray().Select(n => (string?)n!["title"]));
        Assert.Equal(15, (int?)first["nodes"]![0]!["variants"]!["nodes"]![0]!["inventoryQuantity"]);
        Assert.Equal("10.00", (string?)first["nodes"]![0]!["variants"]!["nodes"]![0]!["price"]);
        Assert.True((bool?)first["pageInfo"]!["hasNextPage"]);
        await sandbox.Server.World.ChangeAsync(sandbox.Source, shop => App.Sandbox.Actions.ProductActions.ProductChanged(shop, shop.Products.Values.First(p => p.Title == "Product 1")));
        var second = (await sandbox.DataAsync(Query, new JsonObject { ["after"] = (string?)first["pageInfo"]!["endCursor"] }))["products"]!;
        Assert.Equal(["Product 3", "Product 1"], second["nodes"]!.AsArray().Select(n => (string?)n!["title"]));
        Assert.False((bool?)second["pageInfo"]!["hasNextPage"]);
    }

    [Fact]
    public async Task Variants_BySku_Found()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        var data = await sandbox.DataAsync("{ productVariants(first: 10, query: \"sku:'SKU-1' OR sku:\\\"SKU-3\\\"\") { nodes { sku inventoryItem { id } } } }");
        Assert.Equal(["SKU-1", "SKU-3"], data["productVariants"]!["nodes"]!.AsArray().Select(n => (string?)n!["sku"]));
    }
}
