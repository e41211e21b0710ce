using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Activity;
using Syncerize.Core.Catalog;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Live;
using Syncerize.Core.Mapping;
using Syncerize.Core.Plans;
using Syncerize.Core.Shopify;
using Syncerize.Core.Work;

namespace Syncerize.Core.Sync;

/// <summary>
/// Finds links again by the key that products created by us carry, where our own records of them are gone or never were (docs/decisions): after a restored backup,
/// a new installation, a reconnect. Runs inside the write that stores products of either side; a product that has any link of the connection is left alone.
/// </summary>
public sealed class Adoption(Claims claims)
{
    /// <summary>Adopts what these products of a store, as a source or as a destination, belong to.</summary>
    public async Task AdoptAsync(Write write, StoreId store, IReadOnlyCollection<Product> products, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(write);
        ArgumentNullException.ThrowIfNull(products);
        var connections = await write.Db.Connections.Where(c => c.State == ConnectionState.Connected && (c.SourceId == store || c.DestinationId == store)).ToListAsync(ct);
        var there = products.Where(p => p.DeletedAt is null).ToList();
        foreach (var connection in connections.Where(c => there.Count > 0))
        {
            var shop = await write.Db.Stores.Where(s => s.Id == connection.SourceId).Select(s => s.ShopifyShopId).SingleAsync(ct);
            if (connection.SourceId == store)
            {
                var keys = there.Select(p => ShopifyKeys.ProductKey(shop, p.ProductId)).ToList();
                var copies = await write.Db.Products.Include(p => p.Variants)
                    .Where(p => p.StoreId == connection.DestinationId && p.ProductKey != null && keys.Contains(p.ProductKey) && p.DeletedAt == null).ToListAsync(ct);
                await AdoptAsync(write, connection, shop, copies, ct);
            }
            else
            {
                await AdoptAsync(write, connection, shop, there, ct);
            }
        }
    }

    /// <summary>Adopts those of a destination's products that carry the key of a product of the connection's source.</summary>
    internal async Task AdoptAsync(Write write, Connection connection, long shop, IReadOnlyCollection<Product> copies, CancellationToken ct)
    {
        var candidates = copies.Select(c => (Copy: c, SourceId: SourceIdOf(c.ProductKey, shop))).Where(c => c.SourceId is not null).ToDictionary(c => c.SourceId!.Value, c => c.Copy);
        if (candidates.Count == 0)
        {
            return;
        }

        var ids = candidates.Keys.ToList();
        var linked = await write.Db.ProductLinks.Where(l => l.ConnectionId == connection.Id && ids.Contains(l.SourceProductId)).Select(l => l.SourceProductId).ToListAsync(ct);
        var sources = await write.Db.Products.Include(p => p.Variants)
            .Where(p => p.StoreId == connection.SourceId && ids.Contains(p.ProductId) && !linked.Contains(p.ProductId) && p.DeletedAt == null).ToListAsync(ct);
        if (sources.Count == 0)
        {
            return;
        }

        // What the plan has no room for stays unlinked; it is found again when products are synced or the plan grows.
        var claim = await claims.TryAsync(write, connection.DestinationId, [.. sources.Select(s => MeterUnit.Product(connection.Id, s.ProductId))], "Etc/UTC", ct);
        var room = sources.FindAll(s => claim.Granted.Contains(MeterUnit.Product(connection.Id, s.ProductId)));
        var dayAgo = write.Now.AddDays(-1);
        if (room.Count < sources.Count && !await write.Db.Activity.AnyAsync(a => a.StoreId == connection.DestinationId && a.Kind == "plan" && a.ConnectionId == connection.Id && a.At > dayAgo, ct))
        {
            write.Record(
                connection.DestinationId, ActivityLevel.Attention, "plan", $"{Plural.Of(sources.Count - room.Count, "product")} created here earlier: found again, but not synced. {claim.Sentence}", connection.Id);
        }

        if (room.Count == 0)
        {
            return;
        }

        sources = room;
        var rule = await Offers.RuleAsync(write.Db, connection.SourceId, ct);
        var firstReading = await write.Db.Stores.AnyAsync(s => (s.Id == connection.SourceId || s.Id == connection.DestinationId) && s.FirstReadAt == null, ct);
        var links = new List<ProductLink>();
        foreach (var source in sources)
        {
            var copy = candidates[source.ProductId];

            // It was hand-picked once, or it would not be there.
            source.IsPicked |= rule.Mode == Availability.Individual;
            var link = new ProductLink
            {
                ConnectionId = connection.Id,
                SourceStoreId = connection.SourceId,
                DestinationStoreId = connection.DestinationId,
                SourceProductId = source.ProductId,
                DestinationProductId = copy.ProductId,
                Origin = LinkOrigin.Created,
                State = LinkState.Active,
                LinkedAt = firstReading ? copy.CreatedAt : write.Now,
            };
            write.Db.ProductLinks.Add(link);
            links.Add(link);
            link.StateReason = await VariantLinking.LinkAsync(write, link, VariantMatching.Match(source.Variants, copy.Variants, whole: true), link.LinkedAt, ct);
        }

        await write.Db.SaveChangesAsync(ct);
        await write.EnqueueAsync([.. links.Select(l => new Due(l.DestinationStoreId, SyncWork.Apply, VariantLinking.Subject(l.Id)))], ct);
        write.Record(
            connection.DestinationId, ActivityLevel.Info, "product", $"{Plural.Of(links.Count, "product")} created here earlier: found again by key, synced on.", connection.Id);
        write.Changed(connection.DestinationId, LiveTopic.Products);
        write.Changed(connection.SourceId, LiveTopic.Products);
    }

    private static long? SourceIdOf(string? key, long shop) =>
        key?.Split('/') is [var ofShop, var product] && long.TryParse(ofShop, NumberStyles.None, CultureInfo.InvariantCulture, out var shopId) && shopId == shop
        && long.TryParse(product, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : null;
}
