using System.Globalization;
using Syncerize.Core.Connections;
using Syncerize.Core.Stores;

namespace Syncerize.Core.Orders;

/// <summary>What decides whether a part goes.</summary>
/// <param name="Cancelled">The destination order is cancelled.</param>
/// <param name="Test">It is a test order.</param>
/// <param name="Units">Units that would be sent.</param>
/// <param name="FinancialStatus">Shopify's <c>displayFinancialStatus</c> of the destination order.</param>
/// <param name="SourceName">The source's name, for the sentence.</param>
/// <param name="SourceState">Whether the source can be called.</param>
/// <param name="Connection">The connection's state.</param>
/// <param name="Settings">Its order push settings.</param>
/// <param name="AutomaticPush">The destination's global switch.</param>
/// <param name="PartialPush">Whether the destination sends parts on their own.</param>
/// <param name="RateKnown">Currencies are the same, or a rate is set.</param>
/// <param name="SourceCurrency">For the sentence.</param>
/// <param name="Currency">For the sentence.</param>
/// <param name="ProductsLinked">Every product of the part is still synced and available.</param>
/// <param name="BeforeConnection">The order is older than the connection.</param>
/// <param name="ByHand">A person pressed Push for it.</param>
/// <param name="OtherPartsReady">No other part of the order is stopped by a rule of its own.</param>
public sealed record PushFacts(
    bool Cancelled, bool Test, int Units, string FinancialStatus, string SourceName, StoreState SourceState, ConnectionState Connection, OrderPushSettings Settings,
    bool AutomaticPush, bool PartialPush, bool RateKnown, string SourceCurrency, string Currency, bool ProductsLinked, bool BeforeConnection, bool ByHand,
    bool OtherPartsReady = true)
{
    /// <summary>It was made at a till.</summary>
    public bool AtTill { get; init; }

    /// <summary>The customer picks it up.</summary>
    public bool Pickup { get; init; }

    /// <summary>Shopify calls it a high fraud risk.</summary>
    public bool HighRisk { get; init; }

    /// <summary>Until when it waits after it was placed, UTC; null where that is over or no wait is set.</summary>
    public DateTimeOffset? WaitsUntil { get; init; }

    /// <summary>The order is older than the moment automatic push was switched on without older orders.</summary>
    public bool BeforeAutomatic { get; init; }

    /// <summary>The destination's plan has automatic push.</summary>
    public bool PlanPushes { get; init; } = true;

    /// <summary>The sentence of a plan without a push left this month; null where it has one, or this part has claimed its own.</summary>
    public string? PlanFull { get; init; }

    /// <summary>The source's own price of every line is known, or is not wanted.</summary>
    public bool SourcePricesKnown { get; init; } = true;
}

/// <summary>What stops a part.</summary>
/// <param name="Reason">The reason, for lists and sweeps.</param>
/// <param name="Why">The rule that stops it, in a sentence.</param>
/// <param name="Release">What would let it through, in a sentence.</param>
public sealed record PushStop(PushWaits Reason, string Why, string Release);

/// <summary>One rule and what it says of a part.</summary>
/// <param name="Rule">What the rule asks for.</param>
/// <param name="Stop">What stops the part; null where the rule lets it through.</param>
/// <param name="Overridden">It would stop the part, but a person pressed Push.</param>
public sealed record RuleCheck(string Rule, PushStop? Stop, bool Overridden = false);

/// <summary>What was decided, and the same thing said to people.</summary>
/// <param name="State">Where the part goes.</param>
/// <param name="WaitingFor">What stops it.</param>
/// <param name="Why">The rule, in a sentence.</param>
/// <param name="Release">What would let it through; null where nothing stops it.</param>
public sealed record PushVerdict(PushState State, PushWaits WaitingFor, string Why, string? Release = null)
{
    /// <summary>Both in one.</summary>
    public string Sentence => Release is null ? Why : $"{Why} {Release}";
}

