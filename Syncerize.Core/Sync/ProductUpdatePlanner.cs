using Syncerize.Core.Catalog;
using Syncerize.Core.Connections;
using Syncerize.Core.Mapping;
using Syncerize.Core.Shopify;

namespace Syncerize.Core.Sync;

/// <summary>Plans a product that exists at both sides. One use per plan; pure.</summary>
internal sealed class ProductUpdatePlanner(PlanInputs inputs, Product destination)
{
    private readonly Product _source = inputs.Source;
    private readonly ProductSyncSettings _settings = inputs.Settings.Products;
    private readonly Dictionary<(int, string), LedgerEntry> _ledger = inputs.Ledger.ToDictionary(l => (l.VariantLinkId, l.Field));
    private readonly List<PlannedField> _fields = [];
    private readonly List<PlannedChange> _changes = [];
    private readonly HashSet<string> _sentences = new(StringComparer.Ordinal);
    private readonly List<OptionChange> _optionChanges = [];
    private readonly List<OptionReading> _optionsToAdd = [];
    private readonly List<string> _optionsToDelete = [];
    private readonly List<VariantChange> _variantChanges = [];
    private readonly List<VariantDraft> _toCreate = [];
    private readonly List<VariantLink> _toDelete = [];
    private readonly List<VariantLink> _toDetach = [];
    private readonly List<VariantLink> _lost = [];

    // What the destination's options are called once the option changes are written; null where they cannot carry the source's values.
    private List<string>? _optionNames;

    public ProductPlan Plan()
    {
        var change = ProductFields();
        PlanOptions();
        PlanLinkedVariants();
        var pairs = PlanNewVariants();
        KeepOneVariant();
        var writes = change is not null || _variantChanges.Count + _toCreate.Count + _toDelete.Count + _optionChanges.Count + _optionsToAdd.Count + _optionsToDelete.Count > 0;
        return new ProductPlan
        {
            Kind = writes ? PlanKind.Update : PlanKind.Nothing,
            Change = change,
            OptionChanges = _optionChanges,
            OptionsToAdd = _optionsToAdd,
            OptionsToDelete = _optionsToDelete,
            VariantChanges = _variantChanges,
            VariantsToCreate = _toCreate,
            VariantsToDelete = _toDelete,
            VariantsToDetach = _toDetach,
            VariantsLost = _lost,
            VariantsToLink = pairs,
            Fields = _fields,
            Changes = _changes,
            Sentences = [.. _sentences],
        };
    }

    private ProductChange? ProductFields()
    {
        var write = SyncFields.OfProduct
            .Where(f => Decide(0, _source.Title, f, SyncFields.Setting(_settings, f), SyncFields.Of(_source, f), SyncFields.Of(destination, f)) == FieldVerdict.Write)
            .ToHashSet(StringComparer.Ordinal);
        return write.Count == 0
            ? null
            : new ProductChange(
                destination.ProductId, write.Contains(SyncFields.Title) ? _source.Title : null, write.Contains(SyncFields.Description) ? _source.DescriptionHtml : null,
                write.Contains(SyncFields.Status) ? _source.Status : null, write.Contains(SyncFields.Vendor) ? _source.Vendor : null,
                write.Contains(SyncFields.ProductType) ? _source.ProductType : null, write.Contains(SyncFields.Tags) ? _source.Tags : null);
    }

    // Option names follow the source on products we created; a mapped product keeps its own.
    private void PlanOptions()
    {
        var here = destination.Options.OrderBy(o => o.Position).ToList();
        var there = _source.Options.OrderBy(o => o.Position).ToList();
        if (inputs.Origin == LinkOrigin.Created
            && Decide(0, _source.Title, SyncFields.Options, AttributeSync.KeepInSync, SyncFields.Of(_source, SyncFields.Options), SyncFields.Of(destination, SyncFields.Options)) == FieldVerdict.Write)
        {
            var free = here.Where(o => there.TrueForAll(t => t.Name != o.Name)).ToList();
            foreach (var option in there)
            {
                var now = here.Find(o => o.Name == option.Name) ?? free.FirstOrDefault();
                free.Remove(now!);
                if (now is null)
                {
                    _optionsToAdd.Add(option);
                }
                else if (now.Name != option.Name || now.Position != option.Position)
                {
                    _optionChanges.Add(new OptionChange(now.Name, now.Name == option.Name ? null : option.Name, now.Position == option.Position ? null : option.Position, [], [], []));
                }
            }

            _optionsToDelete.AddRange(free.Select(o => o.Name));
            _optionNames = there.ConvertAll(o => o.Name);
            return;
        }

        _optionNames = here.Count == there.Count ? here.ConvertAll(o => o.Name) : null;
    }

    private void PlanLinkedVariants()
    {
        var sources = _source.Variants.ToDictionary(v => v.VariantId);
        var destinations = destination.Variants.ToDictionary(v => v.VariantId);
        foreach (var link in inputs.Links.Where(l => l.IsActive).OrderBy(l => l.SourceVariantId))
        {
            var (there, here) = (sources.GetValueOrDefault(link.SourceVariantId), destinations.GetValueOrDefault(link.DestinationVariantId));
            if (here is null)
            {
                _lost.Add(link);
                _sentences.Add("A variant was deleted at the destination; it is not made again by itself.");
            }
            else if (there is not null)
            {
                LinkedVariant(link, there, here);
            }
            else if (inputs.Origin == LinkOrigin.Created && _settings.RemoveDeletedVariants)
            {
                _toDelete.Add(link);
                _changes.Add(new PlannedChange(here.Title, "variant", "there", "deleted", "deleted at the source"));
            }
            else
            {
                _toDetach.Add(link);
                _changes.Add(new PlannedChange(here.Title, "stock", "kept in step", "zero, then left alone", "the variant was deleted at the source"));
            }
        }
    }

