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
/// <param name="Page">From 1.</param>
internal sealed record OrdersAddress(OrderTab? Tab = null, string? Payment = null, string? Fulfilment = null, int? Connection = null, DateOnly? From = null, DateOnly? To = null, int Page = 1)
{
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
