using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Activity;
using Syncerize.Core.Data;
using Syncerize.Core.Live;
using Syncerize.Core.Plans;

namespace Syncerize.Core.Stores;

/// <summary>Puts a store on a plan. A smaller plan takes nothing away and lets nothing new start; a larger one lets go on what waited.</summary>
public sealed class ChoosePlan(WriteGate gate, PlanBook plans, IEnumerable<IStoreFollower> followers)
{
    /// <summary>Sets a store's plan; the operator's right alone.</summary>
    /// <returns>False where there is no such plan.</returns>
    /// <exception cref="AccessRefusedException">The actor is not the operator.</exception>
    public Task<bool> SetAsync(Actor actor, StoreId storeId, string tier, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (actor.Store is not null)
        {
            throw new AccessRefusedException(storeId);
        }

        return plans.Find(tier) is not { } chosen
            ? Task.FromResult(false)
            : gate.WriteAsync(
                async (write, c) =>
                {
                    var row = await write.Db.StorePlans.SingleOrDefaultAsync(p => p.StoreId == storeId, c);
                    if (row is null)
                    {
                        row = new StorePlan { StoreId = storeId, Tier = "" };
                        write.Db.StorePlans.Add(row);
                    }

                    if (row.Tier == chosen.Name)
                    {
                        return true;
                    }

                    (row.Tier, row.SetAt) = (chosen.Name, write.Now);
                    await write.Db.SaveChangesAsync(c);
                    write.Record(storeId, ActivityLevel.Info, "plan", $"The store is on the {chosen.Name} plan now.");
                    write.Changed(storeId, LiveTopic.Stores | LiveTopic.Orders | LiveTopic.Products);
                    foreach (var follower in followers)
                    {
                        await follower.StoreChangedAsync(write, storeId, c);
                    }

                    return true;
                },
                ct);
    }
}
