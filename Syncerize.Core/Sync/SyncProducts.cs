using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
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

/// <summary>What became of the wish to sync one product. A closed set.</summary>
public enum SyncStart
{
    /// <summary>It is being created, or brought back.</summary>
    Started = 0,

    /// <summary>It is synced already.</summary>
    AlreadySynced = 1,

    /// <summary>The source does not offer it.</summary>
    NotOffered = 2,

    /// <summary>The source itself has it from this shop: chains are allowed, cycles are not.</summary>
    Cycle = 3,

    /// <summary>The plan allows no further product.</summary>
    PlanFull = 4,
}

/// <summary>The answer for one product.</summary>
public sealed record ProductStart(long SourceProductId, SyncStart Result, string Sentence);

/// <summary>The answer to a whole wish.</summary>
/// <param name="Products">One answer per product asked for; empty where the connection does not work.</param>
/// <param name="Sentence">What happened, for people.</param>
public sealed record SyncStarted(IReadOnlyList<ProductStart> Products, string Sentence)
{
    /// <summary>How many were started.</summary>
    public int Started => Products.Count(p => p.Result == SyncStart.Started);
}

/// <summary>Begins and ends the sync of products. The work itself is done by the destination's lane.</summary>
public sealed class SyncProducts(WriteGate gate, Claims claims, IOptions<BulkOptions> bulk)
{
    // About 20 ms of one write (engine rules, SQLite).
    private const int Turn = 200;

    /// <summary>Starts syncing products of a connection's source: each is created at the destination, or brought back where it was before. Asking twice changes nothing.</summary>
    /// <exception cref="AccessRefusedException">The actor does not belong to the destination.</exception>
    public async Task<SyncStarted> StartAsync(Actor actor, ConnectionId connectionId, IReadOnlyCollection<long> sourceProductIds, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(sourceProductIds);
        var wanted = sourceProductIds.Distinct().ToList();
        if (wanted.Count > 1)
        {
            return await ImportAsync(actor, connectionId, wanted, ct);
        }

        var answers = new List<ProductStart>();
        foreach (var turn in wanted.Chunk(Turn))
        {
            var (refusal, started) = await gate.WriteAsync((write, c) => StartAsync(write, actor, connectionId, turn, c), ct);
            if (refusal is not null)
            {
                return new SyncStarted(answers, refusal);
            }

            answers.AddRange(started);
        }

        return Told(answers);
    }

    private static SyncStarted Told(List<ProductStart> answers)
    {
        var count = answers.Count(a => a.Result == SyncStart.Started);
        var refused = answers.Where(a => a.Result is not SyncStart.Started).Select(a => a.Sentence).Distinct(StringComparer.Ordinal).ToList();
        return new SyncStarted(answers, (count, refused.Count) switch
        {
            (_, 0) => $"{Plural.Of(count, "product is", "products are")} being synced.",
            (0, _) => string.Join(" ", refused),
            _ => $"{Plural.Of(count, "product is", "products are")} being synced; {answers.Count - count} are not: {string.Join(" ", refused)}",
        });
    }

    /// <summary>Ends the sync of products and keeps them in the shop as they are. Started again, they are taken up without a second product.</summary>
    /// <returns>How many were ended.</returns>
    /// <exception cref="AccessRefusedException">The actor does not belong to the destination.</exception>
    public async Task<int> KeepAsync(Actor actor, ConnectionId connectionId, IReadOnlyCollection<long> sourceProductIds, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(sourceProductIds);
        var ended = 0;
        foreach (var turn in sourceProductIds.Distinct().Chunk(Turn))
        {
            ended += await gate.WriteAsync(
                async (write, c) =>
                {
                    var connection = await write.Db.Connections.SingleAsync(x => x.Id == connectionId, c);
                    actor.Demand(connection.DestinationId);
                    var links = await write.Db.ProductLinks.Include(l => l.Variants)
                        .Where(l => l.ConnectionId == connectionId && turn.Contains(l.SourceProductId) && l.State != LinkState.Ended).ToListAsync(c);
                    foreach (var link in links)
                    {
                        link.State = LinkState.Ended;
                        link.StateReason = null;
                        link.Variants.ForEach(v => v.IsActive = false);
                        link.Variants.ForEach(v => v.ClosingQuantity = null);
                        link.Ending = LinkEnding.None;
                    }

                    await Claims.ReleaseAsync(write, connection.DestinationId, [.. links.Select(l => MeterUnit.Product(connectionId, l.SourceProductId))], c);

                    if (links.Count > 0)
                    {
                        write.Record(connection.DestinationId, ActivityLevel.Info, "product", $"{Plural.Of(links.Count, "product is not synced any more; it stays", "products are not synced any more; they stay")} in the shop.", connectionId);
                        Changed(write, connection);
                    }

                    return links.Count;
                },
                ct);
        }

        return ended;
    }

