using Syncerize.Core.Shopify;
using static Syncerize.Tests.Shopify.SandboxedShop;

namespace Syncerize.Tests.Shopify;

/// <summary>Shop, products and webhooks over the gateway against a simulated shop.</summary>
public sealed class ProductGatewayTests : IAsyncLifetime
{
    private const CallPriority Priority = CallPriority.Product;
    private SandboxedShop _shop = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _shop = await SandboxedShop.StartAsync();

    public ValueTask DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task ReadShop_Installed_NamesItAndItsScopes()
    {
        var shop = Done(await _shop.Shop.ReadShopAsync(Store, Priority, Ct));
        Assert.Equal((77L, "Gateway test", Domain, "CAD", "America/Toronto"), (shop.ShopId, shop.Name, shop.Domain, shop.Currency, shop.TimeZone));
        Assert.Equal(["read_products", "write_products"], shop.Scopes);
    }

    [Fact]
    public async Task ReadLocations_Two_Both() =>
        Assert.Equal(
            [new LocationReading(Main, "Main", true, true), new LocationReading(Second, "Second", true, false)],
            Done(await _shop.Shop.ReadLocationsAsync(Store, Priority, Ct)).OrderBy(l => l.Id));

    [Fact]
    public async Task EnsureKeyDefinitions_Again_Fine() => Assert.True(Done(await _shop.Shop.EnsureKeyDefinitionsAsync(Store, Priority, Ct)));

    [Fact]
    public async Task Create_Draft_ReadBackAsSent()
    {
        var created = await _shop.CreateProductAsync("1/2", sizes: 2);
        var read = await _shop.ReadAsync(created.ProductId);
        Assert.Equal(("Shirt 1/2", created.Handle, "ACTIVE", "Acme", "Shirts", "1/2"), (read.Title, read.Handle, read.Status, read.Vendor, read.ProductType, read.ProductKey));
        Assert.Equal(["S1", "S2"], Assert.Single(read.Options).Values);
        Assert.Equal("front", Assert.Single(read.Images).Alt);
        Assert.Equal(created.Variants.Select(v => (v.VariantId, v.InventoryItemId, v.Sku)), read.Variants.Select(v => (v.VariantId, v.InventoryItemId, v.Sku)));
        var variant = read.Variants[0];
        Assert.Equal((1000L, 1200L, "0123", "DENY", 10, true, 1.5m, "KILOGRAMS", "CA"), (
            variant.PriceMinor, variant.CompareAtMinor, variant.Barcode, variant.InventoryPolicy, variant.InventoryQuantity, variant.Tracked, variant.Weight, variant.WeightUnit,
            variant.CountryCodeOfOrigin));
        Assert.Equal([new SelectedOption("Size", "S1")], variant.Options);
    }

    [Fact]
    public async Task Create_SameKeyTwice_OneProduct()
    {
        var first = await _shop.CreateProductAsync("1/2");
        var second = await _shop.CreateProductAsync("1/2");
        Assert.Equal(first.ProductId, second.ProductId);
        Assert.Equal(first.ProductId, Done(await _shop.Products.FindByKeyAsync(Store, "1/2", Priority, Ct)));
        Assert.Single(_shop.State.Products);
    }

    [Fact]
    public async Task Create_AnswerLost_UnknownAndFoundByKey()
    {
        _shop.State.Faults.LostAnswers = 1;
        var outcome = await _shop.Products.CreateAsync(Store, Samples.Product with { Key = "1/3", Variants = [Samples.Variant with { LocationId = Main }], Options = [new("Size", 1, ["S"])] }, Priority, Ct);
        Assert.IsType<Outcome<CreatedProduct>.Unknown>(outcome);
        Assert.Equal(_shop.State.Products.Keys.Single(), Done(await _shop.Products.FindByKeyAsync(Store, "1/3", Priority, Ct)));
    }

    [Fact]
    public async Task FindByKey_Nothing_Null() => Assert.Null(Done(await _shop.Products.FindByKeyAsync(Store, "9/9", Priority, Ct)));

    [Fact]
    public async Task ReadByIds_MoreVariantsThanAPage_All()
    {
        var created = await _shop.CreateProductAsync("1/2", sizes: 260);
        Assert.Equal(260, created.Variants.Select(v => v.VariantId).Distinct().Count());
        var read = await _shop.ReadAsync(created.ProductId);
        Assert.Equal(Enumerable.Range(1, 260).Select(i => $"1/2-{i}"), read.Variants.Select(v => v.Sku));
    }

