using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Mapping;
using Syncerize.Core.Stores;
using Syncerize.Core.Work;

namespace Syncerize.Core.Sync;

/// <summary>A connection that works (again): what exists at the destination is found again, and every link is compared.</summary>
public sealed class ConnectionSync(Adoption adoption) : IConnectionFollower
{
    /// <inheritdoc/>
    public async Task ConnectedAsync(Write write, Connection connection, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(write);
        ArgumentNullException.ThrowIfNull(connection);
        await adoption.AdoptAllAsync(write, connection, ct);
        await AllDueAsync(write, connection.Id, ct);
    }

    /// <inheritdoc/>
    public Task StoppedAsync(Write write, Connection connection, bool zeroStock, CancellationToken ct) => Task.CompletedTask;

    /// <summary>Makes every link of a connection due that is not at an end.</summary>
    internal static async Task AllDueAsync(Write write, ConnectionId connection, CancellationToken ct)
    {
        var links = await write.Db.ProductLinks.Where(l => l.ConnectionId == connection && (l.State == LinkState.Creating || l.State == LinkState.Active))
            .Select(l => new { l.Id, l.DestinationStoreId }).ToListAsync(ct);
        await write.EnqueueAsync([.. links.Select(l => new Due(l.DestinationStoreId, SyncWork.Apply, VariantLinking.Subject(l.Id)))], ct);
    }
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
            await ConnectionSync.AllDueAsync(write, connection, ct);
        }
    }
}
