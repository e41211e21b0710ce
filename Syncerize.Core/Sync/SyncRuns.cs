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

/// <summary>What became of a wish about a run.</summary>
/// <param name="Run">The run; null where none began.</param>
/// <param name="Sentence">What happened, or why not and what to do.</param>
public sealed record RunAnswer(int? Run, string Sentence);

/// <summary>Begins, pauses, resumes, cancels and retries runs. The work itself is done turn by turn in the destination's lane.</summary>
public sealed class SyncRuns(WriteGate gate, PlanBook plans, Claims claims)
{
    private const int Turn = 500;

    /// <summary><em>Initiate mapping</em>: maps every product on offer that is not synced, by a code. One run at a time per connection.</summary>
    /// <exception cref="AccessRefusedException">The actor does not belong to the destination.</exception>
    public Task<RunAnswer> MapAsync(Actor actor, ConnectionId connectionId, UniqueIdentifier identifier, SharedCodes shared, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return gate.WriteAsync(
            async (write, c) =>
            {
                var connection = await write.Db.Connections.SingleAsync(x => x.Id == connectionId, c);
                actor.Demand(connection.DestinationId);
                if (!ConnectionStates.Works(connection.State))
                {
                    return new RunAnswer(null, $"Products can be mapped only while the connection works: {ConnectionStates.Describe(connection.State).ToLowerInvariant()}.");
                }

                if (!await plans.HasAsync(write.Db, connection.DestinationId, Feature.AutoMapping, c))
                {
                    return new RunAnswer(null, MeterSentences.Closed(Feature.AutoMapping, plans.FirstWith(Feature.AutoMapping)));
                }

                if (await write.Db.SyncRuns.Where(r => r.ConnectionId == connectionId && r.Kind == SyncRunKind.Map && (r.State == SyncRunState.Running || r.State == SyncRunState.Paused)).Select(r => (int?)r.Id).FirstOrDefaultAsync(c) is { } other)
                {
                    return new RunAnswer(other, "A mapping of this source is under way already. Wait for its end, or cancel it.");
                }

                var products = await MappingCheck.Unsynced(write.Db, connection, await Offers.RuleAsync(write.Db, connection.SourceId, c)).OrderBy(p => p.ProductId).Select(p => p.ProductId).ToListAsync(c);
                if (products.Count == 0)
                {
                    return new RunAnswer(null, "Nothing is left to map: every product on offer is synced.");
                }

                var run = new SyncRun
                {
                    ConnectionId = connectionId,
                    DestinationStoreId = connection.DestinationId,
                    Kind = SyncRunKind.Map,
                    StartedBy = actor.Name,
                    BegunAt = write.Now,
                    WorkingSince = write.Now,
                    Identifier = identifier,
                    Shared = shared,
                };
                write.Db.SyncRuns.Add(run);
                await write.Db.SaveChangesAsync(c);
                write.Db.SyncRunItems.AddRange(products.Select(p => new SyncRunItem { RunId = run.Id, SourceProductId = p }));
                await write.EnqueueAsync(new Due(connection.DestinationId, SyncWork.Map, VariantLinking.Subject(run.Id)), c);
                write.Record(connection.DestinationId, ActivityLevel.Info, "product", $"{actor.Name} started mapping {Plural.Of(products.Count, "product")} by {Codes.Name(identifier)}.", connectionId);
                write.Changed(connection.DestinationId, LiveTopic.Products);
                return new RunAnswer(run.Id, $"Mapping {Plural.Of(products.Count, "product")} by {Codes.Name(identifier)}.");
            },
            ct);
    }

    /// <summary>Stops a run for a while: nothing new begins. What Shopify is working on already is still taken up.</summary>
    /// <exception cref="AccessRefusedException">The actor does not belong to the destination.</exception>
    public Task<RunAnswer> PauseAsync(Actor actor, int runId, CancellationToken ct) => ChangeAsync(
        actor, runId, SyncRunState.Running, "It does not run.",
        (write, run, _) =>
        {
            run.WorkedBefore = SyncRunTimes.Worked(run, write.Now);
            run.WorkingSince = null;
            run.State = SyncRunState.Paused;
            return Task.FromResult("Paused. What Shopify works on already is still taken up.");
        },
        ct);

