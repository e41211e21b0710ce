using Syncerize.Core.Shopify;

namespace Syncerize.Core.Sync;

/// <summary>Carries a plan to Shopify, step by step. Every step is absolute, or was preceded by a fresh reading; the first failure ends it. What is not absolute comes last.</summary>
public sealed class ProductWriter(ProductGateway products, OnlineStores onlineStores)
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
            steps.Add(() => UpdateAsync(store, change, ct));
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

        if (plan.OptionsToDelete.Count > 0)
        {
            steps.Add(() => products.DeleteOptionsAsync(store, productId, plan.OptionsToDelete, priority, ct));
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

        steps.AddRange(After(store, productId, plan, ct));
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

    // Order, metafields, publishing and images, once the variants are there.
    private IEnumerable<Func<Task<Outcome<DateTimeOffset>>>> After(StoreId store, long productId, ProductPlan plan, CancellationToken ct)
    {
        const CallPriority priority = CallPriority.Product;
        if (plan.OptionOrder.Count > 0)
        {
            yield return () => products.OrderOptionsAsync(store, productId, plan.OptionOrder, priority, ct);
        }

        if (plan.VariantOrder.Count > 0)
        {
            yield return () => products.OrderVariantsAsync(store, productId, plan.VariantOrder, priority, ct);
        }

        if (plan.MetafieldsToSet.Count > 0)
        {
            yield return async () => Done(await products.SetMetafieldsAsync(store, productId, plan.MetafieldsToSet, priority, ct));
        }

        if (plan.MetafieldsToDelete.Count > 0)
        {
            yield return async () => Done(await products.DeleteMetafieldsAsync(store, productId, plan.MetafieldsToDelete, priority, ct));
        }

        if (plan.Publish)
        {
            yield return () => onlineStores.PublishAsync(store, productId, ct);
        }

        if (plan.Images.Remove.Count > 0)
        {
            yield return async () => Done(await products.RemoveImagesAsync(store, productId, plan.Images.Remove, priority, ct));
        }

        if (plan.Images.Delete.Count > 0)
        {
            yield return async () => Done(await products.DeleteFailedImagesAsync(store, plan.Images.Delete, priority, ct));
        }

        if (plan.Images.Describe.Count > 0)
        {
            yield return async () => Done(await products.DescribeImagesAsync(store, plan.Images.Describe, priority, ct));
        }

        if (plan.Images.Order.Count > 0)
        {
            yield return async () => Done(await products.OrderImagesAsync(store, productId, plan.Images.Order, priority, ct));
        }

        foreach (var batch in plan.Images.Add.Chunk(ProductGateway.WriteBatch))
        {
            yield return () => products.AddImagesAsync(store, productId, [.. batch.Select(i => new ImageDraft(i.Url!, i.Alt))], priority, ct);
        }
    }

    // A handle that somebody took a moment ago is no reason to leave the rest undone: the product keeps the one it has.
    private async Task<Outcome<DateTimeOffset>> UpdateAsync(StoreId store, ProductChange change, CancellationToken ct)
    {
        var outcome = await products.UpdateAsync(store, change, CallPriority.Product, ct);
        return change.Handle is not null && outcome is Outcome<DateTimeOffset>.Rejected rejected && IsAboutHandle(rejected.Errors)
            ? await products.UpdateAsync(store, change with { Handle = null }, CallPriority.Product, ct)
            : outcome;
    }

    /// <summary>Whether a refusal is about the handle and nothing else.</summary>
    internal static bool IsAboutHandle(IReadOnlyList<UserError> errors) =>
        errors.Count > 0 && errors.All(e => e.Code == "HANDLE_NOT_UNIQUE" || e.Field.Contains("handle", StringComparer.OrdinalIgnoreCase));

    private static Outcome<DateTimeOffset> Done(Outcome<bool> outcome) => outcome.Map(_ => DateTimeOffset.UnixEpoch);
}
