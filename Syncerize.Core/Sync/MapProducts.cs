using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Activity;
using Syncerize.Core.Catalog;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Live;
using Syncerize.Core.Mapping;
using Syncerize.Core.Plans;
using Syncerize.Core.Stores;
using Syncerize.Core.Work;

namespace Syncerize.Core.Sync;

/// <summary>A source variant and the destination variant a person says is the same.</summary>
public sealed record ChosenPair(long SourceVariantId, long DestinationVariantId);

/// <summary>What became of the wish to map a product.</summary>
/// <param name="Mapped">Whether it is mapped now.</param>
/// <param name="Sentence">What happened, or why not and what to do.</param>
public sealed record MapAnswer(bool Mapped, string Sentence);

/// <summary>Joins source products to products the destination already has. The link, and with it the sync, begins at that moment; nothing is created and nothing removed.</summary>
public sealed class MapProducts(WriteGate gate, Claims claims)
{
    /// <summary>Maps one product by hand.</summary>
    /// <param name="actor">The destination's person.</param>
    /// <param name="connectionId">The connection to the source.</param>
    /// <param name="sourceProductId">The source's product.</param>
    /// <param name="destinationProductId">The destination's own product.</param>
    /// <param name="pairs">Which variants are the same thing; source variants that are in none are left out for good unless <paramref name="addMissing"/>.</param>
    /// <param name="addMissing">Create the source variants that the destination product lacks.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="AccessRefusedException">The actor does not belong to the destination.</exception>
    public Task<MapAnswer> MapAsync(
        Actor actor, ConnectionId connectionId, long sourceProductId, long destinationProductId, IReadOnlyCollection<ChosenPair> pairs, bool addMissing, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(pairs);
        return gate.WriteAsync(
            async (write, c) =>
            {
                var connection = await write.Db.Connections.SingleAsync(x => x.Id == connectionId, c);
                actor.Demand(connection.DestinationId);
                if (!ConnectionStates.Works(connection.State))
                {
                    return new MapAnswer(false, $"Products can be mapped only while the connection works: {ConnectionStates.Describe(connection.State).ToLowerInvariant()}.");
                }

                var source = await write.Db.Products.Include(p => p.Variants).SingleOrDefaultAsync(p => p.StoreId == connection.SourceId && p.ProductId == sourceProductId, c);
                var destination = await write.Db.Products.Include(p => p.Variants)
                    .SingleOrDefaultAsync(p => p.StoreId == connection.DestinationId && p.ProductId == destinationProductId && p.DeletedAt == null, c);
                if (Offers.Refusal(await Offers.RuleAsync(write.Db, connection.SourceId, c), source) is { } refusal)
                {
                    return new MapAnswer(false, refusal);
                }

                if (destination is null)
                {
                    return new MapAnswer(false, "Your shop does not have this product any more. Choose another one.");
                }

                var (left, right) = (source!.Variants.ToDictionary(v => v.VariantId), destination.Variants.ToDictionary(v => v.VariantId));
                if (pairs.Any(p => !left.ContainsKey(p.SourceVariantId) || !right.ContainsKey(p.DestinationVariantId)))
                {
                    return new MapAnswer(false, "The variants of these products changed meanwhile. Look at them again.");
                }

                if (pairs.DistinctBy(p => p.SourceVariantId).Count() < pairs.Count || pairs.DistinctBy(p => p.DestinationVariantId).Count() < pairs.Count)
                {
                    return new MapAnswer(false, "A variant can be the counterpart of one variant only.");
                }

                var answer = await BeginAsync(write, connection, source, destination, [.. pairs.Select(p => new VariantPair(left[p.SourceVariantId], right[p.DestinationVariantId]))], addMissing, c);
                if (answer.Mapped)
                {
                    write.Record(
                        connection.DestinationId, ActivityLevel.Info, "product", $"{actor.Name} mapped “{source.Title}” to “{destination.Title}”.", connectionId, VariantLinking.Subject(sourceProductId));
                }

                return answer;
            },
            ct);
    }

