using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;
using Syncerize.Core.Live;

namespace Syncerize.Core.Work;

/// <summary>Something to make due.</summary>
/// <param name="Lane">The one shop it calls.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="DueIn">How long to wait; null is now.</param>
/// <param name="WantedAt">The least <c>updatedAt</c> the reading must have; the later of several stands.</param>
public sealed record Due(StoreId Lane, WorkKind Kind, string Subject, TimeSpan? DueIn = null, DateTimeOffset? WantedAt = null);

/// <summary>Makes work due inside a write, so that the cause and the work commit together.</summary>
public static class WorkQueue
{
    /// <summary>Upserts: next generation, the higher priority, the earlier due time; un-parks and resets the item's own back-off. Rings the lanes after the commit.</summary>
    public static async Task EnqueueAsync(this Write write, IReadOnlyCollection<Due> due, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(write);
        ArgumentNullException.ThrowIfNull(due);
        if (due.Count == 0)
        {
            return;
        }

        var sequence = write.Db.Generations.Local.SingleOrDefault() ?? await write.Db.Generations.SingleAsync(ct);
        foreach (var group in due.GroupBy(d => (d.Lane, d.Kind.Name)))
        {
            foreach (var part in group.Chunk(500))
            {
                var subjects = part.Select(d => d.Subject).Distinct(StringComparer.Ordinal).ToList();
                var rows = await write.Db.WorkItems
                    .Where(w => w.Lane == group.Key.Lane && w.Kind == group.Key.Name && subjects.Contains(w.Subject))
                    .ToDictionaryAsync(w => w.Subject, ct);
                foreach (var row in write.Db.WorkItems.Local.Where(w => w.Lane == group.Key.Lane && w.Kind == group.Key.Name))
                {
                    rows.TryAdd(row.Subject, row);
                }

                foreach (var item in part)
                {
                    var at = write.Now + (item.DueIn ?? TimeSpan.Zero);
                    if (!rows.TryGetValue(item.Subject, out var row))
                    {
                        row = new WorkItem { Lane = item.Lane, Kind = item.Kind.Name, Subject = item.Subject, Priority = (int)item.Kind.Priority, DueAt = at, EnqueuedAt = write.Now };
                        write.Db.WorkItems.Add(row);
                        rows.Add(item.Subject, row);
                    }

                    row.Generation = ++sequence.Value;
                    row.Priority = Math.Min(row.Priority, (int)item.Kind.Priority);
                    row.DueAt = row.ParkedAt is not null || at < row.DueAt ? at : row.DueAt;
                    row.WantedAt = row.WantedAt is null || item.WantedAt > row.WantedAt ? item.WantedAt ?? row.WantedAt : row.WantedAt;
                    row.ParkedAt = null;
                    row.Attempts = 0;
                    row.Sentence = null;
                }
            }

            write.Ring(group.Key.Lane);
            write.Changed(group.Key.Lane, LiveTopic.Work);
        }
    }

    /// <summary>Makes one thing due.</summary>
    public static Task EnqueueAsync(this Write write, Due due, CancellationToken ct) => write.EnqueueAsync([due], ct);
}
