using System.Globalization;
using Syncerize.Core.Catalog;
using Syncerize.Core.Connections;
using Syncerize.Core.Mapping;
using Syncerize.Core.Sync;

namespace Syncerize.Core.Insights;

/// <summary>Fields of both sides of a product, judged by the plan: the screen and the next write agree.</summary>
internal sealed class FieldRows(PlanInputs inputs, ProductPlan plan)
{
    private readonly Dictionary<(int, string), PlannedField> _planned = plan.Fields.ToDictionary(f => (f.VariantLinkId, f.Field));
    private readonly Dictionary<(int, string), LedgerEntry> _ledger = inputs.Ledger.ToDictionary(l => (l.VariantLinkId, l.Field));

    /// <summary>The product's own fields.</summary>
    public IReadOnlyList<FieldRow> OfProduct()
    {
        var rows = SyncFields.OfProduct.Select(f => Row(0, f, Of(inputs.Source, f)!, Of(inputs.Destination, f), null)).ToList();
        rows.Add(Row(0, SyncFields.Images, Images(inputs.Source.Images.Count), inputs.Destination is null ? null : Images(inputs.Destination.Images.Count), null));
        foreach (var metafield in inputs.Source.Metafields.Where(m => inputs.Settings.Products.MetafieldNamespaces.Contains(m.Namespace, StringComparer.Ordinal)))
        {
            var here = inputs.Destination?.Metafields.FirstOrDefault(m => (m.Namespace, m.Key) == (metafield.Namespace, metafield.Key))?.Value;
            rows.Add(Row(0, SyncFields.Metafield(metafield.Namespace, metafield.Key), metafield.Value, inputs.Destination is null ? null : here ?? "", null));
        }

        if (_planned.TryGetValue((0, SyncFields.Collections), out var collections))
        {
            rows.Add(Row(0, SyncFields.Collections, Titles(collections.Planned), Titles(collections.Seen), null));
        }

        if (_planned.TryGetValue((0, SyncFields.OnlineStore), out var published))
        {
            rows.Add(Row(0, SyncFields.OnlineStore, published.Planned ?? "", published.Seen, null));
        }

        return rows;
    }

    /// <summary>A linked variant's fields.</summary>
    public IReadOnlyList<FieldRow> OfVariant(Variant there, VariantLink link)
    {
        var here = inputs.Destination?.Variants.Find(v => v.VariantId == link.DestinationVariantId);
        string[] names = [SyncFields.Price, SyncFields.CompareAt, .. SyncFields.OfVariant];
        return [.. names.Select(f => Row(
            link.Id, f, Readable(f, SyncFields.Of(there, f, inputs.SourceCurrency), inputs.SourceCurrency),
            here is null ? null : Readable(f, SyncFields.Of(here, f, inputs.DestinationCurrency), inputs.DestinationCurrency), How(f, there)))];
    }

    /// <summary>A field's value as a person reads it.</summary>
    public static string Readable(string field, string value, string currency) => field switch
    {
        _ when SyncFields.IsMoney(field) => value.Length == 0 ? "" : Money.Parse(value, currency).ToString(),
        SyncFields.Images => value.Length == 0 ? "none" : Images(value.Split('\n').Length),
        SyncFields.Weight => value == "0" ? "" : value.ToLowerInvariant(),
        SyncFields.VariantImage => value.Length == 0 ? "none" : value.StartsWith('+') ? "the shop's own" : "the source's",
        SyncFields.VariantOrder => value.Split(" in order")[0] + " variants",
        _ => value,
    };

    private static string Images(int count) => count == 0 ? "none" : count == 1 ? "1 image" : string.Create(CultureInfo.InvariantCulture, $"{count} images");

    private static string? Of(Product? product, string field) => product is null ? null : field == SyncFields.Category ? product.CategoryName ?? product.CategoryId ?? "" : SyncFields.Of(product, field);

    private string Titles(string? ids) => string.Join(", ", (ids ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(id => inputs.Settings.Products.Collections.FirstOrDefault(r => r.CollectionId.ToString(CultureInfo.InvariantCulture) == id)?.CollectionTitle ?? $"collection {id}"));

    private string? How(string field, Variant there)
    {
        if (SyncFields.Setting(inputs.Settings.Products, field) == AttributeSync.Off)
        {
            return null;
        }

        return field switch
        {
            SyncFields.Price => ProductPlanner.PriceOf(inputs, there.PriceMinor)?.How,
            SyncFields.CompareAt => ProductPlanner.CompareAtOf(inputs, there).How,
            SyncFields.Cost => there.UnitCostMinor is { } cost ? ProductPlanner.CostOf(inputs, cost)?.How : null,
            SyncFields.InventoryPolicy when inputs.Settings.Stock.SoldOut != SoldOutPolicy.AsAtSource => "as the stock settings say",
            _ => null,
        };
    }

    private FieldRow Row(int link, string field, string source, string? here, string? how)
    {
        var planned = _planned.GetValueOrDefault((link, field));
        var last = _ledger.GetValueOrDefault((link, field));
        var standing = SyncFields.Setting(inputs.Settings.Products, field) switch
        {
            AttributeSync.Off => FieldStanding.NotSelected,
            AttributeSync.OnCreate when planned is null => FieldStanding.OnlyOnCreate,
            _ => planned?.Verdict switch
            {
                FieldVerdict.InStep => FieldStanding.InSync,
                FieldVerdict.KeptEdit => FieldStanding.ChangedHere,
                FieldVerdict.Waits => FieldStanding.Waits,
                null when link != 0 && inputs.Links.Any(l => l.Id == link && l.StopReason is not null) => FieldStanding.Waits,
                _ => FieldStanding.BeingWritten,
            },
        };
        var edited = standing == FieldStanding.ChangedHere;
        var ours = last is not null && planned is { Verdict: FieldVerdict.InStep } && planned.Seen != planned.Planned;
        return new FieldRow(field, source, here, standing, how, last?.WrittenAt, edited && last is { IsKept: false }, edited || ours);
    }
}
