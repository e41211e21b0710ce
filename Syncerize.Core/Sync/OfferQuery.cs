using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Catalog;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Mapping;
using Syncerize.Core.Stores;

namespace Syncerize.Core.Sync;

/// <summary>Which of a source's own products a list shows.</summary>
public enum PickFilter
{
    /// <summary>All.</summary>
    All = 0,

    /// <summary>Hand-picked ones.</summary>
    Picked = 1,

    /// <summary>The others.</summary>
    NotPicked = 2,
}

/// <summary>A product of a source, to be made available or not.</summary>
/// <param name="ProductId">Its number.</param>
/// <param name="Title">Its title.</param>
/// <param name="ImageUrl">Its first image; null if none.</param>
/// <param name="Sku">The SKU of its first variant.</param>
/// <param name="Status">Shopify's status.</param>
/// <param name="IsPicked">It is available to connected stores.</param>
/// <param name="Stores">How many of them sync it now.</param>
public sealed record PickRow(long ProductId, string Title, string? ImageUrl, string? Sku, string Status, bool IsPicked, int Stores);

/// <summary>What a source offers.</summary>
/// <param name="Mode">The availability mode.</param>
/// <param name="Tags">The tags of the Tags mode.</param>
/// <param name="Offered">Active products on offer now.</param>
/// <param name="Rows">A page of its own products; empty outside the mode of hand-picked ones.</param>
/// <param name="Total">How many there are under the same filter.</param>
/// <param name="Picked">How many are hand-picked.</param>
/// <param name="Last">The last change of the offer that can be undone; null if none.</param>
public sealed record OfferReading(Availability Mode, IReadOnlyList<string> Tags, int Offered, IReadOnlyList<PickRow> Rows, int Total, int Picked, BulkChange? Last);

/// <summary>Reads what a source offers, and its products to pick from.</summary>
public sealed class OfferQuery(IDbContextFactory<SyncerizeDb> factory, BulkChanges changes)
{
    /// <summary>Rows of a page.</summary>
    public const int PageSize = 50;

    /// <summary>Reads it.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="source">The source.</param>
    /// <param name="search">The beginning of a title, or a part of it; null for no search.</param>
    /// <param name="filter">Which products.</param>
    /// <param name="page">From 1.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="AccessRefusedException">The actor may not act for the store.</exception>
    public async Task<OfferReading> ReadAsync(Actor actor, StoreId source, string? search, PickFilter filter, int page, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Demand(source);
        await using var db = await factory.CreateDbContextAsync(ct);
        var rule = await Offers.RuleAsync(db, source, ct);
        var offered = await db.Products.Offered(source, rule).CountAsync(ct);
        var last = await changes.LastAsync(actor, source, null, ct);
        var own = db.Products.Where(p => p.StoreId == source && p.DeletedAt == null);
        var picked = await own.CountAsync(p => p.IsPicked, ct);
        if (rule.Mode != Availability.Individual)
        {
            return new OfferReading(rule.Mode, rule.Tags, offered, [], 0, picked, last);
        }

        var shown = filter switch
        {
            PickFilter.Picked => own.Where(p => p.IsPicked),
            PickFilter.NotPicked => own.Where(p => !p.IsPicked),
            _ => own,
        };
        if (!string.IsNullOrWhiteSpace(search))
        {
            var part = $"%{search.Trim().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
            shown = shown.Where(p => EF.Functions.Like(p.Title, part, "\\") || p.Variants.Any(v => EF.Functions.Like(v.Sku!, part, "\\")));
        }

        var total = await shown.CountAsync(ct);
        var rows = await shown.OrderBy(p => p.Title).ThenBy(p => p.ProductId).Skip((page - 1) * PageSize).Take(PageSize)
            .Select(p => new { p.ProductId, p.Title, p.Images, p.Status, p.IsPicked, Sku = p.Variants.OrderBy(v => v.Position).Select(v => v.Sku).FirstOrDefault() }).ToListAsync(ct);
        var ids = rows.ConvertAll(r => r.ProductId);
        var stores = await db.ProductLinks.Where(l => l.SourceStoreId == source && ids.Contains(l.SourceProductId) && (l.State == LinkState.Active || l.State == LinkState.Creating))
            .GroupBy(l => l.SourceProductId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return new OfferReading(
            rule.Mode, rule.Tags, offered,
            [.. rows.Select(r => new PickRow(r.ProductId, r.Title, r.Images.OrderBy(i => i.Position).FirstOrDefault()?.Url, r.Sku, r.Status, r.IsPicked, stores.GetValueOrDefault(r.ProductId)))],
            total, picked, last);
    }
}
