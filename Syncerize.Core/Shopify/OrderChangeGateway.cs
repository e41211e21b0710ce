using System.Text.Json;
using Syncerize.Core.Shopify.Wire;

namespace Syncerize.Core.Shopify;

/// <summary>Changes of orders that exist: refunds, edits, shipments taken back (engine rules, "Order push").</summary>
public sealed class OrderChangeGateway(ShopifyClient client)
{
    /// <summary>The exact bytes of a refund without money, to be stored before they are sent: after <see cref="Outcome{T}.Unknown"/> the same ones go again.</summary>
    /// <param name="orderId">The order.</param>
    /// <param name="lines">Units to give back.</param>
    /// <param name="note">For the people of that shop.</param>
    /// <param name="key">A UUID of this refund only.</param>
    public static string PrepareRefund(long orderId, IReadOnlyList<RefundDraftLine> lines, string note, string key)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var input = new RefundInput(
            Gid.Of("Order", orderId), note, false,
            [.. lines.Select(l => new RefundLineInput(Gid.Of("LineItem", l.LineId), l.Quantity, l.RestockType, l.LocationId is { } location ? Gid.Of("Location", location) : null))]);
        return JsonSerializer.Serialize(new RefundVariables(input, key), WireJson.Default.RefundVariables);
    }

    /// <summary>Sends a prepared refund; gives its number. Idempotent by its key.</summary>
    public async Task<Outcome<long>> RefundAsync(StoreId store, string prepared, CallPriority priority, CancellationToken ct)
    {
        var variables = JsonSerializer.Deserialize(prepared, WireJson.Default.RefundVariables) ?? throw new InvalidOperationException("A prepared refund is empty.");
        var outcome = await client.CallAsync(store, Documents.RefundCreate, variables, priority, ct).ConfigureAwait(false);
        return outcome.TakeValue(d => d.RefundCreate?.Refund is { } refund ? Gid.Number(refund.Id) : (long?)null);
    }

    /// <summary>Takes a shipment back: its units wait to be shipped again. Look whether it still is there first.</summary>
    public async Task<Outcome<bool>> CancelFulfillmentAsync(StoreId store, long fulfillmentId, CallPriority priority, CancellationToken ct)
    {
        var outcome = await client.CallAsync(store, Documents.FulfillmentCancel, new IdVariables(Gid.Of("Fulfillment", fulfillmentId)), priority, ct).ConfigureAwait(false);
        return outcome.TakeValue(d => d.FulfillmentCancel?.Fulfillment is null ? (bool?)null : true);
    }

    /// <summary>Begins an edit; nothing of the order changes before <see cref="CommitEditAsync"/>.</summary>
    public async Task<Outcome<StagedEdit>> BeginEditAsync(StoreId store, long orderId, CallPriority priority, CancellationToken ct)
    {
        var begun = await client.CallAsync(store, Documents.OrderEditBegin, new IdVariables(Gid.Of("Order", orderId)), priority, ct).ConfigureAwait(false);
        var calculated = begun.Take(d => d.OrderEditBegin?.CalculatedOrder);
        if (calculated is not Outcome<CalculatedOrderNode>.Done { Value: var node })
        {
            return calculated.As<StagedEdit>();
        }

        var lines = await ShopifyClient.FollowAsync(
            node.LineItems,
            async after => (await client.CallAsync(store, Documents.CalculatedLinesPage, new IdPageVariables(node.Id, after), priority, ct).ConfigureAwait(false)).Map(d => d.Node?.LineItems),
            calculated.Trace).ConfigureAwait(false);
        return lines.Map(all => new StagedEdit(
            node.Id, [.. all.Select(l => new StagedLine(l.Id, l.Variant is null ? null : Gid.Number(l.Variant.Id), l.Quantity, l.EditableQuantity))]));
    }

    /// <summary>Stages the units of a line; fewer go back to stock.</summary>
    public async Task<Outcome<bool>> StageQuantityAsync(StoreId store, string edit, string line, int quantity, CallPriority priority, CancellationToken ct)
    {
        var outcome = await client.CallAsync(store, Documents.OrderEditSetQuantity, new SetQuantityVariables(edit, line, quantity, Restock: true), priority, ct).ConfigureAwait(false);
        return outcome.TakeValue(d => d.OrderEditSetQuantity?.CalculatedLineItem is null ? (bool?)null : true);
    }

    /// <summary>Stages a new line at its catalogue price.</summary>
    public async Task<Outcome<AddedLine>> StageVariantAsync(StoreId store, string edit, long variantId, int quantity, CallPriority priority, CancellationToken ct)
    {
        var variables = new AddVariantVariables(edit, Gid.Of("ProductVariant", variantId), quantity);
        var outcome = await client.CallAsync(store, Documents.OrderEditAddVariant, variables, priority, ct).ConfigureAwait(false);
        return outcome.Take(d => d.OrderEditAddVariant?.CalculatedLineItem is { } line ? new AddedLine(line.Id, line.OriginalUnitPriceSet.Minor()) : null);
    }

    /// <summary>Stages a discount on every unit of a new line, so that it costs what the customer paid.</summary>
    public async Task<Outcome<bool>> StageDiscountAsync(StoreId store, string edit, string line, Money off, string why, CallPriority priority, CancellationToken ct)
    {
        var variables = new LineDiscountVariables(edit, line, new LineDiscountInput(why, new MoneyV2(off.ToShopify(), off.Currency)));
        var outcome = await client.CallAsync(store, Documents.OrderEditAddLineItemDiscount, variables, priority, ct).ConfigureAwait(false);
        return outcome.TakeValue(d => d.OrderEditAddLineItemDiscount?.CalculatedLineItem is null ? (bool?)null : true);
    }

    /// <summary>Carries out what was staged. An edit can be committed once only: after <see cref="Outcome{T}.Unknown"/> the same one is committed again.</summary>
    public async Task<Outcome<bool>> CommitEditAsync(StoreId store, string edit, string note, CallPriority priority, CancellationToken ct)
    {
        var outcome = await client.CallAsync(store, Documents.OrderEditCommit, new EditCommitVariables(edit, note), priority, ct).ConfigureAwait(false);
        return outcome.TakeValue(d => d.OrderEditCommit?.Order is null ? (bool?)null : true);
    }
}