    /// <summary>Links two products of a working connection inside a write. Refuses what is synced already, a second supplier, a cycle.</summary>
    internal async Task<MapAnswer> BeginAsync(
        Write write, Connection connection, Product source, Product destination, IReadOnlyList<VariantPair> pairs, bool addMissing, CancellationToken ct)
    {
        if (pairs.Count == 0)
        {
            return new MapAnswer(false, "No variant has a counterpart. Choose which variants are the same.");
        }

        var link = await write.Db.ProductLinks.Include(l => l.Variants).SingleOrDefaultAsync(l => l.ConnectionId == connection.Id && l.SourceProductId == source.ProductId, ct);
        if (link is { State: LinkState.Creating or LinkState.Active or LinkState.Unavailable })
        {
            return new MapAnswer(false, "This product is synced already. Unsync it first to map it to another one.");
        }

        var wanted = pairs.Select(p => p.Destination.VariantId).ToList();
        var suppliers = await write.Db.VariantLinks.Where(l => l.DestinationStoreId == connection.DestinationId && l.IsActive && wanted.Contains(l.DestinationVariantId))
            .Select(l => l.SourceStoreId).Distinct().ToListAsync(ct);
        if (suppliers.Count > 0)
        {
            var name = await write.Db.Stores.Where(s => s.Id == suppliers[0]).Select(s => s.Name).SingleAsync(ct);
            return new MapAnswer(false, $"“{destination.Title}” is supplied by {name} already; a variant has one source. Unsync it there first.");
        }

        if (await SyncProducts.IsCycleAsync(write.Db, connection, source.ProductId, ct))
        {
            return new MapAnswer(false, "The source itself sells this product from your shop; it cannot come back from there.");
        }

        var claim = await claims.TryAsync(write, connection.DestinationId, [MeterUnit.Product(connection.Id, source.ProductId)], "Etc/UTC", ct);
        if (claim.Granted.Count == 0)
        {
            return new MapAnswer(false, claim.Sentence);
        }

        link = await FreshAsync(write, connection, link, source.ProductId, ct);
        link.DestinationProductId = destination.ProductId;
        link.Origin = LinkOrigin.Mapped;
        link.State = LinkState.Active;
        link.LinkedAt = write.Now;
        await VariantLinking.LinkAsync(write, link, pairs, write.Now, ct);
        var left = source.Variants.Where(v => pairs.All(p => p.Source.VariantId != v.VariantId)).ToList();
        if (!addMissing)
        {
            // An ended link without a counterpart says that this variant is not to be made.
            link.Variants.AddRange(left.Select(v => LeftOut(link, v, write.Now)));
        }

        await write.Db.SaveChangesAsync(ct);
        await write.EnqueueAsync(new Due(connection.DestinationId, SyncWork.Apply, VariantLinking.Subject(link.Id)), ct);
        write.Changed(connection.DestinationId, LiveTopic.Products);
        write.Changed(connection.SourceId, LiveTopic.Products);
        return new MapAnswer(true, left.Count == 0 || addMissing
            ? $"“{source.Title}” is mapped to “{destination.Title}”; its sync has begun."
            : $"“{source.Title}” is mapped to “{destination.Title}”; {left.Count} of its {source.Variants.Count} variants have no counterpart and are left out.");
    }

    // Of another life of the link nothing stays: variants are matched anew, and the ledger says nothing any more.
    private static async Task<ProductLink> FreshAsync(Write write, Connection connection, ProductLink? link, long sourceProductId, CancellationToken ct)
    {
        if (link is null)
        {
            link = new ProductLink { ConnectionId = connection.Id, SourceStoreId = connection.SourceId, DestinationStoreId = connection.DestinationId, SourceProductId = sourceProductId };
            write.Db.ProductLinks.Add(link);
            return link;
        }

        write.Db.VariantLinks.RemoveRange(link.Variants);
        write.Db.Ledger.RemoveRange(await write.Db.Ledger.Where(l => l.ProductLinkId == link.Id).ToListAsync(ct));
        link.Variants = [];
        link.StateReason = null;
        link.SyncedAt = null;
        return link;
    }

    private static VariantLink LeftOut(ProductLink link, Variant source, DateTimeOffset now) => new()
    {
        ConnectionId = link.ConnectionId,
        SourceStoreId = link.SourceStoreId,
        DestinationStoreId = link.DestinationStoreId,
        SourceVariantId = source.VariantId,
        SourceInventoryItemId = source.InventoryItemId,
        LinkedAt = now,
        IsActive = false,
    };
}
