namespace Syncerize.Core.Connections;

/// <summary>Whose e-mail address stands on a source order.</summary>
public enum ContactEmail
{
    /// <summary>The customer's, if customer detail goes along.</summary>
    Customer = 0,

    /// <summary>The destination store's own.</summary>
    Own = 1,

    /// <summary>Another one, <see cref="OrderPushSettings.OtherEmail"/>.</summary>
    Other = 2,
}

/// <summary>Which prices stand on a source order.</summary>
public enum PushPrices
{
    /// <summary>What the customer paid, after discounts and before tax, converted.</summary>
    CustomerPaid = 0,

    /// <summary>The source's own prices as its shop shows them.</summary>
    SourceOwn = 1,
}

/// <summary>What shipping costs at the source once its items total at least <paramref name="FromMinor"/>.</summary>
/// <param name="FromMinor">Items total, minor units of the source's currency.</param>
/// <param name="CostMinor">Cost, minor units of the source's currency.</param>
public sealed record ShippingRule(long FromMinor, long CostMinor);

/// <summary>What goes along with a pushed order, when it goes, and what follows afterwards (product.md, Order push settings). Only ticked details go.</summary>
public sealed record OrderPushSettings
{
    /// <summary>The longest wait before a push: a week, in minutes.</summary>
    public const int MostWaitMinutes = 7 * 24 * 60;

    /// <summary>Switches automatic push off for this connection; it pushes by hand only.</summary>
    public bool DisableAutomaticPush { get; init; }

    /// <summary>Orders placed before this go by hand only: when automatic push was switched on and older orders were left out, UTC.</summary>
    public DateTimeOffset? AutomaticFrom { get; init; }

    /// <summary>Only paid orders are pushed.</summary>
    public bool OnlyPaid { get; init; } = true;

    /// <summary>Minutes an order waits after it was placed before it goes by itself.</summary>
    public int WaitMinutes { get; init; }

    /// <summary>Orders that Shopify calls a high fraud risk wait for a person.</summary>
    public bool HoldHighRisk { get; init; }

    /// <summary>Orders made at a till are left out: they neither go by themselves nor reserve stock.</summary>
    public bool LeaveOutPointOfSale { get; init; }

    /// <summary>Orders that the customer picks up are left out.</summary>
    public bool LeaveOutPickup { get; init; }

    /// <summary>Customer's name, e-mail and phone go along.</summary>
    public bool CustomerDetail { get; init; } = true;

    /// <summary>Whose e-mail address is the contact.</summary>
    public ContactEmail ContactEmail { get; init; }

    /// <summary>The address where <see cref="ContactEmail.Other"/> is chosen.</summary>
    public string? OtherEmail { get; init; }

    /// <summary>The shipping address goes along.</summary>
    public bool ShippingAddress { get; init; } = true;

    /// <summary>The billing address goes along.</summary>
    public bool BillingAddress { get; init; }

    /// <summary>Order tags go along.</summary>
    public bool Tags { get; init; } = true;

    /// <summary>The order's note goes along.</summary>
    public bool Note { get; init; } = true;

    /// <summary>Line-item properties go along.</summary>
    public bool LineProperties { get; init; } = true;

    /// <summary>Which prices the lines have.</summary>
    public PushPrices Prices { get; init; }

    /// <summary>A shipping cost goes along: by <see cref="ShippingRules"/> if there are any, otherwise as the customer paid it, converted.</summary>
    public bool ShippingCost { get; init; } = true;

    /// <summary>Shipping cost by items total; empty sends it as paid.</summary>
    public IReadOnlyList<ShippingRule> ShippingRules { get; init; } = [];

    /// <summary>Everything is computed and shown, nothing is sent; reserves no stock.</summary>
    public bool Shadow { get; init; }

    /// <summary>The source's shipments come back, with tracking.</summary>
    public bool ReturnShipments { get; init; } = true;

    /// <summary>The destination tells its customer when a shipment with tracking comes back.</summary>
    public bool NotifyCustomer { get; init; } = true;

    /// <summary>A shipment that the source takes back is taken back at the destination.</summary>
    public bool TakeShipmentsBack { get; init; } = true;

    /// <summary>An order cancelled at the destination before it was shipped is cancelled at the source, with restock.</summary>
    public bool CancelAtSource { get; init; } = true;

    /// <summary>Units refunded with restock at the destination are given back at the source.</summary>
    public bool RefundAtSource { get; init; } = true;

    /// <summary>Changes of a pushed order are offered as an edit of the source order.</summary>
    public bool OfferEdits { get; init; } = true;

    /// <summary>The destination is alerted when the source cancels its order.</summary>
    public bool AlertSourceCancel { get; init; } = true;

    /// <summary>What shipping costs at the source for items of this total, minor units; null where no rule reaches so low.</summary>
    public long? CostByRule(long itemsMinor) => ShippingRules.Where(r => r.FromMinor <= itemsMinor).OrderByDescending(r => r.FromMinor).Select(r => (long?)r.CostMinor).FirstOrDefault();

    /// <summary>Whether any of its money has to be converted.</summary>
    public bool NeedsRate => Prices == PushPrices.CustomerPaid || (ShippingCost && ShippingRules.Count == 0);

    /// <summary>What is wrong with these settings, in sentences for people; empty if nothing.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (WaitMinutes is < 0 or > MostWaitMinutes)
        {
            problems.Add("The wait before pushing is between 0 minutes and 7 days.");
        }

        if (ContactEmail == ContactEmail.Other && !IsAddress(OtherEmail))
        {
            problems.Add("Enter the e-mail address that suppliers should see, such as orders@example.com.");
        }

        if (ShippingRules.Any(r => r.FromMinor < 0 || r.CostMinor < 0))
        {
            problems.Add("A shipping rule has no negative amounts.");
        }

        if (ShippingRules.DistinctBy(r => r.FromMinor).Count() < ShippingRules.Count)
        {
            problems.Add("Two shipping rules begin at the same items total. Keep one of them.");
        }

        return problems;
    }

    private static bool IsAddress(string? text) =>
        text is { Length: <= 254 } && text.Split('@') is [{ Length: > 0 }, { Length: > 2 } host] && host.Contains('.', StringComparison.Ordinal) && !host.StartsWith('.') && !host.EndsWith('.') && !text.Any(char.IsWhiteSpace);
}

/// <summary>What new connections of a destination begin with.</summary>
public sealed class OrderPushDefaults
{
    /// <summary>The destination.</summary>
    public StoreId StoreId { get; set; }

    /// <summary>The settings. Shipping rules and dates are per connection and not among them.</summary>
    public OrderPushSettings Settings { get; set; } = new();
}
