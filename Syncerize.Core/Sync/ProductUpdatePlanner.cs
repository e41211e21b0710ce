using Syncerize.Core.Catalog;
using Syncerize.Core.Connections;
using Syncerize.Core.Mapping;
using Syncerize.Core.Shopify;

namespace Syncerize.Core.Sync;

/// <summary>Plans a product that exists at both sides. One use per plan; pure.</summary>
internal sealed partial class ProductUpdatePlanner(PlanInputs inputs, Product destination)
{
    private readonly Product _source = inputs.Source;
    private readonly ProductSyncSettings _settings = inputs.Settings.Products;
    private readonly FieldDecisions _decisions = new(inputs);
    private readonly List<OptionChange> _optionChanges = [];
    private readonly List<OptionReading> _optionsToAdd = [];
    private readonly List<string> _optionsToDelete = [];
    private readonly List<VariantChange> _variantChanges = [];
    private readonly List<VariantDraft> _toCreate = [];
    private readonly List<VariantLink> _toDelete = [];
    private readonly List<VariantLink> _toDetach = [];
    private readonly List<VariantLink> _lost = [];
    private readonly List<VariantStop> _toStop = [];
    private readonly List<VariantLink> _toResume = [];

    // What the destination's options are called once the option changes are written; null where they cannot carry the source's values.
    private List<string>? _optionNames;

    private bool IsOurs => inputs.Origin == LinkOrigin.Created;

    public ProductPlan Plan()
    {
        var change = ProductFields();
        PlanOptions();
        var images = PlanImages();
        PlanLinkedVariants();
        var pairs = PlanNewVariants();
        KeepOneVariant();
        var (set, delete) = PlanMetafields();
        var plan = new ProductPlan
        {
            Kind = PlanKind.Nothing,
            Change = change,
            OptionChanges = _optionChanges,
            OptionsToAdd = _optionsToAdd,
            OptionsToDelete = _optionsToDelete,
            OptionOrder = PlanOptionOrder(),
            VariantChanges = _variantChanges,
            VariantsToCreate = _toCreate,
            VariantsToDelete = _toDelete,
            VariantsToDetach = _toDetach,
            VariantsLost = _lost,
            VariantsToLink = pairs,
            VariantsToStop = _toStop,
            VariantsToResume = _toResume,
            VariantOrder = PlanVariantOrder(pairs),
            Images = images,
            WaitsForImages = _waitsForImages,
            MetafieldsToSet = set,
            MetafieldsToDelete = delete,
            Publish = PlanOnlineStore(),
            Fields = _decisions.Fields,
            Changes = _decisions.Changes,
            Sentences = [.. _decisions.Sentences],
        };
        return plan.Writes ? plan with { Kind = PlanKind.Update } : plan;
    }

    private ProductChange? ProductFields()
    {
        var write = SyncFields.OfProduct.Where(WritesField).ToHashSet(StringComparer.Ordinal);
        var (join, leave) = PlanCollections();
        return write.Count + join.Count + leave.Count == 0
            ? null
            : new ProductChange(
                destination.ProductId, write.Contains(SyncFields.Title) ? _source.Title : null, write.Contains(SyncFields.Description) ? _source.DescriptionHtml : null,
                write.Contains(SyncFields.Status) ? _source.Status : null, write.Contains(SyncFields.Vendor) ? _source.Vendor : null,
                write.Contains(SyncFields.ProductType) ? _source.ProductType : null, write.Contains(SyncFields.Tags) ? TagsToWrite() : null,
                write.Contains(SyncFields.Handle) ? _source.Handle : null)
            {
                CategoryId = write.Contains(SyncFields.Category) ? _source.CategoryId ?? "" : null,
                SeoTitle = write.Contains(SyncFields.SeoTitle) ? _source.SeoTitle ?? "" : null,
                SeoDescription = write.Contains(SyncFields.SeoDescription) ? _source.SeoDescription ?? "" : null,
                Join = join,
                Leave = leave,
            };
    }

    private bool WritesField(string field)
    {
        var setting = SyncFields.Setting(_settings, field);
        var (planned, seen) = (SyncFields.Of(_source, field), SyncFields.Of(destination, field));
        if (field == SyncFields.Tags && _settings.TagMode == TagMode.Append)
        {
            seen = SyncFields.Tagged(ForeignTags(destination.Tags, keep: false));
        }

        if (field == SyncFields.Handle && setting == AttributeSync.KeepInSync && seen != planned && inputs.IsHandleTaken)
        {
            // A handle that collides is no reason to stop: the product keeps the one it has.
            _decisions.Fields.Add(new PlannedField(0, field, planned, seen, FieldVerdict.Waits));
            _decisions.Sentences.Add(ProductPlanner.HandleTaken(planned, seen));
            return false;
        }

        return _decisions.Writes(0, _source.Title, field, setting, planned, seen);
    }

