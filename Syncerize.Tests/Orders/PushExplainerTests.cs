using Syncerize.Core.Orders;

namespace Syncerize.Tests.Orders;

/// <summary>What is said of a part that was sent.</summary>
public sealed class PushExplainerTests
{
    [Theory]
    [InlineData("America/Toronto", "24 Nov 2026, 22:05")]
    [InlineData("Europe/Berlin", "25 Nov 2026, 04:05")]
    [InlineData("Nowhere/Known", "25 Nov 2026, 03:05")]
    public void Of_Recorded_SaysWhenByTheStoresClock(string zone, string expected)
    {
        var push = new OrderPush { Key = "1-2-3-0", State = PushState.Recorded, Mode = PushMode.Automatic, SourceOrderName = "#2001", CreatedAt = new DateTimeOffset(2026, 11, 25, 3, 5, 0, TimeSpan.Zero) };
        Assert.Equal($"In the source shop as #2001, pushed by itself on {expected}.", PushExplainer.Of(push, null, zone).Why);
    }
}
