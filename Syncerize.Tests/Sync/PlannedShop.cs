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

    public List<ImageLink> Images { get; } = [];

    public LinkOrigin Origin { get; set; } = LinkOrigin.Created;

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

    public PlanInputs Inputs(Product source) => new(source, "GBP", Destination, "CAD", Settings, Rate, Origin, Links, Ledger, "1/10", 77) { Images = [.. Images] };

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
            Handle = draft.Handle ?? "kettle",
            Status = draft.Status,
            DescriptionHtml = draft.DescriptionHtml.Trim(),
            Vendor = draft.Vendor,
            Tags = draft.Tags,
            CategoryId = draft.CategoryId,
            SeoTitle = draft.SeoTitle,
            SeoDescription = draft.SeoDescription,
            Metafields = draft.Metafields,
            CollectionIds = draft.CollectionIds,
            Images = [.. draft.Images.Select((i, n) => new ImageReading(++_id, i.Url, i.Alt, n + 1))],
            Options = draft.Options,
            Variants = [.. draft.Variants.Select(Of)],
        };
        Images.AddRange(source.Images.Take(draft.Images.Count).Zip(Destination.Images, (there, here) => new ImageLink { SourceMediaId = there.MediaId, DestinationMediaId = here.MediaId }));
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
            Destination.Vendor = change.Vendor ?? Destination.Vendor;
            Destination.Tags = change.Tags ?? Destination.Tags;
            Destination.Handle = change.Handle ?? Destination.Handle;
            Destination.CategoryId = change.CategoryId switch { null => Destination.CategoryId, "" => null, var id => id };
            Destination.SeoTitle = change.SeoTitle switch { null => Destination.SeoTitle, "" => null, var text => text };
            Destination.SeoDescription = change.SeoDescription switch { null => Destination.SeoDescription, "" => null, var text => text };
            Destination.CollectionIds = [.. Destination.CollectionIds.Except(change.Leave).Union(change.Join)];
        }

        var taken = plan.MetafieldsToSet.Select(m => (m.Namespace, m.Key)).Concat(plan.MetafieldsToDelete.Select(m => (m.Namespace, m.Key))).ToHashSet();
        Destination!.Metafields = [.. Destination.Metafields.Where(m => !taken.Contains((m.Namespace, m.Key))), .. plan.MetafieldsToSet];
        ApplyImages(plan.Images);

        Destination!.Variants.RemoveAll(v => plan.VariantsToDelete.Any(l => l.DestinationVariantId == v.VariantId));
        foreach (var written in plan.VariantChanges)
        {
            var variant = Destination.Variants.Single(v => v.VariantId == written.VariantId);
            variant.PriceMinor = written.Price is { } price ? Money.Parse(price, "CAD").Minor : variant.PriceMinor;
            variant.CompareAtMinor = written.CompareAtPrice switch { null => variant.CompareAtMinor, "" => null, var text => Money.Parse(text, "CAD").Minor };
            variant.Sku = written.Sku ?? variant.Sku;
            variant.Options = written.Options ?? variant.Options;
            variant.Taxable = written.Taxable ?? variant.Taxable;
            variant.InventoryPolicy = written.InventoryPolicy ?? variant.InventoryPolicy;
            variant.MediaId = written.MediaId ?? variant.MediaId;
            variant.HarmonizedSystemCode = written.HarmonizedSystemCode ?? variant.HarmonizedSystemCode;
            variant.UnitCostMinor = written.Cost switch { null => variant.UnitCostMinor, "" => null, var text => Money.Parse(text, "CAD").Minor };
            (variant.WeightThousandths, variant.WeightUnit) = written.Weight is { } weight ? ((long)(weight * 1000m), written.WeightUnit) : (variant.WeightThousandths, variant.WeightUnit);
        }

        Destination.Variants.AddRange(plan.VariantsToCreate.Select(Of));
        foreach (var link in plan.VariantsToDelete.Concat(plan.VariantsToDetach).Concat(plan.VariantsLost))
        {
            Links.Single(l => l.Id == link.Id).IsActive = false;
        }

        Link(VariantMatching.Match([.. source.Variants.Where(v => Links.TrueForAll(l => l.SourceVariantId != v.VariantId))], [.. Destination.Variants.Where(v => !Links.Exists(l => l.IsActive && l.DestinationVariantId == v.VariantId))], whole: false));
        var seen = ProductPlanner.Plan(Inputs(source) with { Links = before }).Fields;
        if (plan.Images.Add.Count > 0 && Ledger.Find(l => l.Field == SyncFields.Images) is { } images)
        {
            (images.Planned, images.ReadBack) = ("", null);
        }

        Record(plan.Fields.Where(f => f.Verdict is FieldVerdict.Write or FieldVerdict.InStep && (f.Field != SyncFields.Images || plan.Images.Add.Count == 0)), seen);
    }

    private void ApplyImages(ImageChanges changes)
    {
        var images = Destination!.Images.Where(i => !changes.Remove.Contains(i.MediaId) && !changes.Delete.Contains(i.MediaId))
            .Select(i => changes.Describe.TryGetValue(i.MediaId, out var alt) ? i with { Alt = alt } : i).ToList();
        images = [.. images.OrderBy(i => changes.Order.Contains(i.MediaId) ? changes.Order.ToList().IndexOf(i.MediaId) : changes.Order.Count).ThenBy(i => i.Position)];
        foreach (var added in changes.Add)
        {
            images.Add(new ImageReading(++_id, added.Url, added.Alt, 0));
            Images.RemoveAll(l => l.SourceMediaId == added.MediaId);
            Images.Add(new ImageLink { SourceMediaId = added.MediaId, DestinationMediaId = _id });
        }

        Destination.Images = [.. images.Select((i, n) => i with { Position = n + 1 })];
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
        Taxable = draft.Taxable,
        RequiresShipping = draft.RequiresShipping,
        UnitCostMinor = draft.Cost is { } cost ? Money.Parse(cost, "CAD").Minor : null,
        HarmonizedSystemCode = draft.HarmonizedSystemCode,
        CountryCodeOfOrigin = draft.CountryCodeOfOrigin,
        WeightThousandths = draft.Weight is { } weight ? (long)(weight * 1000m) : null,
        WeightUnit = draft.WeightUnit,
        Options = draft.Options,
    };
}
