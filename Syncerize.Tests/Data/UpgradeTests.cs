using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Syncerize.Core;
using Syncerize.Core.Data;
using Syncerize.Core.Live;
using Syncerize.Core.Mapping;
using Syncerize.Core.Orders;
using Syncerize.Core.Plans;
using Syncerize.Core.Totals;
using Syncerize.Core.Work;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Data;

/// <summary>A database of the first release, with a year's trade in it, meets the newest app.</summary>
public sealed class UpgradeTests : IAsyncLifetime, IDbContextFactory<SyncerizeDb>
{
    private static readonly StoreId Destination = new(1);
    private static readonly StoreId Source = new(2);
    private readonly string _folder = Directory.CreateTempSubdirectory("syncerize-upgrade-").FullName;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly IOptions<DataOptions> _options;

    public UpgradeTests() => _options = Options.Create(new DataOptions { Directory = _folder });

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public SyncerizeDb CreateDbContext()
    {
        var options = new DbContextOptionsBuilder<SyncerizeDb>();
        DataServices.Configure(options, _options.Value.DatabaseFile);
        return new SyncerizeDb(options.Options);
    }

    public async ValueTask InitializeAsync()
    {
        await using var db = CreateDbContext();
        await db.GetService<IMigrator>().MigrateAsync("First", Ct);
        await db.Database.ExecuteSqlRawAsync(OldRelease.Rows, Ct);
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task RunAsync_MigrationIsDue_BacksUpBeforeItMigrates()
    {
        using var start = Start();
        await start.RunAsync(Ct);

        var file = Assert.Single(Directory.GetFiles(Path.Combine(_folder, "backups")));
        Assert.EndsWith("syncerize-20260302-090000.db", file, StringComparison.Ordinal);
        Assert.Equal(1L, await AskAsync(file, "SELECT count(*) FROM __EFMigrationsHistory"));
        Assert.Equal(2L, await AskAsync(file, "SELECT Orders FROM DailyTotals WHERE StoreId = 1"));
        Assert.Equal(0L, await AskAsync(file, "SELECT count(*) FROM sqlite_master WHERE name = 'Totals'"));
        await using var db = CreateDbContext();
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(Ct));
    }

    [Fact]
    public async Task RunAsync_NothingToMigrate_MakesNoBackUp()
    {
        using (var first = Start())
        {
            await first.RunAsync(Ct);
        }

        foreach (var file in Directory.GetFiles(Path.Combine(_folder, "backups")))
        {
            File.Delete(file);
        }

        using var second = Start();
        await second.RunAsync(Ct);

        Assert.Empty(Directory.GetFiles(Path.Combine(_folder, "backups")));
    }

    [Fact]
    public async Task RunAsync_DatabaseOfTheFirstRelease_KeepsItsRowsAndCountsItsTotals()
    {
        using var start = Start();
        await start.RunAsync(Ct);

        var recount = new Recount(new WriteGate(this, new ChangeFeed(_time), new LaneBell(), _time), this);
        await recount.RunAsync(Ct);

        await using var db = CreateDbContext();
        Assert.Empty(await db.TotalsRebuilds.ToListAsync(Ct));
        Assert.Equal([71L, 72L, null], await db.OrderLines.Where(l => l.StoreId == Destination && l.ConnectionId != null).OrderBy(l => l.LineId).Select(l => l.SourceProductId).ToListAsync(Ct));
        Assert.Equal("FULFILLED", await db.OrderPushes.Where(p => p.Id == 1).Select(p => p.SourceFulfillmentStatus).SingleAsync(Ct));

        // What later releases keep of an order and a connection begins empty, and with the settings they had.
        Assert.All(await db.Orders.ToListAsync(Ct), o => Assert.Equal((0, 0, false), (o.Refunds.Count, o.Attributes.Count, o.HighRisk || o.AtTill || o.Pickup)));
        Assert.All(await db.Connections.ToListAsync(Ct), c => Assert.Equal(
            (true, true, false, 0), (c.Settings.OrderPush.OnlyPaid, c.Settings.OrderPush.CancelAtSource, c.Settings.OrderPush.HoldHighRisk, c.Settings.OrderPush.ShippingRules.Count)));
        Assert.Equal((0, 0), (await db.SourceChanges.CountAsync(Ct), await db.OrderPushDefaults.CountAsync(Ct)));

        // Lists of orders are found, sorted and counted as if they had always been.
        Assert.Equal([(OrderTab.NotPushed, 1), (OrderTab.Pushed, 1)], await db.OrderCounts.Where(c => c.StoreId == Destination).OrderBy(c => c.Tab).Select(c => ValueTuple.Create(c.Tab, c.Orders)).ToListAsync(Ct));
        Assert.Equal([(OrderTab.Fulfilled, 1)], await db.OrderCounts.Where(c => c.StoreId == Source).Select(c => ValueTuple.Create(c.Tab, c.Orders)).ToListAsync(Ct));
        Assert.Equal((5, "ada winter", "ada@example.com"), await db.Orders.Where(o => o.StoreId == Destination && o.OrderId == 500).Select(o => ValueTuple.Create(o.NameLength, o.SearchName, o.SearchEmail)).SingleAsync(Ct));

        // 23:30 on 28 February in Toronto is 1 March in London: each store's own day.
        var here = await db.Totals.SingleAsync(t => t.StoreId == Destination && t.ConnectionId == Total.Together && t.Unit == TotalUnit.Month && t.Start == new DateOnly(2026, 2, 1).DayNumber, Ct);
        Assert.Equal((1, 5, 9_000L, 1, 0), (here.Orders, here.Units, here.RevenueMinor, here.Complete, here.Open));
        var there = await db.Totals.SingleAsync(t => t.StoreId == Source && t.ConnectionId == Total.Together && t.Unit == TotalUnit.Month, Ct);
        Assert.Equal((new DateOnly(2026, 3, 1).DayNumber, 1, 5, 5_100L, 1), (there.Start, there.Orders, there.Units, there.RevenueMinor, there.Complete));
        var best = await db.ProductTotals.SingleAsync(t => t.StoreId == Destination && t.ProductId == 71 && t.Unit == TotalUnit.Year, Ct);
        Assert.Equal((3, 6_000L), (best.Units, best.RevenueMinor));
        await KeptAndCounted.AssertEqualAsync(db, Destination, Ct);
        await KeptAndCounted.AssertEqualAsync(db, Source, Ct);
    }