    [Fact]
    public async Task ReadByIds_OneGone_NullThereAndTheOtherRead()
    {
        var created = await _shop.CreateProductAsync("1/2");
        var read = Done(await _shop.Products.ReadByIdsAsync(Store, [created.ProductId, 999_999], Priority, Ct));
        Assert.NotNull(read[created.ProductId]);
        Assert.Null(read[999_999]);
    }

    [Fact]
    public async Task ReadChanged_SmallPages_EveryProductOnceOldestFirst()
    {
        var created = new List<long>();
        for (var i = 0; i < 5; i++)
        {
            created.Add((await _shop.CreateProductAsync($"1/{i}")).ProductId);
        }

        var seen = new List<long>();
        string? cursor = null;
        do
        {
            var page = Done(await _shop.Products.ReadChangedAsync(Store, DateTimeOffset.UnixEpoch, cursor, 2, Priority, Ct));
            seen.AddRange(page.Items.Select(i => i.Id));
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        Assert.Equal(created, seen);
    }

    [Fact]
    public async Task ReadChanged_SinceLater_Nothing()
    {
        await _shop.CreateProductAsync("1/2");
        Assert.Empty(Done(await _shop.Products.ReadChangedAsync(Store, new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero), null, 50, Priority, Ct)).Items);
    }

    [Fact]
    public async Task Update_Title_OnlyTheTitle()
    {
        var before = await _shop.ReadAsync((await _shop.CreateProductAsync("1/2")).ProductId);
        var stamp = Done(await _shop.Products.UpdateAsync(Store, new ProductChange(before.ProductId, Title: "New"), Priority, Ct));
        var after = await _shop.ReadAsync(before.ProductId);
        Assert.Equal(("New", before.DescriptionHtml, before.Handle, stamp), (after.Title, after.DescriptionHtml, after.Handle, after.UpdatedAt));
        Assert.Equal(before.Tags, after.Tags);
    }

    [Fact]
    public async Task Update_Gone_NotFound() =>
        Assert.IsType<Outcome<DateTimeOffset>.NotFound>(await _shop.Products.UpdateAsync(Store, new ProductChange(999_999, Title: "New"), Priority, Ct));

    [Fact]
    public async Task UpdateVariants_PriceAndNoCompareAt_Changed()
    {
        var created = await _shop.CreateProductAsync("1/2", sizes: 2);
        Done(await _shop.Products.UpdateVariantsAsync(
            Store, created.ProductId, [new VariantChange(created.Variants[0].VariantId, Price: "8.25", CompareAtPrice: "", Sku: "NEW", InventoryPolicy: "CONTINUE")], Priority, Ct));
        var read = await _shop.ReadAsync(created.ProductId);
        Assert.Equal((825L, null, "NEW", "CONTINUE", 10), (
            read.Variants[0].PriceMinor, read.Variants[0].CompareAtMinor, read.Variants[0].Sku, read.Variants[0].InventoryPolicy, read.Variants[0].InventoryQuantity));
        Assert.Equal((1000L, 1200L), (read.Variants[1].PriceMinor, read.Variants[1].CompareAtMinor));
    }

    [Fact]
    public async Task Variants_CreatedAndDeleted_AsAsked()
    {
        var product = await _shop.CreateProductAsync("1/2", sizes: 2);
        var draft = Samples.Variant with { Options = [new SelectedOption("Size", "S9")], Sku = "S9", LocationId = Main, Available = 4, HarmonizedSystemCode = null };
        var added = Assert.Single(Done(await _shop.Products.CreateVariantsAsync(Store, product.ProductId, [draft], Priority, Ct)));
        Assert.Equal("S9", added.Sku);
        Done(await _shop.Products.DeleteVariantsAsync(Store, product.ProductId, [product.Variants[0].VariantId], Priority, Ct));
        var read = await _shop.ReadAsync(product.ProductId);
        Assert.Equal(["1/2-2", "S9"], read.Variants.Select(v => v.Sku));
        Assert.Equal(4, read.Variants[1].InventoryQuantity);
    }

