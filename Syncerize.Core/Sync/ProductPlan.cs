using Syncerize.Core.Catalog;
using Syncerize.Core.Connections;
using Syncerize.Core.Mapping;
using Syncerize.Core.Shopify;

namespace Syncerize.Core.Sync;

/// <summary>Everything a plan is made of, read from the mirror. The planner looks at nothing else.</summary>
/// <param name="Source">The product at the source, variants included.</param>
/// <param name="SourceCurrency">The source's currency.</param>
/// <param name="Destination">The product at the destination as last read; null where it has to be created.</param>
/// <param name="DestinationCurrency">The destination's currency.</param>
/// <param name="Settings">The connection's settings.</param>
/// <param name="RateMillionths">The exchange rate; null where a needed one is not set.</param>
/// <param name="Origin">Whether we created the destination product; a mapped one's own variants and options are never touched.</param>
/// <param name="Links">Variant links, ended ones too: they say what must not be made again.</param>
/// <param name="Ledger">What was last written and read back.</param>
/// <param name="ProductKey">The key a created product carries.</param>
/// <param name="LocationId">Where new variants are stocked, at zero; null where the shop has no such location.</param>
public sealed record PlanInputs(
    Product Source, string SourceCurrency, Product? Destination, string DestinationCurrency, ConnectionSettings Settings, long? RateMillionths, LinkOrigin Origin,
    IReadOnlyList<VariantLink> Links, IReadOnlyList<LedgerEntry> Ledger, string ProductKey, long? LocationId)
{
    /// <summary>Which images of the destination were made from which of the source.</summary>
    public IReadOnlyList<ImageLink> Images { get; init; } = [];

    /// <summary>Whether another product of the destination has the source's handle.</summary>
    public bool IsHandleTaken { get; init; }
}

/// <summary>What a plan comes to.</summary>
public enum PlanKind
{
    /// <summary>Both sides agree in everything selected.</summary>
    Nothing = 0,

    /// <summary>The product is created.</summary>
    Create = 1,

    /// <summary>Something is changed.</summary>
    Update = 2,

    /// <summary>It cannot be created yet; <see cref="ProductPlan.Sentences"/> say what it waits for.</summary>
    Waits = 3,

    /// <summary>It cannot be brought in step; <see cref="ProductPlan.Sentences"/> say why.</summary>
    Conflict = 4,
}

/// <summary>What is to be done about one field.</summary>
public enum FieldVerdict
{
    /// <summary>As planned, or as Shopify made of it.</summary>
    InStep = 0,

    /// <summary>It is written.</summary>
    Write = 1,

    /// <summary>Changed by hand at the destination; kept as the connection, or a person, says (docs/decisions).</summary>
    KeptEdit = 2,

    /// <summary>Left alone while something is missing, such as an exchange rate.</summary>
    Waits = 3,
}

/// <summary>One selected field, planned and seen.</summary>
/// <param name="VariantLinkId">The variant link; 0 for a field of the product.</param>
/// <param name="Field">One of <see cref="SyncFields"/>.</param>
/// <param name="Planned">The source's value with settings applied; null where it cannot be known yet.</param>
/// <param name="Seen">What the destination has.</param>
/// <param name="Verdict">What follows.</param>
/// <param name="Why">Why it is written; for a price how it was computed; null where nothing is written.</param>
public sealed record PlannedField(int VariantLinkId, string Field, string? Planned, string Seen, FieldVerdict Verdict, string? Why = null);

/// <summary>A variant that is stopped because the code by which it was mapped changed.</summary>
/// <param name="Link">The variant link.</param>
/// <param name="Reason">For people.</param>
public sealed record VariantStop(VariantLink Link, string Reason);

/// <summary>What is to be done with the images of a product. Images the plan does not name are never touched.</summary>
/// <param name="Add">Images of the source to add behind those that are there.</param>
/// <param name="Remove">Images of ours to take off the product.</param>
/// <param name="Describe">Alternative texts to set, by image of the destination.</param>
/// <param name="Order">The first places, in this order; empty where the order stays.</param>
public sealed record ImageChanges(IReadOnlyList<ImageReading> Add, IReadOnlyList<long> Remove, IReadOnlyDictionary<long, string> Describe, IReadOnlyList<long> Order)
{
    /// <summary>Nothing.</summary>
    public static ImageChanges None { get; } = new([], [], new Dictionary<long, string>(), []);

    /// <summary>Images of ours that Shopify could not process, to delete.</summary>
    public IReadOnlyList<long> Delete { get; init; } = [];

