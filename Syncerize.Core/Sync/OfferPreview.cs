using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Catalog;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Mapping;
using Syncerize.Core.Stores;

namespace Syncerize.Core.Sync;

/// <summary>What a change of a source's offer would touch: which connections, and which of their synced products.</summary>
/// <param name="Stores">Connections with products that stop or come back, by name.</param>
/// <param name="Offered">Active products that would be on offer.</param>
/// <param name="OfferedNow">Active products on offer now.</param>
/// <param name="Preview">Row by row.</param>
public sealed record OfferChange(IReadOnlyList<OfferChangeStore> Stores, int Offered, int OfferedNow, ChangePreview Preview);

/// <summary>One connection a change of the offer touches.</summary>
public sealed record OfferChangeStore(ConnectionId Connection, string Name, int Stops, int Resumes);

/// <summary>Says beforehand what a change of a source's offer touches.</summary>
public sealed class OfferPreview(IDbContextFactory<SyncerizeDb> factory)
{
    private const string Undo = "This can be undone while it is the last change of your offer: what stopped is synced on, into the same products.";

    /// <summary>Of another mode.</summary>
    /// <exception cref="AccessRefusedException">The actor does not belong to the source.</exception>
    public Task<OfferChange> OfModeAsync(Actor actor, StoreId source, Availability mode, IReadOnlyList<string> tags, CancellationToken ct)
    {
        var rule = new AvailabilityRule { StoreId = source, Mode = mode, Tags = SourceOffers.Clean(tags) };
        return OfAsync(actor, source, rule, (p, _) => Offers.IsOffered(rule, p), ct);
    }

    /// <summary>Of picking products, or of taking them out.</summary>
    /// <exception cref="AccessRefusedException">The actor does not belong to the source.</exception>
    public async Task<OfferChange> OfPickAsync(Actor actor, StoreId source, IReadOnlyCollection<long> productIds, bool picked, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(productIds);
        var ids = productIds.ToHashSet();
        var change = await OfAsync(actor, source, null, (p, now) => ids.Contains(p.ProductId) && now.Mode == Availability.Individual ? p.DeletedAt is null && picked : Offers.IsOffered(now, p), ct);
        await using var db = await factory.CreateDbContextAsync(ct);
        if ((await Offers.RuleAsync(db, source, ct)).Mode != Availability.Individual)
        {
            return change;
        }

        var flips = 0;
        foreach (var part in ids.Chunk(500))
        {
            flips += await db.Products.CountAsync(p => p.StoreId == source && part.Contains(p.ProductId) && p.DeletedAt == null && p.Status == "ACTIVE" && p.IsPicked != picked, ct);
        }

        return change with { Offered = change.OfferedNow + (picked ? flips : -flips) };
    }

    private async Task<OfferChange> OfAsync(Actor actor, StoreId source, AvailabilityRule? rule, Func<Product, AvailabilityRule, bool> offered, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Demand(source);
        await using var db = await factory.CreateDbContextAsync(ct);
        var now = await Offers.RuleAsync(db, source, ct);
        var links = await db.ProductLinks
            .Where(l => l.SourceStoreId == source && (l.State == LinkState.Creating || l.State == LinkState.Active || l.State == LinkState.Unavailable))
            .Select(l => new { l.ConnectionId, l.SourceProductId, l.State }).ToListAsync(ct);
        var products = new Dictionary<long, Product>();
        foreach (var part in links.Select(l => l.SourceProductId).Distinct().Chunk(500))
        {
            foreach (var product in await db.Products.Where(p => p.StoreId == source && part.Contains(p.ProductId)).ToListAsync(ct))
            {
                products[product.ProductId] = product;
            }
        }

        var names = await (
            from c in db.Connections
            where c.SourceId == source
            join s in db.Stores on c.DestinationId equals s.Id
            select new { c.Id, s.Name }).ToDictionaryAsync(c => c.Id, c => c.Name, ct);
        var rows = new List<PreviewRow>();
        foreach (var link in links.Where(l => products.ContainsKey(l.SourceProductId)))
        {
            var product = products[link.SourceProductId];
            var (on, was) = (offered(product, now), link.State != LinkState.Unavailable);
            if (on != was)
            {
                rows.Add(new PreviewRow(
                    link.ConnectionId, names[link.ConnectionId], product.ProductId, product.Title, on ? PreviewAct.Resume : PreviewAct.Stop,
                    on ? "synced on into the same product, stock from a fresh reading" : "not synced any more, stock there set to 0"));
            }
        }

        return new OfferChange(
            [.. rows.GroupBy(r => r.Connection).Select(g => new OfferChangeStore(g.Key, names[g.Key], g.Count(r => r.Act == PreviewAct.Stop), g.Count(r => r.Act == PreviewAct.Resume))).OrderBy(s => s.Name, StringComparer.OrdinalIgnoreCase)],
            await db.Products.Offered(source, rule ?? now).CountAsync(ct), await db.Products.Offered(source, now).CountAsync(ct),
            new ChangePreview([.. rows.OrderBy(r => r.Partner, StringComparer.OrdinalIgnoreCase).ThenBy(r => r.Title, StringComparer.OrdinalIgnoreCase)], Undo));
    }
}
