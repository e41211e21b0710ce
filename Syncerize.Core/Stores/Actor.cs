namespace Syncerize.Core.Stores;

/// <summary>Who asks: a person acting for one store, or the operator. Every command and query takes one; none can be called without.</summary>
/// <param name="Store">The acting store; null for the operator.</param>
/// <param name="Name">Who it is, for records.</param>
public sealed record Actor(StoreId? Store, string Name)
{
    /// <summary>The system itself: provisioning and commands of the operator.</summary>
    public static Actor Operator { get; } = new(null, "operator");

    /// <summary>A person of a store.</summary>
    public static Actor Of(StoreId store, string name = "merchant") => new(store, name);

    /// <summary>Whether this actor may act for a store.</summary>
    public bool MayActFor(StoreId store) => Store is null || Store == store;

    /// <summary>Stops whoever may not act for a store (engine invariant StaysInItsStore).</summary>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public void Demand(StoreId store)
    {
        if (!MayActFor(store))
        {
            throw new AccessRefusedException(store);
        }
    }
}

/// <summary>Somebody asked for another store's data. A bug or an attack, never an expected outcome.</summary>
public sealed class AccessRefusedException(StoreId store) : Exception($"This account may not act for store {store}.");
