using Syncerize.Core.Orders;
using Syncerize.Core.Shopify;

namespace Syncerize.Tests.Orders;

public sealed class FulfillmentPlanTests
{
    [Fact]
    public void Of_TwoOpenOrdersAtOneLocation_TakesUnitsInTurn()
    {
        var plan = FulfillmentPlan.Of(Order(Open(1, 10, (101, 1, 2)), Open(2, 10, (102, 1, 3))), [new FulfilledUnits(1, 4)]);

        Assert.Equal(["1: 101×2", "2: 102×2"], plan.Parts.Select(p => $"{p.FulfillmentOrderId}: {string.Join(' ', p.Lines.Select(l => $"{l.FulfillmentOrderLineId}×{l.Quantity}"))}"));
        Assert.True(plan.Complete);
    }

    [Fact]
    public void Of_TwoLocations_TakesTheOneThatHoldsMost()
    {
        var plan = FulfillmentPlan.Of(Order(Open(1, 10, (101, 1, 1)), Open(2, 20, (102, 2, 3))), [new FulfilledUnits(1, 1), new FulfilledUnits(2, 3)]);

        Assert.Equal(2, Assert.Single(plan.Parts).FulfillmentOrderId);
        Assert.False(plan.Complete);
    }

    [Fact]
    public void Of_LessLeftThanShipped_NeverMoreThanRemains()
    {
        var plan = FulfillmentPlan.Of(Order(Open(1, 10, (101, 1, 1))), [new FulfilledUnits(1, 5)]);

        Assert.Equal(1, Assert.Single(plan.Units).Units);
    }

    [Fact]
    public void Of_ClosedOrders_NothingToEnter()
    {
        var closed = Open(1, 10, (101, 1, 2)) with { Status = "CLOSED" };

        Assert.Empty(FulfillmentPlan.Of(Order(closed), [new FulfilledUnits(1, 2)]).Parts);
    }

    private static FulfillmentOrderReading Open(long id, long location, params (long Id, long LineId, int Remaining)[] lines) =>
        new(id, "OPEN", location, "SHIPPING", true, [.. lines.Select(l => new FulfillmentOrderLineReading(l.Id, l.LineId, l.Remaining, l.Remaining))]);

    private static OrderReading Order(params FulfillmentOrderReading[] open) => new(
        1, "#1", default, default, default, null, false, "PAID", "UNFULFILLED", "CAD", null, [], null, null, null, null, null, null, null, [], false, 0, 0, 0, null, null, [], [], open, []);
}
