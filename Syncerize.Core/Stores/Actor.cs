namespace Syncerize.Core.Stores;

/// <summary>On whose behalf a command or a query runs. Everything read or changed belongs to <see cref="Store"/>, or reaches it through a connection; none can be called without one.</summary>
/// <param name="Store">The acting store. The caller has checked that whoever is signed in may act for it.</param>
/// <param name="IsOperator">True where the operator acts for the store.</param>
public sealed record Actor(StoreId Store, bool IsOperator = false);
