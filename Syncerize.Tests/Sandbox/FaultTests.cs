using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;

namespace Syncerize.Tests.Sandbox;

/// <summary>What goes wrong on purpose, and that it is counted.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private const string Query = "query Look { shop { name } }";
    private const string Rename = "mutation Rename($p: ProductUpdateInput!) { productUpdate(product: $p) { product { title } userErrors { message } } }";

    private readonly HttpClient _http = new();
    private SandboxUnderTest _sandbox = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ShopFaults Faults => _sandbox.Source.Faults;

    public async ValueTask InitializeAsync() => _sandbox = await SandboxUnderTest.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _sandbox.DisposeAsync();
    }

    [Fact]
    public async Task Throttle_CountedAndStanding_RefusesSoManyThenUntilSwitchedOff()
    {
        await SetAsync(new { throttle = 2 });
        Assert.Equal(["THROTTLED", "THROTTLED", null], [await CodeAsync(), await CodeAsync(), await CodeAsync()]);
        await SetAsync(new { throttle = -1 });
        Assert.Equal(["THROTTLED", "THROTTLED", "THROTTLED"], [await CodeAsync(), await CodeAsync(), await CodeAsync()]);
        await SetAsync(new { throttle = 0 });
        Assert.Null(await CodeAsync());
        Assert.Equal((5, "Look"), Met(FaultKind.Throttle));
    }

    [Fact]
    public async Task ServerErrors_Set_AnswerWithoutEffect()
    {
        await SetAsync(new { serverErrors = 1 });
        var (status, _, response) = await _sandbox.SendAsync(Rename, Named("Changed"));
        response.Dispose();
        Assert.Equal(503, status);
        Assert.Equal("Product 1", _sandbox.Source.Products[1101].Title);
        Assert.Equal((1, "Rename"), Met(FaultKind.ServerErrors));
        await _sandbox.DataAsync(Rename, Named("Changed"));
        Assert.Equal("Changed", _sandbox.Source.Products[1101].Title);
    }

    [Fact]
    public async Task LostAnswers_Set_TakeEffectWithoutAnAnswer()
    {
        await SetAsync(new { lostAnswers = 1, operation = "productUpdate" });
        await _sandbox.DataAsync(Query);
        await Assert.ThrowsAsync<HttpRequestException>(() => _sandbox.SendAsync(Rename, Named("Changed")));
        Assert.Equal("Changed", _sandbox.Source.Products[1101].Title);
        Assert.Equal((1, "Rename"), Met(FaultKind.LostAnswers));
    }

    [Fact]
    public async Task Slow_Set_WaitsBeforeItHasAnyEffect()
    {
        await SetAsync(new { delayMs = 5000 });
        var sending = _sandbox.DataAsync(Rename, Named("Changed"));
        while (!Faults.Met.ContainsKey(FaultKind.Slow))
        {
            await Task.Yield();
        }

        Assert.Equal("Product 1", _sandbox.Source.Products[1101].Title);
        while (!sending.IsCompleted)
        {
            _sandbox.Time.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }

        await sending;
        Assert.Equal("Changed", _sandbox.Source.Products[1101].Title);
        Assert.Equal((1, "Rename"), Met(FaultKind.Slow));
    }

    [Fact]
    public async Task TokenRevoked_Set_AnswersUnauthorizedAndCounts()
    {
        await SetAsync(new { dead = true });
        var (status, _, response) = await _sandbox.SendAsync(Query);
        response.Dispose();
        Assert.Equal(401, status);
        Assert.Equal(1, Met(FaultKind.TokenRevoked).Count);
        await SetAsync(new { dead = false });
        await _sandbox.DataAsync(Query);
    }

    [Fact]
    public async Task Webhooks_Dropped_AreGoneAndCounted()
    {
        await SubscribeAsync();
        await SetAsync(new { dropWebhooks = true });
        await MoveAsync(3);
        Assert.Empty(_sandbox.Source.Deliveries);
        Assert.Equal((3, "inventory_levels/update"), Met(FaultKind.WebhooksDropped));
    }

    [Fact]
    public async Task Webhooks_Doubled_ArriveTwiceWithOneId()
    {
        await SubscribeAsync();
        await SetAsync(new { doubleWebhooks = true, holdWebhooks = true });
        await MoveAsync(2);
        var sent = _sandbox.Source.Deliveries.Values.ToList();
        Assert.Equal(4, sent.Count);
        Assert.Equal([2, 2], sent.GroupBy(d => d.WebhookId).Select(same => same.Count()));
        Assert.All(sent.GroupBy(d => d.WebhookId), same => Assert.Single(same.Select(d => d.Body).Distinct()));
        Assert.Equal(sent[^1].WebhookId, Faults.Met[FaultKind.WebhooksDoubled].WebhookId);
        Assert.Equal(2, Met(FaultKind.WebhooksDoubled).Count);
    }

    [Fact]
    public async Task Webhooks_Reordered_LeaveInAnotherOrderButAllOfThem()
    {
        await SubscribeAsync();
        await SetAsync(new { reorderWebhooks = true, holdWebhooks = true });
        await MoveAsync(8);
        var raised = _sandbox.Source.Deliveries.Values.OrderBy(d => d.Id).ToList();
        Assert.Equal(8, raised.Count);
        Assert.NotEqual(raised.Select(d => d.Id), raised.OrderBy(d => d.DueAt).Select(d => d.Id));
        Assert.All(raised, d => Assert.InRange(d.DueAt - d.TriggeredAt, TimeSpan.FromMilliseconds(400), TimeSpan.FromSeconds(2)));
        Assert.InRange(Met(FaultKind.WebhooksReordered).Count, 2, 6);
    }

    [Fact]
    public async Task SearchLag_Set_SearchesThatMeetItAreCounted()
    {
        await _sandbox.Server.World.ChangeAsync(_sandbox.Source, shop =>
        {
            shop.Shop.Pace.SearchLagSeconds = 5;
            shop.Touch();
        });
        await _sandbox.DataAsync("query Find { orders(first: 5, query: \"tag:x\") { nodes { id } } }");
        await _sandbox.DataAsync(Query);
        Assert.Equal((1, "Find"), Met(FaultKind.SearchLag));
    }

    [Fact]
    public async Task Reset_AfterFaults_EndsThemAndForgetsTheCounts()
    {
        await SetAsync(new { throttle = -1, delayMs = 0, dead = true, dropWebhooks = true, doubleWebhooks = true, reorderWebhooks = true });
        using var answer = await _http.PostAsync(Control("faults/reset"), null, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await _sandbox.DataAsync(Query);
        Assert.Empty(Faults.Met);
        Assert.False(Faults.DropWebhooks || Faults.DoubleWebhooks || Faults.ReorderWebhooks);
    }

    [Theory]
    [InlineData("throttle", -2)]
    [InlineData("serverErrors", -5)]
    [InlineData("delayMs", -1)]
    [InlineData("delayMs", 60_001)]
    public async Task Set_OutOfRange_IsRefusedWithASentence(string name, int value)
    {
        using var answer = await _http.PostAsJsonAsync(Control("faults"), new JsonObject { [name] = value }, Ct);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("must be", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_Faults_ShowsSettingsAndCounts()
    {
        await SetAsync(new { throttle = 3 });
        await CodeAsync();
        var shown = JsonNode.Parse(await _http.GetStringAsync(Control("faults"), Ct))!;
        Assert.Equal((2, 1), ((int)shown["throttled"]!, (int)shown["met"]!["Throttle"]!["count"]!));
    }

    private Uri Control(string path) => new(_sandbox.Server.BaseAddress, $"/sandbox/small-source/{path}");

    private (long Count, string What) Met(FaultKind kind) => (Faults.Met[kind].Count, Faults.Met[kind].LastWhat);

    private async Task SetAsync(object body)
    {
        using var answer = await _http.PostAsJsonAsync(Control("faults"), body, Ct);
        answer.EnsureSuccessStatusCode();
    }

    private async Task<string?> CodeAsync()
    {
        var (_, body, response) = await _sandbox.SendAsync(Query);
        response.Dispose();
        return (string?)body["errors"]?[0]?["extensions"]?["code"];
    }

    private Task SubscribeAsync() => _sandbox.Server.World.ChangeAsync(_sandbox.Source, shop =>
        shop.Put(new SimWebhookSubscription { Id = shop.NewId(), Topic = "INVENTORY_LEVELS_UPDATE", Uri = "https://app.example/webhooks/shopify" }));

    /// <summary>So many changes of stock, one webhook each.</summary>
    private async Task MoveAsync(int times)
    {
        for (var i = 0; i < times; i++)
        {
            await _sandbox.Server.World.ChangeAsync(_sandbox.Source, shop => shop.Move(shop.Levels.Values.First(), available: 1, onHand: 1));
        }
    }

    private static JsonObject Named(string title) => new() { ["p"] = new JsonObject { ["id"] = "gid://shopify/Product/1101", ["title"] = title } };
}
