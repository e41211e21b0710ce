using Syncerize.Core.Shopify;
using static Syncerize.Tests.Shopify.SandboxedShop;

namespace Syncerize.Tests.Shopify;

/// <summary>Stock and orders over the gateway against a simulated shop.</summary>
public sealed class StockAndOrderGatewayTests : IAsyncLifetime
{
    private const string Reference = "gid://syncerize/Sync/1";
    private SandboxedShop _shop = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _shop = await SandboxedShop.StartAsync();

    public ValueTask DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task Read_StockedItem_ThreeNumbersAtItsLocation()
    {
        var item = (await _shop.CreateProductAsync("1/2")).Variants[0].InventoryItemId;
        var reading = Assert.Single(Done(await _shop.Inventory.ReadAsync(Store, [item, 999_999], CallPriority.Stock, Ct)));
        var level = Assert.Single(reading.Levels);
        Assert.Equal((item, true, Main, 10, 0, 10), (reading.InventoryItemId, reading.Tracked, level.LocationId, level.Available, level.Committed, level.OnHand));
    }

    [Fact]
    public async Task Read_Nothing_NothingAskedAndNothingNew()
    {
        var outcome = await _shop.Inventory.ReadAsync(Store, [], CallPriority.Stock, Ct);
        Assert.Empty(Done(outcome));
        Assert.Equal(DateTimeOffset.MinValue, outcome.Trace.BegunAt);
    }

    [Fact]
    public async Task Read_MoreThanABatch_All()
    {
        var items = (await _shop.CreateProductAsync("1/2", sizes: 260)).Variants.Select(v => v.InventoryItemId).ToList();
        Assert.Equal(items, Done(await _shop.Inventory.ReadAsync(Store, items, CallPriority.Stock, Ct)).Select(r => r.InventoryItemId));
    }

    [Fact]
    public async Task Set_AsExpected_Written()
    {
        var item = (await _shop.CreateProductAsync("1/2")).Variants[0].InventoryItemId;
        Assert.True(Done(await _shop.Inventory.SetAsync(Store, [new QuantityRow(item, Main, 7, 10)], "key-1", Reference, CallPriority.Stock, Ct)));
        Assert.True(Done(await _shop.Inventory.SetAsync(Store, [new QuantityRow(item, Main, 5, null)], "key-2", Reference, CallPriority.Stock, Ct)));
        Assert.True(Done(await _shop.Inventory.SetAsync(Store, [new QuantityRow(item, Main, 5, 5)], "key-3", Reference, CallPriority.Stock, Ct)));
        Assert.Equal(5, await AvailableAsync(item));
    }

    [Fact]
    public async Task Set_OneRowStale_ConflictNamesItAndNothingWritten()
    {
        var items = (await _shop.CreateProductAsync("1/2", sizes: 3)).Variants.Select(v => v.InventoryItemId).ToList();
        var rows = items.Select((item, i) => new QuantityRow(item, Main, 1, i == 1 ? 99 : 10)).ToList();
        Assert.Equal([1], Assert.IsType<Outcome<bool>.Conflict>(await _shop.Inventory.SetAsync(Store, rows, "key-1", Reference, CallPriority.Stock, Ct)).Rows);
        Assert.Equal(10, await AvailableAsync(items[0]));
    }

    [Fact]
    public async Task Set_SameKeyOtherRows_Bug()
    {
        var item = (await _shop.CreateProductAsync("1/2")).Variants[0].InventoryItemId;
        Done(await _shop.Inventory.SetAsync(Store, [new QuantityRow(item, Main, 7, 10)], "key-1", Reference, CallPriority.Stock, Ct));
        Assert.True(Done(await _shop.Inventory.SetAsync(Store, [new QuantityRow(item, Main, 7, 10)], "key-1", Reference, CallPriority.Stock, Ct)));
        Assert.IsType<Outcome<bool>.Bug>(await _shop.Inventory.SetAsync(Store, [new QuantityRow(item, Main, 6, 7)], "key-1", Reference, CallPriority.Stock, Ct));
    }

    [Fact]
    public async Task Set_UnknownItem_RejectedNamesTheRow()
    {
        var item = (await _shop.CreateProductAsync("1/2")).Variants[0].InventoryItemId;
        var rows = new[] { new QuantityRow(item, Main, 7, 10), new QuantityRow(999_999, Main, 7, null) };
        var rejected = Assert.IsType<Outcome<bool>.Rejected>(await _shop.Inventory.SetAsync(Store, rows, "key-1", Reference, CallPriority.Stock, Ct));
        Assert.Contains("1", Assert.Single(rejected.Errors).Field);
    }