    private void LinkedVariant(VariantLink link, Variant there, Variant here)
    {
        var write = SyncFields.OfVariant
            .Where(f => Decide(link.Id, here.Title, f, SyncFields.Setting(_settings, f), SyncFields.Of(there, f, inputs.SourceCurrency), SyncFields.Of(here, f, inputs.DestinationCurrency)) == FieldVerdict.Write)
            .ToHashSet(StringComparer.Ordinal);
        var price = Price(link, here, SyncFields.Price, _settings.Price, there.PriceMinor);
        var compareAt = Price(link, here, SyncFields.CompareAt, _settings.CompareAtPrice, there.CompareAtMinor);
        var options = inputs.Origin == LinkOrigin.Created && _optionNames is not null
            && Decide(
                link.Id, here.Title, SyncFields.OptionValues, AttributeSync.KeepInSync, SyncFields.Of(there, SyncFields.OptionValues, inputs.SourceCurrency),
                SyncFields.Of(here, SyncFields.OptionValues, inputs.DestinationCurrency)) == FieldVerdict.Write;
        if (write.Count > 0 || price is not null || compareAt is not null || options)
        {
            _variantChanges.Add(new VariantChange(
                here.VariantId, price, compareAt, write.Contains(SyncFields.Sku) ? there.Sku ?? "" : null, write.Contains(SyncFields.Barcode) ? there.Barcode ?? "" : null,
                write.Contains(SyncFields.InventoryPolicy) ? there.InventoryPolicy : null, Options: options ? Named(there) : null));
        }
    }

    private string? Price(VariantLink link, Variant here, string field, AttributeSync setting, long? minor)
    {
        var price = minor is { } amount ? ProductPlanner.PriceOf(inputs, amount) : null;
        var planned = minor is null ? "" : price?.Price.ToShopify();
        return Decide(link.Id, here.Title, field, setting, planned, SyncFields.Of(here, field, inputs.DestinationCurrency), price?.How) == FieldVerdict.Write ? planned : null;
    }

    /// <summary>Source variants nobody linked yet: found at the destination, or created there. One that had a link before is not made again.</summary>
    private List<VariantPair> PlanNewVariants()
    {
        var known = inputs.Links.Select(l => l.SourceVariantId).ToHashSet();
        var taken = inputs.Links.Where(l => l.IsActive).Select(l => l.DestinationVariantId).ToHashSet();
        var fresh = _source.Variants.Where(v => !known.Contains(v.VariantId)).OrderBy(v => v.Position).ToList();
        var pairs = VariantMatching.Match(fresh, [.. destination.Variants.Where(v => !taken.Contains(v.VariantId))], whole: inputs.Links.Count == 0).ToList();
        foreach (var variant in fresh.Where(v => pairs.TrueForAll(p => p.Source != v)))
        {
            if (!_settings.AddNewVariants)
            {
                continue;
            }

            if (_optionNames is null)
            {
                _sentences.Add("The source has new variants, but the product's options differ here; they cannot be added by themselves.");
                continue;
            }

            var computed = ProductPlanner.PriceOf(inputs, variant.PriceMinor);
            var price = _settings.Price == AttributeSync.Off
                ? destination.Variants.OrderBy(v => v.Position).Select(v => new Money(v.PriceMinor, inputs.DestinationCurrency).ToShopify()).FirstOrDefault()
                : computed?.Price.ToShopify();
            if (price is null)
            {
                _sentences.Add(ProductPlanner.RateMissing(inputs) ?? "The price of a new variant is not known.");
                continue;
            }

            _toCreate.Add(ProductPlanner.Draft(inputs, variant, Named(variant), destination.Variants.Count + _toCreate.Count + 1, price));
            _changes.Add(new PlannedChange(variant.Title, "variant", "not there", $"created at {price} {inputs.DestinationCurrency}", "new at the source"));
        }

        return pairs;
    }

    // Shopify keeps at least one variant: what cannot be deleted is taken out of step at zero stock.
    private void KeepOneVariant()
    {
        if (_toDelete.Count > 0 && _toDelete.Count >= destination.Variants.Count + _toCreate.Count)
        {
            _toDetach.AddRange(_toDelete);
            _toDelete.Clear();
        }
    }

    private List<SelectedOption> Named(Variant variant) =>
        variant.Options.Count == _optionNames!.Count ? [.. variant.Options.Select((o, i) => new SelectedOption(_optionNames[i], o.Value))] : [.. variant.Options];

    private FieldVerdict? Decide(int variantLink, string subject, string field, AttributeSync setting, string? planned, string seen, string? how = null)
    {
        if (setting != AttributeSync.KeepInSync)
        {
            return null;
        }

        var last = _ledger.GetValueOrDefault((variantLink, field));
        var verdict = planned is null ? FieldVerdict.Waits
            : seen == planned ? FieldVerdict.InStep
            : last is null || last.Planned != planned ? FieldVerdict.Write
            : seen == last.ReadBack ? FieldVerdict.InStep
            : FieldVerdict.KeptEdit;
        _fields.Add(new PlannedField(variantLink, field, planned, seen, verdict));
        if (verdict == FieldVerdict.Waits)
        {
            _sentences.Add(ProductPlanner.RateMissing(inputs) ?? "Something this needs is not known yet.");
        }
        else if (verdict == FieldVerdict.Write)
        {
            _changes.Add(new PlannedChange(subject, field, seen, planned!, how ?? (last is null ? "not in step yet" : "changed at the source")));
        }

        return verdict;
    }
}
