using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Activity;
using Syncerize.Core.Catalog;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Live;
using Syncerize.Core.Stores;

namespace Syncerize.Core.Sync;

/// <summary>What a source offers: its availability mode and its hand-picked products. A change stops and resumes links in the same write.</summary>
public sealed class SourceOffers(WriteGate gate)
{
    /// <summary>Chooses the mode, and its tags.</summary>
    /// <exception cref="AccessRefusedException">The actor does not belong to the source.</exception>
    public Task SetModeAsync(Actor actor, StoreId source, Availability mode, IReadOnlyList<string> tags, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Demand(source);
        return gate.WriteAsync(
            async (write, c) =>
            {
                var rule = await write.Db.AvailabilityRules.SingleOrDefaultAsync(r => r.StoreId == source, c);
                if (rule is null)
                {
                    rule = new AvailabilityRule { StoreId = source };
                    write.Db.AvailabilityRules.Add(rule);
                }

                rule.Mode = mode;
                rule.Tags = [.. tags.Select(t => t.Trim()).Where(t => t.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
                await write.Db.SaveChangesAsync(c);
                write.Record(source, ActivityLevel.Info, "settings", mode switch
                {
                    Availability.All => "All products are offered to connected stores.",
                    Availability.Tags => $"Products with any of these tags are offered to connected stores: {string.Join(", ", rule.Tags)}.",
                    _ => "Hand-picked products are offered to connected stores.",
                });
                await FollowAsync(write, source, ids: null, c);
            },
            ct);
    }

    /// <summary>Picks products for the mode of hand-picked ones, or takes them out.</summary>
    /// <exception cref="AccessRefusedException">The actor does not belong to the source.</exception>
    public Task PickAsync(Actor actor, StoreId source, IReadOnlyCollection<long> productIds, bool picked, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Demand(source);
        return gate.WriteAsync(
            async (write, c) =>
            {
                foreach (var product in await write.Db.Products.Where(p => p.StoreId == source && productIds.Contains(p.ProductId)).ToListAsync(c))
                {
                    product.IsPicked = picked;
                }

                await write.Db.SaveChangesAsync(c);
                await FollowAsync(write, source, productIds, c);
            },
            ct);
    }

    private static async Task FollowAsync(Write write, StoreId source, IReadOnlyCollection<long>? ids, CancellationToken ct)
    {
        // Only linked products have anything to stop or resume.
        var linked = await write.Db.ProductLinks.Where(l => l.SourceStoreId == source && (ids == null || ids.Contains(l.SourceProductId))).Select(l => l.SourceProductId).Distinct().ToListAsync(ct);
        foreach (var part in linked.Chunk(500))
        {
            await CatalogFollower.OfSourceAsync(write, source, await write.Db.Products.Where(p => p.StoreId == source && part.Contains(p.ProductId)).ToListAsync(ct), ct);
        }

        write.Changed(source, LiveTopic.Products);
        foreach (var destination in await write.Db.Connections.Where(c => c.SourceId == source).Select(c => c.DestinationId).ToListAsync(ct))
        {
            write.Changed(destination, LiveTopic.Products);
        }
    }
}
