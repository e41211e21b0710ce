using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Activity;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Live;
using Syncerize.Core.Mapping;
using Syncerize.Core.Plans;
using Syncerize.Core.Work;

namespace Syncerize.Core.Sync;

/// <summary>Takes up links that ended with their connection: the kept product is synced on, never made a second time. What the plan has no room for waits until it grows.</summary>
public sealed class Rejoining(Claims claims)
{
    /// <summary>Takes up a turn of a connection's links.</summary>
    /// <returns>The link the turn ended at; null after the last one.</returns>
    public async Task<int?> TurnAsync(Write write, Connection connection, int after, int most, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(write);
        ArgumentNullException.ThrowIfNull(connection);
        var links = await write.Db.ProductLinks.Include(l => l.Variants)
            .Where(l => l.ConnectionId == connection.Id && l.Id > after && l.State == LinkState.Ended && l.Ending == LinkEnding.Rejoins).OrderBy(l => l.Id).Take(most).ToListAsync(ct);
        if (links.Count == 0)
        {
            return null;
        }

        var here = await VariantsAsync(write.Db, connection.DestinationId, [.. links.Select(l => l.DestinationProductId).OfType<long>()], ct);
        var there = await VariantsAsync(write.Db, connection.SourceId, [.. links.Select(l => l.SourceProductId)], ct);
        var gone = links.Where(l => l.DestinationProductId is { } id && !here.Products.Contains(id)).ToHashSet();
        foreach (var link in gone)
        {
            // Deleted in the shop meanwhile: it is not made again by itself.
            link.Ending = LinkEnding.None;
        }

        var left = links.Where(l => !gone.Contains(l)).ToList();
        if (left.Count > 0)
        {
            await RejoinAsync(write, connection, left, here.Variants, there.Variants, ct);
        }

        return links.Count == most ? links[^1].Id : null;
    }

    private async Task RejoinAsync(Write write, Connection connection, List<ProductLink> links, HashSet<long> here, HashSet<long> there, CancellationToken ct)
    {
        var claim = await claims.TryAsync(write, connection.DestinationId, [.. links.Select(l => MeterUnit.Product(connection.Id, l.SourceProductId))], "Etc/UTC", ct);
        var wanted = links.SelectMany(l => l.Variants).Select(v => v.DestinationVariantId).ToList();
        var taken = (await write.Db.VariantLinks.Where(v => v.DestinationStoreId == connection.DestinationId && v.IsActive && wanted.Contains(v.DestinationVariantId))
            .Select(v => v.DestinationVariantId).ToListAsync(ct)).ToHashSet();
        var rejoined = new List<ProductLink>();
        foreach (var link in links)
        {
            if (!claim.Granted.Contains(MeterUnit.Product(connection.Id, link.SourceProductId)))
            {
                link.StateReason = claim.Sentence;
                continue;
            }

            (link.State, link.Ending, link.StateReason) = (link.DestinationProductId is null ? LinkState.Creating : LinkState.Active, LinkEnding.None, null);
            foreach (var variant in link.Variants.Where(v => !v.IsActive && here.Contains(v.DestinationVariantId) && there.Contains(v.SourceVariantId)))
            {
                if (taken.Add(variant.DestinationVariantId))
                {
                    (variant.IsActive, variant.LinkedAt, variant.ClosingQuantity) = (true, write.Now, null);
                }
            }

            rejoined.Add(link);
        }

        await write.Db.SaveChangesAsync(ct);
        await VariantLinking.StockDueAsync(write, [.. rejoined.SelectMany(l => l.Variants).Where(v => v.IsActive)], ct);
        await write.EnqueueAsync([.. rejoined.Select(l => new Due(l.DestinationStoreId, SyncWork.Apply, VariantLinking.Subject(l.Id)))], ct);
        if (rejoined.Count > 0)
        {
            write.Record(connection.DestinationId, ActivityLevel.Success, "product", $"{Plural.Of(rejoined.Count, "kept product is", "kept products are")} synced again.", connection.Id);
        }

        write.Changed(connection.DestinationId, LiveTopic.Products);
        write.Changed(connection.SourceId, LiveTopic.Products);
    }

    private static async Task<(HashSet<long> Products, HashSet<long> Variants)> VariantsAsync(SyncerizeDb db, StoreId store, List<long> products, CancellationToken ct)
    {
        var rows = await db.Products.AsNoTracking().Where(p => p.StoreId == store && p.DeletedAt == null && products.Contains(p.ProductId))
            .Select(p => new { p.ProductId, Variants = p.Variants.Select(v => v.VariantId).ToList() }).ToListAsync(ct);
        return (rows.Select(r => r.ProductId).ToHashSet(), rows.SelectMany(r => r.Variants).ToHashSet());
    }
}
