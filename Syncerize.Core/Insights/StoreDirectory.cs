using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;
using Syncerize.Core.Stores;

namespace Syncerize.Core.Insights;

/// <summary>What every screen of a store shows around its content.</summary>
/// <param name="Id">The store.</param>
/// <param name="Name">Its name.</param>
/// <param name="Domain">Its <c>.myshopify.com</c> name.</param>
/// <param name="Roles">What it does here.</param>
/// <param name="State">Whether we may talk to it.</param>
/// <param name="StateReason">A sentence where the state is not active.</param>
/// <param name="Currency">ISO 4217 currency.</param>
/// <param name="TimeZone">IANA time zone; times on screen are in it.</param>
/// <param name="UniqueKey">The key other merchants enter to connect.</param>
/// <param name="FirstReadAt">When the first full read ended, UTC; null while it is under way.</param>
public sealed record StoreSummary(
    StoreId Id, string Name, string Domain, StoreRoles Roles, StoreState State, string? StateReason, string Currency, string TimeZone, string UniqueKey, DateTimeOffset? FirstReadAt)
{
    /// <summary>The role its pages show: a store with both chooses, its usual one is Destination.</summary>
    public StoreRoles View { get; init; } = Roles.HasFlag(StoreRoles.Destination) ? StoreRoles.Destination : StoreRoles.Source;

    /// <summary>True where the store owns goods and sells other stores' goods as well.</summary>
    public bool HasBothRoles => Roles.HasFlag(StoreRoles.Destination | StoreRoles.Source);

    /// <summary>True where its pages show what it sells of other stores' goods; otherwise what others sell of its own.</summary>
    public bool IsDestination => View == StoreRoles.Destination;
}

/// <summary>The stores of this installation, for the frame around pages and for signing in.</summary>
public sealed class StoreDirectory(IDbContextFactory<SyncerizeDb> factory)
{
    /// <summary>One store; null where there is none of that key.</summary>
    public async Task<StoreSummary?> FindAsync(Actor actor, StoreId storeId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Demand(storeId);
        await using var db = await factory.CreateDbContextAsync(ct);
        return await Summaries(db.Stores.Where(s => s.Id == storeId)).SingleOrDefaultAsync(ct);
    }

    /// <summary>The simulated stores that can be chosen on the sign-in page of a sandbox; uninstalled ones left out.</summary>
    public async Task<IReadOnlyList<StoreSummary>> SimulatedAsync(CancellationToken ct)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        return await Summaries(db.Stores.Where(s => s.IsSimulated && s.State != StoreState.Uninstalled).OrderBy(s => s.Id)).ToListAsync(ct);
    }

    /// <summary>Every store, for the operator.</summary>
    public async Task<IReadOnlyList<StoreSummary>> AllAsync(CancellationToken ct)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        return await Summaries(db.Stores.OrderBy(s => s.Id)).ToListAsync(ct);
    }

    private static IQueryable<StoreSummary> Summaries(IQueryable<Store> stores) =>
        stores.Select(s => new StoreSummary(s.Id, s.Name, s.Domain, s.Roles, s.State, s.StateReason, s.Currency, s.TimeZone, s.UniqueKey, s.FirstReadAt));
}