    [Fact]
    public async Task RunAsync_DatabaseOfTheFirstRelease_WhatRunsHoldsItsUnits()
    {
        using var start = Start();
        await start.RunAsync(Ct);

        await using var db = CreateDbContext();
        Assert.Equal(["Unlimited", "Unlimited"], await db.StorePlans.OrderBy(p => p.StoreId).Select(p => p.Tier).ToListAsync(Ct));
        var claims = await db.Claims.OrderBy(c => c.Meter).Select(c => new { c.StoreId, c.Meter, c.Subject }).ToListAsync(Ct);
        Assert.Equal(
            [(Destination, MeterUnit.Connection(Source)), (Destination, MeterUnit.Product(new ConnectionId(1), 71)), (Destination, MeterUnit.Push("11-500-22-1"))],
            claims.Select(c => (c.StoreId, new MeterUnit(c.Meter, c.Subject))));

        // 23:30 on 28 February in Toronto: February's there, though March in UTC.
        var usage = new Claims(PlansUnderTest.Unmetered);
        Assert.Equal(1, await PushesAsync(new DateTimeOffset(2026, 2, 10, 0, 0, 0, TimeSpan.Zero)));
        Assert.Equal(0, await PushesAsync(new DateTimeOffset(2026, 3, 10, 0, 0, 0, TimeSpan.Zero)));

        async Task<int> PushesAsync(DateTimeOffset now) => (await usage.UsageAsync(db, Destination, now, "America/Toronto", Ct)).Single(u => u.Meter == Meter.Pushes).Used;
    }

    [Fact]
    public async Task RunAsync_DatabaseOfTheFirstRelease_ProductsAreReadAgainBeforeAnyNewAttributeIsWritten()
    {
        using var start = Start();
        await start.RunAsync(Ct);
        await using var db = CreateDbContext();
        var product = await db.Products.Include(p => p.Variants).SingleAsync(p => p.ProductId == 72, Ct);
        Assert.True(product.MirrorVersion < Core.Catalog.CatalogMirror.Version);
        Assert.Equal((0, 0, null, null), (product.Metafields.Count, product.CollectionIds.Count, product.SeoTitle, product.Variants.Single().UnitCostMinor));
        var entry = await db.Ledger.SingleAsync(Ct);
        Assert.Equal(("Board ", "Board", "My board", false), (entry.Planned, entry.ReadBack, entry.Seen, entry.IsKept));
        var settings = (await db.Connections.SingleAsync(Ct)).Settings;
        Assert.Equal((Core.Connections.EditPolicy.KeepUntilSourceChanges, Core.Connections.AttributeSync.Off, Core.Connections.PriceRounding.None), (settings.Products.LocalEdits, settings.Products.Metafields, settings.Price.Rounding));
        Assert.Null((await db.VariantLinks.SingleAsync(Ct)).StopReason);
    }

    [Fact]
    public async Task RunAsync_ProductsOfARelease_WithoutSearchIndex_AreFoundAfterwards()
    {
        using var start = Start();
        await start.RunAsync(Ct);

        await using var db = CreateDbContext();
        Assert.Equal([72L], await SearchTerms.Matching(db, db.Products, [Source], "boa").Select(p => p.ProductId).ToListAsync(Ct));
        Assert.Equal(0, await db.SyncRuns.CountAsync(Ct));
        Assert.Equal(1, await db.ProductLinks.CountAsync(Ct));
    }

    [Fact]
    public async Task RunAsync_ConnectionEndedBefore_ItsLinksEndedWithIt()
    {
        await using (var old = CreateDbContext())
        {
            await old.Database.ExecuteSqlRawAsync("UPDATE \"Connections\" SET \"State\" = 4; UPDATE \"VariantLinks\" SET \"IsActive\" = 1;", Ct);
        }

        using var start = Start();
        await start.RunAsync(Ct);

        await using var db = CreateDbContext();
        var link = await db.ProductLinks.Include(l => l.Variants).SingleAsync(Ct);
        Assert.Equal((LinkState.Ended, LinkEnding.Rejoins, false), (link.State, link.Ending, link.Variants.Single().IsActive));
        Assert.Equal([Meter.Pushes], await db.Claims.Select(c => c.Meter).ToListAsync(Ct));
        Assert.Empty(await db.BulkChanges.ToListAsync(Ct));
        Assert.False(await db.Stores.AnyAsync(s => s.ApprovesConnections, Ct));
    }

    [Fact]
    public async Task RunAsync_MigratedTable_IsOneTreeInKeyOrder()
    {
        using var start = Start();
        await start.RunAsync(Ct);
        Assert.Contains("WITHOUT ROWID", (string)(await AskAsync(_options.Value.DatabaseFile, "SELECT sql FROM sqlite_master WHERE name = 'ProductTotals'"))!, StringComparison.Ordinal);
    }

    private static async Task<object?> AskAsync(string file, string question)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = question;
        return await command.ExecuteScalarAsync(Ct);
    }

    private DatabaseStart Start() => new(this, _options, _time, NullLogger<DatabaseStart>.Instance);
}
