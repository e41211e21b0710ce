using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Activity;
using Syncerize.Core.Data;
using Syncerize.Core.Live;
using Syncerize.Core.Stores;
using Syncerize.Core.Work;

namespace Syncerize.Core.Sync;

/// <summary>Changes what a connection syncs, and makes due what follows.</summary>
public sealed class SyncSettingsCommands(WriteGate gate)
{
    /// <summary>Saves product sync, price and stock settings. The order push settings are left as they are.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="connectionId">The connection.</param>
    /// <param name="before">What the person saw; where somebody else saved something else meanwhile, nothing is saved.</param>
    /// <param name="wanted">What is to hold.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Whether it was saved, and a sentence.</returns>
    /// <exception cref="AccessRefusedException">The actor does not belong to the destination.</exception>
    public Task<(bool Saved, string Sentence)> SaveAsync(Actor actor, ConnectionId connectionId, SyncSettings before, SyncSettings wanted, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(wanted);
        return gate.WriteAsync<(bool, string)>(
            async (write, c) =>
            {
                var connection = await write.Db.Connections.SingleAsync(x => x.Id == connectionId, c);
                actor.Demand(connection.DestinationId);
                if (SyncSettingsCheck.Problems(wanted) is { Count: > 0 } problems)
                {
                    return (false, string.Join(" ", problems));
                }

                var now = SyncSettings.Of(connection.Settings);
                if (!Same(now, before))
                {
                    return (false, "Somebody else changed these settings meanwhile. They are shown anew; make your change again.");
                }

                if (Same(now, wanted))
                {
                    return (true, "Nothing was changed.");
                }

                connection.Settings = wanted.In(connection.Settings);
                if (now.Products.Identifier != wanted.Products.Identifier)
                {
                    // Other codes than those that were compared so far: what they are now is the new beginning.
                    await write.Db.VariantLinks.Where(l => l.ConnectionId == connectionId && l.SourceCode != null && l.StopReason == null)
                        .ExecuteUpdateAsync(s => s.SetProperty(l => l.SourceCode, (string?)null).SetProperty(l => l.DestinationCode, (string?)null), c);
                }

                await write.Db.SaveChangesAsync(c);
                await ConnectionSync.ReviewAsync(write, connection.DestinationId, connectionId, c);
                if (!Same(now with { Products = wanted.Products, Price = wanted.Price }, wanted))
                {
                    await write.EnqueueAsync(new Due(connection.DestinationId, SyncWork.Stock, VariantLinking.Subject(connectionId.Value)), c);
                }

                var source = await write.Db.Stores.Where(s => s.Id == connection.SourceId).Select(s => s.Name).SingleAsync(c);
                write.Record(connection.DestinationId, ActivityLevel.Info, "settings", $"{actor.Name} changed what is synced from {source}.", connectionId);
                write.Changed(connection.DestinationId, LiveTopic.Stores | LiveTopic.Products);
                return (true, "Saved. What changes with it is being written.");
            },
            ct);
    }

    /// <summary>After how many days without change a rate is warned about.</summary>
    /// <exception cref="AccessRefusedException">The actor may not act for the store.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Not between 1 and 365.</exception>
    public Task WarnAfterAsync(Actor actor, StoreId storeId, int days, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Demand(storeId);
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, 365);
        return gate.WriteAsync(
            async (write, c) =>
            {
                (await write.Db.Stores.SingleAsync(s => s.Id == storeId, c)).RateWarningDays = days;
                write.Record(storeId, ActivityLevel.Info, "settings", $"Exchange rates are warned about after {Plural.Of(days, "day")} without change.");
                write.Changed(storeId, LiveTopic.Stores);
            },
            ct);
    }

    // Lists compare by what is in them; records do not.
    private static bool Same(SyncSettings a, SyncSettings b) => System.Text.Json.JsonSerializer.Serialize(a) == System.Text.Json.JsonSerializer.Serialize(b);
}
