using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Syncerize.Core.Activity;
using Syncerize.Core.Catalog;
using Syncerize.Core.Connections;
using Syncerize.Core.Intake;
using Syncerize.Core.Mapping;
using Syncerize.Core.Orders;
using Syncerize.Core.Plans;
using Syncerize.Core.Stock;
using Syncerize.Core.Stores;
using Syncerize.Core.Sync;
using Syncerize.Core.Totals;
using Syncerize.Core.Work;

namespace Syncerize.Core.Data;

/// <summary>The one database. Read through a factory (no tracking by default); written only through <see cref="WriteGate"/>.</summary>
public sealed class SyncerizeDb(DbContextOptions<SyncerizeDb> options) : DbContext(options)
{
    /// <summary>Stores.</summary>
    public DbSet<Store> Stores => Set<Store>();

    /// <summary>Exchange rates.</summary>
    public DbSet<ExchangeRate> ExchangeRates => Set<ExchangeRate>();

    /// <summary>Plans of stores.</summary>
    public DbSet<StorePlan> StorePlans => Set<StorePlan>();

    /// <summary>Claimed units of meters.</summary>
    public DbSet<Claim> Claims => Set<Claim>();

    /// <summary>Connections.</summary>
    public DbSet<Connection> Connections => Set<Connection>();

    /// <summary>Bulk changes that can be undone.</summary>
    public DbSet<BulkChange> BulkChanges => Set<BulkChange>();

    /// <summary>Mirrored products.</summary>
    public DbSet<Product> Products => Set<Product>();

    /// <summary>Mirrored variants.</summary>
    public DbSet<Variant> Variants => Set<Variant>();

    /// <summary>What mirrored products are found by.</summary>
    public DbSet<ProductTerm> ProductTerms => Set<ProductTerm>();

    /// <summary>Availability modes of sources.</summary>
    public DbSet<AvailabilityRule> AvailabilityRules => Set<AvailabilityRule>();

    /// <summary>Product links.</summary>
    public DbSet<ProductLink> ProductLinks => Set<ProductLink>();

    /// <summary>Variant links.</summary>
    public DbSet<VariantLink> VariantLinks => Set<VariantLink>();

    /// <summary>Imports and bulk mappings, past ones too.</summary>
    public DbSet<SyncRun> SyncRuns => Set<SyncRun>();

    /// <summary>The products of imports and bulk mappings.</summary>
    public DbSet<SyncRunItem> SyncRunItems => Set<SyncRunItem>();

    /// <summary>Bulk readings of whole catalogues.</summary>
    public DbSet<CatalogReading> CatalogReadings => Set<CatalogReading>();

    /// <summary>Ledger of written fields.</summary>
    public DbSet<LedgerEntry> Ledger => Set<LedgerEntry>();

    /// <summary>Every write of a field.</summary>
    public DbSet<FieldWrite> FieldWrites => Set<FieldWrite>();

    /// <summary>Images made from a source's.</summary>
    public DbSet<ImageLink> ImageLinks => Set<ImageLink>();

    /// <summary>Locations.</summary>
    public DbSet<Location> Locations => Set<Location>();

    /// <summary>Stock levels.</summary>
    public DbSet<StockLevel> StockLevels => Set<StockLevel>();

    /// <summary>Units sold and kept back.</summary>
    public DbSet<Reservation> Reservations => Set<Reservation>();

    /// <summary>Comparisons of quantities with Shopify's.</summary>
    public DbSet<CompareRun> CompareRuns => Set<CompareRun>();

    /// <summary>Unexplained units.</summary>
    public DbSet<UnexplainedUnits> UnexplainedUnits => Set<UnexplainedUnits>();

    /// <summary>Mirrored orders.</summary>
    public DbSet<Order> Orders => Set<Order>();

    /// <summary>Mirrored order lines.</summary>
    public DbSet<OrderLine> OrderLines => Set<OrderLine>();

    /// <summary>Order pushes.</summary>
    public DbSet<OrderPush> OrderPushes => Set<OrderPush>();

