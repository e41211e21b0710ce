using System.Text;
using Syncerize.Core.Catalog;
using Syncerize.Core.Mapping;

namespace Syncerize.Tests.Mapping;

/// <summary>The mapping file: what is written is read back, formulas are neutralised, bad rows get a sentence each.</summary>
public sealed class MappingCsvTests
{
    private const string Head = "Source product ID,Source product,Source variant ID,Source variant,Source SKU,Source barcode,Your SKU,Your barcode,Your variant ID\n";

    [Fact]
    public async Task Write_FormulaInATitleOrCode_NeutralisedAndReadBackPlain()
    {
        using var stream = new MemoryStream();
        await MappingCsv.WriteAsync(stream, Rows(new MappingRow { SourceProductId = "1", SourceVariantId = "2", SourceProduct = "=HYPERLINK(\"http://x\")", SourceSku = "+49", YourSku = "@A;1" }), TestContext.Current.CancellationToken);
        var text = Encoding.UTF8.GetString(stream.ToArray());
        Assert.Contains("'=HYPERLINK", text, StringComparison.Ordinal);
        Assert.Contains("'+49", text, StringComparison.Ordinal);
        using var reader = new StringReader(text.TrimStart('\uFEFF'));
        var line = Assert.Single(MappingCsv.Read(reader).Lines);
        Assert.Equal(("1", "2", "@A;1"), (line.Row.SourceProductId, line.Row.SourceVariantId, line.Row.YourSku));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("Source product ID,Source variant ID\n", "no rows")]
    [InlineData("Handle,Title,Body (HTML)\nocean-blue-shirt,Ocean Blue Shirt,x\n", "“Source product ID”")]
    public void Read_NotAMappingFile_SaysWhatToDo(string text, string expected)
    {
        using var reader = new StringReader(text);
        Assert.Contains(expected, MappingCsv.Read(reader).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_SemicolonsAndSpaces_Understood()
    {
        using var reader = new StringReader("source product id ;Source variant ID;Your SKU\n 1;2; A-1 \n");
        Assert.Equal(("1", "2", "A-1"), (Assert.Single(MappingCsv.Read(reader).Lines).Row is { } r ? (r.SourceProductId, r.SourceVariantId, r.YourSku) : default));
    }

    [Fact]
    public void Plan_EachRow_HasItsOwnVerdict()
    {
        var source = new Dictionary<long, Product> { [1] = AutoMappingTests.Make(1, "A", "B"), [2] = AutoMappingTests.Make(2, "C"), [3] = AutoMappingTests.Make(3, "D", "E") };
        Product[] mine = [AutoMappingTests.Make(51, "a1", "b1"), AutoMappingTests.Make(52, "same"), AutoMappingTests.Make(53, "SAME"), AutoMappingTests.Make(54, "taken")];
        using var reader = new StringReader(Head
            + "1,P,10,,,,A1,,\n1,P,11,,,,,,\n2,P,20,,,,same,,\n2,P,20,,,,nowhere,,\n9,P,90,,,,a1,,\nx,P,1,,,,a1,,\n2,P,20,,,,taken,,\n3,P,30,,,,b1,,\n3,P,31,,,,same,,530\n");
        var plan = MappingPlanner.Plan(MappingCsv.Read(reader).Lines, source, mine, new Dictionary<long, string> { [540] = "Oak & Linen" });
        Assert.Equal(
            [MappingVerdict.Map, MappingVerdict.Left, MappingVerdict.Wrong, MappingVerdict.Wrong, MappingVerdict.Wrong, MappingVerdict.Wrong, MappingVerdict.Wrong, MappingVerdict.Wrong, MappingVerdict.Wrong],
            plan.Rows.Select(r => r.Verdict));
        Assert.Contains("2 variants of yours share this code", plan.Rows[2].Sentence, StringComparison.Ordinal);
        Assert.Contains("no variant with the SKU nowhere", plan.Rows[3].Sentence, StringComparison.Ordinal);
        Assert.Contains("does not offer", plan.Rows[4].Sentence, StringComparison.Ordinal);
        Assert.Contains("is no number", plan.Rows[5].Sentence, StringComparison.Ordinal);
        Assert.Contains("supplied by Oak & Linen", plan.Rows[6].Sentence, StringComparison.Ordinal);
        Assert.Contains("2 different products", plan.Rows[7].Sentence, StringComparison.Ordinal);
        var mapping = Assert.Single(plan.Mappings);
        Assert.Equal((1L, 51L, 2), (mapping.Source.ProductId, mapping.Destination.ProductId, Assert.Single(mapping.Lines)));
    }

    [Fact]
    public void Plan_SameVariantTwice_BothRowsNamed()
    {
        using var reader = new StringReader(Head + "1,P,10,,,,a1,,\n1,P,11,,,,a1,,\n");
        var plan = MappingPlanner.Plan(MappingCsv.Read(reader).Lines, new Dictionary<long, Product> { [1] = AutoMappingTests.Make(1, "A", "B") }, [AutoMappingTests.Make(51, "a1")], new Dictionary<long, string>());
        Assert.All(plan.Rows, r => Assert.Contains("Rows 2, 3 name the same variant", r.Sentence, StringComparison.Ordinal));
        Assert.Empty(plan.Mappings);
    }

    private static async IAsyncEnumerable<MappingRow> Rows(params MappingRow[] rows)
    {
        foreach (var row in rows)
        {
            await Task.Yield();
            yield return row;
        }
    }
}
