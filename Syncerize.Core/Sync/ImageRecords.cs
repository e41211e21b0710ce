using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Catalog;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Mapping;
using Syncerize.Core.Shopify;

namespace Syncerize.Core.Sync;

/// <summary>Remembers which image of the destination was made from which of the source. All inside the caller's write.</summary>
internal static class ImageRecords
{
    /// <summary>How long an image that was sent may stay unseen before it counts as never sent.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Whether a product of ours has images that nobody wrote down: found again after a lost ledger, or created before images were linked. Their order tells which they are.</summary>
    public static bool AreUnknown(PlanInputs inputs) =>
        inputs is { Origin: LinkOrigin.Created, Images.Count: 0, Destination.Images.Count: > 0, Settings.Products.Images: AttributeSync.KeepInSync } && inputs.Source.Images.Count > 0
        && inputs.Ledger.All(l => l.Field != SyncFields.Images);

    /// <summary>A product was created with the source's images, in their order: the images that are there are those.</summary>
    public static async Task CreatedAsync(Write write, ProductLink link, Product source, Product destination, CancellationToken ct)
    {
        write.Db.ImageLinks.RemoveRange(await write.Db.ImageLinks.Where(i => i.ProductLinkId == link.Id).ToListAsync(ct));
        await write.Db.SaveChangesAsync(ct);
        foreach (var (there, here) in source.Images.Where(i => i.Url is not null).OrderBy(i => i.Position).Zip(destination.Images.OrderBy(i => i.Position)))
        {
            write.Db.ImageLinks.Add(new ImageLink { ProductLinkId = link.Id, SourceMediaId = there.MediaId, DestinationMediaId = here.MediaId, SentAt = write.Now });
        }
    }

    /// <summary>Images are about to be added: written down before the first byte leaves, because adding them twice would not be harmless.</summary>
    public static async Task SendingAsync(Write write, int linkId, IReadOnlyList<ImageReading> images, Product destination, CancellationToken ct)
    {
        var rows = await write.Db.ImageLinks.Where(i => i.ProductLinkId == linkId).ToDictionaryAsync(i => i.SourceMediaId, ct);
        foreach (var image in images)
        {
            if (!rows.TryGetValue(image.MediaId, out var row))
            {
                row = new ImageLink { ProductLinkId = linkId, SourceMediaId = image.MediaId };
                write.Db.ImageLinks.Add(row);
            }

            (row.DestinationMediaId, row.SentAfter, row.SentAt) = (null, destination.Images.Select(i => i.MediaId).DefaultIfEmpty().Max(), write.Now);
        }
    }

    /// <summary>Shopify refused them: they were not sent.</summary>
    public static async Task RefusedAsync(Write write, int linkId, CancellationToken ct) =>
        write.Db.ImageLinks.RemoveRange(await write.Db.ImageLinks.Where(i => i.ProductLinkId == linkId && i.DestinationMediaId == null).ToListAsync(ct));

    /// <summary>Finds what was sent among the images that are there: those that came later than the sending and are nobody's, in their order. What stays unseen too long is forgotten, and sent again.</summary>
    /// <returns>Whether something is still unseen.</returns>
    public static async Task<bool> ResolveAsync(Write write, int linkId, Product destination, DateTimeOffset begunAt, CancellationToken ct)
    {
        var rows = await write.Db.ImageLinks.Where(i => i.ProductLinkId == linkId).OrderBy(i => i.Id).ToListAsync(ct);
        var sent = rows.Where(r => r.DestinationMediaId is null).ToList();
        if (sent.Count == 0)
        {
            return false;
        }

        var taken = rows.Where(r => r.DestinationMediaId is not null).Select(r => r.DestinationMediaId!.Value).ToHashSet();
        var free = new Queue<long>(destination.Images.OrderBy(i => i.Position).Select(i => i.MediaId).Where(id => !taken.Contains(id) && id > sent[0].SentAfter));
        foreach (var row in sent)
        {
            if (free.TryDequeue(out var found))
            {
                row.DestinationMediaId = found;
            }
            else if (begunAt - row.SentAt > Patience)
            {
                write.Db.ImageLinks.Remove(row);
            }
        }

        if (sent.Exists(r => r.DestinationMediaId is not null) && await write.Db.Ledger.SingleOrDefaultAsync(l => l.ProductLinkId == linkId && l.VariantLinkId == 0 && l.Field == SyncFields.Images, ct) is { } ledger)
        {
            // What is there now is our own doing, no change by hand: their order is planned next.
            (ledger.Planned, ledger.ReadBack) = ("", null);
        }

        return sent.Exists(r => r.DestinationMediaId is null);
    }
}