    /// <summary>Whether there is anything to do.</summary>
    public bool Any => Add.Count + Remove.Count + Delete.Count + Describe.Count + Order.Count > 0;
}

/// <summary>A change as a person reads it.</summary>
/// <param name="Subject">The product's or variant's title.</param>
/// <param name="Field">What is changed.</param>
/// <param name="From">What is there.</param>
/// <param name="To">What will be there.</param>
/// <param name="Why">Why.</param>
public sealed record PlannedChange(string Subject, string Field, string From, string To, string Why);

/// <summary>What would be done to bring one product in step. Preview shows it, apply carries it out: the same plan.</summary>
public sealed record ProductPlan
{
    /// <summary>What it comes to.</summary>
    public required PlanKind Kind { get; init; }

    /// <summary>The product to create.</summary>
    public ProductDraft? Draft { get; init; }

    /// <summary>Options to rename or move.</summary>
    public IReadOnlyList<OptionChange> OptionChanges { get; init; } = [];

    /// <summary>Options to add.</summary>
    public IReadOnlyList<OptionReading> OptionsToAdd { get; init; } = [];

    /// <summary>Options to delete, by name.</summary>
    public IReadOnlyList<string> OptionsToDelete { get; init; } = [];

    /// <summary>Fields of the product to write.</summary>
    public ProductChange? Change { get; init; }

    /// <summary>Fields of variants to write.</summary>
    public IReadOnlyList<VariantChange> VariantChanges { get; init; } = [];

    /// <summary>Variants to create.</summary>
    public IReadOnlyList<VariantDraft> VariantsToCreate { get; init; } = [];

    /// <summary>Variants of ours to delete at the destination: the source has deleted them.</summary>
    public IReadOnlyList<VariantLink> VariantsToDelete { get; init; } = [];

    /// <summary>Variants the source has deleted that stay at the destination, at zero stock.</summary>
    public IReadOnlyList<VariantLink> VariantsToDetach { get; init; } = [];

    /// <summary>Variants somebody deleted at the destination; they are not made again.</summary>
    public IReadOnlyList<VariantLink> VariantsLost { get; init; } = [];

    /// <summary>Variants that exist on both sides and are to be linked.</summary>
    public IReadOnlyList<VariantPair> VariantsToLink { get; init; } = [];

    /// <summary>Variants whose code changed after they were mapped: nothing of them is written, their stock goes to zero once.</summary>
    public IReadOnlyList<VariantStop> VariantsToStop { get; init; } = [];

    /// <summary>Variants whose codes agree again: they go on.</summary>
    public IReadOnlyList<VariantLink> VariantsToResume { get; init; } = [];

    /// <summary>Options with their values in the order they should have; empty where it stays.</summary>
    public IReadOnlyList<OptionReading> OptionOrder { get; init; } = [];

    /// <summary>The destination's variants that come first, in this order; empty where it stays.</summary>
    public IReadOnlyList<long> VariantOrder { get; init; } = [];

    /// <summary>What is done with images.</summary>
    public ImageChanges Images { get; init; } = ImageChanges.None;

    /// <summary>Whether something waits for Shopify to have processed an image.</summary>
    public bool WaitsForImages { get; init; }

    /// <summary>Metafields to set.</summary>
    public IReadOnlyList<MetafieldReading> MetafieldsToSet { get; init; } = [];

    /// <summary>Metafields of ours to delete: the source has them no more.</summary>
    public IReadOnlyList<MetafieldName> MetafieldsToDelete { get; init; } = [];

    /// <summary>Whether it is published to the destination's Online Store.</summary>
    public bool Publish { get; init; }

    /// <summary>Every selected field.</summary>
    public IReadOnlyList<PlannedField> Fields { get; init; } = [];

    /// <summary>The changes, for people.</summary>
    public IReadOnlyList<PlannedChange> Changes { get; init; } = [];

    /// <summary>What it waits for, and what stands against it.</summary>
    public IReadOnlyList<string> Sentences { get; init; } = [];

    /// <summary>Whether it adds or removes variants or options: such a write is preceded by a fresh reading, because a repeat would not be harmless.</summary>
    public bool IsStructural => VariantsToCreate.Count + VariantsToDelete.Count + OptionChanges.Count + OptionsToAdd.Count + OptionsToDelete.Count + Images.Add.Count > 0;

    /// <summary>Whether anything is written at Shopify.</summary>
    public bool Writes =>
        IsStructural || Change is not null || VariantChanges.Count + OptionOrder.Count + VariantOrder.Count + MetafieldsToSet.Count + MetafieldsToDelete.Count > 0 || Images.Any || Publish;
}
