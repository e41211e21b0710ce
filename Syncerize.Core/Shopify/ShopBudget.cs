namespace Syncerize.Core.Shopify;

/// <summary>A shop's query budget as a leaky bucket: pure arithmetic over what Shopify last stated (docs/architecture.md).</summary>
/// <param name="Maximum">The bucket's size in points.</param>
/// <param name="Available">Points at <paramref name="At"/>; below zero where more was promised than there was.</param>
/// <param name="RestorePerSecond">Points that come back each second.</param>
/// <param name="At">When that was so, UTC.</param>
public sealed record ShopBudget(double Maximum, double Available, double RestorePerSecond, DateTimeOffset At)
{
    /// <summary>What a shop is taken to have before its first answer: the least of Shopify's plans (2,000 points, 100 a second).</summary>
    public static ShopBudget Assumed(DateTimeOffset at) => new(2000, 2000, 100, at);

    /// <summary>Points at a later moment; a clock that went back gives nothing.</summary>
    public double AvailableAt(DateTimeOffset now) =>
        Math.Min(Maximum, Available + (Math.Max(0, (now - At).TotalSeconds) * RestorePerSecond));

    /// <summary>How long until <paramref name="cost"/> points are there after <paramref name="ahead"/> points of others. A cost above the bucket's size waits for the full bucket.</summary>
    public TimeSpan WaitFor(double cost, double ahead, DateTimeOffset now)
    {
        var missing = Math.Min(cost, Maximum) + ahead - AvailableAt(now);
        return missing <= 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Math.Ceiling(missing / RestorePerSecond * 1000));
    }

    /// <summary>The budget after points were promised to a call.</summary>
    public ShopBudget Spend(double cost, DateTimeOffset now) => this with { Available = AvailableAt(now) - cost, At = Later(now) };

    /// <summary>The budget after points were not used.</summary>
    public ShopBudget GiveBack(double points, DateTimeOffset now) => this with { Available = Math.Min(Maximum, AvailableAt(now) + Math.Max(0, points)), At = Later(now) };

    /// <summary>The budget after Shopify stated it. With other calls under way their points may not be taken off yet there, so the lower of the two counts.</summary>
    /// <param name="maximum">The bucket's size as stated.</param>
    /// <param name="available">The points as stated.</param>
    /// <param name="restorePerSecond">The rate as stated.</param>
    /// <param name="othersUnderWay">Whether calls were promised points and have not been answered.</param>
    /// <param name="now">When it was stated.</param>
    public ShopBudget Observe(double maximum, double available, double restorePerSecond, bool othersUnderWay, DateTimeOffset now) =>
        new(maximum, Math.Min(maximum, othersUnderWay ? Math.Min(available, AvailableAt(now)) : available), restorePerSecond, Later(now));

    private DateTimeOffset Later(DateTimeOffset now) => now > At ? now : At;
}
