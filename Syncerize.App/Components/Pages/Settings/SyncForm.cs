using System.Globalization;
using Syncerize.Core;
using Syncerize.Core.Connections;
using Syncerize.Core.Insights;
using Syncerize.Core.Sync;

namespace Syncerize.App.Components.Pages.Settings;

/// <summary>An attribute one may choose, with how its setting is read and written.</summary>
public sealed record SyncAttribute(string Name, string? Note, Func<ProductSyncSettings, AttributeSync> Get, Func<ProductSyncSettings, AttributeSync, ProductSyncSettings> Set);

/// <summary>Settings of a connection while a person edits them: amounts and numbers as they are typed.</summary>
public sealed class SyncForm
{
    /// <summary>The attributes of a product, in product.md's order.</summary>
    public static readonly IReadOnlyList<SyncAttribute> OfProduct =
    [
        new("Title", null, s => s.Title, (s, v) => s with { Title = v }),
        new("Description", "HTML goes over as it is.", s => s.Description, (s, v) => s with { Description = v }),
        new("Vendor", null, s => s.Vendor, (s, v) => s with { Vendor = v }),
        new("Product type", null, s => s.ProductType, (s, v) => s with { ProductType = v }),
        new("Category", "Shopify's own categories, the same in every shop.", s => s.Category, (s, v) => s with { Category = v }),
        new("Tags", null, s => s.Tags, (s, v) => s with { Tags = v }),
        new("Images", "With their order, their texts, and which one a variant shows.", s => s.Images, (s, v) => s with { Images = v }),
        new("Status", "Active, draft, archived, unlisted.", s => s.Status, (s, v) => s with { Status = v }),
        new("Handle", "The product's address. Old addresses lead to the new one; where it is taken, your product keeps its own.", s => s.Handle, (s, v) => s with { Handle = v }),
        new("SEO title and description", null, s => s.Seo, (s, v) => s with { Seo = v }),
        new("Metafields", "Of the namespaces you choose. Those that point to things of the source's shop are left out.", s => s.Metafields, (s, v) => s with { Metafields = v }),
    ];

    /// <summary>The attributes of a variant.</summary>
    public static readonly IReadOnlyList<SyncAttribute> OfVariant =
    [
        new("Price", "Made as the price settings below say.", s => s.Price, (s, v) => s with { Price = v }),
        new("Compare-at price", "Made like the price, without a floor; left out where it is not above the price.", s => s.CompareAtPrice, (s, v) => s with { CompareAtPrice = v }),
        new("SKU", null, s => s.Sku, (s, v) => s with { Sku = v }),
        new("Barcode", null, s => s.Barcode, (s, v) => s with { Barcode = v }),
        new("Weight", null, s => s.Weight, (s, v) => s with { Weight = v }),
        new("Inventory policy", "Whether it sells on when nothing is left; see the stock settings below.", s => s.InventoryPolicy, (s, v) => s with { InventoryPolicy = v }),
        new("Cost per item", "Converted by the rate, nothing added.", s => s.Cost, (s, v) => s with { Cost = v }),
        new("Charge tax", null, s => s.Taxable, (s, v) => s with { Taxable = v }),
        new("Requires shipping", null, s => s.RequiresShipping, (s, v) => s with { RequiresShipping = v }),
        new("Country of origin", null, s => s.CountryOfOrigin, (s, v) => s with { CountryOfOrigin = v }),
        new("HS code", null, s => s.HsCode, (s, v) => s with { HsCode = v }),
    ];

    private readonly SyncSettingsReading _reading;

    public SyncForm(SyncSettingsReading reading)
    {
        _reading = reading;
        var (products, price, stock) = reading.Settings;
        Products = products;
        Namespaces = string.Join(", ", products.MetafieldNamespaces);
        Margin = (price.MarginBasisPoints / 100m).ToString("0.##", CultureInfo.InvariantCulture);
        Fixed = Amount(price.FixedMinor);
        Rounding = price.Rounding;
        Floor = price.FloorMinor is { } floor ? Amount(floor) : "";
        Locations = [.. stock.SourceLocations];
        AllLocations = stock.SourceLocations.Count == 0;
        Receiving = stock.ReceivingLocation;
        Buffer = stock.Buffer.ToString(CultureInfo.InvariantCulture);
        Cap = stock.Cap?.ToString(CultureInfo.InvariantCulture) ?? "";
        SoldOut = stock.SoldOut;
    }

