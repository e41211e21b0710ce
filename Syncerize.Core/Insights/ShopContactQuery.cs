using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;
using Syncerize.Core.Stores;
using Syncerize.Core.Work;

namespace Syncerize.Core.Insights;

/// <summary>How the app gets on with one shop just now.</summary>
/// <param name="Store">The store.</param>
/// <param name="Domain">Its <c>.myshopify.com</c> name.</param>
/// <param name="State">Whether we may talk to it.</param>
/// <param name="StateReason">A sentence where the state is not active.</param>
/// <param name="BackOffUntil">No call before, UTC; null where it is called.</param>
/// <param name="BackOffReason">Why it is not called.</param>
/// <param name="Lag">What is due and what needs a person.</param>
/// <param name="PolledAt">When the last complete poll was begun, UTC.</param>
/// <param name="MissedByWebhooks">Changes that polls found and no webhook had told of, ever.</param>
/// <param name="Newest">The last things recorded for it, newest first.</param>
public sealed record ShopContact(
    StoreId Store, string Domain, StoreState State, string? StateReason, DateTimeOffset? BackOffUntil, string? BackOffReason, LaneLag Lag, DateTimeOffset? PolledAt, long MissedByWebhooks,
    IReadOnlyList<ActivityRow> Newest);

/// <summary>What the app makes of trouble with its shops: lanes that wait, polls, what was recorded. For whoever runs the installation.</summary>
public sealed class ShopContactQuery(IDbContextFactory<SyncerizeDb> factory, ParkedWork work, ActivityQuery activity, TimeProvider time)
{
    /// <summary>Every store, by its key.</summary>
    /// <param name="actor">The operator.</param>
    /// <param name="newest">Entries of activity per store.</param>
    /// <param name="ct">Ends the read.</param>
    /// <exception cref="AccessRefusedException">The actor acts for one store only.</exception>
    public async Task<IReadOnlyList<ShopContact>> ReadAsync(Actor actor, int newest, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await factory.CreateDbContextAsync(ct);
        var stores = await db.Stores.AsNoTracking().OrderBy(s => s.Id).ToListAsync(ct);
        stores.ForEach(store => actor.Demand(store.Id));
        var now = time.GetUtcNow();
        var lanes = await db.Lanes.AsNoTracking().Where(l => l.BackOffUntil > now).ToDictionaryAsync(l => l.StoreId, ct);
        var polls = (await db.PollCursors.AsNoTracking().ToListAsync(ct)).ToLookup(p => p.StoreId);
        var contacts = new List<ShopContact>(stores.Count);
        foreach (var store in stores)
        {
            var lane = lanes.GetValueOrDefault(store.Id);
            contacts.Add(new ShopContact(
                store.Id, store.Domain, store.State, store.StateReason, lane?.BackOffUntil, lane?.BackOffReason, await work.LagAsync(store.Id, ct),
                polls[store.Id].Max(p => p.CompletedAt), polls[store.Id].Sum(p => p.MissedByWebhooks),
                (await activity.ReadAsync(actor, store.Id, Activity.ActivityLevel.Info, null, newest, ct)).Rows));
        }

        return contacts;
    }

    /// <summary>How many times a webhook stands in the inbox: once, however often it was delivered.</summary>
    /// <param name="actor">The operator.</param>
    /// <param name="store">The store whose shop sent it.</param>
    /// <param name="topic">Its topic, such as <c>orders/create</c>.</param>
    /// <param name="webhookId">Its id.</param>
    /// <param name="ct">Ends the read.</param>
    public async Task<int> StoredAsync(Actor actor, StoreId store, string topic, string webhookId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Demand(store);
        await using var db = await factory.CreateDbContextAsync(ct);
        var domain = await db.Stores.Where(s => s.Id == store).Select(s => s.Domain).SingleAsync(ct);
        return await db.Inbox.CountAsync(m => m.ShopDomain == domain && m.Topic == topic && m.WebhookId == webhookId, ct);
    }
}
