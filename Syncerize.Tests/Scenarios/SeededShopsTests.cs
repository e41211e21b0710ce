using Microsoft.EntityFrameworkCore;
using Syncerize.App.Sandbox.Store;
using Syncerize.Core.Mapping;
using Syncerize.Core.Orders;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Scenarios;

public sealed class SeededShopsTests
{
    private const string Source = "harbour-home.myshopify.com";
    private const string Destination = "maple-and-main.myshopify.com";

    [Fact]
    public async Task FirstStart_EverythingRead_FindsNothingToWrite()
    {
        await using var world = await World.SeededAsync(20261);
        var (source, destination) = (world.Shop(Source), world.Shop(Destination));

        await using var db = await world.ReadAsync();
        Assert.Equal(200, await db.ProductLinks.CountAsync(l => l.State == LinkState.Active, World.Ct));
        Assert.Equal(destination.Orders.Count, await db.Orders.CountAsync(o => o.StoreId == world.First, World.Ct));

        // No product of either shop was written since the shops were stocked.
        var stocked = destination.Products.Values.Concat(source.Products.Values).Max(p => p.UpdatedAt);
        Assert.True(stocked < world.Time.GetUtcNow().AddDays(-1), "A product was written.");

        Assert.Empty(await db.Activity.Where(a => a.Kind == "stock").Select(a => a.Sentence).ToListAsync(World.Ct));

        // What was pushed before is known as pushed, once each; what was not follows by the same rules.
        var keys = source.Orders.Values.Where(o => o.SourceIdentifier is not null).Select(o => o.SourceIdentifier).ToList();
        Assert.Distinct(keys);
        var known = await db.OrderPushes.Where(p => p.State == PushState.Recorded).Select(p => p.Key).ToListAsync(World.Ct);
        Assert.Superset(known.ToHashSet(StringComparer.Ordinal), keys.Select(k => k!).ToHashSet(StringComparer.Ordinal));
        Assert.InRange(known.Count, 400, keys.Count);
        Assert.Equal(0, await db.WorkItems.CountAsync(w => w.ParkedAt != null, World.Ct));

        foreach (var (made, from) in Pairs(source, destination))
        {
            var sold = Unpushed(destination, keys!, made.Id, source.Shop.ShopId);
            Assert.Equal(
                Math.Max(0, source.LevelsOf(from.InventoryItemId).Sum(l => l.Available) - sold), destination.LevelsOf(made.InventoryItemId).Single().Available);
        }
    }

    private static IEnumerable<(App.Sandbox.Model.SimVariant Made, App.Sandbox.Model.SimVariant From)> Pairs(ShopState source, ShopState destination) =>
        from product in destination.Products.Values
        from key in product.Metafields
        where key.Key == "product_key"
        let original = source.Products[long.Parse(key.Value.Split('/')[1], System.Globalization.CultureInfo.InvariantCulture)]
        from pair in destination.VariantsOf(product.Id).Zip(source.VariantsOf(original.Id))
        select pair;

    private static int Unpushed(ShopState destination, List<string> pushed, long variantId, long sourceShopId)
    {
        var keys = pushed.ToHashSet(StringComparer.Ordinal);
        return destination.Orders.Values
            .Where(o => !keys.Contains(FormattableString.Invariant($"{destination.Shop.ShopId}-{o.Id}-{sourceShopId}-1")))
            .SelectMany(o => o.Lines).Where(l => l.VariantId == variantId).Sum(l => l.CurrentQuantity);
    }
}
