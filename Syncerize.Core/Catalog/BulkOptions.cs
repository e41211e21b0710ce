using System.ComponentModel.DataAnnotations;

namespace Syncerize.Core.Catalog;

/// <summary>When and how Shopify's bulk operations are used (section <c>Bulk</c>).</summary>
public sealed class BulkOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Bulk";

    /// <summary>An import of at least so many products goes through bulk operations; a smaller one is quicker product by product.</summary>
    [Range(2, 100_000)]
    public int ImportFrom { get; set; } = 250;

    /// <summary>The most products handed over in one operation.</summary>
    [Range(1, 100_000)]
    public int ImportBatch { get; set; } = 5_000;

    /// <summary>A compare of at least so many quantities is read in bulk.</summary>
    [Range(2, 1_000_000)]
    public int StockFrom { get; set; } = 1_500;

    /// <summary>How often an operation is looked at.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long to wait while Shopify works on as many operations as it takes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan BusyWait { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Shopify gives a shop with so many variants only <see cref="VariantsPerDay"/> new ones a day.</summary>
    [Range(1, 10_000_000)]
    public int VariantLimitFrom { get; set; } = 50_000;

    /// <summary>New variants such a shop may get in a day.</summary>
    [Range(1, 10_000_000)]
    public int VariantsPerDay { get; set; } = 1_000;
}
