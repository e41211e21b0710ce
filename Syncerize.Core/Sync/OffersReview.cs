using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;
using Syncerize.Core.Mapping;
using Syncerize.Core.Work;

namespace Syncerize.Core.Sync;

/// <summary>Brings the links of a connection in step with what its source offers now, in turns short enough for the write gate. Starting over after a crash stops and resumes nothing twice.</summary>
public sealed class OffersReview(WriteGate gate) : IWorkHandler
{
    private const int Turn = 100;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<WorkOutcome>> HandleAsync(LaneLease lease, IReadOnlyList<WorkItem> batch, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(batch);
        foreach (var item in batch)
        {
            var id = new ConnectionId(int.Parse(item.Subject, CultureInfo.InvariantCulture));
            for (int? done = 0; done is { } after;)
            {
                done = await gate.WriteAsync(lease, (write, c) => TurnAsync(write, id, after, c), ct);
            }
        }

        return [.. batch.Select(_ => WorkOutcome.Finished)];
    }

    private static async Task<int?> TurnAsync(Write write, ConnectionId id, int after, CancellationToken ct)
    {
        var links = await write.Db.ProductLinks.AsNoTracking()
            .Where(l => l.ConnectionId == id && l.Id > after && (l.State == LinkState.Creating || l.State == LinkState.Active || l.State == LinkState.Unavailable))
            .OrderBy(l => l.Id).Take(Turn).Select(l => new { l.Id, l.SourceStoreId, l.SourceProductId }).ToListAsync(ct);
        if (links.Count == 0)
        {
            return null;
        }

        var (source, products) = (links[0].SourceStoreId, links.ConvertAll(l => l.SourceProductId));
        await CatalogFollower.OfSourceAsync(write, source, await write.Db.Products.Where(p => p.StoreId == source && products.Contains(p.ProductId)).ToListAsync(ct), id, ct);
        return links.Count == Turn ? links[^1].Id : null;
    }
}