    // Appending: tags that the source has, or had when we last wrote, are its; the others are the shop's own and stay.
    private IEnumerable<string> ForeignTags(IEnumerable<string> tags, bool keep)
    {
        var theirs = _source.Tags.Concat((_decisions.Last(0, SyncFields.Tags)?.Planned ?? "").Split(", ", StringSplitOptions.RemoveEmptyEntries)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var spelled = _source.Tags.GroupBy(t => t, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First(), StringComparer.OrdinalIgnoreCase);
        return tags.Where(t => theirs.Contains(t) != keep).Select(t => spelled.GetValueOrDefault(t, t));
    }

    private IReadOnlyList<string> TagsToWrite() => _settings.TagMode == TagMode.Mirror ? _source.Tags : [.. _source.Tags, .. ForeignTags(destination.Tags, keep: true)];

    private (IReadOnlyList<long> Join, IReadOnlyList<long> Leave) PlanCollections()
    {
        var last = (_decisions.Last(0, SyncFields.Collections)?.Planned ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => long.Parse(id, System.Globalization.CultureInfo.InvariantCulture)).ToHashSet();
        if (_settings.Collections.Count == 0 && last.Count == 0)
        {
            return ([], []);
        }

        // Collections that no rule names, now or when we last wrote, are none of our business.
        var wanted = ProductPlanner.CollectionsOf(_settings, _source);
        var ours = _settings.Collections.Select(r => r.CollectionId).Concat(last).ToHashSet();
        var seen = destination.CollectionIds.Where(ours.Contains).ToHashSet();
        return _decisions.Writes(0, _source.Title, SyncFields.Collections, AttributeSync.KeepInSync, Ids(wanted), Ids(seen), policy: _decisions.AtMostUntilSourceChanges)
            ? ([.. wanted.Except(seen)], [.. seen.Where(last.Contains).Except(wanted)])
            : ([], []);
    }

    private bool PlanOnlineStore() =>
        IsOurs && _decisions.Last(0, SyncFields.OnlineStore) is not null
        && _decisions.Writes(
            0, _source.Title, SyncFields.OnlineStore, AttributeSync.KeepInSync, "published", SyncFields.Of(destination, SyncFields.OnlineStore), "new products are published", EditPolicy.Keep);

    private (IReadOnlyList<MetafieldReading> Set, IReadOnlyList<MetafieldName> Delete) PlanMetafields()
    {
        if (_settings.Metafields != AttributeSync.KeepInSync)
        {
            return ([], []);
        }

        var here = destination.Metafields.ToDictionary(m => (m.Namespace, m.Key), m => m.Value);
        var chosen = _source.Metafields.Where(m => _settings.MetafieldNamespaces.Contains(m.Namespace, StringComparer.Ordinal)).ToList();
        var carried = chosen.Where(ProductPlanner.Carries).ToList();
        if (chosen.Count > carried.Count)
        {
            _decisions.Sentences.Add($"{Plural.Of(chosen.Count - carried.Count, "metafield points", "metafields point")} to things of the source's shop, such as products or files; they mean nothing here and are left out.");
        }

        List<MetafieldReading> set =
        [
            .. carried.Where(m => _decisions.Writes(0, _source.Title, SyncFields.Metafield(m.Namespace, m.Key), _settings.Metafields, m.Value, here.GetValueOrDefault((m.Namespace, m.Key), ""))),
        ];

        // What we wrote and the source has no more; on a mapped product even that is left alone (engine rules, Products).
        List<MetafieldName> delete = !IsOurs ? [] :
        [
            .. destination.Metafields.Where(m => _settings.MetafieldNamespaces.Contains(m.Namespace, StringComparer.Ordinal) && !carried.Exists(c => (c.Namespace, c.Key) == (m.Namespace, m.Key)))
                .Where(m => _decisions.Last(0, SyncFields.Metafield(m.Namespace, m.Key)) is not null)
                .Where(m => _decisions.Writes(0, _source.Title, SyncFields.Metafield(m.Namespace, m.Key), _settings.Metafields, "", m.Value))
                .Select(m => new MetafieldName(m.Namespace, m.Key)),
        ];
        return (set, delete);
    }

    private static string Ids(IEnumerable<long> ids) => string.Join(' ', ids.Order());
}
