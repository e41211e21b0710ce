using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Activity;
using Syncerize.Core.Data;
using Syncerize.Core.Live;
using Syncerize.Core.Plans;
using Syncerize.Core.Stores;

namespace Syncerize.Core.Orders;

/// <summary>The switches of order push (product.md, Settings): automatic for the whole store and per connection, and whether parts may go on their own. What waits is decided about anew in the same write.</summary>
public sealed class PushSwitches(WriteGate gate, PushReview review, PlanBook plans)
{
    /// <summary>Switches automatic push of a destination on or off.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="store">The destination.</param>
    /// <param name="on">On or off.</param>
    /// <param name="withOlder">On: whether orders that were placed before go by themselves too; otherwise those stay to be pushed by hand.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The sentence of a plan that does not have automatic push; null where it was switched.</returns>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public Task<string?> SetAutomaticAsync(Actor actor, StoreId store, bool on, bool withOlder, CancellationToken ct) => OfStoreAsync(
        actor,
        store,
        (s, now) =>
        {
            var other = s.AutomaticPush != on;
            if (other && on)
            {
                s.AutomaticPushFrom = withOlder ? null : now;
            }

            s.AutomaticPush = on;
            return other;
        },
        on ? withOlder ? "Automatic push was switched on, older orders included." : "Automatic push was switched on; older orders are left to be pushed by hand." : "Automatic push was switched off: orders are pushed by hand.",
        needs: Feature.AutomaticPush,
        ct);

    /// <summary>Allows or forbids that an order of several sources goes in parts.</summary>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public Task SetPartialAsync(Actor actor, StoreId store, bool on, CancellationToken ct) => OfStoreAsync(
        actor,
        store,
        (s, _) =>
        {
            var other = s.PartialPush != on;
            s.PartialPush = on;
            return other;
        },
        on ? "Partial push was switched on: parts of an order go on their own." : "Partial push was switched off: an order goes once all its parts can.",
        needs: null,
        ct);

    /// <summary>Switches automatic push of one connection; it only matters while the store's own switch is on.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="connectionId">The connection.</param>
    /// <param name="on">On or off.</param>
    /// <param name="withOlder">On: whether orders that were placed before go by themselves too.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The sentence of a plan that does not have automatic push; null where it was switched.</returns>
    /// <exception cref="AccessRefusedException">The actor does not belong to the destination.</exception>
    public Task<string?> SetAutomaticAsync(Actor actor, ConnectionId connectionId, bool on, bool withOlder, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return gate.WriteAsync<string?>(
            async (write, c) =>
            {
                var connection = await write.Db.Connections.SingleAsync(x => x.Id == connectionId, c);
                actor.Demand(connection.DestinationId);
                if (await ClosedAsync(write, connection.DestinationId, Feature.AutomaticPush, c) is { } closed)
                {
                    return closed;
                }

                if (connection.Settings.OrderPush.DisableAutomaticPush != on)
                {
                    return null;
                }

                connection.Settings = connection.Settings with { OrderPush = connection.Settings.OrderPush with { DisableAutomaticPush = !on, AutomaticFrom = on && !withOlder ? write.Now : null } };
                await write.Db.SaveChangesAsync(c);
                await review.SettingsChangedAsync(write, connectionId, c);
                var source = await write.Db.Stores.Where(s => s.Id == connection.SourceId).Select(s => s.Name).SingleAsync(c);
                write.Record(connection.DestinationId, ActivityLevel.Info, "settings", $"Automatic push to {source} was switched {(on ? "on" : "off")}.", connectionId);
                write.Changed(connection.DestinationId, LiveTopic.Stores | LiveTopic.Orders);
                return null;
            },
            ct);
    }

    private async Task<string?> ClosedAsync(Write write, StoreId store, Feature feature, CancellationToken ct) =>
        await plans.HasAsync(write.Db, store, feature, ct) ? null : MeterSentences.Closed(feature, plans.FirstWith(feature));

    private Task<string?> OfStoreAsync(Actor actor, StoreId storeId, Func<Store, DateTimeOffset, bool> change, string sentence, Feature? needs, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Demand(storeId);
        return gate.WriteAsync<string?>(
            async (write, c) =>
            {
                if (needs is { } feature && await ClosedAsync(write, storeId, feature, c) is { } closed)
                {
                    return closed;
                }

                var store = await write.Db.Stores.SingleAsync(s => s.Id == storeId, c);
                if (!change(store, write.Now))
                {
                    return null;
                }

                await write.Db.SaveChangesAsync(c);
                await review.StoreChangedAsync(write, storeId, c);
                write.Record(storeId, ActivityLevel.Info, "settings", sentence);
                write.Changed(storeId, LiveTopic.Stores | LiveTopic.Orders);
                return null;
            },
            ct);
    }
}
