using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;
using Syncerize.Core.Live;
using Syncerize.Core.Shopify;
using Syncerize.Core.Work;

namespace Syncerize.Core.Stock;

/// <summary>Stores what Shopify answered about stock, and makes due what follows from it.</summary>
public sealed class StockReadings(Unexplained unexplained)
{
    /// <summary>How long an overtaken reading waits for its repetition: an answer from a lagging replica, or from the same instant as the webhook, is not better at once.</summary>
    public static readonly TimeSpan ReadAgainAfter = TimeSpan.FromSeconds(2);

    /// <summary>Stores readings begun at <paramref name="begunAt"/>, in the caller's write.</summary>
    /// <returns>The items whose levels are others than before.</returns>
    /// <remarks>A level that a webhook has lowered since the reading began keeps the lower number and is read again.</remarks>
    public async Task<IReadOnlyCollection<long>> StoreAsync(Write write, StoreId store, IReadOnlyList<InventoryReading> readings, DateTimeOffset begunAt, CancellationToken ct)
    {
        var stored = await StorePulledAsync(write, store, readings, begunAt, ct);
        await write.EnqueueAsync([.. stored.Overtaken.Select(i => new Due(store, StockWork.Pull, StockFollowers.Subject(i), ReadAgainAfter))], ct);
        return stored.Changed;
    }

    /// <summary>The same for the work that pulls these very items: it says itself when they are due again, for an enqueue keeps the earlier time, which is the one being worked on.</summary>
    public async Task<StoredReadings> StorePulledAsync(Write write, StoreId store, IReadOnlyList<InventoryReading> readings, DateTimeOffset begunAt, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(write);
        ArgumentNullException.ThrowIfNull(readings);
        var others = new List<long>();
        var overtaken = new List<long>();
        foreach (var part in readings.Chunk(500))
        {
            var items = part.Select(r => r.InventoryItemId).ToList();
            var stored = (await write.Db.StockLevels.Where(l => l.StoreId == store && items.Contains(l.InventoryItemId)).ToListAsync(ct)).ToLookup(l => l.InventoryItemId);
            var variants = await write.Db.Variants.Where(v => v.StoreId == store && items.Contains(v.InventoryItemId)).ToListAsync(ct);
            var changed = new HashSet<long>();
            foreach (var reading in part)
            {
                var levels = stored[reading.InventoryItemId].ToDictionary(l => l.LocationId);
                var before = Fingerprint(levels.Values);
                if (!Merge(write, store, reading, begunAt, levels))
                {
                    overtaken.Add(reading.InventoryItemId);
                }

                if (before != Fingerprint(levels.Values))
                {
                    changed.Add(reading.InventoryItemId);
                }

                foreach (var variant in variants.Where(v => v.InventoryItemId == reading.InventoryItemId))
                {
                    variant.Tracked = reading.Tracked;
                }
            }

            others.AddRange(changed);
            changed.UnionWith(await unexplained.RecomputeAsync(write, store, items, afterReading: true, ct));

            // A source reading may be what a waiting raise wanted, changed or not; a destination's matters only if it brought something new.
            await StockFollowers.ApplyToDestinationsAsync(write, store, items, ct);
            await StockFollowers.ApplyToSiblingsAsync(write, store, changed, ct);
        }

        write.Changed(store, LiveTopic.Stock);
        return new StoredReadings(others, overtaken);
    }

    private static int Fingerprint(IEnumerable<StockLevel> levels)
    {
        var hash = new HashCode();
        foreach (var level in levels.Where(l => l.IsActive).OrderBy(l => l.LocationId))
        {
            hash.Add((level.LocationId, level.Available, level.Committed));
        }

        return hash.ToHashCode();
    }

    private static bool Merge(Write write, StoreId store, InventoryReading reading, DateTimeOffset begunAt, Dictionary<long, StockLevel> levels)
    {
        var current = true;
        foreach (var seen in reading.Levels)
        {
            if (!levels.TryGetValue(seen.LocationId, out var level))
            {
                level = new StockLevel { StoreId = store, InventoryItemId = reading.InventoryItemId, LocationId = seen.LocationId };
                levels[seen.LocationId] = level;
                write.Db.StockLevels.Add(level);
            }
            else if (begunAt < level.ReadAt)
            {
                continue;
            }

            var overtaken = level.LoweredAt is { } lowered && begunAt <= lowered && seen.Available > level.Available;
            if (overtaken || seen.UpdatedAt < level.UpdatedAt)
            {
                // Begun before the webhook came, or answered from a lagging replica: the lower number stands until the next reading.
                current = false;
                continue;
            }

            level.Available = seen.Available;
            level.Committed = seen.Committed;
            level.OnHand = seen.OnHand;
            level.IsActive = seen.IsActive;
            level.UpdatedAt = seen.UpdatedAt;
            level.ReadAt = begunAt;
            level.LoweredAt = null;
        }

        foreach (var level in levels.Values.Where(l => begunAt >= l.ReadAt && reading.Levels.All(s => s.LocationId != l.LocationId)))
        {
            level.IsActive = false;
            level.Available = 0;
            level.Committed = 0;
            level.OnHand = 0;
            level.ReadAt = begunAt;
        }

        return current;
    }
}

/// <summary>What became of stored readings.</summary>
/// <param name="Changed">Items whose levels are others than before.</param>
/// <param name="Overtaken">Items a webhook lowered since the reading began, or whose answer was older than what is known: to be read again.</param>
public sealed record StoredReadings(IReadOnlyCollection<long> Changed, IReadOnlyCollection<long> Overtaken);
