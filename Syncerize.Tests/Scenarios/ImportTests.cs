using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;
using Syncerize.Core.Catalog;
using Syncerize.Core.Intake;
using Syncerize.Core.Mapping;
using Syncerize.Core.Stores;
using Syncerize.Core.Sync;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Scenarios;

/// <summary>Imports through bulk operations: created once whatever happens, stock and ledger as one by one, pause, cancel, refusals, the daily limit; and the compare of a whole catalogue.</summary>
public sealed class ImportTests
{
    private const int Many = 30;

    [Fact]
    public async Task Import_Large_CreatedInBatchesOnceWithStockAndNothingLeftToWrite()
    {
        await using var world = await LargeAsync(batch: 12);
        var products = await StartAsync(world);
        await world.SettleAsync();

        var run = await RunAsync(world);
        Assert.Equal((SyncRunState.Ended, Many, Many, 0, 0), (run.Run.State, run.Total, run.Done, run.Skipped, run.Failed));
        Assert.Equal(3, run.Run.Batch);
        var shop = world.Shop(WorldShops.First);
        Assert.Equal(Many, shop.Products.Count);
        Assert.Equal(3, shop.BulkOperations.Values.Count(o => o.Type == SimBulkOperation.Mutation));
        Assert.All(shop.Variants.Values, v => Assert.Equal(4, shop.LevelsOf(v.InventoryItemId).Single().Available));
        await using var db = await world.ReadAsync();
        Assert.Equal(Many, await db.ProductLinks.CountAsync(l => l.State == LinkState.Active && l.Origin == LinkOrigin.Created, World.Ct));
        Assert.Equal(0, await db.Ledger.CountAsync(l => l.ReadBack == null, World.Ct));
        Assert.Equal("", await world.DueAsync());

        // What one by one would have made: a second look writes nothing.
        var stamp = shop.Shop.LastStamp;
        var preview = await world.Get<ProductPreview>().OfAsync(Actor.Of(world.First), world.FirstConnection, products, World.Ct);
        Assert.All(preview, p => Assert.Equal(PlanKind.Nothing, p.Plan.Kind));
        Assert.Equal(stamp, shop.Shop.LastStamp);
    }

    [Fact]
    public async Task CreatedOnce_AnswerOfTheHandOverLost_LooksFirstAndDoublesNothing()
    {
        await using var world = await LargeAsync(batch: 100);
        var shop = world.Shop(WorldShops.First);
        (shop.Faults.Operation, shop.Faults.LostAnswers) = ("bulkOperationRunMutation", 1);
        await StartAsync(world);
        await world.SettleAsync();

        Assert.Equal(0, shop.Faults.LostAnswers);
        Assert.Equal(Many, shop.Products.Count);
        Assert.Equal(1, shop.BulkOperations.Values.Count(o => o.Type == SimBulkOperation.Mutation));
        Assert.Equal((SyncRunState.Ended, Many), ((await RunAsync(world)).Run.State, (await RunAsync(world)).Done));
    }

    [Fact]
    public async Task CreatedOnce_KilledWhileShopifyWorks_GoesOnAndDoublesNothing()
    {
        await using var world = await LargeAsync(batch: 100);
        var shop = world.Shop(WorldShops.First);
        shop.Shop.Pace.BulkLinesPerSecond = 5;
        await StartAsync(world);
        await StepsAsync(world, 8, until: () => shop.Products.Count > 0);
        Assert.InRange(shop.Products.Count, 1, Many - 1);
        await world.Gate.WriteAsync(async (w, ct) => await w.Db.SyncRuns.ExecuteUpdateAsync(s => s.SetProperty(r => r.Step, ImportStep.Sending).SetProperty(r => r.OperationId, (long?)null), ct), World.Ct);

        await world.SettleAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(Many, shop.Products.Count);
        Assert.Equal(Many, shop.Products.Values.Select(p => p.Metafields.Single(m => m.Key == "product_key").Value).Distinct().Count());
        Assert.Equal((SyncRunState.Ended, Many), ((await RunAsync(world)).Run.State, (await RunAsync(world)).Done));
    }

