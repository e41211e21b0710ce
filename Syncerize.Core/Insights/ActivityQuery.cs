using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Activity;
using Syncerize.Core.Data;
using Syncerize.Core.Stores;

namespace Syncerize.Core.Insights;

/// <summary>One line of activity.</summary>
public sealed record ActivityRow(long Id, DateTimeOffset At, ActivityLevel Level, string Kind, string Sentence, string? Subject, string? RequestId, string? Partner);

/// <summary>A page of activity, newest first.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="OlderThan">Ask with this for the next page; null on the last.</param>
public sealed record ActivityPage(IReadOnlyList<ActivityRow> Rows, long? OlderThan);

/// <summary>What happened in a store, newest first.</summary>
public sealed class ActivityQuery(IDbContextFactory<SyncerizeDb> factory)
{
    /// <summary>Reads a page of every kind.</summary>
    public Task<ActivityPage> ReadAsync(Actor actor, StoreId storeId, ActivityLevel atLeast, long? olderThan, int most, CancellationToken ct) =>
        ReadAsync(actor, storeId, atLeast, [], olderThan, most, ct);

    /// <summary>Reads a page.</summary>
    /// <param name="actor">Who asks; must be allowed to act for the store.</param>
    /// <param name="storeId">The store.</param>
    /// <param name="atLeast">Leaves out what asks less of its reader.</param>
    /// <param name="kinds">Only these kinds; empty for all.</param>
    /// <param name="olderThan">The row after which the page starts; null for the newest.</param>
    /// <param name="most">Rows at most.</param>
    /// <param name="ct">Ends the read.</param>
    public async Task<ActivityPage> ReadAsync(Actor actor, StoreId storeId, ActivityLevel atLeast, IReadOnlyList<string> kinds, long? olderThan, int most, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Demand(storeId);
        await using var db = await factory.CreateDbContextAsync(ct);
        var entries = db.Activity.Where(a => a.StoreId == storeId && a.Level >= atLeast);
        if (kinds.Count > 0)
        {
            entries = entries.Where(a => kinds.Contains(a.Kind));
        }

        if (olderThan is { } before)
        {
            entries = entries.Where(a => a.Id < before);
        }

        var found = await entries.OrderByDescending(a => a.Id).Take(most + 1).ToListAsync(ct);
        var partners = await (
            from c in db.Connections
            where c.DestinationId == storeId || c.SourceId == storeId
            join s in db.Stores on c.DestinationId == storeId ? c.SourceId : c.DestinationId equals s.Id
            select new { c.Id, s.Name }).ToDictionaryAsync(x => x.Id, x => x.Name, ct);
        var rows = found.ConvertAll(a => new ActivityRow(
            a.Id, a.At, a.Level, a.Kind, a.Sentence, a.Subject, a.RequestId, a.ConnectionId is { } connection ? partners.GetValueOrDefault(connection) : null));
        return rows.Count > most ? new ActivityPage(rows[..most], rows[most - 1].Id) : new ActivityPage(rows, null);
    }
}
