using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;

namespace Syncerize.Core.Catalog;

/// <summary>What a source offers its connections: the availability mode, applied (product.md, Products, Settings).</summary>
public static class Offers
{
    /// <summary>The rule of a source; hand-picked products where none was chosen.</summary>
    public static async Task<AvailabilityRule> RuleAsync(SyncerizeDb db, StoreId source, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        return await db.AvailabilityRules.AsNoTracking().SingleOrDefaultAsync(r => r.StoreId == source, ct) ?? new AvailabilityRule { StoreId = source };
    }

    /// <summary>Whether a product is offered: it exists and the mode lets it through. A draft or archived product stays offered where it is synced already; its status is an attribute.</summary>
    public static bool IsOffered(AvailabilityRule rule, Product product)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(product);
        return product.DeletedAt is null && rule.Mode switch
        {
            Availability.All => true,
            Availability.Tags => HasAnyTag(product.Tags, rule.Tags),
            _ => product.IsPicked,
        };
    }

    /// <summary>Whether one of the tags is among those wanted. To Shopify, tags that differ only in case are the same.</summary>
    public static bool HasAnyTag(IReadOnlyCollection<string> tags, IReadOnlyCollection<string> wanted)
    {
        ArgumentNullException.ThrowIfNull(tags);
        ArgumentNullException.ThrowIfNull(wanted);
        return tags.Any(t => wanted.Contains(t, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Why a sync of it cannot begin, or null where it can.</summary>
    public static string? Refusal(AvailabilityRule rule, Product? product) => product switch
    {
        null or { DeletedAt: not null } => "The source does not have this product any more.",
        _ when !IsOffered(rule, product) => "The source does not offer this product.",
        { Status: not "ACTIVE" } => $"The product is not active at the source: it is {product.Status.ToLowerInvariant()} there.",
        _ => null,
    };
}
