using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Stores;
using Syncerize.Core.Work;

namespace Syncerize.Core.Sync;

/// <summary>A connection that works (again): what exists at the destination is found again, and every link is compared. One that ends takes its links with it.</summary>
public sealed class ConnectionSync : IConnectionFollower
{
    /// <inheritdoc/>
    public Task ConnectedAsync(Write write, Connection connection, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(write);
        ArgumentNullException.ThrowIfNull(connection);
        return ReviewAsync(write, connection.DestinationId, connection.Id, ct);
    }

    /// <inheritdoc/>
    public Task StoppedAsync(Write write, Connection connection, Stopping stopping, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(stopping);
        return stopping.AtEnd is { } atEnd ? LinkEndings.OfConnectionAsync(write, connection, atEnd, stopping.Delete ?? [], ct) : Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task SettingsChangedAsync(Write write, Connection connection, CancellationToken ct) => ConnectedAsync(write, connection, ct);

    internal static Task ReviewAsync(Write write, StoreId destination, ConnectionId connection, CancellationToken ct) =>
        write.EnqueueAsync(new Due(destination, SyncWork.Review, VariantLinking.Subject(connection.Value)), ct);
}

/// <summary>A store's settings changed, such as an exchange rate: the prices made with it are planned anew, and what waited for it goes on.</summary>
public sealed class StoreSync : IStoreFollower
{
    /// <inheritdoc/>
    public async Task StoreChangedAsync(Write write, StoreId store, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(write);
        await write.Db.SaveChangesAsync(ct);
        foreach (var connection in await write.Db.Connections.Where(c => c.DestinationId == store).Select(c => c.Id).ToListAsync(ct))
        {
            await ConnectionSync.ReviewAsync(write, store, connection, ct);
        }
    }
}
