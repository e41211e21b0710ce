using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;

namespace Syncerize.Tests.Sandbox;

public sealed class PrivacyTests
{
    [Fact]
    public async Task DataRequest_OfACustomer_NamesTheirOrdersWithoutASubscription()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        var order = await OrderAsync(sandbox);
        Assert.Equal(200, await PostAsync(sandbox, "compliance", new { topic = "customers/data_request", email = "ROBIN@example.com" }));
        var delivery = sandbox.Source.Deliveries.Values.Single();
        var body = JsonNode.Parse(delivery.Body)!;
        Assert.Equal(("customers/data_request", 1001L, SmallWorld.Source), (delivery.Topic, (long)body["shop_id"]!, (string?)body["shop_domain"]));
        Assert.Equal((order.Id, "robin@example.com"), ((long)body["orders_requested"]!.AsArray().Single()!, (string?)body["customer"]!["email"]));
        Assert.NotNull(body["data_request"]!["id"]);
    }

    [Fact]
    public async Task Redact_OfACustomer_TheShopHasForgottenThemToo()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        var order = await OrderAsync(sandbox);
        Assert.Equal(200, await PostAsync(sandbox, "compliance", new { topic = "customers/redact", customerId = order.Customer!.Id }));
        var body = JsonNode.Parse(sandbox.Source.Deliveries.Values.Single().Body)!;
        Assert.Equal((order.Id, "robin@example.com"), ((long)body["orders_to_redact"]!.AsArray().Single()!, (string?)body["customer"]!["email"]));
        var read = (await sandbox.DataAsync("{ orders(first: 1) { nodes { email customer { id firstName } shippingAddress { city } } } }"))["orders"]!["nodes"]![0]!;
        Assert.Equal((null, null, null), (read["email"], read["customer"]!["firstName"], read["shippingAddress"]));
    }

    [Theory]
    [InlineData("orders/create", "topic must be")]
    [InlineData("customers/redact", "No order of this shop")]
    [InlineData("shop/redact", "uninstall the app")]
    public async Task Compliance_Wrong_IsRefusedWithASentence(string topic, string expected)
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        using var http = new HttpClient { BaseAddress = sandbox.Server.BaseAddress };
        using var answer = await http.PostAsJsonAsync("/sandbox/small-source/compliance", new { topic, email = "nobody@example.com" }, TestContext.Current.CancellationToken);
        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Contains(expected, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Uninstall_TwoDaysLater_AppIsToldToForgetTheShop()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        await sandbox.Server.World.ChangeAsync(sandbox.Source, ShopActions.Uninstall);
        sandbox.Time.Advance(TimeSpan.FromHours(47));
        Assert.Empty(await sandbox.Server.World.ReadAsync(sandbox.Source, shop => shop.Deliveries.Values.Select(d => d.Topic).ToList()));
        sandbox.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(["shop/redact"], await sandbox.Server.World.ReadAsync(sandbox.Source, shop => shop.Deliveries.Values.Select(d => d.Topic).ToList()));
        Assert.Empty(sandbox.Source.Jobs);
    }

    [Fact]
    public async Task Uninstall_InstalledAgain_NothingIsForgotten()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        await sandbox.Server.World.ChangeAsync(sandbox.Source, ShopActions.Uninstall);
        sandbox.Time.Advance(TimeSpan.FromHours(20));
        await sandbox.Server.World.ChangeAsync(sandbox.Source, ShopActions.Reinstall);
        sandbox.Time.Advance(TimeSpan.FromHours(40));
        Assert.Empty(await sandbox.Server.World.ReadAsync(sandbox.Source, shop => shop.Deliveries.Values.ToList()));
    }

    private static Task<SimOrder> OrderAsync(SandboxUnderTest sandbox) => sandbox.Server.World.ChangeAsync(sandbox.Source, shop => shop.Place(
        new SimOrder
        {
            Name = "",
            Email = "robin@example.com",
            Customer = new SimCustomer { Id = shop.NewId(), FirstName = "Robin", Email = "robin@example.com" },
            ShippingAddress = new SimAddress { City = "Sampletown" },
            Lines = [new SimOrderLine { Title = "A", Quantity = 1, UnitMinor = 100 }],
        },
        ClaimBehaviour.Bypass)!);

    private static async Task<int> PostAsync(SandboxUnderTest sandbox, string path, object body)
    {
        using var http = new HttpClient { BaseAddress = sandbox.Server.BaseAddress };
        using var answer = await http.PostAsJsonAsync("/sandbox/small-source/" + path, body, TestContext.Current.CancellationToken);
        return (int)answer.StatusCode;
    }
}