    [Fact]
    public async Task Activate_OtherLocation_StockedThere()
    {
        var item = (await _shop.CreateProductAsync("1/2")).Variants[0].InventoryItemId;
        Assert.True(Done(await _shop.Inventory.ActivateAsync(Store, item, Second, 4, "key-1", CallPriority.Stock, Ct)));
        var levels = Done(await _shop.Inventory.ReadAsync(Store, [item], CallPriority.Stock, Ct)).Single().Levels;
        Assert.Equal([(Main, 10), (Second, 4)], levels.OrderBy(l => l.LocationId).Select(l => (l.LocationId, l.Available)));
    }

    [Fact]
    public async Task SetTracked_Off_Untracked()
    {
        var item = (await _shop.CreateProductAsync("1/2")).Variants[0].InventoryItemId;
        Assert.True(Done(await _shop.Inventory.SetTrackedAsync(Store, item, false, CallPriority.Stock, Ct)));
        Assert.False(Done(await _shop.Inventory.ReadAsync(Store, [item], CallPriority.Stock, Ct)).Single().Tracked);
    }

    [Fact]
    public async Task CreateOrder_Draft_ReadBackAsSent()
    {
        var variant = (await _shop.CreateProductAsync("1/2")).Variants[0];
        var created = Done(await CreateOrderAsync("7-8-9-1", [variant]));
        var order = await OrderAsync(created.OrderId);
        Assert.Equal((created.Name, "7-8-9-1", "7-8-9-1", "PENDING", "UNFULFILLED", "CAD"), (
            order.Name, order.PushKey, order.SourceIdentifier, order.FinancialStatus, order.FulfillmentStatus, order.Currency));
        var line = Assert.Single(order.Lines);
        Assert.Equal((variant.VariantId, 2, 2, 2, true, 1050L, 2100L), (line.VariantId, line.Quantity, line.CurrentQuantity, line.UnfulfilledQuantity, line.RequiresShipping, line.OriginalUnitMinor, line.NetMinor));
        Assert.Equal((2600L, 2100L, 500L), (order.TotalMinor, order.SubtotalMinor, order.ShippingMinor));
        Assert.Equal(Samples.Address, order.ShippingAddress);
        Assert.Equal("Ring twice", order.Note);
        var fulfillmentOrder = Assert.Single(order.FulfillmentOrders);
        Assert.Equal((Main, true, 2), (fulfillmentOrder.LocationId, fulfillmentOrder.CanFulfill, Assert.Single(fulfillmentOrder.Lines).RemainingQuantity));
        Assert.Equal(8, await AvailableAsync(variant.InventoryItemId));
    }

    [Fact]
    public async Task CreateOrder_Created_FoundByKeyAndBySearch()
    {
        var variant = (await _shop.CreateProductAsync("1/2")).Variants[0];
        var created = Done(await CreateOrderAsync("7-8-9-1", [variant]));
        Assert.Equal(created, Done(await _shop.Orders.FindByPushKeyAsync(Store, "7-8-9-1", CallPriority.OrderPush, Ct)));
        Assert.Equal([created], Done(await _shop.Orders.SearchBySourceIdentifierAsync(Store, "7-8-9-1", CallPriority.OrderPush, Ct)));
        Assert.Null(Done(await _shop.Orders.FindByPushKeyAsync(Store, "7-8-9-2", CallPriority.OrderPush, Ct)));
        Assert.Empty(Done(await _shop.Orders.SearchBySourceIdentifierAsync(Store, "7-8-9", CallPriority.OrderPush, Ct)));
        Assert.Equal(created.OrderId, Assert.Single(Done(await _shop.Orders.ReadChangedAsync(Store, null, null, 50, CallPriority.OrderPull, Ct)).Items).Id);
    }

    [Fact]
    public async Task CreateOrder_AnswerLost_UnknownAndFoundByKey()
    {
        var variant = (await _shop.CreateProductAsync("1/2")).Variants[0];
        _shop.State.Faults.LostAnswers = 1;
        Assert.IsType<Outcome<CreatedOrder>.Unknown>(await CreateOrderAsync("7-8-9-1", [variant]));
        Assert.NotNull(Done(await _shop.Orders.FindByPushKeyAsync(Store, "7-8-9-1", CallPriority.OrderPush, Ct)));
    }

    [Fact]
    public async Task CreateOrder_SoldOut_RejectedWithShopifysCode()
    {
        var variant = (await _shop.CreateProductAsync("1/2")).Variants[0];
        Done(await _shop.Inventory.SetAsync(Store, [new QuantityRow(variant.InventoryItemId, Main, 1, 10)], "key-1", Reference, CallPriority.Stock, Ct));
        var rejected = Assert.IsType<Outcome<CreatedOrder>.Rejected>(await CreateOrderAsync("7-8-9-1", [variant]));
        Assert.Contains(rejected.Errors, e => e.Code == "INVENTORY_CLAIM_FAILED");
    }