    /// <summary>Several products are an import: its progress is kept, it can be paused and cancelled, and a restart goes on with it. Few are begun in the same write; many turn by turn.</summary>
    private async Task<SyncStarted> ImportAsync(Actor actor, ConnectionId connectionId, List<long> ids, CancellationToken ct)
    {
        var (refusal, answers) = await gate.WriteAsync<(string?, List<ProductStart>)>(
            async (write, c) =>
            {
                var connection = await write.Db.Connections.SingleAsync(x => x.Id == connectionId, c);
                actor.Demand(connection.DestinationId);
                if (!ConnectionStates.Works(connection.State))
                {
                    return ($"Products can be synced only while the connection works: {ConnectionStates.Describe(connection.State).ToLowerInvariant()}.", []);
                }

                var run = new SyncRun
                {
                    ConnectionId = connectionId,
                    DestinationStoreId = connection.DestinationId,
                    Kind = SyncRunKind.Import,
                    StartedBy = actor.Name,
                    BegunAt = write.Now,
                    WorkingSince = write.Now,
                    IsBulk = ids.Count >= bulk.Value.ImportFrom,
                };
                write.Db.SyncRuns.Add(run);
                await write.Db.SaveChangesAsync(c);
                if (ids.Count > Turn || run.IsBulk)
                {
                    write.Db.SyncRunItems.AddRange(ids.Select(id => new SyncRunItem { RunId = run.Id, SourceProductId = id }));
                    await SyncRuns.StartAsync(write, run, c);
                    write.Record(connection.DestinationId, ActivityLevel.Info, "product", $"{actor.Name} started the import of {Plural.Of(ids.Count, "product")}.", connectionId);
                    KeepForUndo(write, connection, actor, ids);
                    return (null, ids.ConvertAll(id => new ProductStart(id, SyncStart.Started, "Being synced.")));
                }

                var begun = await BeginAsync(write, connection, ids, run, c);
                var started = begun.Where(a => a.Result == SyncStart.Started).ToList();
                if (started.Count == 0)
                {
                    write.Db.SyncRuns.Remove(run);
                    return (null, begun);
                }

                List<SyncRunItem> items = [.. started.Select(a => new SyncRunItem { RunId = run.Id, SourceProductId = a.SourceProductId })];
                await SyncRunEnds.KeptAsync(write, run, items, c);
                write.Db.SyncRunItems.AddRange(items);
                await write.Db.SaveChangesAsync(c);
                await SyncRunEnds.EndIfDoneAsync(write, run.Id, c);
                write.Record(connection.DestinationId, ActivityLevel.Info, "product", $"{actor.Name} started the sync of {Plural.Of(started.Count, "product")}.", connectionId);
                if (started.Count > 1)
                {
                    KeepForUndo(write, connection, actor, [.. started.Select(a => a.SourceProductId)]);
                }

                Changed(write, connection);
                return (null, begun);
            },
            ct);
        return refusal is null ? Told(answers) : new SyncStarted([], refusal);
    }

    private static void KeepForUndo(Write write, Connection connection, Actor actor, List<long> products) => BulkChanges.Add(
        write, connection.DestinationId, connection.Id, BulkChangeKind.Started, actor, $"The sync of {products.Count} products was started.", JsonSerializer.Serialize(products));

    private async Task<(string? Refusal, List<ProductStart> Answers)> StartAsync(Write write, Actor actor, ConnectionId connectionId, long[] ids, CancellationToken ct)
    {
        var connection = await write.Db.Connections.SingleAsync(c => c.Id == connectionId, ct);
        actor.Demand(connection.DestinationId);
        if (!ConnectionStates.Works(connection.State))
        {
            return ($"Products can be synced only while the connection works: {ConnectionStates.Describe(connection.State).ToLowerInvariant()}.", []);
        }

        var answers = await BeginAsync(write, connection, ids, null, ct);
        var started = answers.Count(a => a.Result == SyncStart.Started);
        if (started > 0)
        {
            write.Record(connection.DestinationId, ActivityLevel.Info, "product", $"{actor.Name} started the sync of {Plural.Of(started, "product")}.", connectionId);
            Changed(write, connection);
        }

        return (null, answers);
    }

