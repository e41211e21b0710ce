using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Activity;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Mapping;
using Syncerize.Core.Stores;

namespace Syncerize.Core.Sync;

/// <summary>A synced product whose sync is to end.</summary>
/// <param name="LinkId">The product link.</param>
/// <param name="SourceProductId">The product at the source.</param>
/// <param name="DestinationProductId">The product at the destination; null while it is being created.</param>
/// <param name="Title">Its title at the source.</param>
/// <param name="IsMapped">The merchant had it before: it is deleted only where it is ticked by name.</param>
public sealed record EndingProduct(int LinkId, long SourceProductId, long? DestinationProductId, string Title, bool IsMapped);

/// <summary>What ending the sync of products would touch.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Products">The products, created ones first, by title.</param>
public sealed record EndingPreview(ConnectionId Connection, IReadOnlyList<EndingProduct> Products)
{
    /// <summary>Products that Syncerize created.</summary>
    public IReadOnlyList<EndingProduct> Created => [.. Products.Where(p => !p.IsMapped)];

    /// <summary>Products the merchant had before.</summary>
    public IReadOnlyList<EndingProduct> Mapped => [.. Products.Where(p => p.IsMapped)];
}

/// <summary>What ending came to.</summary>
/// <param name="Ended">Products not synced any more.</param>
/// <param name="Deleting">Of these, products being deleted.</param>
/// <param name="ChangedSince">Products that are not what the accepted preview showed: untouched, to be looked at again.</param>
/// <param name="Sentence">For people.</param>
public sealed record EndingResult(int Ended, int Deleting, IReadOnlyList<long> ChangedSince, string Sentence);

/// <summary>Ends the sync of products, single and bulk. A destructive run touches only the keys of its accepted preview (docs/architecture.md, Ending).</summary>
public sealed class UnsyncProducts(IDbContextFactory<SyncerizeDb> factory, WriteGate gate, ConnectionCommands connections)
{
    // About 20 ms of one write (engine rules, SQLite).
    private const int Turn = 200;

    /// <summary>What ending would touch: chosen products of a connection, or all of them.</summary>
    /// <exception cref="AccessRefusedException">The actor does not belong to the destination.</exception>
    public async Task<EndingPreview> PreviewAsync(Actor actor, ConnectionId connectionId, IReadOnlyCollection<long>? sourceProductIds, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await factory.CreateDbContextAsync(ct);
        var connection = await db.Connections.SingleAsync(c => c.Id == connectionId, ct);
        actor.Demand(connection.DestinationId);
        var rows = await (
            from l in db.ProductLinks
            where l.ConnectionId == connectionId && l.State != LinkState.Ended && (sourceProductIds == null || sourceProductIds.Contains(l.SourceProductId))
            join p in db.Products on new { StoreId = l.SourceStoreId, ProductId = l.SourceProductId } equals new { p.StoreId, p.ProductId } into found
            from p in found.DefaultIfEmpty()
            orderby l.Origin, p.Title, l.Id
            select new { l.Id, l.SourceProductId, l.DestinationProductId, Title = (string?)p.Title, l.Origin }).ToListAsync(ct);
        return new EndingPreview(
            connectionId,
            [.. rows.Select(r => new EndingProduct(r.Id, r.SourceProductId, r.DestinationProductId, r.Title ?? r.SourceProductId.ToString(CultureInfo.InvariantCulture), r.Origin == LinkOrigin.Mapped))]);
    }

