using Syncerize.App.Sandbox.Store;

namespace Syncerize.App.Sandbox.Model;

/// <summary>What a simulated shop is meant for; a hint for whoever connects it.</summary>
public enum SimRole
{
    /// <summary>Owns goods and ships.</summary>
    Source,

    /// <summary>Sells other shops' goods.</summary>
    Destination,
}

/// <summary>A simulated shop: its identity, its credentials and how strictly it behaves.</summary>
internal sealed class SimShop
{
    /// <summary>The <c>name.myshopify.com</c> host; the key of everything the shop owns.</summary>
    public required string Domain { get; set; }

    public required string Name { get; set; }

    public long ShopId { get; set; }

    public string Email { get; set; } = "";

    public string Currency { get; set; } = "USD";

    /// <summary>IANA name, such as <c>Europe/London</c>.</summary>
    public string TimeZone { get; set; } = "Etc/UTC";

    public string CountryCode { get; set; } = "US";

    public string PlanName { get; set; } = "Basic";

    public SimRole Role { get; set; }

    public string AccessToken { get; set; } = "";

    public string ClientSecret { get; set; } = "";

    public List<string> ApiScopes { get; set; } = [];

    /// <summary>Points given back per second.</summary>
    public double RestoreRate { get; set; } = 100;

    public double BucketSize { get; set; } = 2000;

    /// <summary>The app was uninstalled or its token revoked: every call answers 401.</summary>
    public bool TokenDead { get; set; }

    /// <summary>
    /// Whether a second <c>orderCreate</c> with a taken <c>id</c> metafield is refused. Off by default: whether the real
    /// <c>orderCreate</c> refuses it is not verified, and the engine must not rely on it.
    /// </summary>
    public bool EnforceUniqueOrderKey { get; set; }

    /// <summary>How quickly the shop follows its own writes.</summary>
    public ShopPace Pace { get; set; } = new();

    /// <summary>From so many variants on the shop gets only <see cref="VariantsPerDay"/> new ones a day over the API.</summary>
    public int VariantLimitFrom { get; set; } = 50_000;

    /// <summary>New variants a day of a shop beyond <see cref="VariantLimitFrom"/>.</summary>
    public int VariantsPerDay { get; set; } = 1_000;

    /// <summary>A development or trial store: at most five orders a minute over the API.</summary>
    public bool IsDevelopment { get; set; }

    /// <summary>Whether the shop belongs to the app's own organisation; only there the app may ask for a token with nothing but its credentials.</summary>
    public bool IsOwnOrganisation { get; set; } = true;

    /// <summary>Destination only: the source shop it is connected to at first start, or null.</summary>
    public string? ConnectTo { get; set; }

    /// <summary>Destination only: the exchange rate from the connected source's currency into this shop's.</summary>
    public decimal? ExchangeRate { get; set; }

    /// <summary>Destination only: rates from the currencies of other sources into this shop's, by currency code.</summary>
    public Dictionary<string, decimal> OtherRates { get; set; } = [];

    /// <summary>The number the next order's name carries (<c>#1001</c>).</summary>
    public long NextOrderNumber { get; set; } = 1001;

    /// <summary>The next numeric id; ids are unique over all shops because every shop starts in a range of its own.</summary>
    public long NextId { get; set; }

    /// <summary>The newest stamp given out; the next is strictly later.</summary>
    public DateTimeOffset LastStamp { get; set; }
}

/// <summary>A place that holds stock.</summary>
internal sealed class SimLocation
{
    public long Id { get; set; }

    public required string Name { get; set; }

    public bool IsActive { get; set; } = true;

    public bool FulfillsOnlineOrders { get; set; } = true;

    public bool ShipsInventory { get; set; } = true;

    public bool IsFulfillmentService { get; set; }

    public string? Address1 { get; set; }

    public string? City { get; set; }

    public string? Zip { get; set; }

    public string? CountryCode { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>A place to sell products: the online store and others.</summary>
internal sealed class SimPublication
{
    public long Id { get; set; }

    public required string Title { get; set; }
}

/// <summary>A custom field on a product, variant or order.</summary>
internal sealed class SimMetafield
{
    public long Id { get; set; }

    /// <summary>The resolved namespace: <c>$app:syncerize</c> is stored as <c>app--1--syncerize</c>, as Shopify does.</summary>
    public required string Namespace { get; set; }

    public required string Key { get; set; }

    public string Type { get; set; } = "single_line_text_field";

    public string Value { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>A definition of a metafield; type <c>id</c> makes its values unique and usable as identifiers.</summary>
internal sealed class SimMetafieldDefinition
{
    public long Id { get; set; }

    public required string Name { get; set; }

    public required string Namespace { get; set; }

    public required string Key { get; set; }

    /// <summary>A <c>MetafieldOwnerType</c>: PRODUCT, PRODUCTVARIANT, ORDER.</summary>
    public required string OwnerType { get; set; }

    public required string Type { get; set; }

    public bool UniqueValues { get; set; }
}
