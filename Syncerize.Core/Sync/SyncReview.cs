using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Mapping;
using Syncerize.Core.Work;

namespace Syncerize.Core.Sync;

/// <summary>
/// Goes through a whole connection in turns short enough for the write gate: links that ended with it are taken up, copies made earlier are linked again, then every link is made due.
/// What a person accepted to be deleted is made due whatever the connection's state.
/// A crash between two turns starts over, which links nothing twice and writes nothing twice.
/// </summary>
public sealed class SyncReview(WriteGate gate, Adoption adoption, Rejoining rejoining) : IWorkHandler
{
    private const int CopiesInATurn = 50;
    private const int LinksInATurn = 500;
    private const int LinksToRejoin = 100;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<WorkOutcome>> HandleAsync(LaneLease lease, IReadOnlyList<WorkItem> batch, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(batch);
        foreach (var item in batch)
        {
            var id = new ConnectionId(int.Parse(item.Subject, CultureInfo.InvariantCulture));
            await TurnsAsync(0, (after, c) => gate.WriteAsync(lease, (write, d) => DeletesAsync(write, id, after, d), c), ct);
            await TurnsAsync(0, (after, c) => gate.WriteAsync(lease, (write, d) => RejoinAsync(write, id, after, d), c), ct);
            await TurnsAsync(0L, (after, c) => gate.WriteAsync(lease, (write, d) => AdoptAsync(write, id, after, d), c), ct);
            await TurnsAsync(0, (after, c) => gate.WriteAsync(lease, (write, d) => DueAsync(write, id, after, d), c), ct);
        }

        return [.. batch.Select(_ => WorkOutcome.Finished)];
    }

    private static async Task TurnsAsync<T>(T first, Func<T, CancellationToken, Task<T?>> turn, CancellationToken ct)
        where T : struct
    {
        for (T? done = first; done is { } after;)
        {
            done = await turn(after, ct);
        }
    }

    private static async Task<int?> DeletesAsync(Write write, ConnectionId id, int after, CancellationToken ct)
    {
        var links = await write.Db.ProductLinks.Where(l => l.ConnectionId == id && l.Id > after && l.State == LinkState.Ended && l.Ending == LinkEnding.Deletes)
            .OrderBy(l => l.Id).Take(LinksInATurn).Select(l => new { l.Id, l.DestinationStoreId }).ToListAsync(ct);
        await write.EnqueueAsync([.. links.Select(l => new Due(l.DestinationStoreId, SyncWork.Delete, VariantLinking.Subject(l.Id)))], ct);
        return links.Count == LinksInATurn ? links[^1].Id : null;
    }

    private async Task<int?> RejoinAsync(Write write, ConnectionId id, int after, CancellationToken ct) =>
        await write.Db.Connections.SingleOrDefaultAsync(c => c.Id == id && c.State == ConnectionState.Connected, ct) is { } connection
            ? await rejoining.TurnAsync(write, connection, after, LinksToRejoin, ct)
            : null;

    private async Task<long?> AdoptAsync(Write write, ConnectionId id, long after, CancellationToken ct)
    {
        var connection = await write.Db.Connections.SingleOrDefaultAsync(c => c.Id == id && c.State == ConnectionState.Connected, ct);
        if (connection is null)
        {
            return null;
        }

        var shop = await write.Db.Stores.Where(s => s.Id == connection.SourceId).Select(s => s.ShopifyShopId).SingleAsync(ct);
        var prefix = string.Create(CultureInfo.InvariantCulture, $"{shop}/");
        var copies = await write.Db.Products.Include(p => p.Variants)
            .Where(p => p.StoreId == connection.DestinationId && p.ProductId > after && p.ProductKey != null && p.ProductKey.StartsWith(prefix) && p.DeletedAt == null)
            .OrderBy(p => p.ProductId).Take(CopiesInATurn).ToListAsync(ct);
        await adoption.AdoptAsync(write, connection, shop, copies, ct);
        return copies.Count == CopiesInATurn ? copies[^1].ProductId : null;
    }

    private static async Task<int?> DueAsync(Write write, ConnectionId id, int after, CancellationToken ct)
    {
        var links = await write.Db.ProductLinks.Where(l => l.ConnectionId == id && l.Id > after && (l.State == LinkState.Creating || l.State == LinkState.Active))
            .OrderBy(l => l.Id).Take(LinksInATurn).Select(l => new { l.Id, l.DestinationStoreId }).ToListAsync(ct);
        await write.EnqueueAsync([.. links.Select(l => new Due(l.DestinationStoreId, SyncWork.Apply, VariantLinking.Subject(l.Id)))], ct);
        return links.Count == LinksInATurn ? links[^1].Id : null;
    }
}
