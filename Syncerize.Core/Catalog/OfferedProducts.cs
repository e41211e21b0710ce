using System.Text.Json;
using Syncerize.Core.Connections;

namespace Syncerize.Core.Catalog;

/// <summary>What a source offers its connections: the availability rule as a query.</summary>
public static class OfferedProducts
{
    /// <summary>The source's products that are on offer: active, not deleted, and let through by the rule (no rule: hand-picked ones).</summary>
    public static IQueryable<Product> Offered(this IQueryable<Product> products, StoreId source, AvailabilityRule? rule)
    {
        var active = products.Where(p => p.StoreId == source && p.DeletedAt == null && p.Status == "ACTIVE");
        var wanted = JsonSerializer.Serialize(rule?.Tags ?? []);
        return (rule?.Mode ?? Availability.Individual) switch
        {
            Availability.All => active,
            Availability.Tags => active.Where(p => HasAnyTag((string)(object)p.Tags, wanted)),
            _ => active.Where(p => p.IsPicked),
        };
    }

    /// <summary><see cref="Offers.HasAnyTag"/> inside the database, over two JSON lists; <see cref="Data.TagFunction"/> answers it.</summary>
    /// <exception cref="InvalidOperationException">Called outside a query.</exception>
    internal static bool HasAnyTag(string tags, string wanted) => throw new InvalidOperationException("This is a function of the database.");
}
