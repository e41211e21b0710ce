using System.Text.Json.Nodes;
using Syncerize.Core;

namespace Syncerize.Tests.Sandbox;

public sealed class ProductWriteTests
{
    private const string Set = "mutation($identifier: ProductSetIdentifiers, $input: ProductSetInput!) { productSet(identifier: $identifier, input: $input, synchronous: true) { product { id handle tags variants(first: 10) { nodes { id sku title price inventoryQuantity inventoryItem { id } } } metafields(first: 5) { nodes { namespace key value } } } userErrors { code field message } } }";

    [Fact]
    public async Task Set_SameCustomIdTwice_OneProduct()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        var (_, refused, _) = await sandbox.SendAsync(Set, Draft(), SmallWorld.Destination);
        Assert.NotNull(refused["errors"]);
        await sandbox.DataAsync("mutation { metafieldDefinitionCreate(definition: {name: \"Key\", namespace: \"$app:syncerize\", key: \"product_key\", ownerType: PRODUCT, type: \"id\"}) { userErrors { code } } }", null, SmallWorld.Destination);
        var first = (await sandbox.DataAsync(Set, Draft(), SmallWorld.Destination))["productSet"]!;
        Assert.True(first["userErrors"]!.AsArray().Count == 0, first.ToJsonString());
        var again = (await sandbox.DataAsync(Set, Draft(), SmallWorld.Destination))["productSet"]!;
        Assert.Equal((string?)first["product"]!["id"], (string?)again["product"]!["id"]);
        Assert.Single(sandbox.Destination.Products);
        var variants = first["product"]!["variants"]!["nodes"]!.AsArray();
        Assert.Equal(["S / Red", "M / Red"], variants.Select(v => (string?)v!["title"]));
        Assert.Equal(7, (int?)variants[0]!["inventoryQuantity"]);
        Assert.Equal("shirt", (string?)first["product"]!["handle"]);
        Assert.Equal("app--1--syncerize", (string?)first["product"]!["metafields"]!["nodes"]![0]!["namespace"]);
    }

    [Fact]
    public async Task Set_SameTitle_HandleGetsANumber()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        var input = new JsonObject { ["input"] = new JsonObject { ["title"] = "Product 1" } };
        Assert.Equal("product-4", (string?)(await sandbox.DataAsync(Set, input))["productSet"]!["product"]!["handle"]);
        input["input"]!["handle"] = "product-1";
        Assert.Equal("HANDLE_NOT_UNIQUE", (string?)(await sandbox.DataAsync(Set, input))["productSet"]!["userErrors"]![0]!["code"]);
    }

    [Fact]
    public async Task Update_TitleAndPrice_ReadBack()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        await sandbox.DataAsync("mutation($p: ProductUpdateInput!) { productUpdate(product: $p) { product { id } userErrors { message } } }",
            new JsonObject { ["p"] = new JsonObject { ["id"] = Gid.Of("Product", 1101), ["title"] = "New", ["tags"] = new JsonArray("b", "A", "a") } });
        await sandbox.DataAsync("mutation($id: ID!, $v: [ProductVariantsBulkInput!]!) { productVariantsBulkUpdate(productId: $id, variants: $v) { productVariants { id } userErrors { code message } } }",
            new JsonObject { ["id"] = Gid.Of("Product", 1101), ["v"] = new JsonArray(new JsonObject { ["id"] = Gid.Of("ProductVariant", 1401), ["price"] = "12.5" }) });
        var read = (await sandbox.DataAsync("query($id: ID!) { product(id: $id) { title tags variants(first: 1) { nodes { price } } } }", new JsonObject { ["id"] = Gid.Of("Product", 1101) }))["product"]!;
        Assert.Equal(("New", "12.50"), ((string?)read["title"], (string?)read["variants"]!["nodes"]![0]!["price"]));
        Assert.Equal(["A", "b"], read["tags"]!.AsArray().Select(t => (string?)t));
    }

    [Fact]
    public async Task Options_CreatedThenVariantsAdded_DefaultOneReplaced()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        var id = Gid.Of("Product", 1101);
        var created = await sandbox.DataAsync("mutation($id: ID!) { productOptionsCreate(productId: $id, options: [{name: \"Size\", values: [{name: \"S\"}]}]) { product { options { id name optionValues { name hasVariants } } } userErrors { code message } } }", new JsonObject { ["id"] = id });
        Assert.Equal("Size", (string?)created["productOptionsCreate"]!["product"]!["options"]![0]!["name"]);
        await sandbox.DataAsync("mutation($id: ID!) { productVariantsBulkCreate(productId: $id, variants: [{optionValues: [{optionName: \"Size\", name: \"M\"}], price: \"3\", inventoryItem: {sku: \"NEW\"}}]) { productVariants { id } userErrors { code message } } }", new JsonObject { ["id"] = id });
        var read = await sandbox.DataAsync("query($id: ID!) { product(id: $id) { variants(first: 5) { nodes { title sku position } } } }", new JsonObject { ["id"] = id });
        Assert.Equal(["S", "M"], read["product"]!["variants"]!["nodes"]!.AsArray().Select(v => (string?)v!["title"]));
        Assert.Equal("NEW", (string?)read["product"]!["variants"]!["nodes"]![1]!["sku"]);
    }

    private static JsonObject Draft() => new()
    {
        ["identifier"] = new JsonObject { ["customId"] = new JsonObject { ["namespace"] = "$app:syncerize", ["key"] = "product_key", ["value"] = "1/2" } },
        ["input"] = new JsonObject
        {
            ["title"] = "Shirt",
            ["productOptions"] = new JsonArray(Option("Size", "S", "M"), Option("Colour", "Red")),
            ["files"] = new JsonArray(new JsonObject { ["originalSource"] = "https://example.com/a.png", ["contentType"] = "IMAGE" }),
            ["variants"] = new JsonArray(Variant("S", "SH-S"), Variant("M", "SH-M")),
        },
    };

    private static JsonObject Option(string name, params string[] values) => new() { ["name"] = name, ["values"] = new JsonArray([.. values.Select(v => new JsonObject { ["name"] = v })]) };

    private static JsonObject Variant(string size, string sku) => new()
    {
        ["optionValues"] = new JsonArray(new JsonObject { ["optionName"] = "Size", ["name"] = size }, new JsonObject { ["optionName"] = "Colour", ["name"] = "Red" }),
        ["price"] = "20.00",
        ["sku"] = sku,
        ["inventoryItem"] = new JsonObject { ["tracked"] = true },
        ["inventoryQuantities"] = new JsonArray(new JsonObject { ["locationId"] = Gid.Of("Location", 900_011), ["name"] = "available", ["quantity"] = 7 }),
    };
}
