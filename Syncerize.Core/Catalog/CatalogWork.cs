using Syncerize.Core.Data;
using Syncerize.Core.Work;

namespace Syncerize.Core.Catalog;

/// <summary>The kinds of work of this folder.</summary>
public static class CatalogWork
{
    /// <summary>Read products again; the subject is the product's number, optionally followed by <c>@</c> and the least <c>updatedAt</c> wanted.</summary>
    public static readonly WorkKind Pull = new("catalog.pull", WorkPriority.Product, 50);

    /// <summary>Read a whole catalogue in bulk, a step at a time; the subject is the reading's key.</summary>
    public static readonly WorkKind ReadAll = new("catalog.read", WorkPriority.Import, 1);
}

/// <summary>Told of products stored in the mirror, inside the same write: what follows is queued there. Implemented by Sync.</summary>
public interface ICatalogFollower
{
    /// <summary>Products of a store were read (or found to be gone).</summary>
    Task ProductsStoredAsync(Write write, StoreId store, IReadOnlyCollection<long> productIds, CancellationToken ct);
}
