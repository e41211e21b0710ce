using System.Net;
using System.Text.Json.Nodes;

namespace Syncerize.Tests.Sandbox;

public sealed class ControlApiTests(SeededSandbox sandbox) : IClassFixture<SeededSandbox>
{
    [Fact]
    public async Task Shops_Always_SayHowToConnect()
    {
        var shops = JsonNode.Parse(await sandbox.Http.GetStringAsync(new Uri(sandbox.Address, "/sandbox/shops"), TestContext.Current.CancellationToken))!.AsArray();
        Assert.Equal(3, shops.Count);
        var destination = shops.Single(s => (string?)s!["role"] == "destination")!;
        Assert.Equal(SeededSandbox.Source, (string?)destination["connectTo"]);
        Assert.Equal(1.8425m, (decimal)destination["exchangeRate"]!);
        Assert.All(shops, s => Assert.StartsWith("shpat_", (string?)s!["accessToken"], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Shops_NamedByAnotherHost_AreForbidden()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(sandbox.Address, "/sandbox/shops"));
        request.Headers.Host = "rebound.example";
        using var answer = await sandbox.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Order_PlacedThenShipped_MovesStockAsShopifyDoes()
    {
        var level = sandbox.Synced(8);
        var shop = sandbox.World[SeededSandbox.Destination];
        await sandbox.ControlAsync("maple-and-main/stock", new { variantId = shop.Items[level.InventoryItemId].Id, available = 5 });
        var (committed, onHand) = (level.Committed, level.OnHand);

        var (status, order) = await sandbox.ControlAsync("maple-and-main/orders", new { lines = new[] { new { variantId = shop.Items[level.InventoryItemId].Id, quantity = 2 } } });
        Assert.Equal(200, status);
        Assert.Equal((3, committed + 2, onHand), (level.Available, level.Committed, level.OnHand));

        await sandbox.ControlAsync("maple-and-main/fulfil", new { orderId = (long)order!["id"]!, company = "Canada Post", number = "4012345678901234" });
        Assert.Equal((3, committed, onHand - 2), (level.Available, level.Committed, level.OnHand));
        var shipped = shop.Orders[(long)order["id"]!];
        Assert.Equal("FULFILLED", shipped.FulfillmentStatus);
        Assert.Equal("PAID", shipped.FinancialStatus);
        Assert.Equal("4012345678901234", shipped.Fulfillments.Single().Tracking.Single().Number);
    }

    [Fact]
    public async Task Order_SecondLineSoldOut_TakesNothing()
    {
        var (first, second) = (sandbox.Synced(9), sandbox.Synced(10));
        var shop = sandbox.World[SeededSandbox.Destination];
        long Variant(long item) => shop.Items[item].Id;
        await sandbox.ControlAsync("maple-and-main/stock", new { variantId = Variant(first.InventoryItemId), available = 5 });
        await sandbox.ControlAsync("maple-and-main/stock", new { variantId = Variant(second.InventoryItemId), available = 1 });
        var orders = shop.Orders.Count;
        var (status, body) = await sandbox.ControlAsync("maple-and-main/orders",
            new { lines = new[] { new { variantId = Variant(first.InventoryItemId), quantity = 1 }, new { variantId = Variant(second.InventoryItemId), quantity = 2 } } });
        Assert.Equal((400, "It is sold out."), (status, (string?)body!["error"]));
        Assert.Equal((5, orders), (sandbox.Synced(9).Available, shop.Orders.Count));
    }

    [Fact]
    public async Task Order_Cancelled_GivesItsUnitsBack()
    {
        var level = sandbox.Synced(11);
        var shop = sandbox.World[SeededSandbox.Destination];
        var variantId = shop.Items[level.InventoryItemId].Id;
        await sandbox.ControlAsync("maple-and-main/stock", new { variantId, available = 4 });
        var (_, order) = await sandbox.ControlAsync("maple-and-main/orders", new { lines = new[] { new { variantId, quantity = 1 } } });
        Assert.Equal(3, level.Available);
        await sandbox.ControlAsync("maple-and-main/cancel", new { orderId = (long)order!["id"]! });
        Assert.Equal(4, level.Available);
        Assert.NotNull(shop.Orders[(long)order["id"]!].CancelledAt);
    }

    [Theory]
    [InlineData("nowhere/orders", 404)]
    [InlineData("maple-and-main/orders", 400)]
    [InlineData("maple-and-main/fulfil", 400)]
    [InlineData("maple-and-main/product/delete", 400)]
    public async Task Action_OnNothing_IsRefusedWithASentence(string path, int expected)
    {
        var (status, body) = await sandbox.ControlAsync(path, new { orderId = 1, productId = 1 });
        Assert.Equal(expected, status);
        Assert.NotEmpty((string?)body!["error"] ?? "");
    }

    [Fact]
    public async Task Product_AddedChangedDeleted_IsThereThenGone()
    {
        var shop = sandbox.World["alpine-outfitters.myshopify.com"];
        var (_, added) = await sandbox.ControlAsync("alpine-outfitters/product/add", new { title = "Piz Tea Mug", sku = "AO-NEW-1", priceMinor = 1250, available = 6 });
        var id = (long)added!["id"]!;
        Assert.Equal(6, shop.LevelsOf(shop.VariantsOf(id).Single().InventoryItemId).Single().Available);
        await sandbox.ControlAsync("alpine-outfitters/title", new { productId = id, title = "Piz Mug" });
        Assert.Equal("Piz Mug", shop.Products[id].Title);
        await sandbox.ControlAsync("alpine-outfitters/price", new { sku = "AO-NEW-1", priceMinor = 1400 });
        Assert.Equal(1400, shop.VariantsOf(id).Single().PriceMinor);
        await sandbox.ControlAsync("alpine-outfitters/product/delete", new { productId = id });
        Assert.False(shop.Products.ContainsKey(id));
    }

    [Fact]
    public async Task Faults_Set_AreFeltAndCanBeTakenBack()
    {
        await sandbox.ControlAsync("alpine-outfitters/faults", new { dead = true });
        using (var refused = await sandbox.SendAsync("alpine-outfitters.myshopify.com", "{ shop { name } }", null))
        {
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        await sandbox.ControlAsync("alpine-outfitters/faults", new { dead = false });
        using var answered = await sandbox.SendAsync("alpine-outfitters.myshopify.com", "{ shop { name } }", null);
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
    }
}
