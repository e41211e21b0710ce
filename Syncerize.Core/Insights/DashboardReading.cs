using System.Runtime.InteropServices;
using Syncerize.Core.Activity;
using Syncerize.Core.Totals;

namespace Syncerize.Core.Insights;

/// <summary>What a dashboard is asked for.</summary>
/// <param name="Side">As destination or as source.</param>
/// <param name="Range">The calendar's choice.</param>
/// <param name="Partner">A source's dashboard: the one destination all of it is narrowed to; null for all.</param>
public sealed record DashboardAsked(TotalSide Side, RangeAsked Range, StoreId? Partner = null);

/// <summary>A counter.</summary>
/// <param name="Value">At the range's end (levels) or over the range (sums; minor units for revenue); null where levels were not kept that far back.</param>
/// <param name="Before">The same of the period before; null for all time, and where it is not known.</param>
/// <param name="Points">One per point of the series; null where it is not known.</param>
public sealed record Counter(long? Value, long? Before, IReadOnlyList<long?> Points);

/// <summary>One point of the series.</summary>
/// <param name="From">Its first day.</param>
/// <param name="To">Its last day.</param>
/// <param name="Orders">Orders received.</param>
/// <param name="Units">Units sold.</param>
/// <param name="RevenueMinor">Revenue in minor units of the store's currency.</param>
public sealed record SeriesPoint(DateOnly From, DateOnly To, int Orders, int Units, long RevenueMinor);

/// <summary>A product that sold.</summary>
/// <param name="Source">The store that owns it.</param>
/// <param name="ProductId">Its number there.</param>
/// <param name="Title">Its title.</param>
/// <param name="Image">Its picture's address; null if none.</param>
/// <param name="Units">Units sold in the range.</param>
/// <param name="RevenueMinor">Revenue in the range.</param>
/// <param name="Colour">The colour of its partner, from 1; 0 where the store sells its own.</param>
public sealed record TopProduct(StoreId Source, long ProductId, string Title, string? Image, int Units, long RevenueMinor, int Colour);

/// <summary>What was sold with one partner: a supplier, or a store that sells.</summary>
/// <param name="Store">The partner.</param>
/// <param name="Name">Its name.</param>
/// <param name="Orders">Orders in the range.</param>
/// <param name="Units">Units sold in the range.</param>
/// <param name="RevenueMinor">Revenue in the range, in the viewing store's currency.</param>
/// <param name="Colour">Its colour on every chart, from 1.</param>
public sealed record TopPartner(StoreId Store, string Name, int Orders, int Units, long RevenueMinor, int Colour);

/// <summary>A partner to narrow a source's dashboard to.</summary>
public sealed record PartnerChoice(StoreId Store, string Name);

/// <summary>How far the orders of the range are: pushed (destination), fulfilled (source).</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct OrderStanding(int Open, int Partial, int Complete, int Cancelled);

/// <summary>Whether syncing keeps up, now.</summary>
/// <param name="DueWork">Steps due and not yet worked.</param>
/// <param name="OldestDueAt">Since when the oldest of them is due, UTC.</param>
/// <param name="ParkedWork">Steps that need a person.</param>
/// <param name="ParkedPushes">Order pushes that need a person.</param>
/// <param name="Matched">Synced variants whose stock is kept in step.</param>
/// <param name="Conflicts">Synced variants whose stock cannot be kept in step, each with its reason on the Products page.</param>
/// <param name="Drifted">Quantities that the last full comparison found to be another number and had set right; null before the first.</param>
/// <param name="ComparedAt">When that comparison ended, UTC.</param>
/// <param name="BackOffReason">Why the shop is not called now; null if it is.</param>
public sealed record SyncHealth(
    int DueWork, DateTimeOffset? OldestDueAt, int ParkedWork, int ParkedPushes, int Matched, int Conflicts, int? Drifted, DateTimeOffset? ComparedAt, string? BackOffReason)
{
    /// <summary>True where nothing waits and nothing needs a person.</summary>
    public bool InStep => DueWork == 0 && ParkedWork == 0 && ParkedPushes == 0 && Conflicts == 0 && BackOffReason is null;
}

