using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Catalog;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Mapping;
using Syncerize.Core.Plans;
using Syncerize.Core.Shopify;
using Syncerize.Core.Work;

namespace Syncerize.Core.Sync;

/// <summary>Brings due product links in step at the lane's (destination) shop: plan, write, read back, ledger. A create is always preceded by a look for its key.</summary>
public sealed class ProductApply(
    IDbContextFactory<SyncerizeDb> factory, WriteGate gate, ProductGateway products, ProductWriter writer, ProductReadings readings, SyncRecords records, Claims claims, TimeProvider time) : IWorkHandler
{
    // Shopify processes new images within seconds; after this long a product is created without the ones that still have no address.
    private static readonly TimeSpan ImagePatience = TimeSpan.FromMinutes(2);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<WorkOutcome>> HandleAsync(LaneLease lease, IReadOnlyList<WorkItem> batch, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(batch);
        var ids = batch.Select(w => int.Parse(w.Subject, CultureInfo.InvariantCulture)).ToList();
        Dictionary<int, SyncState> states;
        HashSet<int> held;
        await using (var db = await factory.CreateDbContextAsync(ct))
        {
            states = await SyncStates.ReadAsync(db, ids, ct);

            // A paused import, and one that goes through bulk operations, creates its products itself.
            held = await SyncRunEnds.HeldAsync(db, [.. states.Values.Where(s => s.Link.State == LinkState.Creating).Select(s => s.Link.Id)], ct);
        }

        var outcomes = new List<WorkOutcome>();
        foreach (var id in ids)
        {
            // Where the shop cannot be called, the rest is not tried.
            outcomes.Add(outcomes is [.., WorkOutcome.LaneBlocked blocked] ? blocked
                : !held.Contains(id) && states.TryGetValue(id, out var state) ? await OneAsync(lease, state, ct)
                : WorkOutcome.Finished);
        }

        return outcomes;
    }

    private async Task<WorkOutcome> OneAsync(LaneLease lease, SyncState state, CancellationToken ct)
    {
        if (!ConnectionStates.Works(state.Connection.State) || state.Link.State is not (LinkState.Creating or LinkState.Active))
        {
            return WorkOutcome.Finished;
        }

        if (state.Inputs is null)
        {
            await gate.WriteAsync(lease, (w, c) => w.EnqueueAsync(new Due(state.Link.SourceStoreId, CatalogWork.Pull, VariantLinking.Subject(state.Link.SourceProductId)), c), ct);
            return new WorkOutcome.Later(time.GetUtcNow().AddMinutes(1), "Waits for the first reading of the source's product.");
        }

        if (!state.IsOffered)
        {
            await gate.WriteAsync(lease, (w, c) => LinkChanges.UnavailableAsync(w, state.Link.Id, state.Inputs.Source, c), ct);
            return WorkOutcome.Finished;
        }

        if (state.Inputs.Source.MirrorVersion < CatalogMirror.Version)
        {
            await gate.WriteAsync(lease, (w, c) => w.EnqueueAsync(new Due(state.Link.SourceStoreId, CatalogWork.Pull, VariantLinking.Subject(state.Link.SourceProductId)), c), ct);
            return new WorkOutcome.Later(time.GetUtcNow().AddSeconds(30), "Waits for the source's product to be read with all its attributes.");
        }

        if (ImageRecords.AreUnknown(state.Inputs))
        {
            await gate.WriteAsync(lease, (w, c) => ImageRecords.CreatedAsync(w, state.Link, state.Inputs.Source, state.Inputs.Destination!, c), ct);
            await using var db = await factory.CreateDbContextAsync(ct);
            state = (await SyncStates.ReadAsync(db, [state.Link.Id], ct))[state.Link.Id];
        }

        return state.Link.DestinationProductId is { } id ? await UpdateAsync(lease, state, id, ct) : await CreateAsync(lease, state, ct);
    }

    private async Task<WorkOutcome> CreateAsync(LaneLease lease, SyncState state, CancellationToken ct)
    {
        var inputs = state.Inputs!;
        var look = await products.FindByKeyAsync(lease.Store, inputs.ProductKey, CallPriority.Product, ct);
        if (look is not Outcome<long?>.Done { Value: var found })
        {
            return await FailedAsync(lease, state, look.ToWorkOutcome(), ct);
        }

        CallTrace? madeBy = null;
        if (found is null)
        {
            var plan = ProductPlanner.Plan(inputs);
            if (plan.Draft is not { } draft)
            {
                var sentence = string.Join(" ", plan.Sentences);
                if (plan.Kind != PlanKind.Waits)
                {
                    return await FailedAsync(lease, state, new WorkOutcome.Parked(sentence), ct);
                }

                await gate.WriteAsync(lease, (w, c) => SyncRecords.SentenceAsync(w, state.Link.Id, sentence, c), ct);
                return new WorkOutcome.Later(time.GetUtcNow().AddHours(1), sentence);
            }

            if (inputs.Settings.Products.Images != AttributeSync.Off && inputs.Source.Images.Any(i => i.Url is null && !i.Failed) && time.GetUtcNow() - inputs.Source.UpdatedAt < ImagePatience)
            {
                await gate.WriteAsync(lease, (w, c) => w.EnqueueAsync(new Due(state.Link.SourceStoreId, CatalogWork.Pull, VariantLinking.Subject(state.Link.SourceProductId)), c), ct);
                return new WorkOutcome.Later(time.GetUtcNow().AddSeconds(5), "Waits for Shopify to process the product's images.");
            }

            if (await ClaimAsync(lease, state, ct) is { } full)
            {
                return new WorkOutcome.Later(time.GetUtcNow().AddHours(1), full);
            }

            var created = await products.CreateAsync(lease.Store, draft, CallPriority.Product, ct);
            if (draft.Handle is not null && created is Outcome<CreatedProduct>.Rejected refused && ProductWriter.IsAboutHandle(refused.Errors))
            {
                created = await products.CreateAsync(lease.Store, draft with { Handle = null }, CallPriority.Product, ct);
            }

            if (created is Outcome<CreatedProduct>.Rejected limited && limited.Errors.Any(e => e.Code == BulkGateway.DailyVariantLimit))
            {
                await gate.WriteAsync(lease, (w, c) => SyncRecords.SentenceAsync(w, state.Link.Id, ImportBatch.DailyLimit, c), ct);
                return new WorkOutcome.Later(ImportBatch.NextDay(time.GetUtcNow()), ImportBatch.DailyLimit);
            }

            if (created is not Outcome<CreatedProduct>.Done done)
            {
                if (created is Outcome<CreatedProduct>.Rejected)
                {
                    // Nothing was made: the unit is free for another product until this one is tried again.
                    await gate.WriteAsync(lease, (w, c) => Claims.ReleaseAsync(w, lease.Store, [UnitOf(state)], c), ct);
                }

                // An unknown answer is no reason to send again: the next attempt looks first.
                return await FailedAsync(lease, state, created is Outcome<CreatedProduct>.Unknown ? new WorkOutcome.Retry(created.Describe()) : created.ToWorkOutcome(), ct);
            }

            (found, madeBy) = (done.Value.ProductId, done.Trace);
        }

        var begunAt = time.GetUtcNow();
        var read = await products.ReadByIdsAsync(lease.Store, [found.Value], CallPriority.Product, ct);
        if (read is not Outcome<IReadOnlyDictionary<long, ProductReading?>>.Done { Value: var answer })
        {
            return await FailedAsync(lease, state, read.ToWorkOutcome(), ct);
        }

        if (answer[found.Value] is not { } reading)
        {
            return new WorkOutcome.Retry("The product was deleted while it was being created; looking again.");
        }

        await gate.WriteAsync(lease, (w, c) => records.CreatedAsync(w, state, reading, begunAt, madeBy, c), ct);
        return WorkOutcome.Finished;
    }

    private static MeterUnit UnitOf(SyncState state) => MeterUnit.Product(state.Connection.Id, state.Link.SourceProductId);

    /// <summary>A create holds its unit of the plan; one that Shopify refused before has given it back and claims it anew.</summary>
    /// <returns>The sentence of a full plan; null where it may go on.</returns>
    private Task<string?> ClaimAsync(LaneLease lease, SyncState state, CancellationToken ct) => gate.WriteAsync(
        lease,
        async (write, c) =>
        {
            var claim = await claims.TryAsync(write, lease.Store, [UnitOf(state)], "Etc/UTC", c);
            if (claim.Granted.Count == 1)
            {
                return null;
            }

            await SyncRecords.SentenceAsync(write, state.Link.Id, claim.Sentence, c);
            return claim.Sentence;
        },
        ct);

    private async Task<WorkOutcome> UpdateAsync(LaneLease lease, SyncState state, long productId, CancellationToken ct)
    {
        var plan = state.Inputs!.Destination is null or { MirrorVersion: < CatalogMirror.Version } ? null : ProductPlanner.Plan(state.Inputs);
        if (plan is null || plan.IsStructural || plan.WaitsForImages)
        {
            // Adding or deleting twice is not harmless: planned from what is there now.
            var (failed, fresh) = await RefreshAsync(lease, state, productId, ct);
            if (failed is not null)
            {
                return await FailedAsync(lease, state, failed, ct);
            }

            if (fresh is not { Link.State: LinkState.Active, Inputs.Destination: not null })
            {
                return WorkOutcome.Finished;
            }

            state = fresh;
            plan = ProductPlanner.Plan(state.Inputs!);
        }

        if (plan.Kind != PlanKind.Update)
        {
            await gate.WriteAsync(lease, (w, c) => records.SettledAsync(w, state, plan, null, default, null, c), ct);
            return Settled(plan);
        }

        if (plan.Images.Add.Count > 0)
        {
            await gate.WriteAsync(lease, (w, c) => ImageRecords.SendingAsync(w, state.Link.Id, plan.Images.Add, state.Inputs!.Destination!, c), ct);
        }

        var written = await writer.WriteAsync(lease.Store, productId, plan, ct);
        var begunAt = time.GetUtcNow();
        if (written is Outcome<DateTimeOffset>.Done or Outcome<DateTimeOffset>.NotFound)
        {
            var read = await products.ReadByIdsAsync(lease.Store, [productId], CallPriority.Product, ct);
            if (read is not Outcome<IReadOnlyDictionary<long, ProductReading?>>.Done { Value: var answer })
            {
                return await FailedAsync(lease, state, read.ToWorkOutcome(), ct);
            }

            if (answer[productId] is null)
            {
                // The follower of the mirror ends the link with a sentence.
                await gate.WriteAsync(lease, (w, c) => readings.StoreAsync(w, lease.Store, answer, begunAt, c), ct);
                return WorkOutcome.Finished;
            }

            if (written is Outcome<DateTimeOffset>.Done)
            {
                await gate.WriteAsync(lease, (w, c) => records.SettledAsync(w, state, plan, answer[productId], begunAt, written.Trace.RequestId, c), ct);
                return Settled(plan);
            }

            await gate.WriteAsync(lease, (w, c) => readings.StoreAsync(w, lease.Store, answer, begunAt, c), ct);
            return new WorkOutcome.Retry("Something of this product was deleted in the shop meanwhile; planned again.");
        }

        if (plan.Images.Add.Count > 0 && written is not Outcome<DateTimeOffset>.Unknown)
        {
            // They are the last step: a failure that has an answer means that they were not added.
            await gate.WriteAsync(lease, (w, c) => ImageRecords.RefusedAsync(w, state.Link.Id, c), ct);
        }

        return await FailedAsync(lease, state, written.ToWorkOutcome(), ct);
    }

    // Images become ready a moment after they were given; a variant shows one only then.
    private WorkOutcome Settled(ProductPlan plan) =>
        plan.WaitsForImages ? new WorkOutcome.Later(time.GetUtcNow().AddSeconds(15), "Waits for Shopify to process an image that a variant shows.") : WorkOutcome.Finished;

    private async Task<(WorkOutcome? Failed, SyncState? Fresh)> RefreshAsync(LaneLease lease, SyncState state, long productId, CancellationToken ct)
    {
        var begunAt = time.GetUtcNow();
        var read = await products.ReadByIdsAsync(lease.Store, [productId], CallPriority.Product, ct);
        if (read is not Outcome<IReadOnlyDictionary<long, ProductReading?>>.Done { Value: var answer })
        {
            return (read.ToWorkOutcome(), null);
        }

        await gate.WriteAsync(
            lease,
            async (w, c) =>
            {
                await readings.StoreAsync(w, lease.Store, answer, begunAt, c);
                if (await w.Db.Products.SingleOrDefaultAsync(p => p.StoreId == lease.Store && p.ProductId == productId, c) is { } destination)
                {
                    await ImageRecords.ResolveAsync(w, state.Link.Id, destination, begunAt, c);
                }

                if (answer[productId] is null)
                {
                    await LinkChanges.DestinationGoneAsync(w, lease.Store, [productId], c);
                }
            },
            ct);
        await using var db = await factory.CreateDbContextAsync(ct);
        return (null, (await SyncStates.ReadAsync(db, [state.Link.Id], ct)).GetValueOrDefault(state.Link.Id));
    }

    // A refusal is parked where people see it: with the work and with the product.
    private async Task<WorkOutcome> FailedAsync(LaneLease lease, SyncState state, WorkOutcome outcome, CancellationToken ct)
    {
        var sentence = outcome switch
        {
            WorkOutcome.Parked parked => parked.Sentence,
            WorkOutcome.Retry retry => retry.Sentence,
            _ => null,
        };
        if (sentence is not null)
        {
            await gate.WriteAsync(
                lease,
                async (w, c) =>
                {
                    await SyncRecords.SentenceAsync(w, state.Link.Id, sentence, c);
                    if (outcome is WorkOutcome.Parked && state.Link.State == LinkState.Creating)
                    {
                        await SyncRunEnds.EndAsync(w, state.Link.ConnectionId, state.Link.SourceProductId, SyncItemState.Failed, sentence, null, c);
                    }
                },
                ct);
        }

        return outcome;
    }
}
