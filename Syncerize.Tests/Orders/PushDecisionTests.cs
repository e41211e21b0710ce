using CsCheck;
using Syncerize.Core.Connections;
using Syncerize.Core.Orders;
using Syncerize.Core.Stores;

namespace Syncerize.Tests.Orders;

/// <summary>The decision table: one row per rule, each changing one fact of an order that would go.</summary>
public sealed class PushDecisionTests
{
    private static readonly PushFacts Goes = new(
        Cancelled: false, Test: false, Units: 2, "PAID", "Goods", StoreState.Active, ConnectionState.Connected, new OrderPushSettings(), AutomaticPush: true, PartialPush: true,
        RateKnown: true, "GBP", "CAD", ProductsLinked: true, BeforeConnection: false, ByHand: false);

    public static TheoryData<string, PushState, PushWaits> Rows => new()
    {
        { "goes", PushState.Planned, PushWaits.Nothing },
        { "cancelled", PushState.Cancelled, PushWaits.Nothing },
        { "test", PushState.Waiting, PushWaits.NotPushable },
        { "no units", PushState.Waiting, PushWaits.NotPushable },
        { "pending", PushState.Waiting, PushWaits.Connection },
        { "paused", PushState.Waiting, PushWaits.Connection },
        { "blocked", PushState.Waiting, PushWaits.Connection },
        { "disconnected", PushState.Waiting, PushWaits.Connection },
        { "source unauthorized", PushState.Waiting, PushWaits.SourceStore },
        { "source paused", PushState.Waiting, PushWaits.SourceStore },
        { "no rate", PushState.Waiting, PushWaits.ExchangeRate },
        { "unpaid", PushState.Waiting, PushWaits.Payment },
        { "partly paid", PushState.Waiting, PushWaits.Payment },
        { "partly refunded", PushState.Planned, PushWaits.Nothing },
        { "unpaid allowed", PushState.Planned, PushWaits.Nothing },
        { "shadow", PushState.Waiting, PushWaits.Shadow },
        { "others wait", PushState.Planned, PushWaits.Nothing },
        { "others wait, all or none", PushState.Waiting, PushWaits.OtherParts },
        { "unlinked", PushState.Waiting, PushWaits.Product },
        { "unlinked by hand", PushState.Planned, PushWaits.Nothing },
        { "old", PushState.Waiting, PushWaits.Manual },
        { "old by hand", PushState.Planned, PushWaits.Nothing },
        { "switch off", PushState.Waiting, PushWaits.Manual },
        { "switch off by hand", PushState.Planned, PushWaits.Nothing },
        { "connection switch off", PushState.Waiting, PushWaits.Manual },
        { "unpaid by hand", PushState.Waiting, PushWaits.Payment },
        { "blocked by hand", PushState.Waiting, PushWaits.Connection },
        { "till", PushState.Waiting, PushWaits.LeftOut },
        { "till not left out", PushState.Planned, PushWaits.Nothing },
        { "till by hand", PushState.Planned, PushWaits.Nothing },
        { "pickup", PushState.Waiting, PushWaits.LeftOut },
        { "risk", PushState.Waiting, PushWaits.Risk },
        { "risk not held", PushState.Planned, PushWaits.Nothing },
        { "risk by hand", PushState.Planned, PushWaits.Nothing },
        { "too early", PushState.Waiting, PushWaits.Wait },
        { "too early by hand", PushState.Planned, PushWaits.Nothing },
        { "before the switch", PushState.Waiting, PushWaits.Manual },
        { "no source price", PushState.Waiting, PushWaits.Product },
        { "no rate and none needed", PushState.Planned, PushWaits.Nothing },
        { "unpaid till", PushState.Waiting, PushWaits.LeftOut },
    };

    private static string[] Names { get; } = [.. Rows.Select(r => r.Data.Item1)];

    [Fact]
    public void Explain_AnyFacts_NamesTheRuleThatDecides() =>
        Gen.Select(Gen.Int[0, Names.Length - 1], Gen.Int[0, Names.Length - 1], Gen.Bool).Sample((first, second, byHand) =>
        {
            // Two things wrong at once: the explanation's first stop is the one that decided.
            var (a, b) = (Facts(Names[first]), Facts(Names[second]));
            var facts = a with { Test = a.Test || b.Test, Units = Math.Min(a.Units, b.Units), HighRisk = a.HighRisk || b.HighRisk, AtTill = a.AtTill || b.AtTill, WaitsUntil = a.WaitsUntil ?? b.WaitsUntil, ByHand = byHand };
            var stop = PushDecision.Explain(facts).FirstOrDefault(c => c.Stop is not null && !c.Overridden)?.Stop;

            var verdict = PushDecision.Of(facts);

            if (!facts.Cancelled)
            {
                Assert.Equal(stop?.Reason ?? PushWaits.Nothing, verdict.WaitingFor);
                Assert.Equal(stop is null ? PushState.Planned : PushState.Waiting, verdict.State);
                Assert.Equal(stop?.Release, verdict.Release);
            }

            Assert.Equal(PushDecision.Of(facts with { ByHand = true }).State == PushState.Planned, PushDecision.GoesByHand(facts) && (facts.PartialPush || facts.OtherPartsReady));
        });

