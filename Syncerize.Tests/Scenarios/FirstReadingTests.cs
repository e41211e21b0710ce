using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Orders;
using Syncerize.Core.Work;
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

    [Fact]
    public async Task FirstReading_OrderPushedAMomentAgo_LowersNothingTwice()
    {
        await using var world = await World.ConnectedAsync();
        await world.SyncAsync(world.FirstConnection, Trade.Kettle1);
        var order = await world.OrderAsync(WorldShops.First, "KET-1", 2, paid: true);
        await world.SettleAsync();
        Assert.Single(world.Shop(WorldShops.Source).Orders);

        // As after a new installation: the order, its push and its reservation are not known any more.
        int written;
        await using (var db = await world.ReadAsync())
        {
            written = await db.Activity.CountAsync(a => a.Kind == "stock", World.Ct);
        }

        await world.Gate.WriteAsync(
            async (write, ct) =>
            {
                await write.Db.PushAttempts.ExecuteDeleteAsync(ct);
                await write.Db.OrderPushLines.ExecuteDeleteAsync(ct);
                await write.Db.OrderPushes.ExecuteDeleteAsync(ct);
                await write.Db.Reservations.ExecuteDeleteAsync(ct);
                await write.Db.OrderLines.Where(l => l.StoreId == world.First).ExecuteDeleteAsync(ct);
                await write.Db.Orders.Where(o => o.StoreId == world.First).ExecuteDeleteAsync(ct);
                (await write.Db.Stores.SingleAsync(s => s.Id == world.First, ct)).FirstReadAt = null;
                await write.EnqueueAsync(new Due(world.First, OrderWork.Pull, order.Id.ToString(CultureInfo.InvariantCulture)), ct);
            },
            World.Ct);
        await world.Get<LaneDrain>().DrainAsync(world.First, World.Ct);
        Assert.Equal(13, world.Available(WorldShops.First, "KET-1"));
        await world.SettleAsync();

        Assert.Equal(13, world.Available(WorldShops.First, "KET-1"));
        await using var after = await world.ReadAsync();
        Assert.Equal(written, await after.Activity.CountAsync(a => a.Kind == "stock", World.Ct));
        Assert.Single(world.Shop(WorldShops.Source).Orders);
    }
}
