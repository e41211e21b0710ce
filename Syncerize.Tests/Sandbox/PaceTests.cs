using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Syncerize.App.Sandbox.Actions;

namespace Syncerize.Tests.Sandbox;

public sealed class PaceTests
{
    private const string SetAsync = "mutation($input: ProductSetInput!, $by: ProductSetIdentifiers) { productSet(input: $input, identifier: $by, synchronous: false) { product { id } productSetOperation { id status userErrors { message } } userErrors { message } } }";

    private const string Poll = "query($id: ID!) { productOperation(id: $id) { __typename status product { id title } ... on ProductSetOperation { id userErrors { code field message } } ... on ProductDeleteOperation { deletedProductId } } }";

    private static (long Item, long Location) Here => (1501, 1011);

    [Fact]
    public async Task Search_TagWrittenWithinTheLag_FindsTheProductByItsOldTagsOnly()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        await TagAsync(sandbox, "old");
        sandbox.Source.Shop.Pace.SearchLagSeconds = 5;
        sandbox.Time.Advance(TimeSpan.FromSeconds(10));
        await TagAsync(sandbox, "first");
        sandbox.Time.Advance(TimeSpan.FromSeconds(3));
        await TagAsync(sandbox, "second");
        Assert.Equal((1, 0, 0), (await CountAsync(sandbox, "old"), await CountAsync(sandbox, "first"), await CountAsync(sandbox, "second")));
        sandbox.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal((1, 0), (await CountAsync(sandbox, "first"), await CountAsync(sandbox, "second")));
        var answered = await sandbox.DataAsync("{ products(first: 5, query: \"tag:first\") { nodes { tags } } }");
        Assert.Equal(["first", "old", "second"], answered["products"]!["nodes"]![0]!["tags"]!.AsArray().Select(t => (string?)t));
        sandbox.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(1, await CountAsync(sandbox, "second"));
        Assert.Equal(3, (await sandbox.DataAsync("{ products(first: 5) { nodes { id } } }"))["products"]!["nodes"]!.AsArray().Count);
    }

    [Fact]
    public async Task TotalInventory_StockSetWithinTheLag_FollowsLater()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        sandbox.Source.Shop.Pace.SearchLagSeconds = 5;
        await sandbox.Server.World.ChangeAsync(sandbox.Source, shop => shop.SetAvailable(shop.Levels[Here], 4));
        const string Read = "{ product(id: \"gid://shopify/Product/1101\") { totalInventory variants(first: 1) { nodes { inventoryQuantity } } } }";
        var product = (await sandbox.DataAsync(Read))["product"]!;
        Assert.Equal((15, 9), ((int)product["totalInventory"]!, (int)product["variants"]!["nodes"]![0]!["inventoryQuantity"]!));
        sandbox.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(9, (int)(await sandbox.DataAsync(Read))["product"]!["totalInventory"]!);
    }

    [Fact]
    public async Task ProductSet_Asynchronous_CreatedActiveThenComplete()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        sandbox.Source.Shop.Pace.JobSeconds = 10;
        var asked = (await sandbox.DataAsync(SetAsync, New("Late lamp")))["productSet"]!;
        Assert.Equal((null, "CREATED"), (asked["product"], (string?)asked["productSetOperation"]!["status"]));
        var id = new JsonObject { ["id"] = (string?)asked["productSetOperation"]!["id"] };
        Assert.Equal("ACTIVE", (string?)(await sandbox.DataAsync(Poll, id))["productOperation"]!["status"]);
        Assert.Equal(3, sandbox.Source.Products.Count);
        sandbox.Time.Advance(TimeSpan.FromSeconds(10));
        var done = (await sandbox.DataAsync(Poll, id))["productOperation"]!;
        Assert.Equal(("ProductSetOperation", "COMPLETE", "Late lamp"), ((string?)done["__typename"], (string?)done["status"], (string?)done["product"]!["title"]));
        Assert.Equal(1250, sandbox.Source.VariantsOf(sandbox.Source.Products.Values.Single(p => p.Title == "Late lamp").Id).Single().PriceMinor);
    }

    [Fact]
    public async Task ProductSet_AsynchronousWithoutPace_IsThereAtTheFirstPoll()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        var asked = (await sandbox.DataAsync(SetAsync, New("Quick lamp")))["productSet"]!;
        Assert.Equal("CREATED", (string?)asked["productSetOperation"]!["status"]);
        Assert.Contains(sandbox.Source.Products.Values, p => p.Title == "Quick lamp");
    }

    [Fact]
    public async Task ProductSet_AsynchronousRefused_ErrorStandsOnTheOperationAndNothingElseChanged()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        var variables = New("Lamp");
        variables["input"]!["handle"] = "product-1";
        var asked = (await sandbox.DataAsync(SetAsync, variables))["productSet"]!;
        Assert.Empty(asked["userErrors"]!.AsArray());
        var done = (await sandbox.DataAsync(Poll, new JsonObject { ["id"] = (string?)asked["productSetOperation"]!["id"] }))["productOperation"]!;
        Assert.Equal(("COMPLETE", "HANDLE_NOT_UNIQUE"), ((string?)done["status"], (string?)done["userErrors"]![0]!["code"]));
        Assert.Equal(3, sandbox.Source.Products.Count);
    }

    [Fact]
    public async Task ProductSet_RestartBeforeItsTime_IsDoneAfterwards()
    {
        var folder = Directory.CreateTempSubdirectory("syncerize-sandbox-").FullName;
        try
        {
            string? id;
            await using (var before = await SandboxUnderTest.StartAsync(folder))
            {
                await before.Server.World.ChangeAsync(before.Source, shop =>
                {
                    shop.Shop.Pace.JobSeconds = 30;
                    shop.Touch();
                });
                id = (string?)(await before.DataAsync(SetAsync, New("Kept lamp")))["productSet"]!["productSetOperation"]!["id"];
            }

            await using var after = await SandboxUnderTest.StartAsync(folder);
            after.Time.Advance(TimeSpan.FromSeconds(30));
            var done = (await after.DataAsync(Poll, new JsonObject { ["id"] = id }))["productOperation"]!;
            Assert.Equal("Kept lamp", (string?)done["product"]!["title"]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task ProductDelete_Asynchronous_GoneWhenTheOperationIsComplete()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        sandbox.Source.Shop.Pace.JobSeconds = 10;
        var asked = (await sandbox.DataAsync(
            "mutation { productDelete(input: {id: \"gid://shopify/Product/1102\"}, synchronous: false) { deletedProductId productDeleteOperation { id status } userErrors { message } } }"))["productDelete"]!;
        Assert.Null(asked["deletedProductId"]);
        Assert.True(sandbox.Source.Products.ContainsKey(1102));
        sandbox.Time.Advance(TimeSpan.FromSeconds(10));
        var done = (await sandbox.DataAsync(Poll, new JsonObject { ["id"] = (string?)asked["productDeleteOperation"]!["id"] }))["productOperation"]!;
        Assert.Equal(("COMPLETE", "gid://shopify/Product/1102"), ((string?)done["status"], (string?)done["deletedProductId"]));
        Assert.False(sandbox.Source.Products.ContainsKey(1102));
    }

    [Fact]
    public async Task Cancel_WithPace_TakesEffectWhenTheJobIsDone()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        sandbox.Source.Shop.Pace.JobSeconds = 10;
        var created = (await sandbox.DataAsync(
            "mutation { orderCreate(order: {lineItems: [{variantId: \"gid://shopify/ProductVariant/1401\", quantity: 4}]}, options: {inventoryBehaviour: DECREMENT_OBEYING_POLICY}) { order { id } userErrors { message } } }"))["orderCreate"]!;
        var cancel = new JsonObject { ["id"] = (string?)created["order"]!["id"] };
        var job = new JsonObject
        {
            ["id"] = (string?)(await sandbox.DataAsync(
                "mutation($id: ID!) { orderCancel(orderId: $id, reason: CUSTOMER, restock: true, refundMethod: {originalPaymentMethodsRefund: true}) { job { id done } orderCancelUserErrors { message } } }", cancel))["orderCancel"]!["job"]!["id"],
        };
        const string Ask = "query($id: ID!) { job(id: $id) { done } }";
        sandbox.Time.Advance(TimeSpan.FromSeconds(9));
        Assert.False((bool)(await sandbox.DataAsync(Ask, job))["job"]!["done"]!);
        Assert.Equal(6, sandbox.Source.Levels[Here].Available);
        sandbox.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.True((bool)(await sandbox.DataAsync(Ask, job))["job"]!["done"]!);
        Assert.Equal(10, sandbox.Source.Levels[Here].Available);
        Assert.NotNull(sandbox.Source.Orders.Values.Single().CancelledAt);
    }

    [Fact]
    public async Task Media_WithPace_UploadedProcessingReady()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        sandbox.Source.Shop.Pace.MediaSeconds = 20;
        await sandbox.DataAsync(
            "mutation { productUpdate(product: {id: \"gid://shopify/Product/1101\"}, media: [{originalSource: \"https://pictures.example/a.png\", mediaContentType: IMAGE}]) { product { id } userErrors { message } } }");
        const string Read = "{ product(id: \"gid://shopify/Product/1101\") { updatedAt media(first: 1) { nodes { status ... on MediaImage { image { url } } } } } }";
        async Task<(string? Status, string? Url, string? UpdatedAt)> MediaAsync()
        {
            var product = (await sandbox.DataAsync(Read))["product"]!;
            var media = product["media"]!["nodes"]![0]!;
            return ((string?)media["status"], (string?)media["image"]?["url"], (string?)product["updatedAt"]);
        }

        var uploaded = await MediaAsync();
        Assert.Equal(("UPLOADED", null), (uploaded.Status, uploaded.Url));
        sandbox.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("PROCESSING", (await MediaAsync()).Status);
        sandbox.Time.Advance(TimeSpan.FromSeconds(10));
        var ready = await MediaAsync();
        Assert.Equal(("READY", "https://pictures.example/a.png"), (ready.Status, ready.Url));
        Assert.NotEqual(uploaded.UpdatedAt, ready.UpdatedAt);
    }

    [Fact]
    public async Task Control_PaceSet_IsKeptAndOutOfRangeIsRefused()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        using var http = new HttpClient { BaseAddress = sandbox.Server.BaseAddress };
        using var set = await http.PostAsJsonAsync("/sandbox/small-source/pace", new { searchLagSeconds = 2.5, jobSeconds = 3 }, TestContext.Current.CancellationToken);
        Assert.True(set.IsSuccessStatusCode);
        using var wrong = await http.PostAsJsonAsync("/sandbox/small-source/pace", new { mediaSeconds = -1 }, TestContext.Current.CancellationToken);
        var error = JsonNode.Parse(await wrong.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal((400, "mediaSeconds must be a number of seconds from 0 to 3600."), ((int)wrong.StatusCode, (string?)error["error"]));
        var pace = sandbox.Source.Shop.Pace;
        Assert.Equal((2.5, 3d, 0d), (pace.SearchLagSeconds, pace.JobSeconds, pace.MediaSeconds));
    }

    private static JsonObject New(string title) => new()
    {
        ["input"] = new JsonObject
        {
            ["title"] = title,
            ["productOptions"] = new JsonArray(new JsonObject { ["name"] = "Title", ["values"] = new JsonArray(new JsonObject { ["name"] = "Default Title" }) }),
            ["variants"] = new JsonArray(new JsonObject { ["price"] = "12.50", ["optionValues"] = new JsonArray(new JsonObject { ["optionName"] = "Title", ["name"] = "Default Title" }) }),
        },
    };

    private static Task TagAsync(SandboxUnderTest sandbox, string tag) => sandbox.DataAsync(
        "mutation($tags: [String!]!) { tagsAdd(id: \"gid://shopify/Product/1101\", tags: $tags) { userErrors { message } } }", new JsonObject { ["tags"] = new JsonArray(tag) });

    private static async Task<int> CountAsync(SandboxUnderTest sandbox, string tag) =>
        (await sandbox.DataAsync($"{{ products(first: 5, query: \"tag:{tag}\") {{ nodes {{ id }} }} }}"))["products"]!["nodes"]!.AsArray().Count;
}