    /// <summary>Goes on with a paused run.</summary>
    /// <exception cref="AccessRefusedException">The actor does not belong to the destination.</exception>
    public Task<RunAnswer> ResumeAsync(Actor actor, int runId, CancellationToken ct) => ChangeAsync(
        actor, runId, SyncRunState.Paused, "It is not paused.",
        async (write, run, c) =>
        {
            run.WorkingSince = write.Now;
            run.State = SyncRunState.Running;
            await DueAsync(write, run, c);
            return "It goes on.";
        },
        ct);

    /// <summary>Ends a run before its end. What is created or mapped already stays; the rest is as if it had not been asked for.</summary>
    /// <exception cref="AccessRefusedException">The actor does not belong to the destination.</exception>
    public Task<RunAnswer> CancelAsync(Actor actor, int runId, CancellationToken ct) => ChangeAsync(
        actor, runId, null, "It has ended already.",
        async (write, run, c) =>
        {
            var waiting = await EndAsync(write, run, c);
            write.Record(run.DestinationStoreId, ActivityLevel.Info, "product", $"{actor.Name} cancelled it: {Plural.Of(waiting, "product was", "products were")} not begun and stay unsynced.", run.ConnectionId);
            return $"Cancelled. {Plural.Of(waiting, "product was", "products were")} not begun.";
        },
        ct);

    /// <summary>Ends a run before its end, in the caller's write.</summary>
    /// <returns>How many products were not begun.</returns>
    internal static async Task<int> EndAsync(Write write, SyncRun run, CancellationToken ct)
    {
        run.WorkedBefore = SyncRunTimes.Worked(run, write.Now);
        run.WorkingSince = null;
        run.State = SyncRunState.Canceled;
        run.EndedAt = write.Now;
        var waiting = await write.Db.SyncRunItems.Where(i => i.RunId == run.Id && (i.State == SyncItemState.Waiting || i.State == SyncItemState.Failed)).Select(i => i.SourceProductId).ToListAsync(ct);
        if (run.Kind == SyncRunKind.Import)
        {
            // What was handed to Shopify is taken up, or stopped there.
            await DueAsync(write, run, ct);
            foreach (var part in waiting.Chunk(Turn))
            {
                // What was parked for a person goes with it, and its units are free.
                var links = await write.Db.ProductLinks.Where(l => l.ConnectionId == run.ConnectionId && part.Contains(l.SourceProductId) && l.State == LinkState.Creating)
                    .Select(l => new { l.Id, l.SourceProductId }).ToListAsync(ct);
                await write.EnqueueAsync([.. links.Select(l => new Due(run.DestinationStoreId, SyncWork.Apply, VariantLinking.Subject(l.Id)))], ct);
                await Claims.ReleaseAsync(write, run.DestinationStoreId, [.. links.Select(l => MeterUnit.Product(run.ConnectionId, l.SourceProductId))], ct);
                await write.Db.ProductLinks.Where(l => l.ConnectionId == run.ConnectionId && part.Contains(l.SourceProductId) && l.State == LinkState.Creating)
                    .ExecuteUpdateAsync(s => s.SetProperty(l => l.State, LinkState.Ended).SetProperty(l => l.StateReason, (string?)null), ct);
            }
        }

        return waiting.Count;
    }