    /// <summary>Ends the sync of the products of an accepted preview.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="accepted">The preview that was looked at: nothing outside it is touched.</param>
    /// <param name="atEnd">What becomes of the products.</param>
    /// <param name="mappedToDelete">Links of mapped products ticked by name; only matters where products are deleted.</param>
    /// <param name="ct">Cancels between turns; what was ended stays ended.</param>
    /// <exception cref="AccessRefusedException">The actor does not belong to the destination.</exception>
    public async Task<EndingResult> RunAsync(Actor actor, EndingPreview accepted, ProductsAtEnd atEnd, IReadOnlySet<int> mappedToDelete, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(accepted);
        ArgumentNullException.ThrowIfNull(mappedToDelete);
        var (ended, deleting, changed) = (new List<long>(), 0, new List<long>());
        foreach (var turn in accepted.Products.Chunk(Turn))
        {
            await gate.WriteAsync(
                async (write, c) =>
                {
                    var connection = await write.Db.Connections.SingleAsync(x => x.Id == accepted.Connection, c);
                    actor.Demand(connection.DestinationId);
                    var keys = turn.ToDictionary(p => p.LinkId);
                    var ids = keys.Keys.ToList();
                    var links = await write.Db.ProductLinks.Include(l => l.Variants).Where(l => l.ConnectionId == accepted.Connection && ids.Contains(l.Id) && l.State != LinkState.Ended).ToListAsync(c);
                    var same = links.FindAll(l => IsAsAccepted(l, keys[l.Id], atEnd));
                    var delete = same.Where(l => l.Origin == LinkOrigin.Created || mappedToDelete.Contains(l.Id)).Select(l => l.Id).ToHashSet();
                    await LinkEndings.OfProductsAsync(write, connection, same, atEnd, delete, c);
                    ended.AddRange(same.Select(l => l.SourceProductId));
                    deleting += atEnd == ProductsAtEnd.Delete ? delete.Count : 0;
                    changed.AddRange(links.Except(same).Select(l => l.SourceProductId));
                },
                ct);
        }

        var sentence = Sentence(ended.Count, deleting, changed.Count, atEnd);
        if (ended.Count > 0)
        {
            await gate.WriteAsync((write, c) => RecordAsync(write, actor, accepted.Connection, ended, sentence, undoable: atEnd != ProductsAtEnd.Delete, c), ct);
        }

        return new EndingResult(ended.Count, deleting, changed, sentence);
    }

    /// <summary>Ends a connection with what becomes of its products. Where products would be deleted that the accepted preview did not show, nothing is done: it is to be looked at again.</summary>
    /// <exception cref="AccessRefusedException">The actor belongs to neither side.</exception>
    public async Task<(bool Done, string Sentence)> DisconnectAsync(Actor actor, EndingPreview accepted, ProductsAtEnd atEnd, IReadOnlySet<int> mappedToDelete, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(accepted);
        ArgumentNullException.ThrowIfNull(mappedToDelete);
        if (atEnd == ProductsAtEnd.Delete)
        {
            var keys = accepted.Products.ToDictionary(p => p.LinkId);
            var now = await PreviewAsync(actor, accepted.Connection, null, ct);
            var other = now.Products.Count(p => !keys.TryGetValue(p.LinkId, out var seen) || seen.DestinationProductId != p.DestinationProductId || seen.IsMapped != p.IsMapped);
            if (other > 0)
            {
                return (false, $"{Plural.Of(other, "product")} changed since you looked. Nothing was done; look at the list again.");
            }
        }

        return await connections.DisconnectAsync(
            actor, accepted.Connection, atEnd, [.. accepted.Products.Where(p => !p.IsMapped || mappedToDelete.Contains(p.LinkId)).Select(p => p.LinkId)], ct);
    }

    private static bool IsAsAccepted(ProductLink link, EndingProduct seen, ProductsAtEnd atEnd) =>
        atEnd != ProductsAtEnd.Delete || (link.DestinationProductId == seen.DestinationProductId && (link.Origin == LinkOrigin.Mapped) == seen.IsMapped);

    private static async Task RecordAsync(Write write, Actor actor, ConnectionId id, List<long> ended, string sentence, bool undoable, CancellationToken ct)
    {
        var connection = await write.Db.Connections.SingleAsync(c => c.Id == id, ct);
        write.Record(connection.DestinationId, ActivityLevel.Info, "product", sentence, id);
        if (undoable && ended.Count > 1)
        {
            BulkChanges.Add(write, connection.DestinationId, id, BulkChangeKind.Unsynced, actor, sentence, JsonSerializer.Serialize(ended));
        }
    }

    private static string Sentence(int ended, int deleting, int changed, ProductsAtEnd atEnd)
    {
        var what = ended == 0 ? "Nothing was unsynced." : atEnd switch
        {
            ProductsAtEnd.Zero => $"{Plural.Of(ended, "product is not synced any more; its", "products are not synced any more; their")} stock is set to 0 once.",
            ProductsAtEnd.Delete => $"{Plural.Of(ended, "product is", "products are")} not synced any more; {deleting} of them are being deleted from the shop.",
            _ => $"{Plural.Of(ended, "product is not synced any more; it stays", "products are not synced any more; they stay")} in the shop.",
        };
        return changed == 0 ? what : $"{what} {changed} changed since you looked and were left alone: look at them again.";
    }
}
