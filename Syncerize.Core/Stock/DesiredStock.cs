using System.Globalization;
using System.Text;

namespace Syncerize.Core.Stock;

/// <summary>What the formula is made of.</summary>
/// <param name="Available">Sum of <c>available</c> at the source locations that count.</param>
/// <param name="Reserved">Units sold at destinations that no recorded source order holds yet.</param>
/// <param name="Unexplained">Units committed at destinations whose order is not known yet.</param>
/// <param name="Buffer">Units always kept back.</param>
/// <param name="Cap">The most that is ever shown; null for no cap.</param>
public sealed record StockInputs(int Available, int Reserved, int Unexplained, int Buffer, int? Cap);

/// <summary>A quantity and why it is that number.</summary>
public sealed record StockDesire(int Quantity, string Reason);

/// <summary>The one formula of stock (docs/architecture.md, Stock): <c>min(cap, max(0, available − reserved − unexplained − buffer))</c>, the same number for every destination.</summary>
public static class DesiredStock
{
    /// <summary>The quantity a destination shows, with the sum a person can check.</summary>
    public static StockDesire Of(StockInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var left = (long)inputs.Available - inputs.Reserved - inputs.Unexplained - inputs.Buffer;
        var shown = Math.Max(0, left);
        if (inputs.Cap is { } cap)
        {
            shown = Math.Min(Math.Max(0, cap), shown);
        }

        var reason = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{inputs.Available} at the source");
        Less(reason, inputs.Reserved, "sold and not yet in a source order");
        Less(reason, inputs.Unexplained, "committed, order not known yet");
        Less(reason, inputs.Buffer, "buffer");
        if (left < 0)
        {
            reason.Append(", shown as 0");
        }
        else if (shown < left)
        {
            reason.Append(CultureInfo.InvariantCulture, $", capped at {shown}");
        }

        return new StockDesire((int)Math.Min(int.MaxValue, shown), reason.ToString());
    }

    /// <summary>
    /// The quantity until all orders of the destination were read for the first time. What its committed units are is not known yet, and neither is which of them
    /// still have to be reserved: nothing is raised, and lowered only to what the source really has.
    /// </summary>
    /// <param name="inputs">What is known; the unexplained units are not looked at.</param>
    /// <param name="shown">What the destination shows now.</param>
    public static StockDesire BeforeOrdersAreRead(StockInputs inputs, int shown)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var desire = Of(inputs with { Unexplained = 0 });
        return desire.Quantity <= shown ? desire : new StockDesire(shown, "not raised before all orders of this store were read");
    }

    private static void Less(StringBuilder reason, int units, string why)
    {
        if (units != 0)
        {
            reason.Append(CultureInfo.InvariantCulture, $" − {units} {why}");
        }
    }
}