    [Fact]
    public async Task Options_CreatedChangedDeleted_AsAsked()
    {
        var id = (await _shop.CreateProductAsync("1/2")).ProductId;
        Done(await _shop.Products.CreateOptionsAsync(Store, id, [new OptionReading("Color", 2, ["Red", "Blue"])], Priority, Ct));
        Assert.Equal(["Size", "Color"], (await _shop.ReadAsync(id)).Options.Select(o => o.Name));
        Done(await _shop.Products.UpdateOptionAsync(Store, id, new OptionChange("Color", "Colour", null, ["Green"], [new ValueRename("Red", "Crimson")], []), Priority, Ct));
        var option = (await _shop.ReadAsync(id)).Options.Single(o => o.Name == "Colour");
        Assert.Contains("Crimson", option.Values);
        Assert.Contains("Green", option.Values);
        Done(await _shop.Products.DeleteOptionsAsync(Store, id, ["Colour"], Priority, Ct));
        Assert.Equal(["Size"], (await _shop.ReadAsync(id)).Options.Select(o => o.Name));
    }

    [Fact]
    public async Task UpdateOption_UnknownName_RejectedAndNothingSent()
    {
        var id = (await _shop.CreateProductAsync("1/2")).ProductId;
        var outcome = await _shop.Products.UpdateOptionAsync(Store, id, new OptionChange("Taste", null, 2, [], [], []), Priority, Ct);
        Assert.Equal("OPTION_DOES_NOT_EXIST", Assert.IsType<Outcome<DateTimeOffset>.Rejected>(outcome).Errors.Single().Code);
    }

    [Fact]
    public async Task AddImages_One_BehindTheOthers()
    {
        var id = (await _shop.CreateProductAsync("1/2")).ProductId;
        Done(await _shop.Products.AddImagesAsync(Store, id, [new ImageDraft("https://example.com/b.png", "back")], Priority, Ct));
        Assert.Equal(["front", "back"], (await _shop.ReadAsync(id)).Images.Select(i => i.Alt));
    }

    [Fact]
    public async Task Delete_Twice_DoneBothTimes()
    {
        var id = (await _shop.CreateProductAsync("1/2")).ProductId;
        Assert.True(Done(await _shop.Products.DeleteAsync(Store, id, Priority, Ct)));
        Assert.True(Done(await _shop.Products.DeleteAsync(Store, id, Priority, Ct)));
        Assert.Empty(_shop.State.Products);
    }

    [Fact]
    public async Task Webhooks_CreatedListedDeleted_AsAsked()
    {
        var created = Done(await _shop.Webhooks.CreateAsync(Store, "ORDERS_CREATE", "https://app.example.com/webhooks", Priority, Ct));
        Assert.Equal([created], Done(await _shop.Webhooks.ListAsync(Store, Priority, Ct)));
        Assert.True(Done(await _shop.Webhooks.DeleteAsync(Store, created.Id, Priority, Ct)));
        Assert.Empty(Done(await _shop.Webhooks.ListAsync(Store, Priority, Ct)));
    }

    [Fact]
    public async Task Call_DeadToken_Unauthorized()
    {
        _shop.State.Faults.Dead = true;
        Assert.IsType<Outcome<ShopReading>.Unauthorized>(await _shop.Shop.ReadShopAsync(Store, Priority, Ct));
    }

    [Fact]
    public async Task Call_Throttled_ThrottledWithATimeAndBudgetSeen()
    {
        _shop.State.Faults.Throttled = 1;
        var outcome = Assert.IsType<Outcome<ShopReading>.Throttled>(await _shop.Shop.ReadShopAsync(Store, Priority, Ct));
        Assert.True(outcome.Until > outcome.Trace.BegunAt);
        Assert.Equal((2000d, 100d), (_shop.Throttle.BudgetOf(Domain)!.Maximum, _shop.Throttle.BudgetOf(Domain)!.RestorePerSecond));
    }

    [Fact]
    public async Task Call_ServerError_UnreachableForAReadUnknownForAWrite()
    {
        _shop.State.Faults.ServerErrors = 2;
        Assert.IsType<Outcome<ShopReading>.Unreachable>(await _shop.Shop.ReadShopAsync(Store, Priority, Ct));
        Assert.IsType<Outcome<bool>.Unknown>(await _shop.Products.DeleteAsync(Store, 1, Priority, Ct));
    }
}