    /// <summary>Begins links of a working connection inside a write. One that goes through bulk operations is not made due: its import creates it.</summary>
    internal async Task<List<ProductStart>> BeginAsync(Write write, Connection connection, IReadOnlyCollection<long> ids, SyncRun? run, CancellationToken ct)
    {
        var connectionId = connection.Id;
        var rule = await Offers.RuleAsync(write.Db, connection.SourceId, ct);
        var products = await write.Db.Products.Where(p => p.StoreId == connection.SourceId && ids.Contains(p.ProductId)).ToDictionaryAsync(p => p.ProductId, ct);
        var links = await write.Db.ProductLinks.Include(l => l.Variants).Where(l => l.ConnectionId == connectionId && ids.Contains(l.SourceProductId)).ToDictionaryAsync(l => l.SourceProductId, ct);
        var answers = new List<ProductStart>();
        var startable = new List<long>();
        foreach (var id in ids)
        {
            var link = links.GetValueOrDefault(id);
            if (link is { State: LinkState.Creating or LinkState.Active or LinkState.Unavailable })
            {
                answers.Add(new ProductStart(id, SyncStart.AlreadySynced, "Already synced."));
            }
            else if (Offers.Refusal(rule, products.GetValueOrDefault(id)) is { } refusal)
            {
                answers.Add(new ProductStart(id, SyncStart.NotOffered, refusal));
            }
            else if (await IsCycleAsync(write.Db, connection, id, ct))
            {
                answers.Add(new ProductStart(id, SyncStart.Cycle, "The source itself sells this product from your shop; it cannot come back from there."));
            }
            else
            {
                startable.Add(id);
            }
        }

        var started = new List<ProductLink>();
        if (startable.Count > 0)
        {
            var claim = await claims.TryAsync(write, connection.DestinationId, [.. startable.Select(i => MeterUnit.Product(connectionId, i))], "Etc/UTC", ct);
            foreach (var id in startable)
            {
                if (!claim.Granted.Contains(MeterUnit.Product(connectionId, id)))
                {
                    answers.Add(new ProductStart(id, SyncStart.PlanFull, claim.Sentence));
                    continue;
                }

                started.Add(await RenewAsync(write, connection, links.GetValueOrDefault(id), id, ct));
                answers.Add(new ProductStart(id, SyncStart.Started, "Being synced."));
            }
        }

        await write.Db.SaveChangesAsync(ct);

        // A kept product is brought in step by itself whatever the import does.
        await write.EnqueueAsync(
            [.. started.Where(l => run is not { IsBulk: true } || l.State == LinkState.Active).Select(l => new Due(l.DestinationStoreId, SyncWork.Apply, VariantLinking.Subject(l.Id)))], ct);
        return answers;
    }

    /// <summary>A new link, or an ended one begun again: from its kept product, or from nothing where that is gone.</summary>
    private static async Task<ProductLink> RenewAsync(Write write, Connection connection, ProductLink? link, long sourceProductId, CancellationToken ct)
    {
        if (link is null)
        {
            link = new ProductLink { ConnectionId = connection.Id, SourceStoreId = connection.SourceId, DestinationStoreId = connection.DestinationId, SourceProductId = sourceProductId };
            write.Db.ProductLinks.Add(link);
        }

        var kept = link.DestinationProductId is { } id
            && await write.Db.Products.AnyAsync(p => p.StoreId == connection.DestinationId && p.ProductId == id && p.DeletedAt == null, ct);

        // Variants are matched anew, and the ledger of another life says nothing any more.
        write.Db.VariantLinks.RemoveRange(link.Variants);
        if (link.Id > 0)
        {
            write.Db.Ledger.RemoveRange(await write.Db.Ledger.Where(l => l.ProductLinkId == link.Id).ToListAsync(ct));
        }

        link.Variants = [];
        link.DestinationProductId = kept ? link.DestinationProductId : null;
        link.Origin = kept ? link.Origin : LinkOrigin.Created;
        link.State = kept ? LinkState.Active : LinkState.Creating;
        link.StateReason = null;
        link.Ending = LinkEnding.None;
        link.LinkedAt = write.Now;
        return link;
    }

    // A → B → A for the same product: the source's product is followed up its own supply chain.
    internal static async Task<bool> IsCycleAsync(SyncerizeDb db, Connection connection, long sourceProductId, CancellationToken ct)
    {
        var (store, product) = (connection.SourceId, sourceProductId);
        var seen = new HashSet<(StoreId, long)>();
        while (seen.Add((store, product)))
        {
            var up = await db.ProductLinks.AsNoTracking().FirstOrDefaultAsync(l => l.DestinationStoreId == store && l.DestinationProductId == product && l.State != LinkState.Ended, ct);
            if (up is null)
            {
                return false;
            }

            if (up.SourceStoreId == connection.DestinationId)
            {
                return true;
            }

            (store, product) = (up.SourceStoreId, up.SourceProductId);
        }

        return true;
    }

    private static void Changed(Write write, Connection connection)
    {
        write.Changed(connection.DestinationId, LiveTopic.Products);
        write.Changed(connection.SourceId, LiveTopic.Products);
    }
}
