using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Syncerize.App.Sandbox.Model;
using Syncerize.Core.Intake;
using Syncerize.Core.Stores;
using Syncerize.Core.Sync;

namespace Syncerize.App.Bench;

/// <summary>
/// A catalogue of 10,000 products with 30,000 variants: its first reading, its import through bulk operations at the pace the simulated shop states, and its compare once nothing has changed.
/// </summary>
internal static class ImportBench
{
    private const string Row = "import";
    private const int Products = 10_000;
    private const int Variants = 3;

    /// <summary>Lines a second that the simulated shop works: what the import is held against.</summary>
    private const double Pace = 25;

    public static async Task<BenchResult> RunAsync(CancellationToken ct)
    {
        var begun = Stopwatch.GetTimestamp();
        await using var host = await BenchHost.StartAsync(ct, world => world.Add([Shop("bench-source.myshopify.com", SimRole.Source, 1_000_000_000, Products), Shop("bench-shop.myshopify.com", SimRole.Destination, 2_000_000_000, 0)]));
        var read = Stopwatch.GetElapsedTime(begun);
        host.Destination.Shop.Pace.BulkLinesPerSecond = Pace;
        await using var db = await host.ReadAsync(ct);
        var connection = await db.Connections.SingleAsync(ct);
        var ids = await db.Products.Where(p => p.StoreId == connection.SourceId).Select(p => p.ProductId).ToListAsync(ct);

        var before = Managed();
        var heap = 0L;
        host.Calls.Clear();
        begun = Stopwatch.GetTimestamp();
        await host.Services.GetRequiredService<SyncProducts>().StartAsync(Actor.Of(connection.DestinationId), connection.Id, ids, ct);
        while (await db.SyncRuns.AsNoTracking().AnyAsync(r => r.EndedAt == null, ct))
        {
            heap = Math.Max(heap, GC.GetTotalMemory(forceFullCollection: false));
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, ct);
        }

        var import = Stopwatch.GetElapsedTime(begun);
        var created = host.Destination.Products.Count;
        var points = host.Calls.PointsAt(host.Destination.Domain);
        await host.QuietAsync(ct);

        host.Destination.Shop.Pace.BulkLinesPerSecond = 0;
        host.Calls.Clear();
        var stamps = (host.Source.Shop.LastStamp, host.Destination.Shop.LastStamp);
        begun = Stopwatch.GetTimestamp();
        await host.Services.GetRequiredService<PollSchedule>().CompareAsync(ct);
        await host.QuietAsync(ct);
        var compare = Stopwatch.GetElapsedTime(begun);
        var written = (host.Source.Shop.LastStamp, host.Destination.Shop.LastStamp) == stamps ? 0 : 1;
        var ideal = Products / Pace;
        return new BenchResult(
            [
                new BenchFigure(Row, $"first reading of {Products:N0} products, {Products * Variants:N0} variants, app start included", read.TotalSeconds, "s"),
                new BenchFigure(Row, "products created, of " + Products.ToString("N0", CultureInfo.InvariantCulture), created, "", Products, AtLeast: true),
                new BenchFigure(Row, "import ÷ (products ÷ the shop's stated bulk rate)", import.TotalSeconds / ideal, "×", 1.2),
                new BenchFigure(Row, "import, products per second", Products / import.TotalSeconds, "/s"),
                new BenchFigure(Row, "points at the destination during the import", points, "points"),
                new BenchFigure(Row, "managed heap during the import, beyond what the simulated shops hold", (heap - before) / 1024d / 1024d, "MB", 400),
                new BenchFigure(Row, "compare of the unchanged catalogue, writes at Shopify", written, "", 0),
                new BenchFigure(Row, "compare, points at the source", host.Calls.PointsAt(host.Source.Domain), "points", 200),
                new BenchFigure(Row, "compare, points at the destination", host.Calls.PointsAt(host.Destination.Domain), "points", 200),
                new BenchFigure(Row, "compare, time", compare.TotalSeconds, "s"),
            ],
            string.Create(CultureInfo.InvariantCulture, $"the pace the simulated shop states ({Pace:0} products a second), then reading back and linking; all on the same two cores"));
    }

    private static long Managed()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static ShopContent Shop(string domain, SimRole role, long from, int products)
    {
        var at = TimeProvider.System.GetUtcNow().AddDays(-30);
        var content = new ShopContent
        {
            Shop = new SimShop
            {
                Domain = domain,
                Name = domain.Split('.')[0],
                ShopId = from + 1,
                Role = role,
                Currency = "EUR",
                AccessToken = "shpat_" + domain,
                ClientSecret = "bench",
                ApiScopes = ["read_products", "write_products", "read_orders", "write_orders"],
                NextId = from + 100_000_000,
                LastStamp = at,
                ConnectTo = role == SimRole.Destination ? "bench-source.myshopify.com" : null,
                ExchangeRate = role == SimRole.Destination ? 1m : null,
            },
        };
        content.Locations.Add(new SimLocation { Id = from + 11, Name = "Main", CountryCode = "DE", City = "Berlin", CreatedAt = at, UpdatedAt = at });
        content.Publications.Add(new SimPublication { Id = from + 20, Title = "Online Store" });
        for (var n = 0; n < products; n++)
        {
            var id = from + 1000 + n;
            content.Products.Add(new SimProduct
            {
                Id = id,
                Title = string.Create(CultureInfo.InvariantCulture, $"Article {n}"),
                Handle = string.Create(CultureInfo.InvariantCulture, $"article-{n}"),
                DescriptionHtml = "<p>" + new string('x', 400) + "</p>",
                Vendor = "Bench",
                ProductType = "Thing",
                Tags = ["bench", "a"],
                CreatedAt = at.AddSeconds(n),
                UpdatedAt = at.AddSeconds(n),
                Options = [new SimOption { Id = from + 20_000_000 + n, Name = "Size", Position = 1, Values = [.. Enumerable.Range(0, Variants).Select(v => new SimOptionValue { Id = from + 30_000_000 + (10L * n) + v, Name = "S" + v })] }],
            });
            for (var v = 0; v < Variants; v++)
            {
                var item = from + 50_000_000 + (10L * n) + v;
                content.Variants.Add(new SimVariant
                {
                    Id = from + 40_000_000 + (10L * n) + v,
                    ProductId = id,
                    InventoryItemId = item,
                    Title = "S" + v,
                    Sku = string.Create(CultureInfo.InvariantCulture, $"A-{n}-{v}"),
                    PriceMinor = 1000 + n,
                    Position = v + 1,
                    SelectedOptions = [new SimSelectedOption { Name = "Size", Value = "S" + v }],
                    CreatedAt = at,
                    UpdatedAt = at,
                    ItemUpdatedAt = at,
                });
                content.Levels.Add(new SimInventoryLevel { Id = from + 60_000_000 + (10L * n) + v, InventoryItemId = item, LocationId = from + 11, Available = 7, OnHand = 7, CreatedAt = at, UpdatedAt = at });
            }
        }

        return content;
    }
}
