using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Catalog;
using Syncerize.Core.Data;
using Syncerize.Core.Mapping;
using Syncerize.Core.Plans;
using Syncerize.Core.Stores;

namespace Syncerize.Core.Sync;

/// <summary>A product and what syncing it would do now.</summary>
/// <param name="SourceProductId">The product at the source.</param>
/// <param name="Title">Its title.</param>
/// <param name="Plan">The plan; the real run makes it again from what is there then.</param>
public sealed record PreviewedProduct(long SourceProductId, string Title, ProductPlan Plan);

/// <summary>The planner without the apply step.</summary>
public sealed class ProductPreview(IDbContextFactory<SyncerizeDb> factory, PlanBook plans, TimeProvider time)
{
    /// <summary>What can be undone of a start.</summary>
    public const string StartUndo = "This can be undone while it is the last change of the connection: the sync ends and what was created stays in your shop.";

    /// <summary>What starting the sync of products would do, row by row: the planner's output, what the source does not offer, and what the plan has no room for.</summary>
    /// <exception cref="AccessRefusedException">The actor does not belong to the destination.</exception>
    public async Task<ChangePreview> OfStartAsync(Actor actor, ConnectionId connectionId, IReadOnlyCollection<long> sourceProductIds, CancellationToken ct)
    {
        var planned = await OfAsync(actor, connectionId, sourceProductIds, ct);
        await using var db = await factory.CreateDbContextAsync(ct);
        var connection = await db.Connections.SingleAsync(c => c.Id == connectionId, ct);
        var source = await db.Stores.SingleAsync(s => s.Id == connection.SourceId, ct);
        var rule = await Offers.RuleAsync(db, source.Id, ct);
        var ids = planned.Select(p => p.SourceProductId).ToList();
        var products = await db.Products.Where(p => p.StoreId == source.Id && ids.Contains(p.ProductId)).ToDictionaryAsync(p => p.ProductId, ct);
        var synced = await db.ProductLinks.Where(l => l.ConnectionId == connectionId && ids.Contains(l.SourceProductId) && l.State != LinkState.Ended && l.State != LinkState.Broken).Select(l => l.SourceProductId).ToListAsync(ct);
        var tier = await plans.OfAsync(db, connection.DestinationId, ct);
        var left = (await Claims.UseAsync(db, connection.DestinationId, tier, Meter.Products, time.GetUtcNow(), "Etc/UTC", ct)).Left ?? int.MaxValue;
        var rows = new List<PreviewRow>();
        foreach (var product in planned)
        {
            var why = synced.Contains(product.SourceProductId) ? "synced already"
                : Offers.Refusal(rule, products.GetValueOrDefault(product.SourceProductId)) ?? (left-- <= 0 ? MeterSentences.Full(Meter.Products, tier) : null);
            rows.Add(why is null
                ? ChangePreview.Row(connectionId, source.Name, product.SourceProductId, product.Title, product.Plan)
                : new PreviewRow(connectionId, source.Name, product.SourceProductId, product.Title, PreviewAct.Skip, why));
        }

        return new ChangePreview([.. rows.OrderBy(r => r.Act)], StartUndo);
    }

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
