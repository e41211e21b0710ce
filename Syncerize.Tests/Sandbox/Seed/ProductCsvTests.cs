using Syncerize.App.Sandbox.Catalog;
using Syncerize.App.Sandbox.Seed;

namespace Syncerize.Tests.Sandbox.Seed;

public sealed class ProductCsvTests
{
    private const string Header =
        "Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant SKU,Variant Grams,Variant Inventory Tracker,"
        + "Variant Inventory Qty,Variant Inventory Policy,Variant Price,Variant Compare At Price,Variant Barcode,Image Src,Image Position,Image Alt Text,Variant Image,Variant Weight Unit\n";

    [Fact]
    public void Read_OptionNamesOnTheFirstRowOnly_AllVariants()
    {
        var product = Assert.Single(Read(
            "tee,Linen Tee,\"<p>Soft, \"\"washed\"\" linen</p>\n<ul><li>Light</li></ul>\",Mill,Tops,\"summer, linen\",true,Size,S,Color,Blue,T-S,180,shopify,4,continue,29.5,35,4006381333931,https://x.example/a.jpg,1,Front,,kg\n"
            + "tee,,,,,,,,M,,Blue,T-M,190,shopify,6,deny,29.50,,,https://x.example/b.jpg,2,,https://x.example/b.jpg,kg\n"
            + "tee,,,,,,,,,,,,,,,,,,,https://x.example/c.jpg,3,,,\n"));
        Assert.Equal(["Size", "Color"], product.Options.Select(o => o.Name));
        Assert.Equal(["S", "M"], product.Options[0].Values);
        Assert.Equal("<p>Soft, \"washed\" linen</p>\n<ul><li>Light</li></ul>", product.DescriptionHtml);
        Assert.Equal(["summer", "linen"], product.Tags);
        Assert.Equal(3, product.Images.Count);
        Assert.Equal("Front", product.Images[0].Alt);
        Assert.Equal(2, product.Variants.Count);
        Assert.Equal(("T-S", "4006381333931", 2950L, 3500L, "CONTINUE", 180), (product.Variants[0].Sku, product.Variants[0].Barcode, product.Variants[0].PriceMinor,
            product.Variants[0].CompareAtMinor, product.Variants[0].InventoryPolicy, product.Variants[0].Grams));
        Assert.Equal((6, true, 1), (product.Variants[1].Stock[0], product.Variants[1].Tracked, product.Variants[1].ImageIndex));
    }

    [Fact]
    public void Read_NoSkuNoTrackerDefaultTitle_StaysMissing()
    {
        var product = Assert.Single(Read("pot,Clay Pot,,,,,false,Title,Default Title,,,,0,,1,deny,12,,,,,,,kg\n"));
        Assert.Empty(product.Options);
        Assert.Equal("DRAFT", product.Status);
        var variant = Assert.Single(product.Variants);
        Assert.Null(variant.Sku);
        Assert.Null(variant.Barcode);
        Assert.False(variant.Tracked);
        Assert.Equal(1, variant.Stock[0]);
    }

    [Theory]
    [InlineData("a,A,,,,,true,Size,S,,,,,,,deny,12 EUR,,,,,,,\n", "row 2, column Variant Price", "12.50")]
    [InlineData("a,A,,,,,true,Size,S,,,,,shopify,many,deny,12,,,,,,,\n", "row 2, column Variant Inventory Qty", "digits")]
    [InlineData("a,A,,,,,true,Size,S,,,,,,,deny,12,,,,,,,\na,,,,,,,,S,,,,,,,deny,12,,,,,,,\n", "row 3, column Option1 Value", "twice")]
    [InlineData("a,,,,,,true,Size,S,,,,,,,deny,12,,,,,,,\n", "row 2, column Title", "Write one")]
    [InlineData(",A,,,,,true,Size,S,,,,,,,deny,12,,,,,,,\n", "row 2, column Handle", "handle")]
    [InlineData("a,A,,,,,true,,S,,,,,,,deny,12,,,,,,,\n", "row 2, column Option1 Name", "Size")]
    [InlineData("a,A,,,,,true,Size,S,Color,,,,,,deny,12,,,,,,,\n", "row 2, column Option2 Value", "Color")]
    [InlineData("a,A,\"<p>never closed,,,,true,Size,S,,,,,,,deny,12,,,,,,,\n", "row 2", "quotation marks")]
    [InlineData("", "no product", "Export")]
    public void Read_Broken_SaysRowColumnAndWhatToDo(string rows, string where, string what)
    {
        var read = ProductCsv.Read(new StringReader(Header + rows), "goods.csv", 2);
        Assert.Empty(read.Products);
        Assert.StartsWith("goods.csv", read.Problem, StringComparison.Ordinal);
        Assert.Contains(where, read.Problem, StringComparison.Ordinal);
        Assert.Contains(what, read.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Name,Price\nx,1\n")]
    public void Read_NotAProductFile_SaysSo(string text) => Assert.NotNull(ProductCsv.Read(new StringReader(text), "goods.csv", 2).Problem);

    [Fact]
    public void Build_BarePath_StocksTheUnconnectedSource()
    {
        using var file = new TemporaryCsv(Header + "pot,Clay Pot,,,,,true,Title,Default Title,,,,0,shopify,9,deny,12,,,https://x.example/a.jpg,1,,,kg\n");
        var world = SandboxSeed.Build(new SeedOptions(1, file.Path), Now);
        Assert.Null(world.CatalogProblem);
        var product = Assert.Single(world.Shops[1].Products);
        Assert.Equal("/cdn/alpine-outfitters/pot-1.svg", product.Media[0].Url);
        Assert.Equal(9, world.Shops[1].Levels.Single().Available);
        Assert.True(world.Shops[0].Products.Count > 200);
    }

    [Fact]
    public void Build_ShopNamed_StocksIt()
    {
        using var file = new TemporaryCsv(Header + "pot,Clay Pot,,,,,true,Title,Default Title,,,POT,0,shopify,9,deny,12,,,,,,,kg\n");
        var world = SandboxSeed.Build(new SeedOptions(1, "harbour-home=" + file.Path), Now);
        Assert.Null(world.CatalogProblem);
        Assert.Contains(world.Shops[0].Products, p => p.Handle == "pot");
        Assert.Contains(world.Shops[2].Products, p => p.Handle == "pot" && p.Metafields.Count == 1);
    }

    [Theory]
    [InlineData("/nowhere/goods.csv", "/nowhere/goods.csv")]
    [InlineData("corner-shop=goods.csv", "corner-shop")]
    public void Build_Unusable_KeepsTheGeneratedCatalogue(string setting, string named)
    {
        var world = SandboxSeed.Build(new SeedOptions(1, setting), Now);
        Assert.Contains(named, world.CatalogProblem, StringComparison.Ordinal);
        Assert.True(world.Shops[1].Products.Count > 100);
    }

    private static DateTimeOffset Now => new(2026, 11, 23, 14, 0, 0, TimeSpan.Zero);

    private static IReadOnlyList<ProductBlueprint> Read(string rows)
    {
        var read = ProductCsv.Read(new StringReader(Header + rows), "goods.csv", 2);
        Assert.Null(read.Problem);
        return read.Products;
    }

    private sealed class TemporaryCsv : IDisposable
    {
        public TemporaryCsv(string text)
        {
            Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), System.IO.Path.GetRandomFileName() + ".csv");
            File.WriteAllText(Path, text);
        }

        public string Path { get; }

        public void Dispose() => File.Delete(Path);
    }
}
