using System.Net;
using System.Text.Json.Nodes;

namespace Syncerize.Tests.Sandbox.Graph;

public sealed class SeededReadingTests(SeededSandbox sandbox) : IClassFixture<SeededSandbox>
{
    [Fact]
    public async Task Shop_KnownToken_AnswersWithItsCost()
    {
        var answer = await sandbox.AskAsync(SeededSandbox.Destination, "{ shop { name currencyCode ianaTimezone myshopifyDomain } }");
        Assert.Equal("Maple & Main", (string?)answer["data"]!["shop"]!["name"]);
        Assert.Equal("CAD", (string?)answer["data"]!["shop"]!["currencyCode"]);
        Assert.Equal("America/Toronto", (string?)answer["data"]!["shop"]!["ianaTimezone"]);
        Assert.Equal(1, (int)answer["extensions"]!["cost"]!["requestedQueryCost"]!);
        Assert.Equal(20_000, (int)answer["extensions"]!["cost"]!["throttleStatus"]!["maximumAvailable"]!);
    }

    [Fact]
    public async Task Request_WrongToken_Is401WithAString()
    {
        using var answer = await sandbox.SendAsync(SeededSandbox.Source, "{ shop { name } }", null, token: "shpat_wrong");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(System.Text.Json.JsonValueKind.String, JsonValueKindOf(JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["errors"]!));
        Assert.True(answer.Headers.Contains("X-Request-Id"));
    }

    [Fact]
    public async Task Request_UnknownShop_Is404()
    {
        using var answer = await sandbox.SendAsync("nobody.myshopify.com", "{ shop { name } }", null, token: "shpat_wrong");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Request_UnservedVersion_FallsForwardAndSaysSo()
    {
        using var answer = await sandbox.SendAsync(SeededSandbox.Source, "{ shop { name } }", null, version: "2024-01");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var served = Assert.Single(answer.Headers.GetValues("X-Shopify-API-Version"));
        Assert.NotEqual("2024-01", served);
        Assert.Matches("^\\d{4}-\\d{2}$", served);
    }

    [Fact]
    public async Task Products_PagedByUpdatedAt_ComeOnceEach()
    {
        const string query = "query($after: String) { products(first: 50, after: $after, sortKey: UPDATED_AT) { nodes { id updatedAt } pageInfo { hasNextPage endCursor } } }";
        var seen = new List<(string Id, DateTimeOffset At)>();
        string? after = null;
        do
        {
            var page = (await sandbox.AskAsync(SeededSandbox.Source, query, new JsonObject { ["after"] = after }))["data"]!["products"]!;
            seen.AddRange(page["nodes"]!.AsArray().Select(n => ((string)n!["id"]!, (DateTimeOffset)n["updatedAt"]!)));
            after = (bool)page["pageInfo"]!["hasNextPage"]! ? (string?)page["pageInfo"]!["endCursor"] : null;
        }
        while (after is not null);

        Assert.Equal(222, seen.Count);
        Assert.Distinct(seen.Select(x => x.Id));
        Assert.Equal(seen.Select(x => x.At), seen.Select(x => x.At).Order());
    }

    [Fact]
    public async Task Orders_FilteredByUpdatedAt_AreOnlyTheNewer()
    {
        var since = sandbox.Time.GetUtcNow().AddDays(-10);
        var answer = await sandbox.AskAsync(SeededSandbox.Destination, "query($q: String) { orders(first: 250, query: $q, sortKey: UPDATED_AT) { nodes { id updatedAt } } }",
            new JsonObject { ["q"] = $"updated_at:>='{since:yyyy-MM-ddTHH:mm:ssZ}'" });
        var stamps = answer["data"]!["orders"]!["nodes"]!.AsArray().Select(n => (DateTimeOffset)n!["updatedAt"]!).ToList();
        Assert.InRange(stamps.Count, 15, 120);
        Assert.All(stamps, at => Assert.True(at >= since.AddSeconds(-1)));
    }

    [Fact]
    public async Task Product_ByItsKey_IsFoundUnderTheAppsNamespace()
    {
        var copy = sandbox.World[SeededSandbox.Destination].Products.Values.First(p => p.Metafields.Count > 0);
        var answer = await sandbox.AskAsync(SeededSandbox.Destination,
            "query($v: String!) { productByIdentifier(identifier: { customId: { namespace: \"$app:syncerize\", key: \"product_key\", value: $v } }) { id title } }",
            new JsonObject { ["v"] = copy.Metafields[0].Value });
        Assert.Equal($"gid://shopify/Product/{copy.Id}", (string?)answer["data"]!["productByIdentifier"]!["id"]);
    }

    [Fact]
    public async Task Order_ByItsPushKey_IsFoundByIdentifierAndBySearch()
    {
        var pushed = sandbox.World[SeededSandbox.Source].Orders.Values.First(o => o.SourceIdentifier is not null);
        var byKey = await sandbox.AskAsync(SeededSandbox.Source,
            "query($v: String!) { orderByIdentifier(identifier: { customId: { namespace: \"$app:syncerize\", key: \"push_key\", value: $v } }) { id name } }",
            new JsonObject { ["v"] = pushed.SourceIdentifier });
        Assert.Equal(pushed.Name, (string?)byKey["data"]!["orderByIdentifier"]!["name"]);
        var bySearch = await sandbox.AskAsync(SeededSandbox.Source, "query($q: String) { orders(first: 5, query: $q) { nodes { id sourceIdentifier } } }",
            new JsonObject { ["q"] = $"source_identifier:'{pushed.SourceIdentifier}'" });
        Assert.Equal(pushed.SourceIdentifier, (string?)Assert.Single(bySearch["data"]!["orders"]!["nodes"]!.AsArray())!["sourceIdentifier"]);
    }

    [Fact]
    public async Task Product_Pictures_AreServedByTheSandboxItself()
    {
        var answer = await sandbox.AskAsync(SeededSandbox.Source, "{ products(first: 1) { nodes { media(first: 1) { nodes { ... on MediaImage { image { url } } } } } } }");
        var url = (string)answer["data"]!["products"]!["nodes"]![0]!["media"]!["nodes"]![0]!["image"]!["url"]!;
        using var picture = await sandbox.Http.GetAsync(new Uri(url), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, picture.StatusCode);
        Assert.Equal("image/svg+xml", picture.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Query_UnknownField_IsAnErrorWithoutData()
    {
        var answer = await sandbox.AskAsync(SeededSandbox.Source, "{ shop { favouriteColour } }");
        Assert.Equal("undefinedField", (string?)answer["errors"]![0]!["extensions"]!["code"]);
        Assert.Null(answer["data"]);
    }

    private static System.Text.Json.JsonValueKind JsonValueKindOf(JsonNode node) => node.GetValueKind();
}
