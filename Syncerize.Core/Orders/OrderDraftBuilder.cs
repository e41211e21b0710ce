using System.Globalization;
using System.Text.Json;
using Syncerize.Core.Connections;
using Syncerize.Core.Shopify;

namespace Syncerize.Core.Orders;

/// <summary>What an order to create at a source is made of.</summary>
/// <param name="Key">The push key.</param>
/// <param name="Order">The destination order.</param>
/// <param name="Lines">The lines of the part, their money already in the source's currency.</param>
/// <param name="ShippingShare">What part of the shipping cost goes along: this part's net and that of all parts, in the destination's minor units.</param>
/// <param name="Mode">How the push was started.</param>
/// <param name="Settings">What the merchant ticked.</param>
/// <param name="DestinationName">The destination store's name.</param>
/// <param name="SourceCurrency">The source's currency.</param>
/// <param name="RateMillionths">The rate; null where none is known, which must then not be needed.</param>
/// <param name="OwnEmail">The destination store's own contact address; null where it is not known.</param>
public sealed record DraftParts(
    string Key, Order Order, IReadOnlyList<OrderPushLine> Lines, ShippingShare ShippingShare, PushMode Mode, OrderPushSettings Settings, string DestinationName,
    string SourceCurrency, long? RateMillionths, string? OwnEmail = null);

/// <summary>Shares of several parts in one shipping cost, cumulative so that they sum to the whole.</summary>
/// <param name="Before">Net of the parts before this one.</param>
/// <param name="Own">Net of this part.</param>
/// <param name="Whole">Net of all parts.</param>
public sealed record ShippingShare(long Before, long Own, long Whole)
{
    /// <summary>The only part.</summary>
    public static ShippingShare All { get; } = new(0, 1, 1);

    /// <summary>The share of one of several parts, by net; where all nets are zero, by head.</summary>
    public static ShippingShare Among(IReadOnlyList<long> nets, int index)
    {
        var whole = nets.Sum();
        return whole > 0 ? new ShippingShare(nets.Take(index).Sum(), nets[index], whole) : new ShippingShare(index, 1, nets.Count);
    }

    /// <summary>This part's share of an amount.</summary>
    public long Of(long minor) => PushMoney.Share(minor, Before + Own, Whole) - PushMoney.Share(minor, Before, Whole);
}

/// <summary>Builds the order a source will see. Pure: the same function serves the preview.</summary>
public static class OrderDraftBuilder
{
    /// <summary>The most characters Shopify takes in an order tag.</summary>
    public const int MostTagCharacters = 40;

    /// <summary>The most lines Shopify takes in one order.</summary>
    public const int MostLines = 250;

    /// <summary>Builds the order. The block of attributes always goes along, details only where ticked.</summary>
    public static OrderDraft Build(DraftParts parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var (order, settings) = (parts.Order, parts.Settings);
        return new OrderDraft(
            parts.Key,
            parts.SourceCurrency,
            Lines(parts),
            Email(parts),
            settings.CustomerDetail && IsDialable(order.Phone) ? order.Phone : null,
            settings.ShippingAddress ? order.ShippingAddress : null,
            settings.BillingAddress ? order.BillingAddress : null,
            settings.Note ? Blank(order.Note) : null,
            settings.Tags ? Tags(order.Tags) : [],
            Attributes(parts),
            Shipping(parts),
            TransactionsPaid: false)
        {
            Customer = settings.CustomerDetail ? Customer(parts) : null,
        };
    }

    private static string? Email(DraftParts parts) => parts.Settings.ContactEmail switch
    {
        ContactEmail.Own => Blank(parts.OwnEmail),
        ContactEmail.Other => Blank(parts.Settings.OtherEmail),
        _ => parts.Settings.CustomerDetail ? Blank(parts.Order.Email) : null,
    };

