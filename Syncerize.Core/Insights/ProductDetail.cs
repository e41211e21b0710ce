using Syncerize.Core.Mapping;
using Syncerize.Core.Shopify;

namespace Syncerize.Core.Insights;

/// <summary>How one field of a synced product stands at the destination.</summary>
public enum FieldStanding
{
    /// <summary>As the source has it, settings applied.</summary>
    InSync = 0,

    /// <summary>Changed by hand at the destination; kept until the source changes.</summary>
    ChangedHere = 1,

    /// <summary>The source's value is on its way.</summary>
    BeingWritten = 2,

    /// <summary>Left alone while something is missing, such as an exchange rate.</summary>
    Waits = 3,

    /// <summary>Written when the product was created, not since.</summary>
    OnlyOnCreate = 4,

    /// <summary>Not selected: never written.</summary>
    NotSelected = 5,
}

/// <summary>One field, both sides.</summary>
/// <param name="Field">One of <see cref="Sync.SyncFields"/>.</param>
/// <param name="Source">What the source has.</param>
/// <param name="Here">What the destination has; null while there is no product.</param>
/// <param name="Standing">How it stands.</param>
/// <param name="How">How a price was computed, such as "20.00 GBP × 1.75 = 35.00 CAD"; null for other fields.</param>
/// <param name="WrittenAt">When it was last written, UTC; null where it never was.</param>
/// <param name="CanKeep">Changed here, and not yet chosen to stay for good.</param>
/// <param name="CanUseSource">The destination has another value than planned, and the source's can be written.</param>
public sealed record FieldRow(string Field, string Source, string? Here, FieldStanding Standing, string? How, DateTimeOffset? WrittenAt, bool CanKeep = false, bool CanUseSource = false);

/// <summary>One write of a field.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Subject">The variant's title; null for the product.</param>
/// <param name="Field">The field.</param>
/// <param name="From">What was there.</param>
/// <param name="To">What was read back.</param>
/// <param name="Why">Why.</param>
/// <param name="RequestId">Shopify's request id.</param>
public sealed record WriteRow(DateTimeOffset At, string? Subject, string Field, string From, string To, string Why, string? RequestId);

/// <summary>Stock of one variant at one location of its shop.</summary>
/// <param name="Location">The location's name.</param>
/// <param name="Available">Units that can be sold.</param>
/// <param name="Committed">Units sold and not yet shipped.</param>
/// <param name="Counts">False for a source location that the connection leaves out.</param>
public sealed record LocationStock(string Location, int Available, int Committed, bool Counts);

/// <summary>What the destination shows of a variant, and why.</summary>
/// <param name="Shown">The quantity last written or found equal; null before the first.</param>
/// <param name="Reason">Why it is that number: the formula with its values.</param>
/// <param name="At">When that was, UTC.</param>
/// <param name="Next">What it should be now, where that differs; null where it does not.</param>
/// <param name="NextReason">Why.</param>
/// <param name="Conflict">What keeps it from being kept in step; null where nothing does.</param>
/// <param name="Locations">The destination's own locations.</param>
public sealed record ShownStock(int? Shown, string? Reason, DateTimeOffset? At, int? Next, string? NextReason, string? Conflict, IReadOnlyList<LocationStock> Locations);

/// <summary>One variant, both sides.</summary>
/// <param name="SourceVariantId">The variant at the source.</param>
/// <param name="Title">Its title there.</param>
/// <param name="Sku">Its SKU there.</param>
/// <param name="Price">Its price there.</param>
/// <param name="Tracked">Whether the source tracks its stock.</param>
/// <param name="Linked">Whether it is linked to a variant of the destination.</param>
/// <param name="Fields">Its fields; empty where the viewer is the source.</param>
/// <param name="Locations">The source's locations.</param>
/// <param name="Stock">What the destination shows; null where the viewer is the source or nothing is linked.</param>
/// <param name="NewPrice">Not synced yet: the price it would be created with; null while a needed rate is missing.</param>
/// <param name="NewPriceHow">How that would be computed.</param>
/// <param name="StopReason">Why nothing of it is written any more; null where it is in step.</param>
public sealed record VariantDetail(
    long SourceVariantId, string Title, string? Sku, Money Price, bool Tracked, bool Linked, IReadOnlyList<FieldRow> Fields, IReadOnlyList<LocationStock> Locations, ShownStock? Stock,
    Money? NewPrice, string? NewPriceHow, string? StopReason = null);

/// <summary>A store that sells a source's product.</summary>
public sealed record ProductSeller(ConnectionId Connection, string Name, LinkState State, DateTimeOffset LinkedAt);

/// <summary>Everything a product's drawer shows.</summary>
/// <param name="Connection">The connection it is offered or synced through; null where the viewer is its source.</param>
/// <param name="SourceStore">Its source.</param>
/// <param name="SourceName">The source's name.</param>
/// <param name="ProductId">The product at the source.</param>
/// <param name="Title">Title there.</param>
/// <param name="ImageUrl">First image; null if none.</param>
/// <param name="Vendor">Vendor there.</param>
/// <param name="Status">Shopify's status there.</param>
/// <param name="State">The link's state; null where it is not synced.</param>
/// <param name="StateReason">A sentence where the state needs one.</param>
/// <param name="Mapped">True where the merchant had the product before and joined it.</param>
/// <param name="LinkedAt">Since when it is synced, UTC.</param>
/// <param name="SyncedAt">When the destination was last brought in step, UTC.</param>
/// <param name="Sentences">What it waits for and what stands against it.</param>
/// <param name="Fields">The product's own fields, both sides; empty where it is not synced.</param>
/// <param name="Variants">Its variants, in the source's order.</param>
/// <param name="Sellers">Where the viewer is the source: who sells it.</param>
/// <param name="History">What happened and what was noticed, newest first.</param>
public sealed record ProductDetail(
    ConnectionId? Connection, StoreId SourceStore, string SourceName, long ProductId, string Title, string? ImageUrl, string Vendor, string Status, LinkState? State, string? StateReason, bool Mapped,
    DateTimeOffset? LinkedAt, DateTimeOffset? SyncedAt, IReadOnlyList<string> Sentences, IReadOnlyList<FieldRow> Fields, IReadOnlyList<VariantDetail> Variants, IReadOnlyList<ProductSeller> Sellers,
    IReadOnlyList<ActivityRow> History)
{
    /// <summary>Every write of a field, newest first.</summary>
    public IReadOnlyList<WriteRow> Writes { get; init; } = [];

    /// <summary>The source's description, HTML as Shopify holds it: to be cleaned before it is shown.</summary>
    public string DescriptionThere { get; init; } = "";

    /// <summary>The destination's description, likewise; null while there is no product.</summary>
    public string? DescriptionHere { get; init; }

    /// <summary>The source's images.</summary>
    public IReadOnlyList<ImageReading> ImagesThere { get; init; } = [];

    /// <summary>The destination's images.</summary>
    public IReadOnlyList<ImageReading> ImagesHere { get; init; } = [];
}
