using System.Globalization;
using Syncerize.Core.Orders;

namespace Syncerize.App.Components;

/// <summary>What the address of a list of orders says. Free text is not part of it: it stays in the browser.</summary>
/// <param name="Tab">The tab; null for the first.</param>
/// <param name="Payment">Shopify's payment status in small letters.</param>
/// <param name="Fulfilment">Shopify's fulfilment status in small letters.</param>
/// <param name="Connection">Orders of one connection.</param>
/// <param name="From">First day, in the store's zone.</param>
/// <param name="To">Last day, in the store's zone.</param>
/// <param name="Sort">By what it is sorted.</param>
/// <param name="Ascending">Smallest or oldest first.</param>
/// <param name="After">The page begins behind this order.</param>
/// <param name="Before">The page ends in front of this order.</param>
internal sealed record OrdersAddress(
    OrderTab? Tab = null, string? Payment = null, string? Fulfilment = null, int? Connection = null, DateOnly? From = null, DateOnly? To = null, OrderSort Sort = OrderSort.Date, bool Ascending = false,
    long? After = null, long? Before = null)
{
    /// <summary>The same list from its first page.</summary>
    public OrdersAddress First => this with { After = null, Before = null };

    /// <summary>The place of its page.</summary>
    public OrderPlace Place => new(Sort, Ascending, After, After is null ? Before : null);

    /// <summary>How it is sorted, in one word: <c>amount</c>, <c>amount-up</c>; null for the newest first.</summary>
    public string? SortWord => (Sort, Ascending) switch { (OrderSort.Date, false) => null, (var sort, false) => sort.ToString().ToLowerInvariant(), var (sort, _) => sort.ToString().ToLowerInvariant() + "-up" };

    /// <summary>Reads such a word; the newest first where it is none.</summary>
    public static (OrderSort Sort, bool Ascending) Sorted(string? word) => Enum.GetValues<OrderSort>().Select(s => (Sort: s, Word: s.ToString().ToLowerInvariant())).Where(s => word == s.Word || word == s.Word + "-up")
        .Select(s => (s.Sort, word == s.Word + "-up")).FirstOrDefault();

    public static string Name(OrderTab tab) => tab switch
    {
        OrderTab.NotPushed => "not-pushed",
        OrderTab.Pushed => "pushed",
        OrderTab.PartiallyPushed => "partially-pushed",
        OrderTab.Cancelled => "cancelled",
        OrderTab.Unfulfilled => "unfulfilled",
        OrderTab.PartiallyFulfilled => "partially-fulfilled",
        _ => "fulfilled",
    };

    /// <summary>A day as it stands in an address or a date field; null where it is none.</summary>
    public static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
