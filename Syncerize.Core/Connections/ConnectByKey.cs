using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Activity;
using Syncerize.Core.Data;
using Syncerize.Core.Live;
using Syncerize.Core.Plans;
using Syncerize.Core.Stores;

namespace Syncerize.Core.Connections;

/// <summary>What entering a key can end in. A closed set; each has its sentence.</summary>
public abstract record ConnectOutcome(string Sentence)
{
    /// <summary>Connected.</summary>
    public sealed record Connected(ConnectionId Connection, string Partner) : ConnectOutcome($"Connected to {Partner}.");

    /// <summary>The source wants to be asked; it waits for its approval.</summary>
    public sealed record Requested(ConnectionId Connection, string Partner) : ConnectOutcome($"{Partner} was asked to approve the connection. It starts as soon as they do.");

    /// <summary>No store has this key.</summary>
    public sealed record WrongKey() : ConnectOutcome("No store has this key. Ask your partner to copy it from the top of their dashboard; a replaced key no longer works.");

    /// <summary>The store's own key.</summary>
    public sealed record OwnKey() : ConnectOutcome("This is your own key. Give it to a partner, or enter the key of the store you want to connect.");

    /// <summary>They are connected already.</summary>
    public sealed record AlreadyConnected(string Partner, string State) : ConnectOutcome($"{Partner} is in your list already: {State}.");

    /// <summary>Neither can be the other's source.</summary>
    public sealed record IncompatibleRole(string Partner) : ConnectOutcome($"{Partner} has the same role as your store. A connection joins one source store and one destination store.");

    /// <summary>The destination's plan allows no further connection.</summary>
    public sealed record PlanFull(string Why) : ConnectOutcome(Why);

    /// <summary>One of the two cannot be reached.</summary>
    public sealed record StoreNotActive(string Partner) : ConnectOutcome($"{Partner} cannot be reached at the moment: its access to Shopify has to be renewed there first. Nothing was connected.");

    /// <summary>Too many tries.</summary>
    public sealed record TooManyAttempts(TimeSpan Wait) : ConnectOutcome($"Too many keys were tried. Try again in {Math.Max(1, (int)Math.Ceiling(Wait.TotalMinutes))} minutes.");
}

/// <summary>Told of a new or revived connection, inside the same write: what follows is queued there. Implemented by Intake.</summary>
public interface IConnectionFollower
{
    /// <summary>The connection works from now on.</summary>
    Task ConnectedAsync(Write write, Connection connection, CancellationToken ct);

    /// <summary>The connection stopped; what is to be written once because of it is queued here.</summary>
    Task StoppedAsync(Write write, Connection connection, Stopping stopping, CancellationToken ct);

    /// <summary>Its settings were changed; what was planned with them is planned anew.</summary>
    Task SettingsChangedAsync(Write write, Connection connection, CancellationToken ct);
}

/// <summary>Joins two stores by a unique key.</summary>
public sealed class ConnectByKey(WriteGate gate, IEnumerable<IConnectionFollower> followers, Claims claims, TimeProvider time)
{
    /// <summary>Wrong keys a store may enter per hour: guessing 123 bits at that rate is hopeless, mistyping is not punished.</summary>
    public const int AttemptsPerHour = 10;

    private readonly ConcurrentDictionary<StoreId, Queue<DateTimeOffset>> _failures = [];

    /// <summary>A destination enters a source's key, or a source a destination's.</summary>
    public async Task<ConnectOutcome> ConnectAsync(Actor actor, StoreId storeId, string key, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Demand(storeId);
        if (Wait(storeId) is { } wait)
        {
            return new ConnectOutcome.TooManyAttempts(wait);
        }

        var outcome = await gate.WriteAsync((write, c) => ConnectAsync(write, storeId, UniqueKey.Normalize(key), c), ct);
        if (outcome is ConnectOutcome.WrongKey)
        {
            var failures = _failures.GetOrAdd(storeId, _ => []);
            lock (failures)
            {
                failures.Enqueue(time.GetUtcNow());
            }
        }

        return outcome;
    }

