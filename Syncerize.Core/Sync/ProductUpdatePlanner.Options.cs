using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Syncerize.Core.Connections;
using Syncerize.Core.Mapping;
using Syncerize.Core.Shopify;

namespace Syncerize.Core.Sync;

/// <content>Options, their values, and the order of both and of variants.</content>
internal sealed partial class ProductUpdatePlanner
{
    // Option names follow the source on products we created; a mapped product keeps its own.
    private void PlanOptions()
    {
        var here = destination.Options.OrderBy(o => o.Position).ToList();
        var there = _source.Options.OrderBy(o => o.Position).ToList();
        if (IsOurs && _decisions.Writes(
            0, _source.Title, SyncFields.Options, AttributeSync.KeepInSync, SyncFields.Of(_source, SyncFields.Options), SyncFields.Of(destination, SyncFields.Options),
            policy: _decisions.AtMostUntilSourceChanges))
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

    // Once the options agree: values come in the source's order, those the shop added behind them.
    private IReadOnlyList<OptionReading> PlanOptionOrder()
    {
        var here = destination.Options.OrderBy(o => o.Position).ToList();
        var there = _source.Options.OrderBy(o => o.Position).ToList();
        if (!IsOurs || _optionNames is null || here.Count != there.Count || _optionChanges.Count + _optionsToAdd.Count + _optionsToDelete.Count + _toCreate.Count + _variantChanges.Count(v => v.Options is not null) > 0
            || here.Zip(there).Any(p => p.Second.Values.Except(p.First.Values, StringComparer.Ordinal).Any()))
        {
            return [];
        }

        static string Text(IEnumerable<IEnumerable<string>> options) => string.Join(" / ", options.Select(values => string.Join(", ", values)));
        var seen = here.Zip(there).Select(p => p.First.Values.Where(v => p.Second.Values.Contains(v, StringComparer.Ordinal)));
        return _decisions.Writes(0, _source.Title, SyncFields.OptionOrder, AttributeSync.KeepInSync, Text(there.Select(o => o.Values)), Text(seen), policy: _decisions.AtMostUntilSourceChanges)
            ? [.. here.Zip(there).Select(p => p.First with { Values = [.. p.Second.Values, .. p.First.Values.Except(p.Second.Values, StringComparer.Ordinal)] })]
            : [];
    }

    // Once every variant is linked: they stand in the source's order, the shop's own behind them.
    private IReadOnlyList<long> PlanVariantOrder(IReadOnlyCollection<VariantPair> pairs)
    {
        var links = inputs.Links.Where(l => l.IsActive).ToDictionary(l => l.SourceVariantId);
        var wanted = _source.Variants.OrderBy(v => v.Position).ThenBy(v => v.VariantId).Where(v => links.ContainsKey(v.VariantId)).Select(v => links[v.VariantId].DestinationVariantId).ToList();
        if (!IsOurs || wanted.Count < 2 || _toCreate.Count + _toDelete.Count + _toDetach.Count + pairs.Count > 0)
        {
            return [];
        }

        var ours = wanted.ToHashSet();
        var seen = destination.Variants.OrderBy(v => v.Position).ThenBy(v => v.VariantId).Select(v => v.VariantId).Where(ours.Contains).ToList();
        return _decisions.Writes(0, _source.Title, SyncFields.VariantOrder, AttributeSync.KeepInSync, Short(wanted), Short(seen), policy: _decisions.AtMostUntilSourceChanges) ? wanted : [];
    }

    // Two thousand numbers as a text that can be compared and kept.
    private static string Short(List<long> ids) => string.Create(
        CultureInfo.InvariantCulture, $"{ids.Count} in order {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', ids))))[..12]}");
}
