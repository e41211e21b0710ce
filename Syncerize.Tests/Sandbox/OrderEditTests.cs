using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;

namespace Syncerize.Tests.Sandbox;

public sealed class OrderEditTests
{
    [Theory]
    [InlineData(1, 9, 1)]
    [InlineData(5, 5, 5)]
    public async Task SetQuantity_FewerOrMore_StockFollows(int quantity, int available, int committed)
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        var order = await sandbox.Server.World.ChangeAsync(sandbox.Source, shop => Place(shop, 3));
        Assert.True(await sandbox.Server.World.ChangeAsync(sandbox.Source, shop => shop.SetQuantity(order, order.Lines[0], quantity)));
        var level = sandbox.Source.Levels[(1501, 1011)];
        Assert.Equal((available, committed, 10), (level.Available, level.Committed, level.OnHand));
        Assert.Equal((quantity, quantity), (order.Lines[0].CurrentQuantity, order.FulfillmentOrders.Sum(f => f.Lines.Sum(l => l.RemainingQuantity))));
        Assert.True(order.Edited);
    }

    [Fact]
    public async Task SetQuantity_FewerThanShipped_Refused()
    {
        await using var sandbox = await SandboxUnderTest.StartAsync();
        var order = await sandbox.Server.World.ChangeAsync(sandbox.Source, shop =>
        {
            var placed = Place(shop, 3);
            shop.ShipAll(placed, []);
            return placed;
        });
        Assert.False(await sandbox.Server.World.ChangeAsync(sandbox.Source, shop => shop.SetQuantity(order, order.Lines[0], 1)));
        Assert.Equal("FULFILLED", order.FulfillmentStatus);
    }

    private static SimOrder Place(ShopState shop, int quantity) => shop.Place(
        new SimOrder
        {
            Name = "",
            Lines = [new SimOrderLine { Title = "Product 1", VariantId = 1401, ProductId = 1101, InventoryItemId = 1501, Quantity = quantity, UnitMinor = 1000 }],
        },
        ClaimBehaviour.DecrementObeyingPolicy)!;
}