    /// <summary>Null where neither a name nor an address is known: protected data comes as null.</summary>
    private static DraftCustomer? Customer(DraftParts parts)
    {
        var order = parts.Order;
        var email = parts.Settings.ContactEmail == ContactEmail.Customer ? Blank(order.Email) : null;
        var named = new[] { order.ShippingAddress, order.BillingAddress }.FirstOrDefault(a => a?.Name is { } name && (order.CustomerName is null || name == order.CustomerName));
        var (first, last) = named is not null ? (Blank(named.FirstName), Blank(named.LastName)) : (null, Blank(order.CustomerName));
        return first is null && last is null && email is null ? null : new DraftCustomer(first, last, email);
    }

    private static IReadOnlyList<ShippingLineReading> Shipping(DraftParts parts)
    {
        var (order, settings) = (parts.Order, parts.Settings);
        if (!settings.ShippingCost)
        {
            return [];
        }

        if (settings.ShippingRules.Count == 0)
        {
            return [.. order.ShippingLines.Select(s => Shipping(parts, s))];
        }

        return settings.CostByRule(parts.Lines.Sum(l => l.SourceNetMinor)) is { } cost
            ? [new ShippingLineReading(order.ShippingLines.Select(s => s.Title).FirstOrDefault() ?? "Shipping", order.ShippingLines.Select(s => s.Code).FirstOrDefault(), cost)]
            : [];
    }

    private static IReadOnlyList<OrderDraftLine> Lines(DraftParts parts)
    {
        List<OrderDraftLine> lines = [.. parts.Lines.SelectMany(line => Lines(parts, line))];
        return lines.Count <= MostLines ? lines : [.. lines.GroupBy(Sameness).Select(same => same.First() with { Quantity = same.Sum(l => l.Quantity) })];
    }

    // Lines alike in these can stand as one of more units: every unit keeps its price and its properties.
    private static (long Variant, long UnitMinor, bool RequiresShipping, bool Taxable, string Properties) Sameness(OrderDraftLine line) =>
        (line.VariantId, line.UnitMinor, line.RequiresShipping, line.Taxable, JsonSerializer.Serialize(line.Properties));

    private static IEnumerable<OrderDraftLine> Lines(DraftParts parts, OrderPushLine pushed)
    {
        var line = parts.Order.Lines.Single(l => l.LineId == pushed.LineId);
        foreach (var (units, unit) in PushMoney.Split(pushed.Units, pushed.SourceNetMinor))
        {
            yield return new OrderDraftLine(
                pushed.SourceVariantId, line.Title, line.Sku, units, unit, line.RequiresShipping, line.Taxable, parts.Settings.LineProperties ? line.Properties : []);
        }
    }

    private static ShippingLineReading Shipping(DraftParts parts, ShippingLineReading line) => line with
    {
        PriceMinor = PushMoney.ToSource(parts.ShippingShare.Of(line.PriceMinor), parts.Order.Currency, parts.SourceCurrency, parts.RateMillionths ?? throw new InvalidOperationException("A shipping cost cannot be converted without a rate.")),
    };

    private static IReadOnlyList<CustomAttribute> Attributes(DraftParts parts) =>
    [
        new("App", "Syncerize"),
        new("Destination Store Name", parts.DestinationName),
        new("Destination Order #", parts.Order.Name),
        new("Destination Order ID", parts.Order.OrderId.ToString(CultureInfo.InvariantCulture)),
        new("Customer Phone #", parts.Order.Phone ?? string.Empty),
        new("Shipping Method", string.Join(", ", parts.Order.ShippingLines.Select(s => s.Title))),
        new("Order Push Mode", parts.Mode == PushMode.Automatic ? "Automatic" : "Manual"),
    ];

    private static IReadOnlyList<string> Tags(IEnumerable<string> tags) =>
        [.. tags.Select(t => t.Length > MostTagCharacters ? t[..MostTagCharacters].TrimEnd() : t).Where(t => t.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Shopify refuses a whole order for a number it cannot dial; the attribute carries it as it was typed.</summary>
    private static bool IsDialable(string? phone) => phone is ['+', ..] && phone.Count(char.IsAsciiDigit) is >= 8 and <= 15 && phone.Skip(1).All(c => char.IsAsciiDigit(c) || c is ' ' or '-' or '(' or ')');

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