    [Fact]
    public async Task ReadOrder_MoreLinesThanAPage_All()
    {
        var variants = (await _shop.CreateProductAsync("1/2", sizes: 60)).Variants;
        var order = await OrderAsync(Done(await CreateOrderAsync("7-8-9-1", variants)).OrderId);
        Assert.Equal(variants.Select(v => (long?)v.VariantId), order.Lines.Select(l => l.VariantId));
        Assert.Equal(60, Assert.Single(order.FulfillmentOrders).Lines.Select(l => l.LineId).Distinct().Count());
        await FulfillAsync(order);
        Assert.Equal(60, Assert.Single((await OrderAsync(order.OrderId)).Fulfillments).Lines.Select(l => l.LineId).Distinct().Count());
    }

    [Fact]
    public async Task ReadOrder_Gone_Null() =>
        Assert.Null(Done(await _shop.Orders.ReadByIdsAsync(Store, [999_999], CallPriority.OrderPull, Ct))[999_999]);

    [Fact]
    public async Task Fulfill_WithTracking_ReadBackAndReplaced()
    {
        var variant = (await _shop.CreateProductAsync("1/2")).Variants[0];
        var order = await OrderAsync(Done(await CreateOrderAsync("7-8-9-1", [variant])).OrderId);
        var id = await FulfillAsync(order);
        var shipped = await OrderAsync(order.OrderId);
        var fulfillment = Assert.Single(shipped.Fulfillments);
        Assert.Equal((id, "FULFILLED", 2), (fulfillment.Id, shipped.FulfillmentStatus, Assert.Single(fulfillment.Lines).Quantity));
        Assert.Equal("1Z", Assert.Single(fulfillment.Tracking).Number);
        Assert.False(Assert.Single(shipped.FulfillmentOrders).CanFulfill);
        Assert.True(Done(await _shop.Orders.UpdateTrackingAsync(Store, id, new TrackingReading("UPS", "2Z", null), ["3Z"], false, CallPriority.OrderPush, Ct)));
        Assert.Equal(["2Z", "3Z"], (await OrderAsync(order.OrderId)).Fulfillments.Single().Tracking.Select(t => t.Number));
    }

    [Fact]
    public async Task Fulfill_Twice_Rejected()
    {
        var variant = (await _shop.CreateProductAsync("1/2")).Variants[0];
        var order = await OrderAsync(Done(await CreateOrderAsync("7-8-9-1", [variant])).OrderId);
        await FulfillAsync(order);
        Assert.IsType<Outcome<long>.Rejected>(await _shop.Orders.FulfillAsync(Store, Draft(order), CallPriority.OrderPush, Ct));
    }

    [Fact]
    public async Task Cancel_Open_CancelledAndRestocked()
    {
        var variant = (await _shop.CreateProductAsync("1/2")).Variants[0];
        var created = Done(await CreateOrderAsync("7-8-9-1", [variant]));
        Assert.True(Done(await _shop.Orders.CancelAsync(Store, created.OrderId, "OTHER", true, CallPriority.OrderPush, Ct)));
        Assert.NotNull((await OrderAsync(created.OrderId)).CancelledAt);
        Assert.Equal(10, await AvailableAsync(variant.InventoryItemId));
    }

    private static FulfillmentDraft Draft(OrderReading order) => new(
        [.. order.FulfillmentOrders.Select(f => new FulfillmentDraftPart(f.Id, [.. f.Lines.Select(l => (l.Id, l.TotalQuantity))]))],
        new TrackingReading("UPS", "1Z", "https://example.com/1Z"), [], false);

    private Task<Outcome<CreatedOrder>> CreateOrderAsync(string key, IReadOnlyList<CreatedVariant> variants) => _shop.Orders.CreateAsync(
        Store, Samples.Order with { PushKey = key, Lines = [.. variants.Select(v => Samples.Order.Lines[0] with { VariantId = v.VariantId, Sku = v.Sku })] },
        CallPriority.OrderPush, Ct);

    private async Task<OrderReading> OrderAsync(long id) => Done(await _shop.Orders.ReadByIdsAsync(Store, [id], CallPriority.OrderPull, Ct))[id]!;

    private async Task<long> FulfillAsync(OrderReading order) => Done(await _shop.Orders.FulfillAsync(Store, Draft(order), CallPriority.OrderPush, Ct));

    private async Task<int> AvailableAsync(long item) =>
        Done(await _shop.Inventory.ReadAsync(Store, [item], CallPriority.Stock, Ct)).Single().Levels.Single(l => l.LocationId == Main).Available;
}
