using System.Globalization;
using System.Text.RegularExpressions;
using Syncerize.Core;
using Syncerize.Core.Activity;
using Syncerize.Core.Connections;
using Syncerize.Core.Insights;
using Syncerize.Core.Mapping;
using Syncerize.Core.Orders;
using Syncerize.Core.Stores;

namespace Syncerize.App.Components.Shared;

/// <summary>A word and the colour beside it.</summary>
internal readonly record struct Tone(string Text, string Css);

/// <summary>The same word for the same state, everywhere.</summary>
internal static partial class Words
{
    private const string Success = "chip-success";
    private const string Attention = "chip-attention";
    private const string Critical = "chip-critical";
    private const string Info = "chip-info";
    private const string Neutral = "";

    public static Tone Of(PushState state, PushWaits waits = PushWaits.Nothing) => state switch
    {
        PushState.Created or PushState.Recorded => new("Pushed", Success),
        PushState.Planned => new("Goes next", Info),
        PushState.Sending => new("Sending", Info),
        PushState.Parked => new("Needs a person", Critical),
        PushState.Handled => new("Handled", Neutral),
        PushState.Cancelled => new("Cancelled", Neutral),
        _ => waits switch
        {
            PushWaits.Manual => new("Not pushed", Attention),
            PushWaits.LeftOut => new("Left out", Neutral),
            PushWaits.Shadow => new("Shadow", Info),
            PushWaits.Risk => new("Held: fraud risk", Critical),
            _ => new("Waiting", Attention),
        },
    };

    public static Tone Of(SourceChangeState state) => state switch
    {
        SourceChangeState.Done => new("Done", Success),
        SourceChangeState.Refused => new("Needs a person", Critical),
        SourceChangeState.Dismissed => new("Put aside", Neutral),
        SourceChangeState.Planned => new("Goes next", Info),
        _ => new("Sending", Info),
    };

    public static string Of(SourceChangeKind kind) => kind switch
    {
        SourceChangeKind.Cancel => "Cancel at the source",
        SourceChangeKind.Refund => "Give units back at the source",
        _ => "Change the source order",
    };

    /// <summary>Why parts are parked together.</summary>
    public static string Parked(PushWaits reason) => reason switch
    {
        PushWaits.SoldOut => "Sold out at the source",
        PushWaits.Outcome => "Unknown whether it arrived",
        _ => "Refused by the source",
    };

    public static Tone Of(LinkState? state) => state switch
    {
        LinkState.Active => new("In sync", Success),
        LinkState.Creating => new("Being created", Info),
        LinkState.Unavailable => new("Not available", Attention),
        LinkState.Broken => new("Gone", Critical),
        LinkState.Ended => new("Ended", Neutral),
        _ => new("Not synced", Neutral),
    };

    public static Tone Of(ConnectionState state) => state switch
    {
        ConnectionState.Connected => new("Connected", Success),
        ConnectionState.Paused => new("Paused", Attention),
        ConnectionState.Pending => new("Pending", Info),
        ConnectionState.Blocked => new("Blocked", Critical),
        _ => new("Disconnected", Neutral),
    };

    public static Tone Of(ActivityLevel level) => level switch
    {
        ActivityLevel.Success => new("Done", Success),
        ActivityLevel.Attention => new("Look", Attention),
        ActivityLevel.Critical => new("Act", Critical),
        _ => new("Note", Info),
    };

    public static Tone Role(StoreRoles role) => role switch
    {
        StoreRoles.Destination => new("Destination", "chip-accent"),
        StoreRoles.Source => new("Source", Info),
        StoreRoles.None => new("No role yet", Neutral),
        _ => new("Source and destination", Info),
    };

    public static Tone Of(StoreState state) => state switch
    {
        StoreState.Active => new("Active", Success),
        StoreState.Paused => new("Paused", Attention),
        StoreState.Unauthorized => new("Access refused", Critical),
        _ => new("Uninstalled", Critical),
    };

    public static Tone Of(FieldStanding standing) => standing switch
    {
        FieldStanding.InSync => new("In sync", Success),
        FieldStanding.ChangedHere => new("Changed here", Attention),
        FieldStanding.BeingWritten => new("Being written", Info),
        FieldStanding.Waits => new("Waits", Attention),
        FieldStanding.OnlyOnCreate => new("Only on create", Neutral),
        _ => new("Not selected", Neutral),
    };

    public static Tone Of(Syncerize.Core.Sync.PreviewAct act) => act switch
    {
        Syncerize.Core.Sync.PreviewAct.Create => new("Create", Success),
        Syncerize.Core.Sync.PreviewAct.Update => new("Update", Info),
        Syncerize.Core.Sync.PreviewAct.Skip => new("Skip", Neutral),
        Syncerize.Core.Sync.PreviewAct.Waits => new("Waits", Attention),
        Syncerize.Core.Sync.PreviewAct.Conflict => new("Conflict", Critical),
        Syncerize.Core.Sync.PreviewAct.Stop => new("Stop, stock 0", Attention),
        Syncerize.Core.Sync.PreviewAct.Resume => new("Sync again", Success),
        Syncerize.Core.Sync.PreviewAct.Keep => new("Keep, un-synced", Neutral),
        _ => new("Delete", Critical),
    };

    /// <summary>What a notification is about.</summary>
    public static string Of(NoticeKind kind) => kind switch
    {
        NoticeKind.PushParked => "Order needs a person",
        NoticeKind.Oversold => "Oversold",
        NoticeKind.SourceCancelled => "Source cancelled an order",
        NoticeKind.SourceSilent => "Source fell silent",
        NoticeKind.PlanMeter => "Plan nearly full or full",
        NoticeKind.Drift => "Difference needs a person",
        NoticeKind.TokenDead => "Access to the shop refused",
        _ => "New connection",
    };

    /// <summary>One of Shopify's upper-case words, such as a product's status, as people write it.</summary>
    public static string Status(string status) => Sentence(status);

    /// <summary>The words of a piece of HTML.</summary>
    public static string Plain(string html) => System.Net.WebUtility.HtmlDecode(Blank().Replace(Tag().Replace(Block().Replace(html, " "), ""), " ")).Trim();

    /// <summary>Shopify's <c>displayFinancialStatus</c>.</summary>
    public static Tone Payment(string status) => new(Sentence(status), status switch
    {
        "PAID" => Success,
        "PENDING" or "AUTHORIZED" or "PARTIALLY_PAID" => Attention,
        "EXPIRED" or "VOIDED" => Critical,
        _ => Neutral,
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

    public static string SyncType(Availability mode) => mode switch { Availability.All => "All", Availability.Tags => "Tags", _ => "Individual" };

    public static string Count(int count, string one, string? many = null) => Plural.Of(count, one, many);

    /// <summary>A length of time in the largest unit that says enough, such as <c>3 minutes</c>.</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalSeconds: < 60 } => Count(Math.Max(1, (int)Math.Ceiling(span.TotalSeconds)), "second"),
        { TotalMinutes: < 90 } => Count((int)Math.Ceiling(span.TotalMinutes), "minute"),
        { TotalHours: < 48 } => Count((int)Math.Ceiling(span.TotalHours), "hour"),
        _ => Count((int)Math.Ceiling(span.TotalDays), "day"),
    };

    public static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Sentence(string status) => status.Length == 0 ? status : char.ToUpperInvariant(status[0]) + status[1..].ToLowerInvariant().Replace('_', ' ');

    [GeneratedRegex("</?(p|div|br|li|ul|ol|h[1-6]|tr|td|th|table|section)\\b[^>]*>", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Blank();
}
