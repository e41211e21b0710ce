using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Activity;
using Syncerize.Core.Data;
using Syncerize.Core.Live;
using Syncerize.Core.Mapping;
using Syncerize.Core.Stores;
using Syncerize.Core.Work;

namespace Syncerize.Core.Sync;

/// <summary>A field of a synced product, as a person points at it.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="SourceProductId">The product at the source.</param>
/// <param name="SourceVariantId">The variant at the source; null for a field of the product.</param>
/// <param name="Field">One of <see cref="SyncFields"/>.</param>
public sealed record FieldAt(ConnectionId Connection, long SourceProductId, long? SourceVariantId, string Field);

/// <summary>What a person decides about a single field or variant of a synced product.</summary>
public sealed class FieldChoices(WriteGate gate)
{
    /// <summary>The source's value again: whatever the shop made of the field is overwritten at once.</summary>
    /// <returns>A sentence: what happens now, or why nothing does.</returns>
    /// <exception cref="AccessRefusedException">The actor does not belong to the destination.</exception>
    public Task<string> UseSourceAsync(Actor actor, FieldAt at, CancellationToken ct) => OnAsync(
        actor,
        at,
        async (write, link, row, c) =>
        {
            row.Planned = null;
            row.IsKept = false;
            await write.EnqueueAsync(new Due(link.DestinationStoreId, SyncWork.Apply, VariantLinking.Subject(link.Id)), c);
            return $"The source's {at.Field} is being written.";
        },
        ct);

    /// <summary>The shop's own value stays, whatever the source does, until the source's is asked for again.</summary>
    /// <returns>A sentence: what happens now, or why nothing does.</returns>
    /// <exception cref="AccessRefusedException">The actor does not belong to the destination.</exception>
    public Task<string> KeepAsync(Actor actor, FieldAt at, CancellationToken ct) => OnAsync(
        actor,
        at,
        (_, _, row, _) =>
        {
            row.IsKept = true;
            return Task.FromResult($"Your {at.Field} stays until you ask for the source's again.");
        },
        ct);

    /// <summary>A variant that was stopped because its code changed is the same thing all the same: it goes on with the codes as they are now.</summary>
    /// <returns>A sentence: what happens now, or why nothing does.</returns>
    /// <exception cref="AccessRefusedException">The actor does not belong to the destination.</exception>
    public Task<string> SameAsync(Actor actor, ConnectionId connectionId, long sourceProductId, long sourceVariantId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return gate.WriteAsync(
            async (write, c) =>
            {
                var link = await LinkAsync(write, actor, connectionId, sourceProductId, c);
                if (link?.Variants.Find(v => v.SourceVariantId == sourceVariantId && v.IsActive) is not { StopReason: not null } row)
                {
                    return "This variant is not stopped any more.";
                }

                // Null: the next plan writes down the codes of that moment.
                (row.StopReason, row.SourceCode, row.DestinationCode, row.ClosingQuantity) = (null, null, null, null);
                await write.EnqueueAsync(new Due(link.DestinationStoreId, SyncWork.Apply, VariantLinking.Subject(link.Id)), c);
                await VariantLinking.StockDueAsync(write, [row], c);
                write.Record(
                    link.DestinationStoreId, ActivityLevel.Info, "product", $"{actor.Name} said that a variant is the same thing though its code changed; it is synced on.", link.ConnectionId,
                    VariantLinking.Subject(link.DestinationProductId ?? 0));
                write.Changed(link.DestinationStoreId, LiveTopic.Products | LiveTopic.Stock);
                return "It is synced on with its new code.";
            },
            ct);
    }

    private Task<string> OnAsync(Actor actor, FieldAt at, Func<Write, ProductLink, LedgerEntry, CancellationToken, Task<string>> act, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(at);
        return gate.WriteAsync(
            async (write, c) =>
            {
                var link = await LinkAsync(write, actor, at.Connection, at.SourceProductId, c);
                if (link is null)
                {
                    return "This product is not synced any more.";
                }

                var variant = at.SourceVariantId is { } id ? link.Variants.Find(v => v.SourceVariantId == id && v.IsActive)?.Id : 0;
                var row = variant is null ? null : await write.Db.Ledger.SingleOrDefaultAsync(l => l.ProductLinkId == link.Id && l.VariantLinkId == variant && l.Field == at.Field, c);
                if (row is null)
                {
                    return $"The {at.Field} is not kept in step here; choose so in the connection's settings first.";
                }

                var sentence = await act(write, link, row, c);
                write.Record(link.DestinationStoreId, ActivityLevel.Info, "product", $"{actor.Name}: {sentence}", link.ConnectionId, VariantLinking.Subject(link.DestinationProductId ?? 0));
                write.Changed(link.DestinationStoreId, LiveTopic.Products);
                return sentence;
            },
            ct);
    }

    private static async Task<ProductLink?> LinkAsync(Write write, Actor actor, ConnectionId connectionId, long sourceProductId, CancellationToken ct)
    {
        var connection = await write.Db.Connections.SingleAsync(c => c.Id == connectionId, ct);
        actor.Demand(connection.DestinationId);
        return await write.Db.ProductLinks.Include(l => l.Variants).SingleOrDefaultAsync(l => l.ConnectionId == connectionId && l.SourceProductId == sourceProductId && l.State == LinkState.Active, ct);
    }
}