    [Fact]
    public async Task Import_LineRefused_ListedWithReasonAndTriedAgain()
    {
        await using var world = await LargeAsync(batch: 100);
        var bad = world.Shop(WorldShops.Source).Products.Keys.Max();

        // A number of the taxonomy before the present one is no category. A price is no such cause: what comes out below zero is planned as zero.
        await world.InShopAsync(WorldShops.Source, s => File(s, bad, "gid://shopify/TaxonomyCategory/352"));
        await world.SettleAsync();
        await StartAsync(world);
        await world.SettleAsync();

        var run = await RunAsync(world);
        Assert.Equal((SyncRunState.Ended, Many - 1, 1), (run.Run.State, run.Done, run.Failed));
        var problem = Assert.Single(await world.Get<SyncRunList>().ProblemsAsync(Actor.Of(world.First), run.Run.Id, 10, World.Ct));
        Assert.Contains("Category is invalid", problem.Sentence, StringComparison.Ordinal);

        await world.InShopAsync(WorldShops.Source, s => File(s, bad, null));
        await world.SettleAsync();
        await world.Get<SyncRuns>().RetryAsync(Actor.Of(world.First), run.Run.Id, World.Ct);
        await world.SettleAsync();
        Assert.Equal((SyncRunState.Ended, Many, 0), ((await RunAsync(world)).Run.State, (await RunAsync(world)).Done, (await RunAsync(world)).Failed));
        Assert.Equal(Many, world.Shop(WorldShops.First).Products.Count);
    }

    [Fact]
    public async Task Import_PausedAndCancelledWhileShopifyWorks_TakesUpWhatWasMadeAndNothingMore()
    {
        await using var world = await LargeAsync(batch: 10);
        var shop = world.Shop(WorldShops.First);
        shop.Shop.Pace.BulkLinesPerSecond = 2;
        await StartAsync(world);
        await StepsAsync(world, 20, until: () => shop.Products.Count > 0);
        var run = (await RunAsync(world)).Run.Id;
        await world.Get<SyncRuns>().PauseAsync(Actor.Of(world.First), run, World.Ct);
        await world.SettleAsync(TimeSpan.FromMinutes(5));
        Assert.Equal((SyncRunState.Paused, 10, 10), ((await RunAsync(world)).Run.State, (await RunAsync(world)).Done, shop.Products.Count));

        await world.Get<SyncRuns>().ResumeAsync(Actor.Of(world.First), run, World.Ct);
        await StepsAsync(world, 20, until: () => shop.Products.Count > 11);
        await world.Get<SyncRuns>().CancelAsync(Actor.Of(world.First), run, World.Ct);
        await world.SettleAsync(TimeSpan.FromMinutes(5));

        await using var db = await world.ReadAsync();
        Assert.InRange(shop.Products.Count, 12, 19);
        Assert.Equal(shop.Products.Count, await db.ProductLinks.CountAsync(l => l.State == LinkState.Active, World.Ct));
        Assert.Equal(0, await db.ProductLinks.CountAsync(l => l.State == LinkState.Creating, World.Ct));
        Assert.Equal("", await world.DueAsync());

        // Asked for again, the rest is made and nothing twice.
        shop.Shop.Pace.BulkLinesPerSecond = 0;
        await StartAsync(world);
        await world.SettleAsync();
        Assert.Equal(Many, shop.Products.Count);
    }

    [Fact]
    public async Task Import_DailyVariantLimit_WaitsExplainsAndGoesOnTheNextDay()
    {
        await using var world = await LargeAsync(batch: 100);
        var shop = world.Shop(WorldShops.First);
        (shop.Shop.VariantLimitFrom, shop.Shop.VariantsPerDay) = (5, 21);
        await StartAsync(world);
        await world.SettleAsync();

        var waiting = await RunAsync(world);
        Assert.Equal((SyncRunState.Running, 20, 20), (waiting.Run.State, waiting.Done, shop.Products.Count));
        Assert.Equal(ImportBatch.DailyLimit, waiting.Run.Sentence);
        world.Time.Advance(TimeSpan.FromHours(16));
        await world.SettleAsync();
        Assert.Equal((SyncRunState.Ended, Many), ((await RunAsync(world)).Run.State, shop.Products.Count));
    }

    [Fact]
    public async Task Import_Small_OneByOneWithItsProgress()
    {
        await using var world = await World.ConnectedAsync();
        await world.SyncAsync(world.FirstConnection, Trade.Kettle1, Trade.Kettle2);
        var run = await RunAsync(world);
        Assert.Equal((SyncRunState.Ended, 2, 2, false), (run.Run.State, run.Total, run.Done, run.Run.IsBulk));
        Assert.Empty(world.Shop(WorldShops.First).BulkOperations);
    }