/// <summary>Decides and explains with one list of rules, so that the explanation is always the rule that really stopped it. Pure.</summary>
public static class PushDecision
{
    /// <summary>In the order in which they are asked; the first that stops decides. <c>Hand</c>: a person pressing Push overrides it.</summary>
    private static readonly IReadOnlyList<(string Asks, Func<PushFacts, PushStop?> Stops, bool Hand)> Rules =
    [
        ("It is not a test order", Test, false),
        ("Something is left to send", Units, false),
        ("It is not left out as point of sale or pickup", LeftOut, true),
        ("The connection works", Connection, false),
        ("The source can be reached", SourceStore, false),
        ("The exchange rate is known", Rate, false),
        ("The source's own prices are known", SourcePrices, false),
        ("It is paid, if only paid orders go", Payment, false),
        ("The connection is live", Shadow, false),
        ("The plan has a push left", Plan, false),
        ("The other parts can go too, if they go together", OtherParts, false),
        ("Its products are synced and available", Products, true),
        ("It is no high fraud risk, if those are held", Risk, true),
        ("The wait after ordering is over", Wait, true),
        ("It is younger than the connection", Older, true),
        ("The plan has automatic push", AutomaticOfPlan, true),
        ("Automatic push is on", AutomaticOfStore, true),
        ("Automatic push is on for the source", AutomaticOfConnection, true),
        ("It is younger than automatic push", OlderThanSwitch, true),
    ];

    /// <summary>Whether Shopify's status means that the order was paid (a refund later does not unpay it).</summary>
    public static bool IsPaid(string financialStatus) => financialStatus is "PAID" or "PARTIALLY_REFUNDED" or "REFUNDED";

    /// <summary>Decides about a part that was not sent yet.</summary>
    public static PushVerdict Of(PushFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.Cancelled)
        {
            return new PushVerdict(PushState.Cancelled, PushWaits.Nothing, "Cancelled here before it was pushed; nothing was sent.");
        }

