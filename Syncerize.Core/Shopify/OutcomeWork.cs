using Syncerize.Core.Work;

namespace Syncerize.Core.Shopify;

/// <summary>What a call's outcome means for the work that made it.</summary>
public static class OutcomeWork
{
    /// <summary>The usual translation. Callers decide differently where they know more: above all about <see cref="Outcome{T}.Unknown"/> after a create.</summary>
    public static WorkOutcome ToWorkOutcome<T>(this Outcome<T> outcome) => outcome switch
    {
        Outcome<T>.Done => WorkOutcome.Finished,
        Outcome<T>.Throttled throttled => new WorkOutcome.LaneBlocked(throttled.Until, outcome.Describe()),
        Outcome<T>.Unreachable or Outcome<T>.Unauthorized => new WorkOutcome.LaneBlocked(null, outcome.Describe(), outcome is Outcome<T>.Unauthorized),
        Outcome<T>.Conflict or Outcome<T>.Unknown => new WorkOutcome.Retry(outcome.Describe()),
        _ => new WorkOutcome.Parked(outcome.Describe()),
    };
}
