using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;
using Syncerize.Core.Mapping;
using Syncerize.Core.Stores;

namespace Syncerize.Core.Sync;

/// <summary>A product and what syncing it would do now.</summary>
/// <param name="SourceProductId">The product at the source.</param>
/// <param name="Title">Its title.</param>
/// <param name="Plan">The plan; the real run makes it again from what is there then.</param>
public sealed record PreviewedProduct(long SourceProductId, string Title, ProductPlan Plan);

/// <summary>The planner without the apply step.</summary>
public sealed class ProductPreview(IDbContextFactory<SyncerizeDb> factory)
{
    /// <summary>What syncing products of a connection would do. Products the mirror does not know are absent.</summary>
    /// <exception cref="AccessRefusedException">The actor does not belong to the destination.</exception>
    public async Task<IReadOnlyList<PreviewedProduct>> OfAsync(Actor actor, ConnectionId connectionId, IReadOnlyCollection<long> sourceProductIds, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(sourceProductIds);
        await using var db = await factory.CreateDbContextAsync(ct);
        var connection = await db.Connections.SingleAsync(c => c.Id == connectionId, ct);
        actor.Demand(connection.DestinationId);
        var links = await db.ProductLinks.Include(l => l.Variants).Where(l => l.ConnectionId == connectionId && sourceProductIds.Contains(l.SourceProductId)).ToListAsync(ct);
        var linkIds = links.ConvertAll(l => l.Id);
        var ledger = (await db.Ledger.Where(l => linkIds.Contains(l.ProductLinkId)).ToListAsync(ct)).ToLookup(l => l.ProductLinkId);

        // Links that do not exist yet get keys of their own, below zero.
        var wished = sourceProductIds.Distinct().Except(links.Select(l => l.SourceProductId)).Select((id, i) => new ProductLink
        {
            Id = -1 - i,
            ConnectionId = connectionId,
            SourceStoreId = connection.SourceId,
            DestinationStoreId = connection.DestinationId,
            SourceProductId = id,
        });
        var states = await SyncStates.ReadAsync(db, [.. links, .. wished], ledger, ct);
        return
        [
            .. states.Values.Where(s => s.Inputs is not null).OrderBy(s => s.Inputs!.Source.Title, StringComparer.OrdinalIgnoreCase)
                .Select(s => new PreviewedProduct(s.Link.SourceProductId, s.Inputs!.Source.Title, ProductPlanner.Plan(s.Inputs))),
        ];
    }
}