    /// <summary>Tries the products of a run again that were refused.</summary>
    /// <exception cref="AccessRefusedException">The actor does not belong to the destination.</exception>
    public Task<RunAnswer> RetryAsync(Actor actor, int runId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return gate.WriteAsync(
            async (write, c) =>
            {
                var run = await write.Db.SyncRuns.SingleAsync(r => r.Id == runId, c);
                actor.Demand(run.DestinationStoreId);
                if (run.State is SyncRunState.Canceled)
                {
                    return new RunAnswer(runId, "It was cancelled. Choose the products again to sync them.");
                }

                var failed = await write.Db.SyncRunItems.Where(i => i.RunId == runId && i.State == SyncItemState.Failed).OrderBy(i => i.SourceProductId).ToListAsync(c);
                if (failed.Count == 0)
                {
                    return new RunAnswer(runId, "Nothing of it has failed.");
                }

                // What was refused has given its unit back.
                var claim = await claims.TryAsync(write, run.DestinationStoreId, [.. failed.Select(i => MeterUnit.Product(run.ConnectionId, i.SourceProductId))], "Etc/UTC", c);
                var again = 0;
                foreach (var item in failed)
                {
                    if (claim.Granted.Contains(MeterUnit.Product(run.ConnectionId, item.SourceProductId)))
                    {
                        (item.State, item.Sentence, item.Batch, item.Line) = (SyncItemState.Waiting, null, null, null);
                        again++;
                    }
                    else
                    {
                        item.Sentence = claim.Sentence;
                    }
                }

                await write.Db.SaveChangesAsync(c);
                if (again == 0)
                {
                    return new RunAnswer(runId, claim.Sentence);
                }

                run.EndedAt = null;
                run.Step = run.IsBulk ? ImportStep.Look : run.Step;
                run.WorkedBefore = SyncRunTimes.Worked(run, write.Now);
                run.WorkingSince = run.State == SyncRunState.Paused ? null : write.Now;
                run.State = run.State == SyncRunState.Paused ? SyncRunState.Paused : SyncRunState.Running;
                await DueAsync(write, run, c);
                write.Changed(run.DestinationStoreId, LiveTopic.Products);
                return new RunAnswer(runId, $"{Plural.Of(again, "product is", "products are")} tried again.");
            },
            ct);
    }

    /// <summary>Makes a new import's work due.</summary>
    internal static Task StartAsync(Write write, SyncRun run, CancellationToken ct)
    {
        write.Changed(run.DestinationStoreId, LiveTopic.Products);
        return write.EnqueueAsync(new Due(run.DestinationStoreId, SyncWork.Import, VariantLinking.Subject(run.Id)), ct);
    }

    /// <summary>Makes a run's work due.</summary>
    internal static async Task DueAsync(Write write, SyncRun run, CancellationToken ct)
    {
        if (run.Kind == SyncRunKind.Map)
        {
            await write.EnqueueAsync(new Due(run.DestinationStoreId, SyncWork.Map, VariantLinking.Subject(run.Id)), ct);
            return;
        }

        // Its links may not all have begun.
        await write.EnqueueAsync(new Due(run.DestinationStoreId, SyncWork.Import, VariantLinking.Subject(run.Id)), ct);
        if (run.IsBulk)
        {
            return;
        }

        var waiting = write.Db.SyncRunItems.Where(i => i.RunId == run.Id && i.State == SyncItemState.Waiting).Select(i => i.SourceProductId);
        var links = await write.Db.ProductLinks.Where(l => l.ConnectionId == run.ConnectionId && l.State == LinkState.Creating && waiting.Contains(l.SourceProductId)).Select(l => l.Id).ToListAsync(ct);
        await write.EnqueueAsync([.. links.Select(l => new Due(run.DestinationStoreId, SyncWork.Apply, VariantLinking.Subject(l)))], ct);
    }

    private Task<RunAnswer> ChangeAsync(Actor actor, int runId, SyncRunState? from, string otherwise, Func<Write, SyncRun, CancellationToken, Task<string>> change, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return gate.WriteAsync(
            async (write, c) =>
            {
                var run = await write.Db.SyncRuns.SingleAsync(r => r.Id == runId, c);
                actor.Demand(run.DestinationStoreId);
                if (from is { } wanted ? run.State != wanted : run.State is SyncRunState.Canceled or SyncRunState.Ended)
                {
                    return new RunAnswer(runId, otherwise);
                }

                var sentence = await change(write, run, c);
                write.Changed(run.DestinationStoreId, LiveTopic.Products);
                return new RunAnswer(runId, sentence);
            },
            ct);
    }
}
