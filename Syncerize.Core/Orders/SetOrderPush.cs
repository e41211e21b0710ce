using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Activity;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Live;
using Syncerize.Core.Stores;

namespace Syncerize.Core.Orders;

/// <summary>Order push settings of a connection, and what new connections begin with (product.md, Store Connection Settings).</summary>
public sealed class SetOrderPush(WriteGate gate, PushReview review)
{
    /// <summary>Saves the settings of a connection; what waits is decided about anew. The switch of automatic push is <see cref="PushSwitches"/>'.</summary>
    /// <param name="actor">Who asks; must be allowed to act for the destination.</param>
    /// <param name="connectionId">The connection.</param>
    /// <param name="settings">What to save.</param>
    /// <param name="withOlder">Whether parts that were held back by shadow mode go as well, once it is switched to live; otherwise those are pushed by hand.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>What is wrong with the settings, in sentences; empty where they were saved.</returns>
    /// <exception cref="AccessRefusedException">The actor does not belong to the destination.</exception>
    public Task<IReadOnlyList<string>> SaveAsync(Actor actor, ConnectionId connectionId, OrderPushSettings settings, bool withOlder, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(settings);
        return gate.WriteAsync<IReadOnlyList<string>>(
            async (write, c) =>
            {
                var connection = await write.Db.Connections.SingleAsync(x => x.Id == connectionId, c);
                actor.Demand(connection.DestinationId);
                if (settings.Problems() is { Count: > 0 } problems)
                {
                    return problems;
                }

                var before = connection.Settings.OrderPush;
                var goesLive = before.Shadow && !settings.Shadow;
                connection.Settings = connection.Settings with
                {
                    OrderPush = settings with
                    {
                        DisableAutomaticPush = before.DisableAutomaticPush,
                        AutomaticFrom = goesLive && !withOlder ? write.Now : before.AutomaticFrom,
                        ShippingRules = [.. settings.ShippingRules.OrderBy(r => r.FromMinor)],
                    },
                };
                await write.Db.SaveChangesAsync(c);
                await review.SettingsChangedAsync(write, connectionId, c);
                var source = await write.Db.Stores.Where(s => s.Id == connection.SourceId).Select(s => s.Name).SingleAsync(c);
                write.Record(
                    connection.DestinationId, ActivityLevel.Info, "settings",
                    goesLive ? $"{actor.Name} switched orders for {source} from shadow mode to live." : $"{actor.Name} changed the order push settings of {source}.", connectionId);
                write.Changed(connection.DestinationId, LiveTopic.Stores | LiveTopic.Orders);
                return [];
            },
            ct);
    }

    /// <summary>Saves what new connections of a destination begin with; connections that exist keep theirs.</summary>
    /// <returns>What is wrong with the settings, in sentences; empty where they were saved.</returns>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public Task<IReadOnlyList<string>> SaveDefaultsAsync(Actor actor, StoreId store, OrderPushSettings settings, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(settings);
        actor.Demand(store);
        return gate.WriteAsync<IReadOnlyList<string>>(
            async (write, c) =>
            {
                if (settings.Problems() is { Count: > 0 } problems)
                {
                    return problems;
                }

                var row = await write.Db.OrderPushDefaults.SingleOrDefaultAsync(d => d.StoreId == store, c);
                if (row is null)
                {
                    row = new OrderPushDefaults { StoreId = store };
                    write.Db.OrderPushDefaults.Add(row);
                }

                // Rules are in a source's currency, and dates are about orders of one connection.
                row.Settings = settings with { ShippingRules = [], AutomaticFrom = null };
                write.Record(store, ActivityLevel.Info, "settings", $"{actor.Name} changed the order push settings that new connections begin with.");
                write.Changed(store, LiveTopic.Stores);
                return [];
            },
            ct);
    }
}
