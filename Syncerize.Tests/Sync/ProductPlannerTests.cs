using CsCheck;
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
        from words in Gen.OneOf("", "new", "old", "🫖", "إبريق").Array[6]
        from images in Gen.Int[1, 4].HashSet[0, 3]
        select Make(title, html, status, ids, prices, compare, words, images);

    private static readonly Gen<ConnectionSettings> AnySettings =
        from title in Setting
        from description in Setting
        from status in Setting
        from price in Setting
        from sku in Setting
        from add in Gen.Bool
        from remove in Gen.Bool
        from margin in Gen.Int[-12_000, 30_000]
        from rounding in Gen.Enum<PriceRounding>()
        from more in Setting.Array[11]
        from mode in Gen.Enum<TagMode>()
        from edits in Gen.Enum<EditPolicy>()
        from soldOut in Gen.Enum<SoldOutPolicy>()
        select new ConnectionSettings
        {
            Products = new ProductSyncSettings
            {
                Title = title,
                Description = description,
                Status = status,
                Price = price,
                Sku = sku,
                AddNewVariants = add,
                RemoveDeletedVariants = remove,
                Vendor = more[0],
                Tags = more[1],
                Images = more[2],
                Handle = more[3],
                Seo = more[4],
                Metafields = more[5],
                Weight = more[6],
                Cost = more[7],
                Taxable = more[8],
                HsCode = more[9],
                Category = more[10],
                TagMode = mode,
                LocalEdits = edits,
                MetafieldNamespaces = ["custom"],
                Collections = [new CollectionRule(CollectionMatch.Tag, "new", 4, "New"), new CollectionRule(CollectionMatch.Every, "", 5, "All")],
            },
            Price = new PriceSettings { MarginBasisPoints = margin, Rounding = rounding },
            Stock = new StockSettings { SoldOut = soldOut },
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
        void Only(bool written, AttributeSync setting) => Assert.True(!written || setting == AttributeSync.KeepInSync);
        Only(plan.Change?.Vendor is not null, selected.Vendor);
        Only(plan.Change?.ProductType is not null, selected.ProductType);
        Only(plan.Change?.Tags is not null, selected.Tags);
        Only(plan.Change?.Handle is not null, selected.Handle);
        Only(plan.Change?.CategoryId is not null, selected.Category);
        Only((plan.Change?.SeoTitle ?? plan.Change?.SeoDescription) is not null, selected.Seo);
        Only(plan.Images.Any, selected.Images);
        Only(plan.MetafieldsToSet.Count + plan.MetafieldsToDelete.Count > 0, selected.Metafields);
        Assert.All(plan.MetafieldsToSet, m => Assert.Equal("custom", m.Namespace));
        Assert.All(plan.VariantChanges, v =>
        {
            Only(v.Price is not null, selected.Price);
            Only(v.CompareAtPrice is not null, selected.CompareAtPrice);
            Only(v.Sku is not null, selected.Sku);
            Only(v.Barcode is not null, selected.Barcode);
            Only(v.Weight is not null, selected.Weight);
            Only(v.Cost is not null, selected.Cost);
            Only(v.Taxable is not null, selected.Taxable);
            Only(v.RequiresShipping is not null, selected.RequiresShipping);
            Only(v.HarmonizedSystemCode is not null, selected.HsCode);
            Only(v.CountryCodeOfOrigin is not null, selected.CountryOfOrigin);
            Only(v.InventoryPolicy is not null, selected.InventoryPolicy);
            Only(v.MediaId is not null, selected.Images);
        });
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

    private static Product Make(string title, string html, string status, HashSet<int> ids, long[] prices, long[] compare, string[] words, HashSet<int> images)
    {
        var product = PlannedShop.Source([.. ids.Order().Select(i => ((long)i, $"V{i}", prices[i - 1]))]);
        (product.Title, product.DescriptionHtml, product.Status) = (title, html, status);
        (product.Vendor, product.SeoTitle, product.Handle, product.CategoryId) = (words[0], words[1].Length == 0 ? null : words[1], "kettle-" + words[2].Length, words[3].Length == 0 ? null : "aa-1");
        product.Tags = [.. words.Where(w => w.Length > 0).Distinct(StringComparer.Ordinal)];
        product.Metafields = [.. words.Take(3).Select((w, i) => new MetafieldReading(i == 2 ? "other" : "custom", $"k{i}", "single_line_text_field", w)).Where(m => m.Value.Length > 0)];
        product.Images = [.. images.Select((id, i) => new ImageReading(id, $"https://cdn.example/{id}.png", words[4], i + 1))];
        foreach (var variant in product.Variants)
        {
            (variant.UnitCostMinor, variant.HarmonizedSystemCode, variant.WeightThousandths, variant.WeightUnit) = (compare[0] % 2 == 0 ? null : compare[0], words[5], prices[0] % 3 * 500, "GRAMS");
            (variant.Taxable, variant.MediaId) = (prices[1] % 2 == 0, images.Count > 0 ? images.First() : null);
            variant.CompareAtMinor = compare[(int)variant.VariantId - 1] % 3 == 0 ? null : compare[(int)variant.VariantId - 1];
        }

        return product;
    }
}
