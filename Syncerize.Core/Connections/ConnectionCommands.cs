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
    /// <summary>Does an action, if the state allows it and the acting store may: only a source blocks, only a destination disconnects.</summary>
    /// <returns>A sentence: what was done, or why not.</returns>
    /// <exception cref="AccessRefusedException">The actor belongs to neither side.</exception>
    public Task<(bool Done, string Sentence)> DoAsync(Actor actor, ConnectionId id, ConnectionAction action, CancellationToken ct)
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

                if (action is ConnectionAction.Block or ConnectionAction.Unblock && !actor.MayActFor(connection.SourceId))
                {
                    return (false, "Only the source store can block a connection, or end its block.");
                }

                if (action is ConnectionAction.Disconnect or ConnectionAction.Connect && !actor.MayActFor(connection.DestinationId))
                {
                    return (false, "Only the destination store can end or renew a connection.");
                }

                if (ConnectionStates.Next(connection.State, action) is not { } next)
                {
                    return (false, $"This is not possible now: {ConnectionStates.Describe(connection.State).ToLowerInvariant()}.");
                }

                if (await ClaimAsync(write, connection, next, c) is { } full)
                {
                    return (false, full);
                }

                connection.State = next;
                connection.StateChangedAt = write.Now;
                foreach (var follower in followers)
                {
                    if (next == ConnectionState.Connected)
                    {
                        await follower.ConnectedAsync(write, connection, c);
                    }
                    else
                    {
                        await follower.StoppedAsync(write, connection, zeroStock: next == ConnectionState.Blocked, c);
                    }
                }

                var names = await write.Db.Stores.Where(s => s.Id == connection.DestinationId || s.Id == connection.SourceId).ToDictionaryAsync(s => s.Id, s => s.Name, c);
                foreach (var (store, other) in new[] { (connection.DestinationId, connection.SourceId), (connection.SourceId, connection.DestinationId) })
                {
                    write.Record(store, next == ConnectionState.Connected ? ActivityLevel.Success : ActivityLevel.Attention, "connection", $"{names[other]}: {ConnectionStates.Describe(next).ToLowerInvariant()}.", id);
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
