using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;
using Syncerize.Core.Mapping;
using Syncerize.Core.Stock;
using Syncerize.Core.Work;

namespace Syncerize.Core.Sync;

/// <summary>Writes variant links, and makes due what a new one needs: the stock of both sides.</summary>
public static class VariantLinking
{
    /// <summary>Links pairs of variants of one product link. A destination variant that another source claims already is left out (one source per destination variant).</summary>
    /// <returns>The sentence of the conflict, or null where every pair was linked.</returns>
    public static async Task<string?> LinkAsync(Write write, ProductLink link, IReadOnlyCollection<VariantPair> pairs, DateTimeOffset linkedAt, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(write);
        ArgumentNullException.ThrowIfNull(link);
        ArgumentNullException.ThrowIfNull(pairs);
        var variantIds = pairs.Select(p => p.Destination.VariantId).ToList();
        var claimed = await write.Db.VariantLinks.Where(l => l.DestinationStoreId == link.DestinationStoreId && l.IsActive && variantIds.Contains(l.DestinationVariantId)).ToListAsync(ct);
        var refused = 0;
        foreach (var (source, destination) in pairs)
        {
            if (claimed.Exists(l => l.DestinationVariantId == destination.VariantId && (l.ProductLinkId != link.Id || l.SourceVariantId != source.VariantId)))
            {
                refused++;
                continue;
            }

            var row = link.Variants.Find(l => l.SourceVariantId == source.VariantId && l.DestinationVariantId == destination.VariantId);
            if (row is null)
            {
                row = new VariantLink
                {
                    ConnectionId = link.ConnectionId,
                    SourceStoreId = link.SourceStoreId,
                    DestinationStoreId = link.DestinationStoreId,
                    SourceVariantId = source.VariantId,
                    SourceInventoryItemId = source.InventoryItemId,
                    DestinationVariantId = destination.VariantId,
                    DestinationInventoryItemId = destination.InventoryItemId,
                    IsActive = false,
                };
                link.Variants.Add(row);
            }

            row.LinkedAt = row.IsActive ? row.LinkedAt : linkedAt;
            row.IsActive = true;
            row.ClosingQuantity = null;
            row.StockConflict = null;
        }

        await StockDueAsync(write, [.. link.Variants.Where(l => l.IsActive)], ct);
        return refused == 0 ? null : $"{Plural.Of(refused, "variant of this product has", "variants of this product have")} another source already; a variant has one source.";
    }

    /// <summary>Makes the stock of linked variants due: read at both shops, then written at the destination.</summary>
    public static Task StockDueAsync(Write write, IReadOnlyCollection<VariantLink> links, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(write);
        return write.EnqueueAsync(
            [
                .. links.Select(l => new Due(l.SourceStoreId, StockWork.Pull, Subject(l.SourceInventoryItemId))),
                .. links.Select(l => new Due(l.DestinationStoreId, StockWork.Pull, Subject(l.DestinationInventoryItemId))),
                .. links.Select(l => new Due(l.DestinationStoreId, StockWork.Apply, Subject(l.DestinationInventoryItemId))),
            ],
            ct);
    }

    /// <summary>The subject of work about one of Shopify's numbers or ours.</summary>
    internal static string Subject(long id) => id.ToString(CultureInfo.InvariantCulture);
}
