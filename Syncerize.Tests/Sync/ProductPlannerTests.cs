using CsCheck;
using Syncerize.Core;
using Syncerize.Core.Catalog;
using Syncerize.Core.Connections;
using Syncerize.Core.Shopify;
using Syncerize.Core.Sync;

namespace Syncerize.Tests.Sync;

public sealed class ProductPlannerTests
{
    private static readonly Gen<AttributeSync> Setting = Gen.Enum<AttributeSync>();

    // Titles with white space at the ends: Shopify takes it off, and that is no difference.
    private static readonly Gen<Product> AnyProduct =
        from title in Gen.OneOf("Kettle", " Kettle ", "Pot", "Pan\n")
        from html in Gen.OneOf("", "<p>a</p>", " <p>b</p> ")
        from status in Gen.OneOf("ACTIVE", "DRAFT", "ARCHIVED")
        from ids in Gen.Int[1, 6].HashSet[1, 4]
        from prices in Gen.Long[0, 10_000_000].Array[6]
        from compare in Gen.Long[0, 10_000_000].Array[6]
        select Make(title, html, status, ids, prices, compare);

    private static readonly Gen<ConnectionSettings> AnySettings =
        from title in Setting
        from description in Setting
        from status in Setting
        from price in Setting
        from sku in Setting
        from add in Gen.Bool
        from remove in Gen.Bool
        from margin in Gen.Int[-12_000, 30_000]
        select new ConnectionSettings
        {
            Products = new ProductSyncSettings { Title = title, Description = description, Status = status, Price = price, Sku = sku, AddNewVariants = add, RemoveDeletedVariants = remove },
            Price = new PriceSettings { MarginBasisPoints = margin },
        };

    [Fact]
    public void Plan_AfterApply_Nothing() => Gen.Select(AnyProduct, AnyProduct, AnySettings).Sample((first, second, settings) =>
    {
        var shop = new PlannedShop { Settings = settings };
        shop.Sync(first);
        Assert.Equal(PlanKind.Nothing, shop.Plan(first).Kind);
        shop.Sync(second);
        shop.Sync(second);
        Assert.Equal(PlanKind.Nothing, shop.Plan(second).Kind);
    });

    [Fact]
    public void Plan_AnyChange_TouchesOnlyWhatIsSelected() => Gen.Select(AnyProduct, AnyProduct, AnySettings).Sample((first, second, settings) =>
    {
        var shop = new PlannedShop { Settings = settings };
        shop.Sync(first);
        var plan = shop.Plan(second);
        var selected = settings.Products;
        Assert.True(plan.Change?.Title is null || selected.Title == AttributeSync.KeepInSync);
        Assert.True(plan.Change?.DescriptionHtml is null || selected.Description == AttributeSync.KeepInSync);
        Assert.True(plan.Change?.Status is null || selected.Status == AttributeSync.KeepInSync);
        Assert.True(plan.Change is null || (plan.Change.Vendor is null && plan.Change.ProductType is null && plan.Change.Tags is null && plan.Change.Handle is null));
        Assert.All(plan.VariantChanges, v => Assert.True((v.Price is null || selected.Price == AttributeSync.KeepInSync) && (v.Sku is null || selected.Sku == AttributeSync.KeepInSync)));
        Assert.True(plan.VariantsToCreate.Count == 0 || selected.AddNewVariants);
        Assert.True(plan.VariantsToDelete.Count == 0 || selected.RemoveDeletedVariants);
    });

    [Fact]
    public void Plan_SyncedOverAndOver_NoDrift() => Gen.Select(AnyProduct, AnySettings).Sample((product, settings) =>
    {
        var shop = new PlannedShop { Settings = settings };
        shop.Sync(product);
        var prices = shop.Destination!.Variants.ConvertAll(v => v.PriceMinor);
        for (var i = 0; i < 5; i++)
        {
            shop.Sync(product);
        }

        Assert.Equal(prices, shop.Destination.Variants.ConvertAll(v => v.PriceMinor));
        Assert.Equal(product.Variants.Count, shop.Destination.Variants.Count);
    });

    [Fact]
    public void PricePlan_AnyAmount_NeverNegativeAndClosestWholeUnit() =>
        Gen.Select(Gen.Long[0, 1_000_000_000], Gen.Long[1, 500_000_000], Gen.Int[-20_000, 50_000], Gen.OneOf("GBP", "JPY", "KWD"), Gen.OneOf("CAD", "JPY", "KWD")).Sample((minor, rate, margin, from, to) =>
        {
            var price = PricePlan.Of(new Money(minor, from), to, rate, margin).Price;
            Assert.True(price.Minor >= 0);
            var exact = (decimal)minor / Money.Scale(from) * rate / 1_000_000m * Math.Max(0, 10_000 + margin) / 10_000m * Money.Scale(to);
            Assert.True(Math.Abs(exact - price.Minor) <= 0.500001m, $"{exact} became {price.Minor}");
        });

