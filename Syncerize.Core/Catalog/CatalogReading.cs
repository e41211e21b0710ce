namespace Syncerize.Core.Catalog;

/// <summary>Where a bulk reading of a whole catalogue stands.</summary>
public enum CatalogReadingState
{
    /// <summary>Shopify collects it.</summary>
    Collecting = 0,

    /// <summary>Every product was taken into the mirror.</summary>
    Done = 1,

    /// <summary>It could not be read; <see cref="CatalogReading.Sentence"/> says why.</summary>
    Failed = 2,
}

/// <summary>One reading of everything a shop sells, through Shopify's bulk operations.</summary>
public sealed class CatalogReading
{
    /// <summary>Our key.</summary>
    public int Id { get; set; }

    /// <summary>The store.</summary>
    public StoreId StoreId { get; set; }

    /// <summary>When it was asked for, UTC. What it holds is at least as new.</summary>
    public DateTimeOffset BegunAt { get; set; }

    /// <summary>When it ended, UTC; null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Where it stands.</summary>
    public CatalogReadingState State { get; set; }

    /// <summary>Whether it goes page by page, as a small catalogue's does, and not in bulk.</summary>
    public bool IsPaged { get; set; }

    /// <summary>Shopify's bulk operation; null until it was accepted.</summary>
    public long? OperationId { get; set; }

    /// <summary>Objects Shopify has collected so far.</summary>
    public long Objects { get; set; }

    /// <summary>Products read.</summary>
    public int Products { get; set; }

    /// <summary>Products that were as the mirror had them.</summary>
    public int Matched { get; set; }

    /// <summary>Products that had changed without our knowing, and are taken up.</summary>
    public int Changed { get; set; }

    /// <summary>Products that are gone at the shop.</summary>
    public int Gone { get; set; }

    /// <summary>What it waits for, or why it failed, for people.</summary>
    public string? Sentence { get; set; }
}