    [Fact]
    public async Task CatalogReading_LargeShop_FirstReadAndCompareThroughBulk()
    {
        await using var world = await LargeAsync(batch: 100, products: 270);
        var source = world.Shop(WorldShops.Source);
        await using (var db = await world.ReadAsync())
        {
            Assert.Equal(270, await db.Products.CountAsync(p => p.StoreId == world.Source && p.DeletedAt == null, World.Ct));
        }

        await world.Get<PollSchedule>().CompareAsync(Actor.Of(world.Source), world.Source, World.Ct);
        await world.SettleAsync();
        Assert.Equal((270, 270, 0, 0), await LastAsync(world));

        // Changed and deleted unheard: found, taken up, and gone.
        await world.InShopAsync(WorldShops.Source, shop =>
        {
            shop.Products[Trade.Kettle1].Title = "Renamed";
            shop.ProductChanged(shop.Products[Trade.Kettle1]);
            shop.DeleteProduct(shop.Products[Trade.Kettle3]);
        });
        await world.DeliverAsync(_ => []);
        await world.Get<PollSchedule>().CompareAsync(Actor.Of(world.Source), world.Source, World.Ct);
        await world.SettleAsync();

        Assert.Equal((269, 268, 1, 1), await LastAsync(world));
        await using var after = await world.ReadAsync();
        Assert.Equal("Renamed", (await after.Products.SingleAsync(p => p.ProductId == Trade.Kettle1, World.Ct)).Title);
        Assert.NotNull((await after.Products.SingleAsync(p => p.ProductId == Trade.Kettle3, World.Ct)).DeletedAt);
        Assert.Equal(3, source.BulkOperations.Count + 1);
    }

    private static async Task<(int Products, int Matched, int Changed, int Gone)> LastAsync(World world)
    {
        await using var db = await world.ReadAsync();
        var reading = await db.CatalogReadings.Where(r => r.StoreId == world.Source).OrderByDescending(r => r.Id).FirstAsync(World.Ct);
        Assert.Equal(CatalogReadingState.Done, reading.State);
        return (reading.Products, reading.Matched, reading.Changed, reading.Gone);
    }

    private static async Task<World> LargeAsync(int batch, int products = Many)
    {
        var world = await World.ConnectedAsync();
        var options = world.Get<IOptions<BulkOptions>>().Value;
        (options.ImportFrom, options.ImportBatch) = (5, batch);
        await world.InShopAsync(WorldShops.Source, shop =>
        {
            for (var n = shop.Products.Count; n < products; n++)
            {
                var product = new SimProduct { Title = $"Pot {n}", Handle = "", Options = [new SimOption { Id = shop.NewId(), Name = "Title", Position = 1, Values = [new SimOptionValue { Id = shop.NewId(), Name = "Default Title" }] }] };
                shop.AddProduct(product);
                var variant = new SimVariant { Sku = $"POT-{n}", PriceMinor = 700, SelectedOptions = [new SimSelectedOption { Name = "Title", Value = "Default Title" }] };
                shop.AddVariant(product, variant);
                shop.Activate(variant.InventoryItemId, shop.Locations.Keys.Min(), 4);
            }

            // One number for all, so that every copy can be held against it.
            foreach (var level in shop.Levels.Values.ToList())
            {
                shop.SetAvailable(level, level.LocationId == shop.Locations.Keys.Min() ? 4 : 0);
            }
        });
        await world.SettleAsync();
        return world;
    }

    private static async Task<List<long>> StartAsync(World world)
    {
        List<long> products = [.. world.Shop(WorldShops.Source).Products.Keys];
        await world.Get<SyncProducts>().StartAsync(Actor.Of(world.First), world.FirstConnection, products, World.Ct);
        return products;
    }

    // Works in small steps of the clock, so that what is under way can be met half done.
    private static async Task StepsAsync(World world, int steps, Func<bool> until)
    {
        for (var i = 0; i < steps && !until(); i++)
        {
            await world.DrainAsync();
            world.Time.Advance(TimeSpan.FromSeconds(2));
            await world.DrainAsync();
        }
    }

    private static async Task<RunView> RunAsync(World world)
    {
        var runs = await world.Get<SyncRunList>().OfAsync(Actor.Of(world.First), world.First, World.Ct);
        return runs.First(r => r.Run.Kind == SyncRunKind.Import);
    }

    private static void File(ShopState shop, long product, string? category)
    {
        shop.Products[product].CategoryGid = category;
        shop.ProductChanged(shop.Products[product]);
    }
}
