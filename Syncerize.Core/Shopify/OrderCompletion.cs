using Syncerize.Core.Shopify.Wire;

namespace Syncerize.Core.Shopify;

/// <summary>Follows every long list of one order to its end and makes the reading of it.</summary>
internal sealed class OrderCompletion(ShopifyClient client, StoreId store, CallTrace trace, CallPriority priority, CancellationToken ct)
{
    public async Task<Outcome<OrderReading>> CompleteAsync(OrderNode node)
    {
        var lines = await ShopifyClient.FollowAsync(
            node.LineItems, async after => (await CallAsync(Documents.OrderLinesPage, node.Id, after).ConfigureAwait(false)).Map(d => d.Order?.LineItems), trace).ConfigureAwait(false);
        if (lines is not Outcome<IReadOnlyList<LineNode>>.Done allLines)
        {
            return lines.As<OrderReading>();
        }

        var shipping = await ShopifyClient.FollowAsync(
            node.ShippingLines, async after => (await CallAsync(Documents.OrderShippingLinesPage, node.Id, after).ConfigureAwait(false)).Map(d => d.Order?.ShippingLines), trace)
            .ConfigureAwait(false);
        if (shipping is not Outcome<IReadOnlyList<ShippingLineNode>>.Done allShipping)
        {
            return shipping.As<OrderReading>();
        }

        var orders = await FulfillmentOrdersAsync(node).ConfigureAwait(false);
        if (orders is not Outcome<IReadOnlyList<FulfillmentOrderReading>>.Done allOrders)
        {
            return orders.As<OrderReading>();
        }

        var refunds = await RefundsAsync(node).ConfigureAwait(false);
        if (refunds is not Outcome<IReadOnlyList<RefundReading>>.Done allRefunds)
        {
            return refunds.As<OrderReading>();
        }

        var fulfillments = await FulfillmentsAsync(node).ConfigureAwait(false);
        return fulfillments.Map(all => ToReading(
            node, [.. allLines.Value.Select(l => l.ToReading())], [.. allShipping.Value.Select(s => s.ToReading())], allOrders.Value, all) with
        {
            Refunds = allRefunds.Value,
            HighRisk = node.Risk.IsHigh,
        });
    }

    private static OrderReading ToReading(
        OrderNode node, IReadOnlyList<OrderLineReading> lines, IReadOnlyList<ShippingLineReading> shipping, IReadOnlyList<FulfillmentOrderReading> fulfillmentOrders,
        IReadOnlyList<FulfillmentReading> fulfillments) => new(
        Gid.Number(node.Id), node.Name, node.CreatedAt, node.UpdatedAt, node.ProcessedAt, node.CancelledAt, node.Test,
        node.DisplayFinancialStatus ?? "PENDING", node.DisplayFulfillmentStatus, node.CurrentTotalPriceSet.ShopMoney.CurrencyCode, node.Note, node.Tags,
        node.SourceName, node.SourceIdentifier, node.PushKey?.Value, node.Email, node.Phone, node.Customer?.FirstName, node.Customer?.LastName,
        LineNode.Attributes(node.CustomAttributes), node.RetailLocation is not null, node.CurrentTotalPriceSet.Minor(), lines.Sum(l => l.NetMinor),
        shipping.Sum(s => s.PriceMinor), node.ShippingAddress?.ToReading(), node.BillingAddress?.ToReading(), shipping, lines, fulfillmentOrders, fulfillments);

    private async Task<Outcome<IReadOnlyList<FulfillmentOrderReading>>> FulfillmentOrdersAsync(OrderNode node)
    {
        var orders = await ShopifyClient.FollowAsync(
            node.FulfillmentOrders,
            async after => (await CallAsync(Documents.OrderFulfillmentOrdersPage, node.Id, after).ConfigureAwait(false)).Map(d => d.Order?.FulfillmentOrders), trace)
            .ConfigureAwait(false);
        if (orders is not Outcome<IReadOnlyList<FulfillmentOrderNode>>.Done all)
        {
            return orders.As<IReadOnlyList<FulfillmentOrderReading>>();
        }

        var readings = new List<FulfillmentOrderReading>(all.Value.Count);
        foreach (var order in all.Value)
        {
            var lines = await ShopifyClient.FollowAsync(
                order.LineItems, async after => (await CallAsync(Documents.FulfillmentOrderLinesPage, order.Id, after).ConfigureAwait(false)).Map(d => d.Node?.LineItems), trace)
                .ConfigureAwait(false);
            if (lines is not Outcome<IReadOnlyList<FulfillmentOrderLineNode>>.Done whole)
            {
                return lines.As<IReadOnlyList<FulfillmentOrderReading>>();
            }

            readings.Add(order.ToReading(whole.Value));
        }

        return new Outcome<IReadOnlyList<FulfillmentOrderReading>>.Done(readings, trace);
    }

    private async Task<Outcome<IReadOnlyList<FulfillmentReading>>> FulfillmentsAsync(OrderNode node)
    {
        var readings = new List<FulfillmentReading>(node.Fulfillments.Count);
        foreach (var fulfillment in node.Fulfillments)
        {
            var lines = await ShopifyClient.FollowAsync(
                fulfillment.FulfillmentLineItems,
                async after => (await CallAsync(Documents.FulfillmentLinesPage, fulfillment.Id, after).ConfigureAwait(false)).Map(d => d.Node?.FulfillmentLineItems), trace)
                .ConfigureAwait(false);
            if (lines is not Outcome<IReadOnlyList<FulfillmentLineNode>>.Done whole)
            {
                return lines.As<IReadOnlyList<FulfillmentReading>>();
            }

            readings.Add(fulfillment.ToReading(whole.Value));
        }

        return new Outcome<IReadOnlyList<FulfillmentReading>>.Done(readings, trace);
    }

    private async Task<Outcome<IReadOnlyList<RefundReading>>> RefundsAsync(OrderNode node)
    {
        var readings = new List<RefundReading>(node.Refunds.Count);
        foreach (var refund in node.Refunds)
        {
            var lines = await ShopifyClient.FollowAsync(
                refund.RefundLineItems, async after => (await CallAsync(Documents.RefundLinesPage, refund.Id, after).ConfigureAwait(false)).Map(d => d.Node?.RefundLineItems), trace)
                .ConfigureAwait(false);
            if (lines is not Outcome<IReadOnlyList<RefundLineNode>>.Done whole)
            {
                return lines.As<IReadOnlyList<RefundReading>>();
            }

            readings.Add(refund.ToReading(whole.Value));
        }

        return new Outcome<IReadOnlyList<RefundReading>>.Done([.. readings.OrderBy(r => r.CreatedAt).ThenBy(r => r.Id)], trace);
    }

    private Task<Outcome<TData>> CallAsync<TData>(ShopifyDocument<IdPageVariables, TData> document, string id, string? after) =>
        client.CallAsync(store, document, new IdPageVariables(id, after), priority, ct);
}
