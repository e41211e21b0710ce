using System.Text.Json;
using GraphQL;
using GraphQL.Validation;
using GraphQLParser;
using GraphQLParser.AST;
using Syncerize.Core.Shopify;
using Syncerize.Tests.TestKit;
using static Syncerize.Tests.Shopify.SandboxedShop;

namespace Syncerize.Tests.Shopify;

/// <summary>Bulk operations over real HTTP: staged upload, lines, results, limits, and that a bulk reading is the very reading a single call gives.</summary>
public sealed class BulkGatewayTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CreateThenRead_ManyProducts_SameReadingAsOneByOne()
    {
        await using var shop = await StartAsync();
        using var file = new MemoryStream();
        for (var i = 0; i < 130; i++)
        {
            await BulkGateway.WriteLineAsync(file, Draft(i), Ct);
        }

        file.Position = 0;
        var path = Done(await shop.Bulk.UploadAsync(Store, file, CallPriority.Import, Ct));
        var operation = Done(await shop.Bulk.BeginCreateAsync(Store, path, "test", CallPriority.Import, Ct));
        var ended = Done(await shop.Bulk.PollAsync(Store, operation, CallPriority.Import, Ct));
        Assert.Equal((BulkStatus.Completed, 130L), (ended.Status, ended.Objects));
        var lines = new List<BulkCreated>();
        await foreach (var line in shop.Bulk.CreatedAsync(ended.ResultUrl!, Ct))
        {
            lines.Add(line);
        }

        Assert.Equal(Enumerable.Range(0, 130).Select(i => (long)i), lines.Select(l => l.Line));
        Assert.All(lines.Where(l => l.Line != 7), l => Assert.NotNull(l.ProductId));
        Assert.Contains("Price must be", Assert.Single(lines[7].Errors).Message, StringComparison.Ordinal);
        Assert.Equal(129, shop.State.Products.Count);

        var read = new List<ProductReading>();
        var catalogue = Done(await shop.Bulk.PollAsync(Store, Done(await shop.Bulk.BeginCatalogAsync(Store, CallPriority.Import, Ct)), CallPriority.Import, Ct));
        await foreach (var product in shop.Bulk.ProductsAsync(catalogue.ResultUrl!, "EUR", Ct))
        {
            read.Add(product);
        }

        var one = Done(await shop.Products.ReadByIdsAsync(Store, [.. read.Select(p => p.ProductId)], CallPriority.Product, Ct));
        Assert.Equal(129, read.Count);
        Assert.Equal(read.Select(p => JsonSerializer.Serialize(one[p.ProductId]! with { CollectionIds = null })), read.Select(p => JsonSerializer.Serialize(p)));
        Assert.Equal([300, 2], read.Select(p => p.Variants.Count).Distinct().OrderDescending());
    }

    [Fact]
    public async Task Upsert_SameLinesTwice_NoSecondProduct()
    {
        await using var shop = await StartAsync();
        for (var round = 0; round < 2; round++)
        {
            using var file = new MemoryStream();
            await BulkGateway.WriteLineAsync(file, Draft(1), Ct);
            file.Position = 0;
            Done(await shop.Bulk.BeginCreateAsync(Store, Done(await shop.Bulk.UploadAsync(Store, file, CallPriority.Import, Ct)), "test", CallPriority.Import, Ct));
        }

        Done(await shop.Products.FindByKeyAsync(Store, "1/1", CallPriority.Product, Ct));
        Assert.Single(shop.State.Products);
    }

    [Fact]
    public async Task Pace_StatedRate_OperationRunsThenCancels()
    {
        await using var shop = await StartAsync();
        shop.State.Shop.Pace.BulkObjectsPerSecond = 0.001;
        var operation = Done(await shop.Bulk.BeginCatalogAsync(Store, CallPriority.Import, Ct));
        Assert.True(Done(await shop.Bulk.PollAsync(Store, operation, CallPriority.Import, Ct)).IsOpen);
        for (var i = 0; i < 4; i++)
        {
            Done(await shop.Bulk.BeginCatalogAsync(Store, CallPriority.Import, Ct));
        }

        var sixth = Assert.IsType<Outcome<long>.Rejected>(await shop.Bulk.BeginCatalogAsync(Store, CallPriority.Import, Ct));
        Assert.Equal("LIMIT_REACHED", Assert.Single(sixth.Errors).Code);
        Done(await shop.Bulk.CancelAsync(Store, operation, CallPriority.Import, Ct));
        Assert.Equal(BulkStatus.Canceled, Done(await shop.Bulk.PollAsync(Store, operation, CallPriority.Import, Ct)).Status);
        Assert.IsType<Outcome<BulkReading>.NotFound>(await shop.Bulk.PollAsync(Store, 4711, CallPriority.Import, Ct));
    }

    [Fact]
    public async Task Create_NoSuchFile_Refused()
    {
        await using var shop = await StartAsync();
        var refused = Assert.IsType<Outcome<long>.Rejected>(await shop.Bulk.BeginCreateAsync(Store, "tmp/nothing", "test", CallPriority.Import, Ct));
        Assert.Equal("NO_SUCH_FILE", Assert.Single(refused.Errors).Code);
    }

    [Fact]
    public async Task Create_DailyVariantLimit_CodeOnTheLine()
    {
        await using var shop = await StartAsync();
        (shop.State.Shop.VariantLimitFrom, shop.State.Shop.VariantsPerDay) = (2, 3);
        using var file = new MemoryStream();
        await BulkGateway.WriteLineAsync(file, Draft(1), Ct);
        await BulkGateway.WriteLineAsync(file, Draft(2), Ct);
        file.Position = 0;
        var operation = Done(await shop.Bulk.BeginCreateAsync(Store, Done(await shop.Bulk.UploadAsync(Store, file, CallPriority.Import, Ct)), "test", CallPriority.Import, Ct));
        var lines = new List<BulkCreated>();
        await foreach (var line in shop.Bulk.CreatedAsync(Done(await shop.Bulk.PollAsync(Store, operation, CallPriority.Import, Ct)).ResultUrl!, Ct))
        {
            lines.Add(line);
        }

        Assert.Equal([null, BulkGateway.DailyVariantLimit], lines.Select(l => l.Errors.Count == 0 ? null : l.Errors[0].Code));
        Assert.IsType<Outcome<CreatedProduct>.Rejected>(await shop.Products.CreateAsync(Store, Draft(3), CallPriority.Product, Ct));
    }

    [Theory]
    [InlineData("CatalogRead", "2026-07")]
    [InlineData("CatalogRead", "2026-10")]
    [InlineData("StockRead", "2026-07")]
    [InlineData("StockRead", "2026-10")]
    [InlineData("ProductCreate", "2026-07")]
    [InlineData("ProductCreate", "2026-10")]
    public async Task BulkDocument_PublishedSchema_ValidAndNothingDeprecated(string name, string version)
    {
        var schema = await PublishedSchema.LoadAsync(version);
        var text = ShopifyDocument.ReadBulk(name);
        var ast = Parser.Parse(text);
        var result = await new DocumentValidator().ValidateAsync(new ValidationOptions
        {
            Schema = schema.Schema,
            Document = ast,
            Operation = ast.Definitions.OfType<GraphQLOperationDefinition>().Single(),
            Rules = DocumentValidator.CoreRules,
            Variables = Inputs.Empty,
        });
        Assert.Empty(result.Errors.Where(e => e is not InvalidVariableError).Select(e => e.Message));
        Assert.Empty(Selected.Read(text, schema).SelectMany(s => s.WithDescendants()).Where(s => s.Field.IsDeprecated).Select(s => s.Path));
    }

    [Theory]
    [InlineData("{ shop { name } }", "at least one connection")]
    [InlineData("{ products { edges { node { variants { edges { node { inventoryItem { inventoryLevels { edges { node { id quantities(names: [\"available\"]) { name } item { variants { edges { node { id } } } } } } } } } } } } } } }", "nesting depth")]
    [InlineData("{ shop { name } products { edges { node { id } } } }", "exactly one top-level field")]
    public void BulkQuery_AgainstTheRules_SaysWhich(string query, string problem) =>
        Assert.Contains(problem, Syncerize.App.Sandbox.Bulk.BulkDocument.Query(query).Problem, StringComparison.Ordinal);

    // The first has more variants than a page; the eighth is refused.
    private static ProductDraft Draft(int n) => new(
        FormattableString.Invariant($"1/{n}"), $"Product {n} “ü” \u202Eשלום", null, "<p>Text</p>", "Vendor", "Type", ["a", "b"], "ACTIVE",
        [new OptionReading("Size", 1, [.. Values(n)])], n % 2 == 0 ? [new ImageDraft($"https://example.com/{n}.jpg", "Alt")] : [],
        [.. Values(n).Select((v, i) => new VariantDraft(
            [new SelectedOption("Size", v)], $"SKU-{n}-{i}", null, n == 7 ? "-1.00" : "9.50", null, true, "DENY", true, true, 1.5m, "KILOGRAMS", null, null, i + 1, Main, 0))]);

    private static IEnumerable<string> Values(int n) => Enumerable.Range(0, n == 0 ? 300 : 2).Select(i => $"V{i}");
}