    /// <summary>Lines of order pushes.</summary>
    public DbSet<OrderPushLine> OrderPushLines => Set<OrderPushLine>();

    /// <summary>Attempts of pushes.</summary>
    public DbSet<PushAttempt> PushAttempts => Set<PushAttempt>();

    /// <summary>Shipments brought back.</summary>
    public DbSet<ReturnedFulfillment> ReturnedFulfillments => Set<ReturnedFulfillment>();

    /// <summary>Changes of source orders that follow from destination orders.</summary>
    public DbSet<SourceChange> SourceChanges => Set<SourceChange>();

    /// <summary>What new connections begin with.</summary>
    public DbSet<OrderPushDefaults> OrderPushDefaults => Set<OrderPushDefaults>();

    /// <summary>How many orders stand under each tab.</summary>
    public DbSet<OrderCount> OrderCounts => Set<OrderCount>();

    /// <summary>Payments that sources wrote down.</summary>
    public DbSet<OrderPayment> OrderPayments => Set<OrderPayment>();

    /// <summary>Figures per day, month and year.</summary>
    public DbSet<Total> Totals => Set<Total>();

    /// <summary>The same per product.</summary>
    public DbSet<ProductTotal> ProductTotals => Set<ProductTotal>();

    /// <summary>Levels at the end of days.</summary>
    public DbSet<LevelSnapshot> Levels => Set<LevelSnapshot>();

    /// <summary>Stores whose totals are being counted anew.</summary>
    public DbSet<TotalsRebuild> TotalsRebuilds => Set<TotalsRebuild>();

    /// <summary>Webhook inbox.</summary>
    public DbSet<InboxMessage> Inbox => Set<InboxMessage>();

    /// <summary>Poll cursors.</summary>
    public DbSet<PollCursor> PollCursors => Set<PollCursor>();

    /// <summary>Due work.</summary>
    public DbSet<WorkItem> WorkItems => Set<WorkItem>();

    /// <summary>Lanes.</summary>
    public DbSet<Lane> Lanes => Set<Lane>();

    /// <summary>The sequence of generations.</summary>
    public DbSet<GenerationSequence> Generations => Set<GenerationSequence>();

    /// <summary>Activity.</summary>
    public DbSet<ActivityEntry> Activity => Set<ActivityEntry>();

    /// <summary>What people are told.</summary>
    public DbSet<Notice> Notices => Set<Notice>();

    /// <summary>Which mail they get.</summary>
    public DbSet<NotificationSettings> NotificationSettings => Set<NotificationSettings>();

    /// <inheritdoc/>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var moved = OrderIndexing.Apply(ChangeTracker);
        var saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        await OrderIndexing.CountAsync(this, moved, cancellationToken);
        return saved;
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(SyncerizeDb).Assembly);
        modelBuilder.HasDbFunction(() => OfferedProducts.HasAnyTag("", "")).HasName(TagFunction.Name).IsBuiltIn();
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);

        // SQLite has no time type EF can order by: UTC milliseconds are integers everywhere.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcMilliseconds>();
        configurationBuilder.Properties<TimeSpan>().HaveConversion<Milliseconds>();
        configurationBuilder.Properties<StoreId>().HaveConversion<StoreIdConverter>();
        configurationBuilder.Properties<ConnectionId>().HaveConversion<ConnectionIdConverter>();
    }

    private sealed class UtcMilliseconds() : ValueConverter<DateTimeOffset, long>(v => v.ToUnixTimeMilliseconds(), v => DateTimeOffset.FromUnixTimeMilliseconds(v));

    private sealed class Milliseconds() : ValueConverter<TimeSpan, long>(v => (long)v.TotalMilliseconds, v => TimeSpan.FromMilliseconds(v));

    private sealed class StoreIdConverter() : ValueConverter<StoreId, int>(v => v.Value, v => new StoreId(v));

    private sealed class ConnectionIdConverter() : ValueConverter<ConnectionId, int>(v => v.Value, v => new ConnectionId(v));
}