    [Theory]
    [MemberData(nameof(Rows))]
    public void Of_EachRule_DecidesAndSaysWhy(string row, PushState state, PushWaits waits)
    {
        var verdict = PushDecision.Of(Facts(row));

        Assert.Equal((state, waits), (verdict.State, verdict.WaitingFor));
        Assert.EndsWith(".", verdict.Sentence, StringComparison.Ordinal);
    }

    private static PushFacts Facts(string row) => row switch
    {
        "cancelled" => Goes with { Cancelled = true },
        "test" => Goes with { Test = true },
        "no units" => Goes with { Units = 0 },
        "pending" => Goes with { Connection = ConnectionState.Pending },
        "paused" => Goes with { Connection = ConnectionState.Paused },
        "blocked" => Goes with { Connection = ConnectionState.Blocked },
        "disconnected" => Goes with { Connection = ConnectionState.Disconnected },
        "source unauthorized" => Goes with { SourceState = StoreState.Unauthorized },
        "source paused" => Goes with { SourceState = StoreState.Paused },
        "no rate" => Goes with { RateKnown = false },
        "unpaid" => Goes with { FinancialStatus = "PENDING" },
        "partly paid" => Goes with { FinancialStatus = "PARTIALLY_PAID" },
        "partly refunded" => Goes with { FinancialStatus = "PARTIALLY_REFUNDED" },
        "unpaid allowed" => Goes with { FinancialStatus = "PENDING", Settings = new OrderPushSettings { OnlyPaid = false } },
        "shadow" => Goes with { Settings = new OrderPushSettings { Shadow = true } },
        "others wait" => Goes with { OtherPartsReady = false },
        "others wait, all or none" => Goes with { OtherPartsReady = false, PartialPush = false },
        "unlinked" => Goes with { ProductsLinked = false },
        "unlinked by hand" => Goes with { ProductsLinked = false, ByHand = true },
        "old" => Goes with { BeforeConnection = true },
        "old by hand" => Goes with { BeforeConnection = true, ByHand = true },
        "switch off" => Goes with { AutomaticPush = false },
        "switch off by hand" => Goes with { AutomaticPush = false, ByHand = true },
        "connection switch off" => Goes with { Settings = new OrderPushSettings { DisableAutomaticPush = true } },
        "unpaid by hand" => Goes with { FinancialStatus = "PENDING", ByHand = true },
        "blocked by hand" => Goes with { Connection = ConnectionState.Blocked, ByHand = true },
        "till" => Goes with { AtTill = true, Settings = new OrderPushSettings { LeaveOutPointOfSale = true } },
        "till not left out" => Goes with { AtTill = true, Pickup = true },
        "till by hand" => Goes with { AtTill = true, ByHand = true, Settings = new OrderPushSettings { LeaveOutPointOfSale = true } },
        "unpaid till" => Goes with { AtTill = true, FinancialStatus = "PENDING", Settings = new OrderPushSettings { LeaveOutPointOfSale = true } },
        "pickup" => Goes with { Pickup = true, Settings = new OrderPushSettings { LeaveOutPickup = true } },
        "risk" => Goes with { HighRisk = true, Settings = new OrderPushSettings { HoldHighRisk = true } },
        "risk not held" => Goes with { HighRisk = true },
        "risk by hand" => Goes with { HighRisk = true, ByHand = true, Settings = new OrderPushSettings { HoldHighRisk = true } },
        "too early" => Goes with { WaitsUntil = new DateTimeOffset(2026, 11, 2, 9, 15, 0, TimeSpan.Zero), Settings = new OrderPushSettings { WaitMinutes = 15 } },
        "too early by hand" => Goes with { WaitsUntil = new DateTimeOffset(2026, 11, 2, 9, 15, 0, TimeSpan.Zero), ByHand = true, Settings = new OrderPushSettings { WaitMinutes = 15 } },
        "before the switch" => Goes with { BeforeAutomatic = true },
        "no source price" => Goes with { SourcePricesKnown = false, Settings = new OrderPushSettings { Prices = PushPrices.SourceOwn } },
        "no rate and none needed" => Goes with { RateKnown = false, Settings = new OrderPushSettings { Prices = PushPrices.SourceOwn, ShippingCost = false } },
        _ => Goes,
    };
}
