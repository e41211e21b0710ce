using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Activity;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Live;
using Syncerize.Core.Mapping;
using Syncerize.Core.Stores;

namespace Syncerize.Core.Sync;

/// <summary>Changes the settings of a connection: shown first by the planner itself, kept so that the last one can be undone.</summary>
public sealed class SettingsChanges(IDbContextFactory<SyncerizeDb> factory, WriteGate gate, IEnumerable<IConnectionFollower> followers)
{
    private const int Turn = 100;

    /// <summary>What the connection's synced products would become under other settings. Products that would not change are left out.</summary>
    /// <exception cref="AccessRefusedException">The actor does not belong to the destination.</exception>
    public async Task<ChangePreview> PreviewAsync(Actor actor, ConnectionId connectionId, ConnectionSettings settings, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await factory.CreateDbContextAsync(ct);
        var connection = await db.Connections.SingleAsync(c => c.Id == connectionId, ct);
        actor.Demand(connection.DestinationId);
        var source = await db.Stores.Where(s => s.Id == connection.SourceId).Select(s => s.Name).SingleAsync(ct);
        var links = await db.ProductLinks.Where(l => l.ConnectionId == connectionId && (l.State == LinkState.Active || l.State == LinkState.Creating)).Select(l => l.Id).ToListAsync(ct);
        var rows = new List<PreviewRow>();
        foreach (var part in links.Chunk(Turn))
        {
            foreach (var state in (await SyncStates.ReadAsync(db, part, ct)).Values.Where(s => s.Inputs is not null))
            {
                var plan = ProductPlanner.Plan(state.Inputs! with { Settings = settings });
                if (plan.Kind != PlanKind.Nothing)
                {
                    rows.Add(ChangePreview.Row(connectionId, source, state.Link.SourceProductId, state.Inputs!.Source.Title, plan));
                }
            }
        }

        return new ChangePreview(
            [.. rows.OrderBy(r => r.Act).ThenBy(r => r.Title, StringComparer.OrdinalIgnoreCase)],
            "This can be undone while it is the last change of this connection: the settings before are put back and prices and fields follow them. Fields set to off or only on create keep what was written.");
    }

    /// <summary>Takes settings over; whatever was planned with the old ones is planned anew.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="connectionId">The connection.</param>
    /// <param name="settings">All its settings.</param>
    /// <param name="sentence">What was changed, for people and for undo.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="AccessRefusedException">The actor does not belong to the destination.</exception>
    public Task ApplyAsync(Actor actor, ConnectionId connectionId, ConnectionSettings settings, string sentence, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return gate.WriteAsync(
            async (write, c) =>
            {
                var connection = await write.Db.Connections.SingleAsync(x => x.Id == connectionId, c);
                actor.Demand(connection.DestinationId);
                var before = JsonSerializer.Serialize(connection.Settings);
                if (before == JsonSerializer.Serialize(settings))
                {
                    return;
                }

                connection.Settings = settings;
                await write.Db.SaveChangesAsync(c);
                BulkChanges.Add(write, connection.DestinationId, connectionId, BulkChangeKind.Settings, actor, sentence, before);
                foreach (var follower in followers)
                {
                    await follower.SettingsChangedAsync(write, connection, c);
                }

                write.Record(connection.DestinationId, ActivityLevel.Info, "settings", sentence, connectionId);
                write.Changed(connection.DestinationId, LiveTopic.Stores | LiveTopic.Products | LiveTopic.Orders);
            },
            ct);
    }

    /// <summary>The settings a connection would have with those of another one of the same destination. Source locations and amounts in a currency belong to their own source and are not copied.</summary>
    /// <exception cref="AccessRefusedException">The actor does not belong to the destination of both.</exception>
    public async Task<(ConnectionSettings Settings, string FromName)> CopyOfAsync(Actor actor, ConnectionId from, ConnectionId to, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await factory.CreateDbContextAsync(ct);
        var (model, own) = (await db.Connections.SingleAsync(c => c.Id == from, ct), await db.Connections.SingleAsync(c => c.Id == to, ct));
        actor.Demand(model.DestinationId);
        actor.Demand(own.DestinationId);
        if (model.DestinationId != own.DestinationId)
        {
            throw new AccessRefusedException(model.DestinationId);
        }

        var name = await db.Stores.Where(s => s.Id == model.SourceId).Select(s => s.Name).SingleAsync(ct);
        return (model.Settings with { Stock = model.Settings.Stock with { SourceLocations = own.Settings.Stock.SourceLocations } }, name);
    }
}