    public ProductSyncSettings Products { get; set; }

    /// <summary>Namespaces, separated by commas.</summary>
    public string Namespaces { get; set; }

    /// <summary>Percent.</summary>
    public string Margin { get; set; }

    /// <summary>In the destination's currency.</summary>
    public string Fixed { get; set; }

    public PriceRounding Rounding { get; set; }

    /// <summary>In the destination's currency; empty for none.</summary>
    public string Floor { get; set; }

    public bool AllLocations { get; set; }

    public HashSet<long> Locations { get; }

    public long? Receiving { get; set; }

    public string Buffer { get; set; }

    /// <summary>Empty for none.</summary>
    public string Cap { get; set; }

    public SoldOutPolicy SoldOut { get; set; }

    /// <summary>What is wrong with the form, by field; empty where it can be saved.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        void Need(bool wrong, string sentence)
        {
            if (wrong)
            {
                problems.Add(sentence);
            }
        }

        Need(Number(Margin) is null, "Enter the margin as a number of percent, such as 10 or 12.5.");
        Need(Number(Fixed) is null, "Enter the fixed amount as a number, such as 2.00, or 0 for none.");
        Need(Floor.Trim().Length > 0 && Number(Floor) is null, "Enter the floor as a number, such as 5.00, or leave it empty.");
        Need(Whole(Buffer) is null, "Enter the safety buffer as a whole number of units, or 0 for none.");
        Need(Cap.Trim().Length > 0 && Whole(Cap) is null, "Enter the cap as a whole number of units, or leave it empty.");
        Need(!AllLocations && Locations.Count == 0, "Choose at least one source location that counts, or count all of them.");
        return problems.Count > 0 ? problems : SyncSettingsCheck.Problems(ToSettings());
    }

    /// <summary>The settings as they would be saved; only where <see cref="Problems"/> is empty but for the check's own.</summary>
    public SyncSettings ToSettings() => new(
        Products with
        {
            MetafieldNamespaces = [.. Namespaces.Split([',', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)],
        },
        new PriceSettings
        {
            MarginBasisPoints = (int)Math.Clamp(decimal.Round((Number(Margin) ?? 0) * 100m), int.MinValue, int.MaxValue),
            FixedMinor = Minor(Fixed) ?? 0,
            Rounding = Rounding,
            FloorMinor = Floor.Trim().Length == 0 ? null : Minor(Floor),
        },
        new StockSettings
        {
            SourceLocations = AllLocations ? [] : [.. Locations.Order()],
            ReceivingLocation = Receiving,
            Buffer = Whole(Buffer) ?? 0,
            Cap = Cap.Trim().Length == 0 ? null : Whole(Cap),
            SoldOut = SoldOut,
        });

    /// <summary>How a price of 100 at the source would be made, for the one who types.</summary>
    public string Example()
    {
        if (_reading.RateMillionths is not { } rate)
        {
            return $"Prices wait for an exchange rate from {_reading.SourceCurrency} to {_reading.Currency}; they are left alone until it is set.";
        }

        if (Number(Margin) is null || Number(Fixed) is null)
        {
            return "";
        }

        var planned = PricePlan.Of(Money.FromDecimal(100m, _reading.SourceCurrency), _reading.Currency, rate, ToSettings().Price);
        return $"100 {_reading.SourceCurrency} at the source becomes {planned.Price}: {planned.How}.";
    }

    private string Amount(long minor) => new Money(minor, _reading.Currency).ToShopify();

    private long? Minor(string text) => Number(text) is { } number ? Money.FromDecimal(Math.Clamp(number, -1_000_000_000_000m, 1_000_000_000_000m), _reading.Currency).Minor : null;

    private static decimal? Number(string text) =>
        text.Trim().Length == 0 ? 0
        : decimal.TryParse(text.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 1_000_000_000_000m ? number : null;

    private static int? Whole(string text) => text.Trim().Length == 0 ? 0 : int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
