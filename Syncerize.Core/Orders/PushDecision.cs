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
/// <param name="PlanPushes">The destination's plan has automatic push.</param>
/// <param name="PlanFull">The sentence of a plan without a push left this month; null where it has one, or this part has claimed its own.</param>
public sealed record PushFacts(
    bool Cancelled, bool Test, int Units, string FinancialStatus, string SourceName, StoreState SourceState, ConnectionState Connection, OrderPushSettings Settings,
    bool AutomaticPush, bool PartialPush, bool RateKnown, string SourceCurrency, string Currency, bool ProductsLinked, bool BeforeConnection, bool ByHand,
    bool OtherPartsReady = true, bool PlanPushes = true, string? PlanFull = null);

/// <summary>What was decided, and the same thing said to people.</summary>
public sealed record PushVerdict(PushState State, PushWaits WaitingFor, string Sentence);

/// <summary>Decides and explains with one function, so that the explanation is always the rule that really stopped it. Pure.</summary>
public static class PushDecision
{
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

        return Stopped(facts) ?? new PushVerdict(PushState.Planned, PushWaits.Nothing, facts.ByHand ? "Pushed by hand; it goes next." : "It goes by itself, next.");
    }

    /// <summary>What stops the part for itself, other parts and switches aside; null if nothing does. A person pressing Push cannot override it.</summary>
    public static PushVerdict? StoppedByRule(PushFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.Test)
        {
            return Wait(PushWaits.NotPushable, "A test order is not pushed.");
        }

        if (facts.Units <= 0)
        {
            return Wait(PushWaits.NotPushable, "Nothing is left to push: the units were refunded, removed or shipped from here.");
        }

        if (facts.Connection != ConnectionState.Connected)
        {
            return Wait(PushWaits.Connection, facts.Connection switch
            {
                ConnectionState.Pending => $"{facts.SourceName} has not approved the connection yet; it goes when it does.",
                ConnectionState.Paused => $"The connection to {facts.SourceName} is paused; it goes when the connection is resumed.",
                ConnectionState.Blocked => $"{facts.SourceName} blocked the connection; it goes when the block is lifted.",
                _ => $"The connection to {facts.SourceName} was ended; reconnect to push, or mark it as handled.",
            });
        }

        if (facts.SourceState != StoreState.Active)
        {
            return Wait(PushWaits.SourceStore, $"{facts.SourceName} cannot be reached now; it goes when that shop is connected to Syncerize again.");
        }

        if (!facts.RateKnown)
        {
            return Wait(PushWaits.ExchangeRate, $"No exchange rate from {facts.SourceCurrency} to {facts.Currency} is set; it goes when one is.");
        }

        if (facts.Settings.OnlyPaid && !IsPaid(facts.FinancialStatus))
        {
            return Wait(PushWaits.Payment, "The order is not paid and only paid orders are pushed; it goes when it is paid.");
        }

        if (facts.Settings.Shadow)
        {
            return Wait(PushWaits.Shadow, "The connection is in shadow mode: everything is computed, nothing is sent.");
        }

        return facts.PlanFull is { } full ? Wait(PushWaits.Plan, full) : null;
    }

    private static PushVerdict? Stopped(PushFacts facts)
    {
        if (StoppedByRule(facts) is { } rule)
        {
            return rule;
        }

        if (!facts.PartialPush && !facts.OtherPartsReady)
        {
            return Wait(PushWaits.OtherParts, "Another part of this order cannot go yet and partial push is off; all go together.");
        }

        if (facts.ByHand)
        {
            return null;
        }

        if (!facts.ProductsLinked)
        {
            return Wait(PushWaits.Product, $"A product of this part is not synced or not available at {facts.SourceName} any more; press Push to send it all the same.");
        }

        if (facts.BeforeConnection)
        {
            return Wait(PushWaits.Manual, "The order is older than the connection; press Push to send it.");
        }

        if (!facts.PlanPushes)
        {
            return Wait(PushWaits.Manual, "Automatic push is not part of your plan; press Push to send it.");
        }

        if (!facts.AutomaticPush)
        {
            return Wait(PushWaits.Manual, "Automatic push is off in Settings; press Push to send it.");
        }

        return facts.Settings.DisableAutomaticPush ? Wait(PushWaits.Manual, $"Automatic push is off for {facts.SourceName}; press Push to send it.") : null;
    }

    private static PushVerdict Wait(PushWaits reason, string sentence) => new(PushState.Waiting, reason, sentence);
}
