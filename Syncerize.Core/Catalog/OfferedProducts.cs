using System.Linq.Expressions;
using Syncerize.Core.Connections;

namespace Syncerize.Core.Catalog;

/// <summary>What a source offers its connections: the availability rule as a query.</summary>
public static class OfferedProducts
{
    /// <summary>The source's products that are on offer: active, not deleted, and let through by the rule (no rule: hand-picked ones).</summary>
    public static IQueryable<Product> Offered(this IQueryable<Product> products, StoreId source, AvailabilityRule? rule)
    {
        var active = products.Where(p => p.StoreId == source && p.DeletedAt == null && p.Status == "ACTIVE");
        return (rule?.Mode ?? Availability.Individual) switch
        {
            Availability.All => active,
            Availability.Tags => active.Where(HasAny(rule!.Tags)),
            _ => active.Where(p => p.IsPicked),
        };
    }

    // Tags are one JSON column; a tag stands in it in quotation marks.
    private static Expression<Func<Product, bool>> HasAny(IReadOnlyList<string> tags)
    {
        var product = Expression.Parameter(typeof(Product), "p");
        var column = Expression.Convert(Expression.Convert(Expression.Property(product, nameof(Product.Tags)), typeof(object)), typeof(string));
        Expression any = Expression.Constant(false);
        foreach (var tag in tags)
        {
            var contains = Expression.Call(column, typeof(string).GetMethod(nameof(string.Contains), [typeof(string)])!, Expression.Constant(System.Text.Json.JsonSerializer.Serialize(tag)));
            any = Expression.OrElse(any, contains);
        }

        return Expression.Lambda<Func<Product, bool>>(any, product);
    }
}
