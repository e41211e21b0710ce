using Syncerize.Core.Catalog;
using Syncerize.Core.Connections;
using Syncerize.Core.Mapping;
using Syncerize.Core.Shopify;

namespace Syncerize.Core.Sync;

/// <content>Variants: those that are linked, those that are new, those that are gone.</content>
internal sealed partial class ProductUpdatePlanner
{
    /// <summary>Shopify's limit of variants per product.</summary>
    private const int MostVariants = 2048;

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
                _decisions.Sentences.Add("A variant was deleted at the destination; it is not made again by itself.");
            }
            else if (there is not null)
            {
                if (!IsStopped(link, there, here))
                {
                    LinkedVariant(link, there, here);
                }
            }
            else if (IsOurs && _settings.RemoveDeletedVariants)
            {
                _toDelete.Add(link);
                _decisions.Changes.Add(new PlannedChange(here.Title, "variant", "there", "deleted", "deleted at the source"));
            }
            else
            {
                _toDetach.Add(link);
                _decisions.Changes.Add(new PlannedChange(here.Title, "stock", "kept in step", "zero, then left alone", "the variant was deleted at the source"));
            }
        }
    }

    // A variant was mapped because its codes said so. Where one of them is another one now, and they do not agree, it may be another thing (product.md, Product sync settings).
    private bool IsStopped(VariantLink link, Variant there, Variant here)
    {
        if (IsOurs || link.SourceCode is null)
        {
            return false;
        }

        var (source, local) = (SyncFields.Code(there, _settings.Identifier), SyncFields.Code(here, _settings.Identifier));
        var changed = source != local && (source != link.SourceCode || local != link.DestinationCode);
        if (!changed)
        {
            if (link.StopReason is not null)
            {
                _toResume.Add(link);
            }

            return false;
        }

        var name = _settings.Identifier == UniqueIdentifier.Sku ? "SKU" : "barcode";
        var (side, before, now) = source != link.SourceCode ? ("at the source", link.SourceCode, source) : ("in your shop", link.DestinationCode ?? "", local);
        var reason = $"{here.Title}: its {name} {side} was “{before}” when it was mapped and is “{now}” now. It may be another thing: its stock is zero and nothing of it is synced until you say that it is the same, or the codes agree again.";
        _decisions.Sentences.Add(reason);
        if (link.StopReason != reason)
        {
            _toStop.Add(new VariantStop(link, reason));
        }

        return true;
    }

    private void LinkedVariant(VariantLink link, Variant there, Variant here)
    {
        var write = SyncFields.OfVariant.Where(f => f is not (SyncFields.Cost or SyncFields.InventoryPolicy) && WritesPlain(f, SyncFields.Of(there, f, inputs.SourceCurrency))).ToHashSet(StringComparer.Ordinal);
        var policy = ProductPlanner.PolicyOf(inputs.Settings, there);
        if (WritesPlain(SyncFields.InventoryPolicy, policy))
        {
            write.Add(SyncFields.InventoryPolicy);
        }

        var price = ProductPlanner.PriceOf(inputs, there.PriceMinor);
        var priceText = Amount(link, here, SyncFields.Price, price is null ? null : price.Price.ToShopify(), price?.How);
        var compare = ProductPlanner.CompareAtOf(inputs, there);
        var compareText = Amount(link, here, SyncFields.CompareAt, compare.Text, compare.How);
        var cost = there.UnitCostMinor is { } minor ? ProductPlanner.CostOf(inputs, minor) : null;
        var costText = Amount(link, here, SyncFields.Cost, there.UnitCostMinor is null ? "" : cost?.Price.ToShopify(), cost?.How);
        var image = VariantImage(link, there, here);
        var options = IsOurs && _optionNames is not null && _optionsToDelete.Count == 0
            && _decisions.Writes(
                link.Id, here.Title, SyncFields.OptionValues, AttributeSync.KeepInSync, SyncFields.Of(there, SyncFields.OptionValues, inputs.SourceCurrency),
                SyncFields.Of(here, SyncFields.OptionValues, inputs.DestinationCurrency));
        if (write.Count > 0 || priceText is not null || compareText is not null || costText is not null || image is not null || options)
        {
            _variantChanges.Add(new VariantChange(
                here.VariantId, priceText, compareText, write.Contains(SyncFields.Sku) ? there.Sku ?? "" : null, write.Contains(SyncFields.Barcode) ? there.Barcode ?? "" : null,
                write.Contains(SyncFields.InventoryPolicy) ? policy : null, write.Contains(SyncFields.Taxable) ? there.Taxable : null,
                RequiresShipping: write.Contains(SyncFields.RequiresShipping) ? there.RequiresShipping : null, Options: options ? Named(there) : null)
            {
                Weight = write.Contains(SyncFields.Weight) ? (there.WeightThousandths ?? 0) / 1000m : null,
                WeightUnit = write.Contains(SyncFields.Weight) ? there.WeightUnit ?? "KILOGRAMS" : null,
                Cost = costText,
                HarmonizedSystemCode = write.Contains(SyncFields.HsCode) ? there.HarmonizedSystemCode ?? "" : null,
                CountryCodeOfOrigin = write.Contains(SyncFields.Country) ? there.CountryCodeOfOrigin ?? "" : null,
                MediaId = image,
            });
        }

        bool WritesPlain(string field, string planned) =>
            _decisions.Writes(link.Id, here.Title, field, SyncFields.Setting(_settings, field), planned, SyncFields.Of(here, field, inputs.DestinationCurrency));
    }

    private string? Amount(VariantLink link, Variant here, string field, string? planned, string? how) =>
        _decisions.Writes(link.Id, here.Title, field, SyncFields.Setting(_settings, field), planned, SyncFields.Of(here, field, inputs.DestinationCurrency), how) ? planned : null;

    /// <summary>Source variants nobody linked yet: found at the destination, or created there. One that had a link before is not made again.</summary>
    private List<VariantPair> PlanNewVariants()
    {
        var known = inputs.Links.Select(l => l.SourceVariantId).ToHashSet();
        var taken = inputs.Links.Where(l => l.IsActive).Select(l => l.DestinationVariantId).ToHashSet();
        var fresh = _source.Variants.Where(v => !known.Contains(v.VariantId)).OrderBy(v => v.Position).ToList();
        var pairs = VariantMatching.Match(fresh, [.. destination.Variants.Where(v => !taken.Contains(v.VariantId))], whole: inputs.Links.Count == 0).ToList();
        var paired = pairs.Select(p => p.Source).ToHashSet();

        // Values can be named only once an option that goes is gone: new variants come with the next plan.
        foreach (var variant in fresh.Where(v => _settings.AddNewVariants && !paired.Contains(v) && _optionsToDelete.Count == 0))
        {
            if (_optionNames is null)
            {
                _decisions.Sentences.Add("The source has new variants, but the product's options differ here; they cannot be added by themselves.");
                continue;
            }

            if (destination.Variants.Count - _toDelete.Count + _toCreate.Count >= MostVariants)
            {
                _decisions.Sentences.Add($"A product holds {MostVariants} variants at most at Shopify; the source's further ones are left out here.");
                break;
            }

            var computed = ProductPlanner.PriceOf(inputs, variant.PriceMinor);
            var price = _settings.Price == AttributeSync.Off
                ? destination.Variants.OrderBy(v => v.Position).Select(v => new Money(v.PriceMinor, inputs.DestinationCurrency).ToShopify()).FirstOrDefault()
                : computed?.Price.ToShopify();
            if (price is null)
            {
                _decisions.Sentences.Add(ProductPlanner.RateMissing(inputs) ?? "The price of a new variant is not known.");
                continue;
            }

            _toCreate.Add(ProductPlanner.Draft(inputs, variant, Named(variant), destination.Variants.Count + _toCreate.Count + 1, price));
            _decisions.Changes.Add(new PlannedChange(variant.Title, "variant", "not there", $"created at {price} {inputs.DestinationCurrency}", "new at the source"));
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
}
