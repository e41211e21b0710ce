using CsCheck;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Syncerize.Core.Shopify;

namespace Syncerize.Tests.Shopify;

/// <summary>The budget of a shop: arithmetic, and who is let in when.</summary>
public sealed class ThrottleTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly ShopifyDocument Stock = Documents.InventorySet;
    private readonly FakeTimeProvider _time = new(Start);
    private readonly ShopThrottle _throttle;

    public ThrottleTests() => _throttle = new ShopThrottle(_time, Options.Create(new ShopifyOptions()));

    private static Gen<ShopBudget> Budgets =>
        Gen.Select(Gen.Double[1, 20_000], Gen.Double[-5_000, 20_000], Gen.Double[1, 2_000], (maximum, available, rate) => new ShopBudget(maximum, Math.Min(maximum, available), rate, Start));

    [Fact]
    public void Budget_AnyMoment_NeverAboveTheBucket() =>
        Gen.Select(Budgets, Gen.Int[-1_000_000, 1_000_000]).Sample((budget, ms) => budget.AvailableAt(Start.AddMilliseconds(ms)) <= budget.Maximum);

    [Fact]
    public void Budget_AfterTheWait_TheCostIsThere() =>
        Gen.Select(Budgets, Gen.Double[0, 30_000]).Sample((budget, cost) =>
        {
            var later = Start + budget.WaitFor(cost, 0, Start);
            return budget.AvailableAt(later) >= Math.Min(cost, budget.Maximum) - 1e-6 && budget.WaitFor(cost, 0, later + TimeSpan.FromMilliseconds(1)) == TimeSpan.Zero;
        });

    [Fact]
    public void Budget_JustBeforeTheWait_TheCostIsNotThere() =>
        Gen.Select(Budgets, Gen.Double[0, 30_000]).Where((budget, cost) => budget.WaitFor(cost, 0, Start) > TimeSpan.FromMilliseconds(2)).Sample((budget, cost) =>
            budget.WaitFor(cost, 0, Start + budget.WaitFor(cost, 0, Start) - TimeSpan.FromMilliseconds(2)) > TimeSpan.Zero);

    [Fact]
    public void Budget_SpentAndGivenBack_AsBefore() =>
        Gen.Select(Budgets, Gen.Double[0, 5_000]).Sample((budget, cost) =>
            Math.Abs(budget.Spend(cost, Start).GiveBack(cost, Start).AvailableAt(Start) - budget.AvailableAt(Start)) < 1e-6);

    [Fact]
    public void Budget_ObservedWithOthersUnderWay_NeverMoreThanEitherSays() =>
        Gen.Select(Budgets, Gen.Double[0, 20_000]).Sample((budget, stated) =>
            budget.Observe(20_000, stated, 100, true, Start).Available <= Math.Min(stated, budget.AvailableAt(Start)));

    [Fact]
    public async Task Enter_BudgetThere_LetInAtOnce()
    {
        var admission = await EnterAsync(CallPriority.Compare);
        Assert.Null(admission.RefusedUntil);
        Assert.Equal(Stock.Cost, admission.Cost);
    }

    [Fact]
    public async Task Enter_LongWait_RefusedUntilThePointsAreThere()
    {
        await StateAsync(available: 0, rate: 1, requested: 100);
        Assert.Equal(Start.AddSeconds(100), (await EnterAsync(CallPriority.OrderPush)).RefusedUntil);
    }

    [Fact]
    public async Task Enter_ShortWait_WaitedInPlace()
    {
        await StateAsync(available: 0, rate: 100, requested: 100);
        var waiting = EnterAsync(CallPriority.Stock);
        _time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null((await waiting).RefusedUntil);
    }

    [Fact]
    public async Task Enter_TwoWaiting_HigherPriorityFirst()
    {
        await StateAsync(available: 0, rate: 100, requested: 90);
        var product = EnterAsync(CallPriority.Product);
        var push = EnterAsync(CallPriority.OrderPush);
        _time.Advance(TimeSpan.FromMilliseconds(900));
        Assert.True(push.IsCompleted);
        Assert.False(product.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(900));
        Assert.Null((await product).RefusedUntil);
    }

    [Fact]
    public async Task Enter_OvertakenTillPatienceEnds_RefusedWithATime()
    {
        await StateAsync(available: 0, rate: 100, requested: 190);
        var product = EnterAsync(CallPriority.Product);
        var push = EnterAsync(CallPriority.OrderPush);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Null((await push).RefusedUntil);
        Assert.Equal(_time.GetUtcNow().AddSeconds(1.8), (await product).RefusedUntil);
    }

    [Fact]
    public async Task Enter_RefusedLongAgo_GoesBeforeAFreshHigherOne()
    {
        await StateAsync(available: 0, rate: 1, requested: 100);
        Assert.NotNull((await EnterAsync(CallPriority.Import)).RefusedUntil);
        _time.Advance(TimeSpan.FromSeconds(60));
        await StateAsync(available: 0, rate: 100, requested: 100);
        var import = EnterAsync(CallPriority.Import);
        var fresh = EnterAsync(CallPriority.Stock);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(import.IsCompleted);
        Assert.False(fresh.IsCompleted);
    }

    [Fact]
    public async Task Enter_CostAboveTheBucket_LetInWhenFull()
    {
        await StateAsync(available: 1000, rate: 100, requested: 5000, maximum: 1000);
        Assert.Null((await EnterAsync(CallPriority.Stock)).RefusedUntil);
    }

    [Fact]
    public async Task Enter_GivenUpWhileWaiting_LeavesItsPlace()
    {
        await StateAsync(available: 0, rate: 100, requested: 100);
        using var giveUp = new CancellationTokenSource();
        var gone = _throttle.EnterAsync("a.myshopify.com", Stock, CallPriority.OrderPush, giveUp.Token);
        var next = EnterAsync(CallPriority.Compare);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null((await next).RefusedUntil);
    }

    [Fact]
    public async Task Leave_NothingSent_PointsGivenBack()
    {
        var admission = await EnterAsync(CallPriority.Stock);
        _throttle.Leave("a.myshopify.com", Stock, admission, null, sent: false);
        Assert.Equal(2000, _throttle.BudgetOf("a.myshopify.com")!.AvailableAt(Start));
    }

    [Fact]
    public async Task Enter_OtherShop_OwnBudget()
    {
        await StateAsync(available: 0, rate: 1, requested: 100);
        Assert.Null((await _throttle.EnterAsync("b.myshopify.com", Stock, CallPriority.Compare, CancellationToken.None)).RefusedUntil);
        Assert.Equal(["a.myshopify.com", "b.myshopify.com"], _throttle.Budgets.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Throttle_ManyCallers_SpendsNoMoreThanThereWas() =>
        Gen.Int[1, 400].List[1, 60].Sample(costs =>
        {
            var time = new FakeTimeProvider(Start);
            using var gate = new ShopGate(time, new ShopifyOptions());
            var calls = costs.Select((cost, i) => gate.EnterAsync(cost, (CallPriority)(i % 6), CancellationToken.None)).ToList();
            for (var i = 0; i < 30; i++)
            {
                time.Advance(TimeSpan.FromMilliseconds(100));
            }

            // Everyone has an end within the patience, and what was let in fits the bucket and what came back meanwhile.
            return calls.All(c => c.IsCompletedSuccessfully)
                && calls.Sum(c => c.Result.RefusedUntil is null ? c.Result.Cost : 0) <= 2000 + (3 * 100);
        });

    private Task<Admission> EnterAsync(CallPriority priority) => _throttle.EnterAsync("a.myshopify.com", Stock, priority, CancellationToken.None);

    private async Task StateAsync(double available, double rate, double requested, double maximum = 2000)
    {
        var admission = await EnterAsync(CallPriority.OrderPush);
        _throttle.Leave("a.myshopify.com", Stock, admission, new QueryCost(requested, requested, maximum, available, rate), sent: true);
    }
}
