using Syncerize.Core.Shopify;

namespace Syncerize.Core.Sync;

/// <summary>Carries a plan to Shopify, step by step. Every step is absolute, or was preceded by a fresh reading; the first failure ends it.</summary>
public sealed class ProductWriter(ProductGateway products)
{
    /// <summary>Writes a plan of kind <see cref="PlanKind.Update"/>.</summary>
    /// <returns>The last step's outcome: done, or the failure that ended it.</returns>
    public async Task<Outcome<DateTimeOffset>> WriteAsync(StoreId store, long productId, ProductPlan plan, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(plan);
        const CallPriority priority = CallPriority.Product;
        var steps = new List<Func<Task<Outcome<DateTimeOffset>>>>();
        steps.AddRange(plan.OptionChanges.Select<OptionChange, Func<Task<Outcome<DateTimeOffset>>>>(c => () => products.UpdateOptionAsync(store, productId, c, priority, ct)));
        if (plan.OptionsToAdd.Count > 0)
        {
            steps.Add(() => products.CreateOptionsAsync(store, productId, plan.OptionsToAdd, priority, ct));
        }

        if (plan.Change is { } change)
        {
            steps.Add(() => products.UpdateAsync(store, change, priority, ct));
        }

        var deletes = plan.VariantsToDelete.Count == 0
            ? null
            : (Func<Task<Outcome<DateTimeOffset>>>)(() => products.DeleteVariantsAsync(store, productId, [.. plan.VariantsToDelete.Select(l => l.DestinationVariantId)], priority, ct));

        // Deleted first, so that a new variant may take the values of an old one; unless none would be left.
        var deleteLast = plan.VariantsToCreate.Count > 0 && plan.VariantChanges.Count == 0;
        if (deletes is not null && !deleteLast)
        {
            steps.Add(deletes);
        }

        if (plan.VariantChanges.Count > 0)
        {
            steps.Add(() => products.UpdateVariantsAsync(store, productId, plan.VariantChanges, priority, ct));
        }

        if (plan.VariantsToCreate.Count > 0)
        {
            steps.Add(async () => (await products.CreateVariantsAsync(store, productId, plan.VariantsToCreate, priority, ct)).Map(_ => DateTimeOffset.UnixEpoch));
        }

        if (deletes is not null && deleteLast)
        {
            steps.Add(deletes);
        }

        if (plan.OptionsToDelete.Count > 0)
        {
            steps.Add(() => products.DeleteOptionsAsync(store, productId, plan.OptionsToDelete, priority, ct));
        }

        Outcome<DateTimeOffset>? last = null;
        foreach (var step in steps)
        {
            last = await step();
            if (last is not Outcome<DateTimeOffset>.Done)
            {
                return last;
            }
        }

        return last ?? throw new InvalidOperationException("A plan without a step was to be written.");
    }
}