        return First(facts, _ => true) is { } stop
            ? new PushVerdict(PushState.Waiting, stop.Reason, stop.Why, stop.Release)
            : new PushVerdict(PushState.Planned, PushWaits.Nothing, facts.ByHand ? "Pushed by hand; it goes next." : "It goes by itself, next.");
    }

    /// <summary>Every rule with what it says: those that let the part through, those that stop it, and those that pressing Push overrides.</summary>
    public static IReadOnlyList<RuleCheck> Explain(PushFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return [.. Rules.Select(rule => new RuleCheck(rule.Asks, rule.Stops(facts), rule.Hand && facts.ByHand && rule.Stops(facts) is not null))];
    }

    /// <summary>Whether pressing Push would send it: nothing stops it that a person cannot override. Where parts go together, pressing one presses all.</summary>
    public static bool GoesByHand(PushFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return !facts.Cancelled && First(facts with { ByHand = true }, rule => rule != (Func<PushFacts, PushStop?>)OtherParts) is null;
    }

    /// <summary>What stops the part for itself, other parts aside; null if nothing does, or if it is left out and so holds nobody back.</summary>
    public static PushStop? StoppedBySelf(PushFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return First(facts, rule => rule != (Func<PushFacts, PushStop?>)OtherParts) is { Reason: not (PushWaits.NotPushable or PushWaits.LeftOut) } stop ? stop : null;
    }

    private static PushStop? First(PushFacts facts, Func<Func<PushFacts, PushStop?>, bool> among) =>
        Rules.Where(r => among(r.Stops) && !(r.Hand && facts.ByHand)).Select(r => r.Stops(facts)).FirstOrDefault(s => s is not null);

    private static PushStop? Test(PushFacts f) => f.Test ? new(PushWaits.NotPushable, "A test order is not pushed.", "Nothing lets a test order through.") : null;

    private static PushStop? Units(PushFacts f) => f.Units > 0 ? null
        : new(PushWaits.NotPushable, "Nothing is left to push: the units were refunded, removed or shipped from here.", "It goes if units are added to the order.");

    private static PushStop? LeftOut(PushFacts f) =>
        f.Settings.LeaveOutPointOfSale && f.AtTill ? new(PushWaits.LeftOut, "Point-of-sale orders are left out by this connection's settings; it keeps no stock back.", "Press Push to send it all the same.")
        : f.Settings.LeaveOutPickup && f.Pickup ? new(PushWaits.LeftOut, "Orders that the customer picks up are left out by this connection's settings; it keeps no stock back.", "Press Push to send it all the same.")
        : null;

    private static PushStop? Connection(PushFacts f) => f.Connection switch
    {
        ConnectionState.Connected => null,
        ConnectionState.Pending => new(PushWaits.Connection, $"{f.SourceName} has not approved the connection yet.", "It goes when it does."),
        ConnectionState.Paused => new(PushWaits.Connection, $"The connection to {f.SourceName} is paused.", "It goes when the connection is resumed."),
        ConnectionState.Blocked => new(PushWaits.Connection, $"{f.SourceName} blocked the connection.", "It goes when the block is lifted."),
        _ => new(PushWaits.Connection, $"The connection to {f.SourceName} was ended.", "Reconnect to push it, or mark it as handled."),
    };

    private static PushStop? SourceStore(PushFacts f) => f.SourceState == StoreState.Active ? null
        : new(PushWaits.SourceStore, $"{f.SourceName} cannot be reached now.", "It goes when that shop is connected to Syncerize again.");

    private static PushStop? Rate(PushFacts f) => f.RateKnown || !f.Settings.NeedsRate ? null
        : new(PushWaits.ExchangeRate, $"No exchange rate from {f.SourceCurrency} to {f.Currency} is set.", "It goes when one is set.");

    private static PushStop? SourcePrices(PushFacts f) => f.SourcePricesKnown ? null
        : new(PushWaits.Product, $"Source's own prices are sent to {f.SourceName}, and it does not sell one of the products any more.", "It goes when that product is back, or when the customer's prices are sent instead.");

    private static PushStop? Payment(PushFacts f) => !f.Settings.OnlyPaid || IsPaid(f.FinancialStatus) ? null
        : new(PushWaits.Payment, "The order is not paid and only paid orders are pushed.", "It goes when it is paid.");

    private static PushStop? Shadow(PushFacts f) => !f.Settings.Shadow ? null
        : new(PushWaits.Shadow, "The connection is in shadow mode: everything is computed, nothing is sent.", "It goes when the connection is switched to live.");

    private static PushStop? Plan(PushFacts f) => f.PlanFull is not { } full ? null : new(PushWaits.Plan, full, "It goes when the month turns or the plan grows.");

    private static PushStop? OtherParts(PushFacts f) => f.PartialPush || f.OtherPartsReady ? null
        : new(PushWaits.OtherParts, "Another part of this order cannot go yet and partial push is off; all go together.", "It goes with the others, or when partial push is allowed.");

    private static PushStop? Products(PushFacts f) => f.ProductsLinked ? null
        : new(PushWaits.Product, $"A product of this part is not synced or not available at {f.SourceName} any more.", "Press Push to send it all the same.");

    private static PushStop? Risk(PushFacts f) => !f.Settings.HoldHighRisk || !f.HighRisk ? null
        : new(PushWaits.Risk, "Shopify calls this order a high fraud risk, and such orders are held.", "Look at it in your shop, then press Push or mark it as handled.");

    private static PushStop? Wait(PushFacts f) => f.WaitsUntil is not { } until ? null
        : new(PushWaits.Wait, string.Create(CultureInfo.InvariantCulture, $"Orders wait {f.Settings.WaitMinutes} {(f.Settings.WaitMinutes == 1 ? "minute" : "minutes")} before they go."), string.Create(CultureInfo.InvariantCulture, $"It goes at {until.UtcDateTime:yyyy-MM-dd HH:mm} UTC, or when you press Push."));

    private static PushStop? Older(PushFacts f) => !f.BeforeConnection ? null : new(PushWaits.Manual, "The order is older than the connection.", "Press Push to send it.");

    private static PushStop? AutomaticOfPlan(PushFacts f) => f.PlanPushes ? null : new(PushWaits.Manual, "Automatic push is not part of your plan.", "Press Push to send it.");

    private static PushStop? AutomaticOfStore(PushFacts f) => f.AutomaticPush ? null : new(PushWaits.Manual, "Automatic push is off in Settings.", "Press Push to send it.");

    private static PushStop? AutomaticOfConnection(PushFacts f) => !f.Settings.DisableAutomaticPush ? null : new(PushWaits.Manual, $"Automatic push is off for {f.SourceName}.", "Press Push to send it.");

    private static PushStop? OlderThanSwitch(PushFacts f) => !f.BeforeAutomatic ? null : new(PushWaits.Manual, "The order is older than automatic push, and older orders were left out.", "Press Push to send it.");
}