    private async Task<ConnectOutcome> ConnectAsync(Write write, StoreId storeId, string key, CancellationToken ct)
    {
        var own = await write.Db.Stores.SingleAsync(s => s.Id == storeId, ct);
        if (await write.Db.Stores.SingleOrDefaultAsync(s => s.UniqueKey == key, ct) is not { } partner || partner.IsSimulated != own.IsSimulated)
        {
            return new ConnectOutcome.WrongKey();
        }

        if (partner.Id == storeId)
        {
            return new ConnectOutcome.OwnKey();
        }

        var (destination, source) = own.Roles.HasFlag(StoreRoles.Destination) && partner.Roles.HasFlag(StoreRoles.Source) ? (own, partner) : (partner, own);
        if (!destination.Roles.HasFlag(StoreRoles.Destination) || !source.Roles.HasFlag(StoreRoles.Source))
        {
            return new ConnectOutcome.IncompatibleRole(partner.Name);
        }

        if (partner.State is StoreState.Unauthorized or StoreState.Uninstalled)
        {
            return new ConnectOutcome.StoreNotActive(partner.Name);
        }

        var connection = await write.Db.Connections.SingleOrDefaultAsync(c => c.DestinationId == destination.Id && c.SourceId == source.Id, ct);
        // A source that enters the key of whoever asked it approves; nobody else gets past the wait.
        var bySource = source.Id == storeId;
        if (connection is not null && ConnectionStates.Next(connection.State, bySource && connection.State == ConnectionState.Pending ? ConnectionAction.Approve : ConnectionAction.Connect) is null)
        {
            return new ConnectOutcome.AlreadyConnected(partner.Name, ConnectionStates.Describe(connection.State).ToLowerInvariant());
        }

        var claim = await claims.TryAsync(write, destination.Id, [MeterUnit.Connection(source.Id)], destination.TimeZone, ct);
        if (claim.Granted.Count == 0)
        {
            return new ConnectOutcome.PlanFull(destination.Id == storeId
                ? $"{claim.Sentence} Nothing was connected."
                : $"{destination.Name} cannot connect another store: its plan is full. Nothing was connected.");
        }

        if (connection is null)
        {
            connection = new Connection { DestinationId = destination.Id, SourceId = source.Id, ConnectedAt = write.Now };
            if (await write.Db.OrderPushDefaults.SingleOrDefaultAsync(d => d.StoreId == destination.Id, ct) is { } defaults)
            {
                connection.Settings = connection.Settings with { OrderPush = defaults.Settings };
            }

            write.Db.Connections.Add(connection);
        }

        connection.State = source.ApprovesConnections && !bySource ? ConnectionState.Pending : ConnectionState.Connected;
        connection.StateChangedAt = write.Now;
        await write.Db.SaveChangesAsync(ct);
        if (connection.State == ConnectionState.Pending)
        {
            ConnectionCommands.Requested(write, connection, destination.Name, source.Name);
            return new ConnectOutcome.Requested(connection.Id, partner.Name);
        }

        foreach (var follower in followers)
        {
            await follower.ConnectedAsync(write, connection, ct);
        }

        write.Notify(
            partner.Id, NoticeKind.ConnectionRequest, ActivityLevel.Info, FormattableString.Invariant($"connected/{connection.Id}/{write.Now.ToUnixTimeMilliseconds()}"),
            $"{own.Name} connected to your store with its unique key.", connection.Id);
        foreach (var (store, other) in new[] { (destination, source), (source, destination) })
        {
            write.Record(store.Id, ActivityLevel.Success, "connection", $"Connected to {other.Name}.", connection.Id);
            write.Changed(store.Id, LiveTopic.Stores | LiveTopic.Products);
        }

        return new ConnectOutcome.Connected(connection.Id, partner.Name);
    }

    private TimeSpan? Wait(StoreId store)
    {
        if (!_failures.TryGetValue(store, out var failures))
        {
            return null;
        }

        lock (failures)
        {
            var now = time.GetUtcNow();
            while (failures.TryPeek(out var oldest) && oldest <= now.AddHours(-1))
            {
                failures.Dequeue();
            }

            return failures.Count >= AttemptsPerHour ? failures.Peek().AddHours(1) - now : null;
        }
    }
}