/// <summary>The first steps, computed from the data.</summary>
/// <param name="Connected">A partner is, or was, connected.</param>
/// <param name="Synced">A product is, or was, synced.</param>
/// <param name="Pushed">An order was pushed.</param>
public sealed record SetupGuide(bool Connected, bool Synced, bool Pushed)
{
    /// <summary>Nothing is left.</summary>
    public bool IsDone => Connected && Synced && Pushed;

    /// <summary>Steps done.</summary>
    public int Done => (Connected ? 1 : 0) + (Synced ? 1 : 0) + (Pushed ? 1 : 0);
}

/// <summary>What an attention item is about, so that it can be opened.</summary>
public enum AttentionAbout
{
    /// <summary>Nothing that has a page.</summary>
    Nothing = 0,

    /// <summary>An order; the subject is its number.</summary>
    Order = 1,

    /// <summary>Orders that wait.</summary>
    Orders = 2,

    /// <summary>Synced products.</summary>
    Products = 3,
}

/// <summary>One thing a person should look at.</summary>
/// <param name="Level">How urgent.</param>
/// <param name="Sentence">What and what to do.</param>
/// <param name="About">What it is about.</param>
/// <param name="Subject">Its number.</param>
public sealed record AttentionItem(ActivityLevel Level, string Sentence, AttentionAbout About, long? Subject = null);

/// <summary>What a store's dashboard shows.</summary>
/// <param name="Side">In which role.</param>
/// <param name="Currency">The store's currency.</param>
/// <param name="Today">Today in the store's zone.</param>
/// <param name="Range">The days shown; for all time from the first order on.</param>
/// <param name="Before">The days compared with; null for all time.</param>
/// <param name="Unit">How wide the points of the series are.</param>
/// <param name="StoresConnected">Partners whose connection is connected, at the range's end.</param>
/// <param name="AvailableProducts">Products on offer: by connected sources, or by this source; at the range's end.</param>
/// <param name="SyncedProducts">Active product links, at the range's end.</param>
/// <param name="Orders">Orders with at least one synced line.</param>
/// <param name="Revenue">Their synced lines, net of refunds, in minor units.</param>
/// <param name="Series">The points, oldest first.</param>
/// <param name="ByUnits">Products that sold the most units.</param>
/// <param name="ByRevenue">Products that brought the most revenue.</param>
/// <param name="Partners">Partners that sold in the range, by revenue.</param>
/// <param name="Standing">How far the range's orders are.</param>
/// <param name="Health">Whether syncing keeps up.</param>
/// <param name="Guide">The first steps.</param>
/// <param name="Attention">What needs a look, most urgent first; the first few.</param>
/// <param name="NeedsPerson">How many there are of them.</param>
/// <param name="Activity">The newest activity.</param>
/// <param name="Choices">A source's partners to narrow to.</param>
/// <param name="Narrowed">The partner it is narrowed to; null for all.</param>
/// <param name="IsCounting">True while totals are counted anew: sums are not complete yet.</param>
/// <param name="Plan">The plan and how full its meters are now, whatever the range; null for a source, which is not metered.</param>
public sealed record DashboardReading(
    TotalSide Side, string Currency, DateOnly Today, DayRange Range, DayRange? Before, BucketUnit Unit,
    Counter StoresConnected, Counter AvailableProducts, Counter SyncedProducts, Counter Orders, Counter Revenue,
    IReadOnlyList<SeriesPoint> Series, IReadOnlyList<TopProduct> ByUnits, IReadOnlyList<TopProduct> ByRevenue, IReadOnlyList<TopPartner> Partners, OrderStanding Standing,
    SyncHealth Health, SetupGuide Guide, IReadOnlyList<AttentionItem> Attention, int NeedsPerson, IReadOnlyList<ActivityRow> Activity,
    IReadOnlyList<PartnerChoice> Choices, StoreId? Narrowed, bool IsCounting, PlanSummary? Plan);
