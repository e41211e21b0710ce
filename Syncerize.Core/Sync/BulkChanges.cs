using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Activity;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Live;
using Syncerize.Core.Mapping;
using Syncerize.Core.Stores;

namespace Syncerize.Core.Sync;

/// <summary>The mode of a source's offer, as a bulk change keeps it.</summary>
internal sealed record OfferBefore(Availability Mode, IReadOnlyList<string> Tags);

/// <summary>The last bulk change of a connection, or of a source's offer, and its undoing: the cause is restored and the planner converges. Single values are never written back.</summary>
public sealed class BulkChanges(IDbContextFactory<SyncerizeDb> factory, WriteGate gate, IEnumerable<IConnectionFollower> followers)
{
    /// <summary>Keeps a change so that it can be undone; call it in the write that makes it.</summary>
    public static void Add(Write write, StoreId store, ConnectionId? connection, BulkChangeKind kind, Actor actor, string sentence, string before)
    {
        ArgumentNullException.ThrowIfNull(write);
        ArgumentNullException.ThrowIfNull(actor);
        write.Db.BulkChanges.Add(new BulkChange { StoreId = store, ConnectionId = connection, Kind = kind, At = write.Now, By = actor.Name, Sentence = sentence, Before = before });
        write.Changed(store, LiveTopic.Stores);
    }

    /// <summary>The change that can be undone now: the last one of the connection; null where there is none, or where it is undone.</summary>
    /// <exception cref="AccessRefusedException">The actor may not act for the store.</exception>
    public async Task<BulkChange?> LastAsync(Actor actor, StoreId store, ConnectionId? connection, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Demand(store);
        await using var db = await factory.CreateDbContextAsync(ct);
        return await Of(db, store, connection).OrderByDescending(c => c.Id).FirstOrDefaultAsync(ct) is { UndoneAt: null } last ? last : null;
    }

    /// <summary>Undoes a change, if it still is the last one.</summary>
    /// <returns>A sentence: what was done, or why not.</returns>
    /// <exception cref="AccessRefusedException">The actor may not act for the store that made it.</exception>
    public Task<(bool Done, string Sentence)> UndoAsync(Actor actor, int changeId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return gate.WriteAsync<(bool, string)>(
            async (write, c) =>
            {
                var change = await write.Db.BulkChanges.SingleAsync(x => x.Id == changeId, c);
                actor.Demand(change.StoreId);
                if (change.UndoneAt is not null || await Of(write.Db, change.StoreId, change.ConnectionId).AnyAsync(x => x.Id > changeId, c))
                {
                    return (false, "Something was changed since; only the last change can be undone.");
                }

                change.UndoneAt = write.Now;
                await RestoreAsync(write, change, c);
                write.Record(change.StoreId, ActivityLevel.Info, "settings", $"{actor.Name} undid: {change.Sentence}", change.ConnectionId);
                write.Changed(change.StoreId, LiveTopic.Stores | LiveTopic.Products);
                return (true, "Undone. What follows from it is on its way.");
            },
            ct);
    }

    private static IQueryable<BulkChange> Of(SyncerizeDb db, StoreId store, ConnectionId? connection) => db.BulkChanges.Where(c => c.StoreId == store && c.ConnectionId == connection);

    private async Task RestoreAsync(Write write, BulkChange change, CancellationToken ct)
    {
        switch (change.Kind)
        {
            case BulkChangeKind.Settings:
                var connection = await write.Db.Connections.SingleAsync(c => c.Id == change.ConnectionId, ct);
                connection.Settings = JsonSerializer.Deserialize<ConnectionSettings>(change.Before)!;
                await write.Db.SaveChangesAsync(ct);
                foreach (var follower in followers)
                {
                    await follower.SettingsChangedAsync(write, connection, ct);
                }

                break;
            case BulkChangeKind.Unsynced:
                await RejoinAsync(write, change, JsonSerializer.Deserialize<List<long>>(change.Before)!, ct);
                break;
            case BulkChangeKind.Started:
                await EndAsync(write, change, JsonSerializer.Deserialize<List<long>>(change.Before)!, ct);
                break;
            case BulkChangeKind.Availability:
                var rule = JsonSerializer.Deserialize<OfferBefore>(change.Before)!;
                await SourceOffers.SetRuleAsync(write, change.StoreId, rule.Mode, rule.Tags, ct);
                break;
            default:
                await SourceOffers.FlipAsync(write, change.StoreId, JsonSerializer.Deserialize<List<long>>(change.Before)!, ct);
                break;
        }
    }

    private static async Task RejoinAsync(Write write, BulkChange change, List<long> products, CancellationToken ct)
    {
        var connection = await write.Db.Connections.SingleAsync(c => c.Id == change.ConnectionId, ct);
        foreach (var part in products.Chunk(500))
        {
            await write.Db.ProductLinks.Where(l => l.ConnectionId == connection.Id && part.Contains(l.SourceProductId) && l.State == LinkState.Ended && l.Ending == LinkEnding.None)
                .ExecuteUpdateAsync(s => s.SetProperty(l => l.Ending, LinkEnding.Rejoins), ct);
        }

        await ConnectionSync.ReviewAsync(write, connection.DestinationId, connection.Id, ct);
    }

    private static async Task EndAsync(Write write, BulkChange change, List<long> products, CancellationToken ct)
    {
        var connection = await write.Db.Connections.SingleAsync(c => c.Id == change.ConnectionId, ct);

        // What the import has not begun yet must not begin.
        foreach (var run in await write.Db.SyncRuns.Where(r => r.ConnectionId == connection.Id && r.Kind == SyncRunKind.Import && (r.State == SyncRunState.Running || r.State == SyncRunState.Paused)).ToListAsync(ct))
        {
            await SyncRuns.EndAsync(write, run, ct);
        }

        foreach (var part in products.Chunk(500))
        {
            var links = await write.Db.ProductLinks.Include(l => l.Variants).Where(l => l.ConnectionId == connection.Id && part.Contains(l.SourceProductId) && l.State != LinkState.Ended).ToListAsync(ct);
            await LinkEndings.OfProductsAsync(write, connection, links, ProductsAtEnd.Keep, new HashSet<int>(), ct);
        }
    }
}
