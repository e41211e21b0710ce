using Syncerize.Core;
using Syncerize.Core.Catalog;
using Syncerize.Core.Connections;
using Syncerize.Core.Mapping;
using Syncerize.Core.Shopify;
using Syncerize.Core.Sync;

namespace Syncerize.Tests.Sync;

/// <summary>A destination in memory that does what plans say, and keeps links and ledger as the app does. It rewrites text the way Shopify does: white space at the ends goes.</summary>
internal sealed class PlannedShop
{
    private readonly StoreId _source = new(1);
    private readonly StoreId _destination = new(2);
    private long _id = 5000;

    public ConnectionSettings Settings { get; set; } = new();

    public long? Rate { get; set; } = 1_750_000;

    public Product? Destination { get; private set; }

    public List<VariantLink> Links { get; } = [];

    public List<LedgerEntry> Ledger { get; } = [];

    public static Product Source(params (long Id, string Size, long Price)[] variants) => new()
    {
        StoreId = new StoreId(1),
        ProductId = 10,
        Title = "Kettle",
        Handle = "kettle",
        Status = "ACTIVE",
        DescriptionHtml = "<p>Boils</p>",
        Vendor = "Goods",
        Options = [new OptionReading("Size", 1, [.. variants.Select(v => v.Size)])],
        Variants = [.. variants.Select((v, i) => Variant(new StoreId(1), v.Id, v.Id + 1000, v.Size, v.Price, i + 1))],
    };

    public static Variant Variant(StoreId store, long id, long item, string size, long price, int position) => new()
    {
        StoreId = store,
        ProductId = 10,
        VariantId = id,
        InventoryItemId = item,
        Title = size,
        Sku = $"K-{size}",
        PriceMinor = price,
        Position = position,
        InventoryPolicy = "DENY",
        Tracked = true,
        Options = [new SelectedOption("Size", size)],
    };

    public PlanInputs Inputs(Product source) => new(source, "GBP", Destination, "CAD", Settings, Rate, LinkOrigin.Created, Links, Ledger, "1/10", 77);

    public ProductPlan Plan(Product source) => ProductPlanner.Plan(Inputs(source));

    /// <summary>Plans and applies once.</summary>
    public ProductPlan Sync(Product source)
    {
        var plan = Plan(source);
        if (plan.Draft is { } draft)
        {
            Create(source, draft);
        }
        else if (Destination is not null)
        {
            Update(source, plan);
        }

        return plan;
    }

    private void Create(Product source, ProductDraft draft)
    {
        Destination = new Product
        {
            StoreId = _destination,
            ProductId = 20,
            Title = draft.Title.Trim(),
            Handle = "kettle",
            Status = draft.Status,
            DescriptionHtml = draft.DescriptionHtml.Trim(),
            Vendor = draft.Vendor,
            Options = draft.Options,
            Variants = [.. draft.Variants.Select(Of)],
        };
        Link(VariantMatching.Match(source.Variants, Destination.Variants, whole: true));
        var fields = ProductPlanner.Plan(Inputs(source) with { Ledger = [] }).Fields;
        Record(fields, fields);
    }

    private void Update(Product source, ProductPlan plan)
    {
        var before = Links.Where(l => l.IsActive).ToList();
        if (plan.Change is { } change)
        {
            Destination!.Title = change.Title?.Trim() ?? Destination.Title;
            Destination.DescriptionHtml = change.DescriptionHtml?.Trim() ?? Destination.DescriptionHtml;
            Destination.Status = change.Status ?? Destination.Status;
        }

        Destination!.Variants.RemoveAll(v => plan.VariantsToDelete.Any(l => l.DestinationVariantId == v.VariantId));
        foreach (var written in plan.VariantChanges)
        {
            var variant = Destination.Variants.Single(v => v.VariantId == written.VariantId);
            variant.PriceMinor = written.Price is { } price ? Money.Parse(price, "CAD").Minor : variant.PriceMinor;
            variant.CompareAtMinor = written.CompareAtPrice switch { null => variant.CompareAtMinor, "" => null, var text => Money.Parse(text, "CAD").Minor };
            variant.Sku = written.Sku ?? variant.Sku;
            variant.Options = written.Options ?? variant.Options;
        }

        Destination.Variants.AddRange(plan.VariantsToCreate.Select(Of));
        foreach (var link in plan.VariantsToDelete.Concat(plan.VariantsToDetach).Concat(plan.VariantsLost))
        {
            Links.Single(l => l.Id == link.Id).IsActive = false;
        }

        Link(VariantMatching.Match([.. source.Variants.Where(v => Links.TrueForAll(l => l.SourceVariantId != v.VariantId))], [.. Destination.Variants.Where(v => !Links.Exists(l => l.IsActive && l.DestinationVariantId == v.VariantId))], whole: false));
        var seen = ProductPlanner.Plan(Inputs(source) with { Ledger = [], Links = before }).Fields;
        Record(plan.Fields.Where(f => f.Verdict is FieldVerdict.Write or FieldVerdict.InStep), seen);
    }

    private void Record(IEnumerable<PlannedField> done, IReadOnlyList<PlannedField> seen)
    {
        foreach (var field in done.Where(f => f.Planned is not null))
        {
            var now = seen.FirstOrDefault(s => s.VariantLinkId == field.VariantLinkId && s.Field == field.Field)?.Seen;
            if (now is not null)
            {
                Ledger.RemoveAll(l => l.VariantLinkId == field.VariantLinkId && l.Field == field.Field);
                Ledger.Add(new LedgerEntry { VariantLinkId = field.VariantLinkId, Field = field.Field, Planned = field.Planned, ReadBack = now, Seen = now });
            }
        }
    }

    private void Link(IEnumerable<VariantPair> pairs) => Links.AddRange(pairs.Select(p => new VariantLink
    {
        Id = (int)++_id,
        SourceVariantId = p.Source.VariantId,
        SourceInventoryItemId = p.Source.InventoryItemId,
        DestinationVariantId = p.Destination.VariantId,
        DestinationInventoryItemId = p.Destination.InventoryItemId,
        SourceStoreId = _source,
        DestinationStoreId = _destination,
    }));

    private Variant Of(VariantDraft draft) => new()
    {
        StoreId = _destination,
        ProductId = 20,
        VariantId = ++_id,
        InventoryItemId = ++_id,
        Title = string.Join(" / ", draft.Options.Select(o => o.Value)),
        Sku = draft.Sku,
        Barcode = draft.Barcode,
        PriceMinor = Money.Parse(draft.Price, "CAD").Minor,
        CompareAtMinor = draft.CompareAtPrice is { } c ? Money.Parse(c, "CAD").Minor : null,
        Position = draft.Position,
        InventoryPolicy = draft.InventoryPolicy,
        Tracked = draft.Tracked,
        Options = draft.Options,
    };
}
