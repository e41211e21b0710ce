namespace Syncerize.Core.Stores;

/// <summary>What a store does in this installation. One store may hold both roles.</summary>
[Flags]
public enum StoreRoles
{
    /// <summary>Neither yet.</summary>
    None = 0,

    /// <summary>Owns goods and ships.</summary>
    Source = 1,

    /// <summary>Imports and sells, pushes its orders.</summary>
    Destination = 2,
}

/// <summary>Whether we may talk to the shop.</summary>
public enum StoreState
{
    /// <summary>Connected to Shopify and working.</summary>
    Active = 0,

    /// <summary>Shopify refuses our token; everything of this store waits until it is connected again.</summary>
    Unauthorized = 1,

    /// <summary>The app was uninstalled there.</summary>
    Uninstalled = 2,

    /// <summary>Stopped by a person (the red switch).</summary>
    Paused = 3,
}

/// <summary>A shop that installed us.</summary>
public sealed class Store
{
    /// <summary>Our key.</summary>
    public StoreId Id { get; set; }

    /// <summary>The shop's <c>.myshopify.com</c> name, lower case; unique.</summary>
    public required string Domain { get; set; }

    /// <summary>Shopify's own id of the shop; part of every push key.</summary>
    public long ShopifyShopId { get; set; }

    /// <summary>The shop's name as its merchant writes it.</summary>
    public required string Name { get; set; }

    /// <summary>What it does here.</summary>
    public StoreRoles Roles { get; set; }

    /// <summary>Unguessable key that another merchant enters to connect; unique. A regenerated key ends the old one at once.</summary>
    public required string UniqueKey { get; set; }

    /// <summary>ISO 4217 currency of the shop.</summary>
    public required string Currency { get; set; }

    /// <summary>IANA time zone; the days of dashboards and reports are days there.</summary>
    public required string TimeZone { get; set; }

    /// <summary>Whether and why not we talk to it.</summary>
    public StoreState State { get; set; }

    /// <summary>A sentence for people where <see cref="State"/> is not active.</summary>
    public string? StateReason { get; set; }

    /// <summary>The access token, protected; never in clear at rest (engine invariant SecretsStayHome).</summary>
    public byte[] ProtectedToken { get; set; } = [];

    /// <summary>True for a simulated shop of the sandbox.</summary>
    public bool IsSimulated { get; set; }

    /// <summary>When its present token was given to us, UTC. A removal reported from before that is about an earlier installation.</summary>
    public DateTimeOffset InstalledAt { get; set; }

    /// <summary>Global switch: orders of this destination are pushed by themselves (product.md, Settings).</summary>
    public bool AutomaticPush { get; set; } = true;

    /// <summary>Orders placed before this go by hand only: when automatic push was switched on and older orders were left out, UTC; null for none.</summary>
    public DateTimeOffset? AutomaticPushFrom { get; set; }

    /// <summary>The shop's own contact address as Shopify states it; null until it was read.</summary>
    public string? ContactEmail { get; set; }

    /// <summary>Whether an order with several sources may be pushed in parts.</summary>
    public bool PartialPush { get; set; } = true;

    /// <summary>After how many days without change an exchange rate is warned about; null for <see cref="ExchangeRate.WarningDays"/>.</summary>
    public int? RateWarningDays { get; set; }

    /// <summary>A source that wants to be asked: a destination that enters its key waits as Pending until the source approves.</summary>
    public bool ApprovesConnections { get; set; }

    /// <summary>When the first full read of this shop's products and orders was completed, UTC; null before.</summary>
    public DateTimeOffset? FirstReadAt { get; set; }
}

/// <summary>How many units of the destination's currency one unit of the source's currency is worth, as the merchant set it.</summary>
public sealed class ExchangeRate
{
    /// <summary>After so many days without change a rate is warned about, unless the store says otherwise.</summary>
    public const int WarningDays = 30;

    /// <summary>Our key.</summary>
    public int Id { get; set; }

    /// <summary>The destination store the rate belongs to.</summary>
    public StoreId StoreId { get; set; }

    /// <summary>Currency of the source store.</summary>
    public required string FromCurrency { get; set; }

    /// <summary>Currency of the destination store.</summary>
    public required string ToCurrency { get; set; }

    /// <summary>Rate × 1,000,000, so that no floating point stands in money. 1.28 is 1,280,000.</summary>
    public long RateMillionths { get; set; }

    /// <summary>When it was last set, UTC.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}
