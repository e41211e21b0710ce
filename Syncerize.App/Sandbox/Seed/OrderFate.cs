namespace Syncerize.App.Sandbox.Seed;

/// <summary>How far an order of the history has come.</summary>
internal enum OrderFate
{
    /// <summary>Paid, not yet pushed: its units are reserved.</summary>
    NotPushed,

    /// <summary>Not paid, so not pushed: its units are reserved all the same.</summary>
    Pending,

    /// <summary>Pushed, not yet shipped.</summary>
    Open,

    /// <summary>Pushed; the first line is on its way.</summary>
    PartlyShipped,

    /// <summary>Pushed and shipped.</summary>
    Shipped,

    /// <summary>Shipped, and one line refunded.</summary>
    PartlyRefunded,

    /// <summary>Shipped, and refunded.</summary>
    Refunded,

    /// <summary>Cancelled before it was pushed.</summary>
    CancelledBeforePush,

    /// <summary>Cancelled in both shops before it was shipped.</summary>
    CancelledAfterPush,
}

/// <summary>Chooses a fate by age: the newest wait, the last days are open, older ones are done.</summary>
internal static class OrderFates
{
    // From the newest order on.
    private static readonly OrderFate[] Newest =
        [OrderFate.NotPushed, OrderFate.Pending, OrderFate.NotPushed, OrderFate.NotPushed, OrderFate.Open, OrderFate.NotPushed, OrderFate.Pending, OrderFate.Open, OrderFate.NotPushed];

    public static OrderFate Choose(SeedRandom random, int fromNewest, TimeSpan age)
    {
        if (fromNewest < Newest.Length)
        {
            return Newest[fromNewest];
        }

        if (fromNewest is 12 or 15 or 19 && age.TotalDays is > 1.5 and < 9)
        {
            return OrderFate.PartlyShipped;
        }

        var dice = random.Unit();
        return age.TotalDays switch
        {
            < 2.5 => OrderFate.Open,
            < 5 => dice < 0.3 ? OrderFate.Open : dice < 0.7 ? OrderFate.PartlyShipped : OrderFate.Shipped,
            _ => dice switch
            {
                < 0.012 => OrderFate.CancelledBeforePush,
                < 0.028 => OrderFate.CancelledAfterPush,
                < 0.052 => OrderFate.PartlyRefunded,
                < 0.064 => OrderFate.Refunded,
                _ => OrderFate.Shipped,
            },
        };
    }
}
