using System.Globalization;
using Syncerize.Core.Catalog;
using Syncerize.Core.Connections;
using Syncerize.Core.Mapping;
using Syncerize.Core.Shopify;

namespace Syncerize.Core.Sync;

/// <content>Images: known by the source's media number, since addresses change with every shop.</content>
internal sealed partial class ProductUpdatePlanner
{
    private readonly Dictionary<long, ImageReading> _imagesHere = destination.Images.ToDictionary(i => i.MediaId);
    private bool _waitsForImages;

    private ImageLink? LinkOf(long sourceMediaId) => inputs.Images.FirstOrDefault(l => l.SourceMediaId == sourceMediaId);

    private long? SourceOf(long mediaId) => inputs.Images.FirstOrDefault(l => l.DestinationMediaId == mediaId)?.SourceMediaId;

    private ImageChanges PlanImages()
    {
        if (_settings.Images != AttributeSync.KeepInSync)
        {
            return ImageChanges.None;
        }

        if (inputs.Images.Any(l => l.DestinationMediaId is null))
        {
            // Sent and not seen yet: nothing is decided before they are.
            _waitsForImages = true;
            return ImageChanges.None;
        }

        var there = _source.Images.OrderBy(i => i.Position).Where(i => i.Url is not null).ToList();
        var here = destination.Images.OrderBy(i => i.Position).ToList();
        var failed = here.Count(i => i.Failed && SourceOf(i.MediaId) is not null);
        if (failed > 0)
        {
            _decisions.Sentences.Add($"Shopify could not fetch {Plural.Of(failed, "image")} of this product. Check them at the source, then use the source's images again.");
        }

        // Asked for by a person: what failed is fetched once more.
        var again = _decisions.Last(0, SyncFields.Images) is { Planned: null };
        var seen = here.Select(i => SourceOf(i.MediaId) is { } source ? again && i.Failed ? null : Token(source, i.Alt) : IsOurs ? $"+{i.MediaId}" : null).OfType<string>();
        if (!_decisions.Writes(0, _source.Title, SyncFields.Images, AttributeSync.KeepInSync, string.Join('\n', there.Select(i => Token(i.MediaId, i.Alt))), string.Join('\n', seen)))
        {
            return ImageChanges.None;
        }

        var ids = _source.Images.Select(i => i.MediaId).ToHashSet();
        var remove = inputs.Images.Where(l => l.DestinationMediaId is { } id && _imagesHere.TryGetValue(id, out var image) && !ids.Contains(l.SourceMediaId) && !image.Failed)
            .Select(l => l.DestinationMediaId!.Value).ToList();
        var failing = inputs.Images.Where(l => l.DestinationMediaId is { } id && _imagesHere.TryGetValue(id, out var image) && image.Failed && (again || !ids.Contains(l.SourceMediaId)))
            .Select(l => l.DestinationMediaId!.Value).ToList();
        var add = there.Where(i => LinkOf(i.MediaId) is not { } link || (link.DestinationMediaId is { } id && (!_imagesHere.ContainsKey(id) || failing.Contains(id)))).ToList();
        var describe = there.Where(i => Here(i.MediaId) is { Url: not null } image && (image.Alt ?? "") != (i.Alt ?? "")).ToDictionary(i => Here(i.MediaId)!.MediaId, i => i.Alt ?? "");
        var wanted = there.Select(i => Here(i.MediaId)?.MediaId).OfType<long>().Except(remove).Except(failing).ToList();
        var ordered = here.Select(i => i.MediaId).Where(wanted.Contains).SequenceEqual(wanted);
        return new ImageChanges(add, remove, describe, IsOurs && !ordered ? wanted : []) { Delete = failing };
    }

    // A variant may show an image only once Shopify has processed it.
    private long? VariantImage(VariantLink link, Variant there, Variant here)
    {
        if (!IsOurs || _settings.Images != AttributeSync.KeepInSync || there.MediaId is not { } wanted || LinkOf(wanted)?.DestinationMediaId is not { } media
            || !_imagesHere.TryGetValue(media, out var image) || image.Failed)
        {
            return null;
        }

        if (image.Url is null)
        {
            _waitsForImages |= here.MediaId != media;
            return null;
        }

        var seen = here.MediaId is not { } shown ? "" : SourceOf(shown) is { } source ? Number(source) : $"+{shown}";
        return _decisions.Writes(link.Id, here.Title, SyncFields.VariantImage, AttributeSync.KeepInSync, Number(wanted), seen) ? media : null;
    }

    private ImageReading? Here(long sourceMediaId) => LinkOf(sourceMediaId)?.DestinationMediaId is { } id ? _imagesHere.GetValueOrDefault(id) : null;

    private static string Token(long mediaId, string? alt) => string.IsNullOrEmpty(alt) ? Number(mediaId) : $"{Number(mediaId)} {alt.ReplaceLineEndings(" ")}";

    private static string Number(long id) => id.ToString(CultureInfo.InvariantCulture);
}
