using System.Globalization;
using Syncerize.Core.Activity;
using Syncerize.Core.Connections;
using Syncerize.Core.Mapping;
using Syncerize.Core.Orders;

namespace Syncerize.App.Components.Shared;

/// <summary>A word and the colour beside it.</summary>
internal readonly record struct Tone(string Text, string Css);

/// <summary>The same word for the same state, everywhere.</summary>
internal static class Words
{
    private const string Success = "chip-success";
    private const string Attention = "chip-attention";
    private const string Critical = "chip-critical";
    private const string Info = "chip-info";
    private const string Plain = "";

    public static Tone Of(PushState state, PushWaits waits = PushWaits.Nothing) => state switch
    {
        PushState.Created or PushState.Recorded => new("Pushed", Success),
        PushState.Planned => new("Goes next", Info),
        PushState.Sending => new("Sending", Info),
        PushState.Parked => new("Needs a person", Critical),
        PushState.Handled => new("Handled", Plain),
        PushState.Cancelled => new("Cancelled", Plain),
        _ => new(waits == PushWaits.Manual ? "Not pushed" : "Waiting", Attention),
    };

    public static Tone Of(LinkState? state) => state switch
    {
        LinkState.Active => new("In sync", Success),
        LinkState.Creating => new("Being created", Info),
        LinkState.Unavailable => new("Not available", Attention),
        LinkState.Broken => new("Gone", Critical),
        LinkState.Ended => new("Ended", Plain),
        _ => new("Not synced", Plain),
    };

    public static Tone Of(ConnectionState state) => state switch
    {
        ConnectionState.Connected => new("Connected", Success),
        ConnectionState.Paused => new("Paused", Attention),
        ConnectionState.Pending => new("Pending", Info),
        ConnectionState.Blocked => new("Blocked", Critical),
        _ => new("Disconnected", Plain),
    };

    public static Tone Of(ActivityLevel level) => level switch
    {
        ActivityLevel.Success => new("Done", Success),
        ActivityLevel.Attention => new("Look", Attention),
        ActivityLevel.Critical => new("Act", Critical),
        _ => new("Note", Info),
    };

    /// <summary>Shopify's <c>displayFinancialStatus</c>.</summary>
    public static Tone Payment(string status) => new(Sentence(status), status switch
    {
        "PAID" => Success,
        "PENDING" or "AUTHORIZED" or "PARTIALLY_PAID" => Attention,
        "EXPIRED" or "VOIDED" => Critical,
        _ => Plain,
    });

    /// <summary>Shopify's <c>displayFulfillmentStatus</c>.</summary>
    public static Tone Fulfillment(string status) => new(Sentence(status), status switch
    {
        "FULFILLED" => Success,
        "PARTIALLY_FULFILLED" or "IN_PROGRESS" => Info,
        _ => Attention,
    });

    public static string Tab(OrderTab tab) => tab switch
    {
        OrderTab.NotPushed => "Not Pushed",
        OrderTab.Pushed => "Pushed",
        OrderTab.PartiallyPushed => "Partially Pushed",
        OrderTab.Cancelled => "Cancelled",
        OrderTab.Unfulfilled => "Unfulfilled",
        OrderTab.PartiallyFulfilled => "Partially fulfilled",
        _ => "Fulfilled",
    };

    public static string Count(int count, string one, string? many = null) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many ?? one + "s")}");

    public static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Sentence(string status) => status.Length == 0 ? status : char.ToUpperInvariant(status[0]) + status[1..].ToLowerInvariant().Replace('_', ' ');
}
