using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Live;
using Syncerize.Core.Mapping;
using Syncerize.Core.Plans;
using Syncerize.Core.Stock;
using Syncerize.Core.Work;

namespace Syncerize.Core.Sync;

/// <summary>The ways people end links: products stay, stay at zero stock, or are deleted. The one last write is queued in the write that ends them; nothing after it.</summary>
internal static class LinkEndings
{
    /// <summary>Ends all links of a connection that ends, by whole-table updates: a connection may have tens of thousands. What is queued is then worked in turns.</summary>
    public static async Task OfConnectionAsync(Write write, Connection connection, ProductsAtEnd atEnd, IReadOnlyCollection<int> delete, CancellationToken ct)
    {
        await write.Db.SaveChangesAsync(ct);
        var links = write.Db.ProductLinks.Where(l => l.ConnectionId == connection.Id && l.State != LinkState.Ended);
        foreach (var part in atEnd == ProductsAtEnd.Delete ? delete.Chunk(500) : [])
        {
            await links.Where(l => part.Contains(l.Id)).ExecuteUpdateAsync(
                s => s.SetProperty(l => l.State, LinkState.Ended).SetProperty(l => l.Ending, LinkEnding.Deletes).SetProperty(l => l.StateReason, (string?)null), ct);
        }

        // What is gone at the destination has nothing to come back to.
        await links.Where(l => l.State == LinkState.Broken).ExecuteUpdateAsync(s => s.SetProperty(l => l.State, LinkState.Ended).SetProperty(l => l.StateReason, (string?)null), ct);
        await links.ExecuteUpdateAsync(s => s.SetProperty(l => l.State, LinkState.Ended).SetProperty(l => l.Ending, LinkEnding.Rejoins).SetProperty(l => l.StateReason, (string?)null), ct);
        var active = write.Db.VariantLinks.Where(v => v.ConnectionId == connection.Id && v.IsActive);
        if (atEnd == ProductsAtEnd.Zero)
        {
            await active.ExecuteUpdateAsync(s => s.SetProperty(v => v.ClosingQuantity, (int?)0), ct);
        }

        await active.ExecuteUpdateAsync(s => s.SetProperty(v => v.IsActive, false), ct);
        var units = string.Create(CultureInfo.InvariantCulture, $"{connection.Id.Value}/");
        await write.Db.Claims.Where(c => c.StoreId == connection.DestinationId && c.Meter == Meter.Products && c.Subject.StartsWith(units)).ExecuteDeleteAsync(ct);
        await write.EnqueueAsync(
            [
                new Due(connection.DestinationId, StockWork.Review, "a connection ended"),
                new Due(connection.DestinationId, SyncWork.Review, VariantLinking.Subject(connection.Id.Value)),
            ],
            ct);
    }

    /// <summary>Ends links of one connection, loaded with their variants.</summary>
    public static async Task OfProductsAsync(Write write, Connection connection, IReadOnlyCollection<ProductLink> links, ProductsAtEnd atEnd, IReadOnlySet<int> delete, CancellationToken ct)
    {
        var due = new List<Due>();
        foreach (var link in links)
        {
            var deletes = atEnd == ProductsAtEnd.Delete && delete.Contains(link.Id);
            (link.State, link.StateReason, link.Ending) = (LinkState.Ended, null, deletes ? LinkEnding.Deletes : LinkEnding.None);
            foreach (var variant in link.Variants.Where(v => v.IsActive))
            {
                variant.IsActive = false;
                variant.ClosingQuantity = atEnd == ProductsAtEnd.Zero ? 0 : null;
                if (variant.ClosingQuantity is not null)
                {
                    due.Add(new Due(link.DestinationStoreId, StockWork.Apply, VariantLinking.Subject(variant.DestinationInventoryItemId)));
                }
            }

            if (deletes)
            {
                due.Add(new Due(link.DestinationStoreId, SyncWork.Delete, VariantLinking.Subject(link.Id)));
            }
        }

        await Claims.ReleaseAsync(write, connection.DestinationId, [.. links.Select(l => MeterUnit.Product(connection.Id, l.SourceProductId))], ct);
        await write.EnqueueAsync(due, ct);
        write.Changed(connection.DestinationId, LiveTopic.Products);
        write.Changed(connection.SourceId, LiveTopic.Products);
    }
}
