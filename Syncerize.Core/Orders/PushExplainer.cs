using System.Globalization;

namespace Syncerize.Core.Orders;

/// <summary>Why a part stands where it stands.</summary>
/// <param name="Why">Pushed (when, how), or the exact rule that stopped it.</param>
/// <param name="Release">What would let it through; null where nothing stops it.</param>
/// <param name="Checks">Every rule with what it says; empty once the part left.</param>
/// <param name="CanPush">Whether Push would do something.</param>
public sealed record PushExplanation(string Why, string? Release, IReadOnlyList<RuleCheck> Checks, bool CanPush);

/// <summary>Explains a part: one that was not sent by <see cref="PushDecision"/> itself, the function that decides; one that was sent by what became of it. Pure.</summary>
public static class PushExplainer
{
    /// <summary>Explains.</summary>
    /// <param name="push">The newest revision of the part; null while none was planned.</param>
    /// <param name="facts">Its facts where it was not sent yet.</param>
    /// <param name="zone">The store's time zone (IANA): moments are said in it.</param>
    public static PushExplanation Of(OrderPush? push, PushFacts? facts, string zone)
    {
        if (push is null)
        {
            return new PushExplanation("Not looked at yet.", "It is decided about when the order is read.", [], false);
        }

        if (facts is not null && push.State is PushState.Waiting or PushState.Planned)
        {
            var verdict = PushDecision.Of(facts!);
            if ((verdict.State, verdict.WaitingFor) != (push.State, push.WaitingFor))
            {
                return new PushExplanation(push.Sentence ?? verdict.Why, "That has changed meanwhile: it is decided about again within seconds.", PushDecision.Explain(facts!), push.State == PushState.Waiting && PushDecision.GoesByHand(facts!));
            }

            return new PushExplanation(verdict.Why, verdict.Release, PushDecision.Explain(facts!), push.State == PushState.Waiting && PushDecision.GoesByHand(facts!));
        }

        return push switch
        {
            { State: PushState.Created or PushState.Recorded, SourceCancelledAt: { } cancelled } => new(
                $"{Pushed(push, zone)} The source order was cancelled on {Day(cancelled, zone)}.", "Push it again to make a new source order, or cancel it for your customer.", [], true),
            { State: PushState.Created or PushState.Recorded } => new(Pushed(push, zone), null, [], false),
            { State: PushState.Sending } => new(push.Sentence ?? "On its way: waiting for the source shop's answer.", "It is looked up at the source until it is found or surely not there.", [], false),
            { State: PushState.Handled } => new(push.Sentence ?? "Marked as handled: it is not pushed.", "Take the mark back to push it.", [], false),
            { State: PushState.Cancelled } => new(push.Sentence ?? "The order was cancelled before it was pushed.", "Nothing lets a cancelled order through.", [], false),
            { State: PushState.Parked, WaitingFor: PushWaits.SoldOut } => new("Sold out at the source: it could not claim the stock, so nothing was made there.", "Push again when it is back in stock there, refund the customer, or mark it as handled.", [], true),
            { State: PushState.Parked, WaitingFor: PushWaits.Outcome } => new(push.Sentence ?? "Whether the order arrived at the source could not be found out.", "Look in the source shop and say what you found.", [], false),
            { State: PushState.Parked } => new(push.Sentence ?? "The source refused the order.", "Correct the order and push it again, or mark it as handled.", [], true),
            _ => new(push.Sentence ?? "Waiting.", null, [], false),
        };
    }

    private static string Pushed(OrderPush push, string zone) =>
        $"In the source shop as {push.SourceOrderName ?? "an order"}, pushed {(push.Mode == PushMode.Automatic ? "by itself" : "by hand")}{(push.CreatedAt is { } at ? $" on {Day(at, zone)}" : "")}.";

    private static string Day(DateTimeOffset at, string zone) => Zones.Local(at, zone).ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);
}
