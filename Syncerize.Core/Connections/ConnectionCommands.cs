using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Activity;
using Syncerize.Core.Data;
using Syncerize.Core.Live;
using Syncerize.Core.Plans;
using Syncerize.Core.Stores;

namespace Syncerize.Core.Connections;

/// <summary>Pause, resume, block, unblock, disconnect.</summary>
public sealed class ConnectionCommands(WriteGate gate, IEnumerable<IConnectionFollower> followers, Claims claims)
{
    /// <summary>
    /// Does an action, if the state allows it and the acting store may: only a source blocks, approves and declines, only a destination disconnects and reconnects.
    /// Disconnecting keeps the products; <see cref="DisconnectAsync"/> chooses.
    /// </summary>
    /// <returns>A sentence: what was done, or why not.</returns>
    /// <exception cref="AccessRefusedException">The actor belongs to neither side.</exception>
    public Task<(bool Done, string Sentence)> DoAsync(Actor actor, ConnectionId id, ConnectionAction action, CancellationToken ct) => DoAsync(
        actor, id, action, new Stopping(ZeroStock: action == ConnectionAction.Block, action == ConnectionAction.Disconnect ? ProductsAtEnd.Keep : null), ct);

    /// <summary>Ends a connection and says what becomes of its products. Nothing syncs or pushes afterwards.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The connection.</param>
    /// <param name="atEnd">What becomes of its products.</param>
    /// <param name="delete">Product links of the accepted preview, where products are deleted: nothing else is.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>A sentence: what was done, or why not.</returns>
    /// <exception cref="AccessRefusedException">The actor belongs to neither side.</exception>
    public Task<(bool Done, string Sentence)> DisconnectAsync(Actor actor, ConnectionId id, ProductsAtEnd atEnd, IReadOnlyCollection<int> delete, CancellationToken ct) =>
        DoAsync(actor, id, ConnectionAction.Disconnect, new Stopping(ZeroStock: false, atEnd, delete), ct);

    /// <summary>Tells both sides of a destination that waits for approval.</summary>
    internal static void Requested(Write write, Connection connection, string destination, string source)
    {
        write.Record(connection.SourceId, ActivityLevel.Attention, "connection", $"{destination} asks to sell your products. Approve or decline it under Stores.", connection.Id);
        write.Record(connection.DestinationId, ActivityLevel.Info, "connection", $"{source} was asked to approve the connection.", connection.Id);
        write.Changed(connection.SourceId, LiveTopic.Stores);
        write.Changed(connection.DestinationId, LiveTopic.Stores);
    }

    private static string? Refusal(Actor actor, Connection connection, ConnectionAction action) => action switch
    {
        ConnectionAction.Block or ConnectionAction.Unblock when !actor.MayActFor(connection.SourceId) => "Only the source store can block a connection, or end its block.",
        ConnectionAction.Approve or ConnectionAction.Decline when !actor.MayActFor(connection.SourceId) => "Only the source store can approve or decline a connection.",
        ConnectionAction.Disconnect or ConnectionAction.Connect when !actor.MayActFor(connection.DestinationId) => "Only the destination store can end or renew a connection.",
        _ => ConnectionStates.Next(connection.State, action) is null ? $"This is not possible now: {ConnectionStates.Describe(connection.State).ToLowerInvariant()}." : null,
    };

    private Task<(bool Done, string Sentence)> DoAsync(Actor actor, ConnectionId id, ConnectionAction action, Stopping stopping, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return gate.WriteAsync<(bool, string)>(
            async (write, c) =>
            {
                var connection = await write.Db.Connections.SingleAsync(x => x.Id == id, c);
                if (!actor.MayActFor(connection.DestinationId) && !actor.MayActFor(connection.SourceId))
                {
                    throw new AccessRefusedException(connection.DestinationId);
                }

                if (Refusal(actor, connection, action) is { } refusal)
                {
                    return (false, refusal);
                }

                var stores = await write.Db.Stores.Where(s => s.Id == connection.DestinationId || s.Id == connection.SourceId).ToDictionaryAsync(s => s.Id, c);
                var (before, next) = (connection.State, ConnectionStates.Next(connection.State, action)!.Value);
                if (action == ConnectionAction.Connect && stores[connection.SourceId].ApprovesConnections && actor.Store is not null)
                {
                    next = ConnectionState.Pending;
                }

                if (await ClaimAsync(write, connection, next, c) is { } full)
                {
                    return (false, full);
                }

                connection.State = next;
                connection.StateChangedAt = write.Now;
                if (next == ConnectionState.Pending)
                {
                    Requested(write, connection, stores[connection.DestinationId].Name, stores[connection.SourceId].Name);
                    return (true, $"{ConnectionStates.Describe(next)}.");
                }

                await write.Db.SaveChangesAsync(c);
                foreach (var follower in followers.Where(_ => before != ConnectionState.Pending || next == ConnectionState.Connected))
                {
                    if (next == ConnectionState.Connected)
                    {
                        await follower.ConnectedAsync(write, connection, c);
                    }
                    else
                    {
                        await follower.StoppedAsync(write, connection, stopping, c);
                    }
                }

                foreach (var (store, other) in new[] { (connection.DestinationId, connection.SourceId), (connection.SourceId, connection.DestinationId) })
                {
                    write.Record(store, next == ConnectionState.Connected ? ActivityLevel.Success : ActivityLevel.Attention, "connection", $"{stores[other].Name}: {ConnectionStates.Describe(next).ToLowerInvariant()}.", id);
                    write.Changed(store, LiveTopic.Stores | LiveTopic.Products | LiveTopic.Orders);
                }

                return (true, $"{ConnectionStates.Describe(next)}.");
            },
            ct);
    }

    /// <summary>The unit of the connection: claimed where it is to work, given back where it ends.</summary>
    /// <returns>The sentence of a full plan; null where the action may go on.</returns>
    private async Task<string?> ClaimAsync(Write write, Connection connection, ConnectionState next, CancellationToken ct)
    {
        var unit = MeterUnit.Connection(connection.SourceId);
        if (next == ConnectionState.Disconnected)
        {
            await Claims.ReleaseAsync(write, connection.DestinationId, [unit], ct);
            return null;
        }

        var claim = await claims.TryAsync(write, connection.DestinationId, [unit], "Etc/UTC", ct);
        return claim.Granted.Count == 1 ? null : claim.Sentence;
    }
}