    [Theory]
    [InlineData(10000, 1_000_000, 1000, "GBP", 11000)]
    [InlineData(1, 500_000, 0, "GBP", 1)]
    [InlineData(1050, 1_750_000, 0, "CAD", 1838)]
    [InlineData(1050, 190_000_000, 0, "JPY", 1995)]
    public void PricePlan_Example_AsExpected(long minor, long rate, int margin, string to, long expected) =>
        Assert.Equal(expected, PricePlan.Of(new Money(minor, "GBP"), to, rate, margin).Price.Minor);

    [Fact]
    public void PricePlan_RateAndMargin_SaysHow() =>
        Assert.Equal("20.00 GBP × 1.75 + 10 % = 38.50 CAD", PricePlan.Of(new Money(2000, "GBP"), "CAD", 1_750_000, 1000).How);

    [Fact]
    public void Plan_NoRate_CreateWaitsAndPricesStay()
    {
        var source = PlannedShop.Source((1, "S", 1000));
        var waiting = new PlannedShop { Rate = null };
        Assert.Equal(PlanKind.Waits, waiting.Plan(source).Kind);
        Assert.Contains("GBP", Assert.Single(waiting.Plan(source).Sentences), StringComparison.Ordinal);

        var shop = new PlannedShop();
        shop.Sync(source);
        shop.Rate = null;
        source.Title = "Teapot";
        source.Variants[0].PriceMinor = 5;
        var plan = shop.Plan(source);
        Assert.Equal("Teapot", plan.Change?.Title);
        Assert.Empty(plan.VariantChanges);
        Assert.NotEmpty(plan.Sentences);
    }

    [Fact]
    public void Plan_EditedByHand_KeptUntilTheSourceChanges()
    {
        var source = PlannedShop.Source((1, "S", 1000));
        var shop = new PlannedShop();
        shop.Sync(source);
        shop.Destination!.Title = "My kettle";

        var plan = shop.Plan(source);
        Assert.Equal(PlanKind.Nothing, plan.Kind);
        Assert.Equal(FieldVerdict.KeptEdit, plan.Fields.Single(f => f.Field == SyncFields.Title).Verdict);

        source.Title = "Kettle, new";
        Assert.Equal("Kettle, new", shop.Sync(source).Change?.Title);
    }

    [Fact]
    public void Plan_VariantDeletedByHand_NotMadeAgain()
    {
        var source = PlannedShop.Source((1, "S", 1000), (2, "L", 2000));
        var shop = new PlannedShop();
        shop.Sync(source);
        shop.Destination!.Variants.RemoveAt(1);
        shop.Sync(source);

        var plan = shop.Plan(source);
        Assert.Equal(PlanKind.Nothing, plan.Kind);
        Assert.Empty(plan.VariantsToCreate);
    }

    [Fact]
    public void Plan_VariantsReplacedAtTheSource_AddedAndDeleted()
    {
        var shop = new PlannedShop();
        shop.Sync(PlannedShop.Source((1, "S", 1000)));
        var plan = shop.Sync(PlannedShop.Source((2, "M", 1000), (3, "L", 1200)));
        Assert.Equal(["M", "L"], plan.VariantsToCreate.Select(v => v.Options[0].Value));
        Assert.Single(plan.VariantsToDelete);
        Assert.Equal(["K-M", "K-L"], shop.Destination!.Variants.Select(v => v.Sku));
    }

    [Fact]
    public void Plan_OptionRenamedAtTheSource_RenamedHere()
    {
        var source = PlannedShop.Source((1, "S", 1000));
        var shop = new PlannedShop();
        shop.Sync(source);
        source.Options = [new OptionReading("Format", 1, ["S"])];
        source.Variants[0].Options = [new SelectedOption("Format", "S")];
        var change = Assert.Single(shop.Plan(source).OptionChanges);
        Assert.Equal(("Size", "Format"), (change.Name, change.NewName));
    }

    [Fact]
    public void Plan_Create_StockedAtZeroWithoutHandle()
    {
        var draft = new PlannedShop().Plan(PlannedShop.Source((1, "S", 1000))).Draft!;
        Assert.Null(draft.Handle);
        Assert.Equal((77L, 0), (draft.Variants[0].LocationId!.Value, draft.Variants[0].Available!.Value));
    }

    private static Product Make(string title, string html, string status, HashSet<int> ids, long[] prices, long[] compare)
    {
        var product = PlannedShop.Source([.. ids.Order().Select(i => ((long)i, $"V{i}", prices[i - 1]))]);
        (product.Title, product.DescriptionHtml, product.Status) = (title, html, status);
        foreach (var variant in product.Variants)
        {
            variant.CompareAtMinor = compare[(int)variant.VariantId - 1] % 3 == 0 ? null : compare[(int)variant.VariantId - 1];
        }

        return product;
    }
}
