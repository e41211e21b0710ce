using System.Globalization;
using Syncerize.App.Sandbox.Store;

namespace Syncerize.App.Sandbox.Console;

/// <summary>A fault as the console offers it.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="What">What the shop does.</param>
/// <param name="Expected">What it should lead to.</param>
/// <param name="Choices">Values and their words; empty for a switch.</param>
/// <param name="Met">What is counted, in the singular and the plural.</param>
internal sealed record FaultText(FaultKind Kind, string Name, string What, string Expected, IReadOnlyList<(int Value, string Text)> Choices, (string One, string Many) Met)
{
    private static readonly (int, string)[] Counts = [(0, "Off"), (1, "Next request"), (5, "Next 5"), (25, "Next 25"), (ShopFaults.UntilSwitchedOff, "Until switched off")];

    /// <summary>All of them, in the order of the page.</summary>
    public static IReadOnlyList<FaultText> All { get; } =
    [
        new(FaultKind.Throttle, "Throttled", "Requests are refused: too many points asked for.",
            "The app stops calling this shop, waits, and goes on with the same work. Other shops do not wait, nothing is lost.", Counts, ("request refused", "requests refused")),
        new(FaultKind.ServerErrors, "Server errors", "Requests are answered 503 and have no effect.",
            "The app waits a little longer after each failure, then does the same work again. Nothing is done twice.", Counts, ("request failed", "requests failed")),
        new(FaultKind.LostAnswers, "Lost answers", "Requests take effect, but the connection ends before the answer.",
            "The app does not know whether it was done, and looks before it repeats: an order pushed meanwhile is at the source once, never twice.", Counts, ("answer lost", "answers lost")),
        new(FaultKind.Slow, "Slow", "Every request takes longer.",
            "Work of this shop takes longer; pages and other shops stay as quick as ever.", [(0, "Off"), (500, "0.5 s"), (2000, "2 s"), (8000, "8 s")], ("request took longer", "requests took longer")),
        new(FaultKind.SearchLag, "Search lag", "What was just written cannot be searched for yet.",
            "A reading older than its event is not believed: the app asks again, by id, until it is new enough.", [(0, "Off"), (2, "2 s"), (10, "10 s"), (60, "60 s")], ("search saw the past", "searches saw the past")),
        new(FaultKind.WebhooksDropped, "Webhooks dropped", "Nobody is told of changes.",
            "The poll finds changed products and orders within a minute or two, and destinations follow. A number of stock alone is found when its item is read next, at the latest by the nightly compare.", [], ("webhook dropped", "webhooks dropped")),
        new(FaultKind.WebhooksDoubled, "Webhooks doubled", "Every webhook is sent twice with one id.",
            "The second is recognised by its id and answered, and changes nothing.", [], ("webhook sent twice", "webhooks sent twice")),
        new(FaultKind.WebhooksReordered, "Webhooks reordered", "Webhooks leave in another order than they were raised in.",
            "A webhook only says what to read. The state is read, so that stock and orders end up right in any order.", [], ("webhook overtook another", "webhooks overtook others")),
        new(FaultKind.TokenRevoked, "Token revoked", "Every request is answered 401.",
            "Everything of this store waits and says so; other stores go on. Switched off, the app is installed again and what waited is done.", [], ("request refused", "requests refused")),
    ];

    /// <summary>The value that is set now.</summary>
    public int Value(FaultPanel panel) => Kind switch
    {
        FaultKind.Throttle => panel.Throttled,
        FaultKind.ServerErrors => panel.ServerErrors,
        FaultKind.LostAnswers => panel.LostAnswers,
        FaultKind.Slow => panel.DelayMs,
        FaultKind.SearchLag => (int)Math.Ceiling(panel.SearchLagSeconds),
        FaultKind.WebhooksDropped => panel.Dropped ? 1 : 0,
        FaultKind.WebhooksDoubled => panel.Doubled ? 1 : 0,
        FaultKind.WebhooksReordered => panel.Reordered ? 1 : 0,
        _ => panel.Revoked ? 1 : 0,
    };

    /// <summary>What there is to choose from, a count that was partly used up included.</summary>
    public IEnumerable<(int Value, string Text)> Offered(FaultPanel panel)
    {
        var value = Value(panel);
        return Choices.Any(choice => choice.Value == value) ? Choices : [.. Choices, (value, Left(value))];
    }

    private string Left(int value) => Kind switch
    {
        FaultKind.Slow => string.Create(CultureInfo.InvariantCulture, $"{value / 1000m:0.##} s"),
        FaultKind.SearchLag => string.Create(CultureInfo.InvariantCulture, $"{value} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value} left"),
    };
}
