using Microsoft.EntityFrameworkCore;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Scenarios;

public sealed class FirstReadingTests
{
    [Fact]
    public async Task FirstReading_ThreeShops_EverythingIsMirrored()
    {
        await using var world = await World.ConnectedAsync();

        await using var db = await world.ReadAsync();
        var stores = await db.Stores.OrderBy(s => s.Id).ToListAsync(World.Ct);
        Assert.Equal(["Goods GBP", "First CAD", "Second CAD"], stores.Select(s => $"{s.Name} {s.Currency}"));
        Assert.All(stores, s => Assert.NotNull(s.FirstReadAt));
        Assert.Equal(3, await db.Products.CountAsync(p => p.StoreId == world.Source, World.Ct));
        Assert.Equal("", await world.DueAsync());
    }
}
