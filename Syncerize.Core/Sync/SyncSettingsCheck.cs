using Syncerize.Core.Connections;

namespace Syncerize.Core.Sync;

/// <summary>Product sync, price and stock settings of a connection, as a person wants them.</summary>
public sealed record SyncSettings(ProductSyncSettings Products, PriceSettings Price, StockSettings Stock)
{
    /// <summary>Those of a connection.</summary>
    public static SyncSettings Of(ConnectionSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new SyncSettings(settings.Products, settings.Price, settings.Stock);
    }

    /// <summary>The connection's settings with these in them.</summary>
    public ConnectionSettings In(ConnectionSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings with { Products = Products, Price = Price, Stock = Stock };
    }
}

/// <summary>What keeps settings from being saved. Pure.</summary>
public static class SyncSettingsCheck
{
    /// <summary>The highest fixed amount and floor, in minor units.</summary>
    public const long MostMinor = 100_000_000_000;

    private const int MostUnits = 1_000_000;
    private const int MostRules = 100;

    /// <summary>Sentences that say what is wrong and what to do; none where everything can be saved.</summary>
    public static IReadOnlyList<string> Problems(SyncSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var (products, price, stock) = settings;
        var problems = new List<string>();
        void Refuse(bool wrong, string sentence)
        {
            if (wrong)
            {
                problems.Add(sentence);
            }
        }

        Refuse(price.MarginBasisPoints is < PriceSettings.LeastMargin or > PriceSettings.MostMargin, "The margin must be between −100 % and 10,000 %.");
        Refuse(Math.Abs(price.FixedMinor) > MostMinor, "The fixed amount is too large.");
        Refuse(price.FloorMinor is < 0 or > MostMinor, "The floor must be zero or more.");
        Refuse(stock.Buffer is < 0 or > MostUnits, "The safety buffer must be between 0 and 1,000,000 units.");
        Refuse(stock.Cap is < 0 or > MostUnits, "The cap must be between 0 and 1,000,000 units, or empty for none.");
        Refuse(
            products.Metafields != AttributeSync.Off && products.MetafieldNamespaces.All(string.IsNullOrWhiteSpace),
            "Metafields are selected, but no namespace: enter at least one, such as custom.");
        Refuse(
            products.MetafieldNamespaces.Any(n => n.StartsWith('$') || n.StartsWith("app--", StringComparison.Ordinal)),
            "Namespaces that begin with $app or app-- belong to an app and cannot go along.");
        Refuse(products.Collections.Count > MostRules, "A connection can have 100 collection rules at most.");
        Refuse(products.Collections.Any(r => r.Match != CollectionMatch.Every && string.IsNullOrWhiteSpace(r.Value)), "A collection rule needs the tag, type or vendor it looks for.");
        Refuse(products.Collections.Any(r => r.CollectionId <= 0), "A collection rule needs a collection of your shop.");
        return problems;
    }
}
