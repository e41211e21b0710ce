using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MiniExcelLibs;
using Syncerize.App.Components;
using Syncerize.App.Components.Pages.Reports;
using Syncerize.App.Endpoints.Reports;
using Syncerize.Core;
using Syncerize.Core.Insights;
using Syncerize.Core.Orders;
using Syncerize.Core.Stores;
using Syncerize.Core.Totals;
using Syncerize.Tests.Work;

namespace Syncerize.Tests.Insights;

/// <summary>Reports over stored orders of a destination with two sources. It is 2 March 2026, 04:00 in Toronto.</summary>
public sealed class ReportTests : IAsyncLifetime
{
    private EngineUnderTest _engine = null!;
    private FigureShops _shops = null!;

    private static CancellationToken Ct => EngineUnderTest.Ct;

    public async ValueTask InitializeAsync()
    {
        _engine = await EngineUnderTest.StartAsync();
        _shops = await FigureShops.OpenAsync(_engine);
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task Rows_ByOrderDate_AreOnePerPartWithTheNamedColumns()
    {
        await _shops.OrderAsync(1, At(3, 1), lines: [(1, 2, 3_000), (3, 1, 500), (5, 9, 9_000)]);
        await _shops.OrderAsync(2, At(2, 27), lines: [(2, 1, 800)]);
        await _shops.OrderAsync(3, At(3, 1), test: true, lines: [(2, 1, 800)]);
        await _shops.OrderAsync(4, At(3, 1), lines: [(5, 1, 800)]);
        await _shops.PushAsync(1, 0);
        await _shops.AtSourceAsync(1, 0, o => o with { FulfillmentStatus = "FULFILLED" });

        var rows = await RowsAsync(Asked());

        Assert.Equal(
            [("#1", "Shop 101", 1, 2, 3_000L, PushState.Created), ("#1", "Shop 102", 1, 1, 500L, PushState.Waiting), ("#2", "Shop 101", 1, 1, 800L, PushState.Waiting)],
            rows.Select(r => (r.DestinationOrder, r.Partner, r.Items, r.Units, r.Amount.Minor, r.State == PushState.Planned ? PushState.Waiting : r.State == PushState.Recorded ? PushState.Created : r.State)));
        Assert.Equal(("#S1", "PAID", "FULFILLED", "CAD", 1L), (rows[0].SourceOrder, rows[0].Payment, rows[0].Fulfillment, rows[0].Amount.Currency, rows[0].OrderId));
        Assert.NotNull(rows[0].PushedAt);
        Assert.NotNull(rows[0].Mode);
        Assert.Null(rows[1].Mode);
        Assert.Equal(["#1"], (await RowsAsync(Asked() with { Connection = _shops.Connections[1] })).Select(r => r.DestinationOrder));
        Assert.Equal(["#2"], (await RowsAsync(Asked(new RangeAsked(RangePreset.Custom, new DateOnly(2026, 2, 20), new DateOnly(2026, 2, 28))))).Select(r => r.DestinationOrder));
    }

    [Fact]
    public async Task Rows_ByPushDate_AreThoseThatReachedTheSourceOnThatDay()
    {
        await _shops.OrderAsync(1, At(2, 1), lines: [(1, 2, 3_000)]);
        await _shops.OrderAsync(2, At(2, 1), lines: [(1, 1, 1_000)]);
        await _shops.PushAsync(1, 0);

        var today = new RangeAsked(RangePreset.Today);
        var row = Assert.Single(await RowsAsync(Asked(today) with { By = ReportDate.Push }));
        Assert.Equal("#1", row.DestinationOrder);
        Assert.Empty(await RowsAsync(Asked(today)));
        Assert.Equal(new ReportTotals(1, 2, new Money(3_000, "CAD")), await TotalsAsync(Asked(today) with { By = ReportDate.Push }));
        Assert.Equal([("Good 1", 2)], (await ProductsAsync(Asked(today) with { By = ReportDate.Push })).Select(p => (p.Title!, p.Units)));
        Assert.Equal(("Shop 101", 1, 2), (await PartnersAsync(Asked(today) with { By = ReportDate.Push })).Select(p => (p.Partner, p.Orders, p.Units)).Single());
    }

    [Fact]
    public async Task Rows_OfASource_AreItsOwnInItsCurrencyAndDay()
    {
        // 23:30 on 28 February in Toronto is 1 March in London.
        await _shops.MoveAsync(_shops.Sources[1], "Europe/London");
        await _shops.OrderAsync(1, new DateTimeOffset(2026, 3, 1, 4, 30, 0, TimeSpan.Zero), lines: [(1, 2, 3_000), (3, 2, 1_000)]);
        await _shops.PushAsync(1, 0);
        await _shops.PushAsync(1, 1);

        // A test order counts nothing, not even where its source took one.
        await _shops.OrderAsync(2, new DateTimeOffset(2026, 3, 1, 4, 30, 0, TimeSpan.Zero), test: true, lines: (3, 1, 1_000));
        await _shops.PushAsync(2, 1);
        var asked = new ReportAsked(TotalSide.Source, new RangeAsked(RangePreset.Custom, new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 1)), ReportDate.Order, null);

        var row = Assert.Single(await RowsAsync(asked, _shops.Sources[1]));
        Assert.Equal(("#1", "#S1", "Shop 100", 500L, "GBP", 101L), (row.DestinationOrder, row.SourceOrder, row.Partner, row.Amount.Minor, row.Amount.Currency, row.OrderId));

        // A source's cancel stays in its list and counts nothing.
        await _shops.AtSourceAsync(1, 1, o => o with { CancelledAt = o.ProcessedAt.AddHours(1) });
        row = Assert.Single(await RowsAsync(asked, _shops.Sources[1]));
        Assert.Equal((true, 0, 0L), (row.CancelledAtSource, row.Units, row.Amount.Minor));
        Assert.Equal(0, (await TotalsAsync(asked, _shops.Sources[1]))!.Orders);
    }

    [Fact]
    public async Task Pages_ManyOrders_EveryRowOnceAndNoOrderTornApart()
    {
        for (var order = 1; order <= 23; order++)
        {
            // Several of one instant, so that the place needs the order as well.
            await _shops.OrderAsync(order, At(2, 1 + (order / 4)), lines: [(1, 1, 100), (3, 1, 100)]);
            await _shops.PushAsync(order, 0);
        }

        foreach (var by in Enum.GetValues<ReportDate>())
        {
            var asked = Asked() with { By = by };
            var all = await RowsAsync(asked);
            var paged = new List<ReportRow>();
            ReportCursor? after = null;
            do
            {
                var page = await _engine.Get<OrderReport>().PageAsync(Actor.Of(_shops.Destination), _shops.Destination, asked, ReportCursor.Parse(after?.ToString()), 5, Ct);
                Assert.Equal(0, page.Rows.Count % (by == ReportDate.Order ? 2 : 1));
                paged.AddRange(page.Rows);
                after = page.Next;
            }
            while (after is not null);
            Assert.Equal(by == ReportDate.Order ? 46 : 23, all.Count);
            Assert.Equal(all, paged);
        }
    }

    [Fact]
    public async Task Totals_AnyOrders_EqualRowsRecountAndDashboard()
    {
        var number = 1000;
        await Gen.Select(Gen.Int[1, 6], Gen.Int[0, 59], Gen.Int[1, 31], Gen.Int[1, 3], Gen.Int[0, 7]).Array[1, 12].SampleAsync(
            async orders =>
            {
                var shops = await FigureShops.OpenAsync(_engine, Interlocked.Add(ref number, 10));
                foreach (var (order, day, which, size, then) in orders)
                {
                    if (shops.Orders.All(o => o.OrderId != order))
                    {
                        await shops.OrderAsync(order, At(1, 1).AddDays(day), which == 31, [.. Enumerable.Range(1, 5).Where(g => (which & (1 << (g - 1))) != 0).Select(g => (g, size, 1_000L + (which * g)))]);
                    }

                    await (then switch
                    {
                        0 or 1 => shops.PushAsync(order, then),
                        2 => shops.ChangeAsync(order, o => FigureShops.Refund(o, which, size)),
                        3 => shops.ChangeAsync(order, o => o with { CancelledAt = o.ProcessedAt.AddDays(1) }),
                        4 => shops.AtSourceAsync(order, 0, o => o with { CancelledAt = o.ProcessedAt.AddDays(1) }),
                        _ => Task.CompletedTask,
                    });
                }

                foreach (var (store, side) in new[] { (shops.Destination, TotalSide.Destination), (shops.Sources[0], TotalSide.Source), (shops.Sources[1], TotalSide.Source) })
                {
                    foreach (var range in new[] { RangeAsked.Everything, new RangeAsked(RangePreset.Custom, new DateOnly(2026, 1, 20), new DateOnly(2026, 2, 10)) })
                    {
                        await CheckAsync(shops, store, new ReportAsked(side, range, ReportDate.Order, null));
                    }
                }
            },
            iter: 12,
            threads: 1);
    }

    [Fact]
    public async Task Payout_RefundsCommissionAndPayments_AddUp()
    {
        await _shops.OrderAsync(1, At(3, 1), lines: [(3, 4, 4_000)]);
        await _shops.OrderAsync(2, At(3, 1), lines: [(3, 1, 1_001)]);
        await _shops.OrderAsync(3, At(3, 1), lines: [(3, 1, 900)]);
        foreach (var order in new[] { 1, 2 })
        {
            await _shops.PushAsync(order, 1);
        }

        await _shops.ChangeAsync(1, o => FigureShops.Refund(o, 0, 1));
        await _engine.Gate.WriteAsync(
            (write, _) =>
            {
                write.Db.OrderPayments.Add(new OrderPayment { StoreId = _shops.Sources[1], OrderId = 101, AmountMinor = 700, Currency = "GBP", Method = "Bank transfer", PaidOn = new DateOnly(2026, 3, 1), RecordedAt = write.Now, RecordedBy = "test" });
                return Task.CompletedTask;
            },
            Ct);
        var asked = Asked() with { Connection = _shops.Connections[1] };
        var terms = PayoutTerms.Parse(false, "12,5", "GBP")!;

        // 2,000 pushed, a quarter refunded; 12.5 % of 1,500 is 187.5, rounded away from zero.
        foreach (var (store, side) in new[] { (_shops.Destination, TotalSide.Destination), (_shops.Sources[1], TotalSide.Source) })
        {
            var rows = await _engine.Get<PayoutStatement>().RowsAsync(Actor.Of(store), store, asked with { Side = side }, terms, Ct).ToListAsync(Ct);
            Assert.Equal([("#2", 500L, 0L, 63L, 437L, 0L, 437L), ("#1", 2_000L, 500L, 188L, 1_312L, 700L, 612L)], rows.Select(r => (r.DestinationOrder, r.Sales.Minor, r.Refunds.Minor, r.Commission.Minor, r.Payable.Minor, r.Paid.Minor, r.Balance.Minor)));
            Assert.Equal(side == TotalSide.Destination ? 2L : 201L, rows[0].OrderId);
            Assert.All(rows, r => Assert.Equal("GBP", r.Balance.Currency));
            var totals = await _engine.Get<PayoutStatement>().TotalsAsync(Actor.Of(store), store, asked with { Side = side }, terms, Ct);
            Assert.Equal((2, 1_749L, 1_049L), (totals!.Orders, totals.Payable.Minor, totals.Balance.Minor));
        }

        Assert.Null(await _engine.Get<PayoutStatement>().TotalsAsync(Actor.Of(_shops.Destination), _shops.Destination, asked with { Connection = new ConnectionId(9_999) }, terms, Ct));
    }

    [Fact]
    public void PayoutTerms_AnyAmount_NeverMoreThanTheOrderAndNeverBelowZero() => Gen.Select(Gen.Long[-10_000, 10_000_000], Gen.Bool, Gen.Int[0, 10_000]).Sample((net, flat, value) =>
    {
        var commission = new PayoutTerms(flat, value).Commission(net);
        return commission >= 0 && commission <= Math.Max(0, net);
    });

    [Theory]
    [InlineData(false, "", 0L)]
    [InlineData(false, "12.5", 1_250L)]
    [InlineData(false, "100", 10_000L)]
    [InlineData(false, "100.01", null)]
    [InlineData(false, "-1", null)]
    [InlineData(false, "ten", null)]
    [InlineData(true, "2,50", 250L)]
    [InlineData(true, "1e9", null)]
    public void PayoutTerms_WhatPeopleWrite_IsReadOrRefused(bool flat, string text, long? value) => Assert.Equal(value, PayoutTerms.Parse(flat, text, "GBP")?.Value);

    [Fact]
    public async Task Reports_OfAnotherStore_Refused()
    {
        var other = Actor.Of(_shops.Sources[0]);
        var store = _shops.Destination;
        await Assert.ThrowsAsync<AccessRefusedException>(() => _engine.Get<OrderReport>().PageAsync(other, store, Asked(), null, 5, Ct));
        await Assert.ThrowsAsync<AccessRefusedException>(async () => await _engine.Get<OrderReport>().RowsAsync(other, store, Asked(), Ct).ToListAsync(Ct));
        await Assert.ThrowsAsync<AccessRefusedException>(() => _engine.Get<OrderReport>().TotalsAsync(other, store, Asked(), Ct));
        await Assert.ThrowsAsync<AccessRefusedException>(() => _engine.Get<SalesReport>().ProductsAsync(other, store, Asked(), Ct));
        await Assert.ThrowsAsync<AccessRefusedException>(() => _engine.Get<SalesReport>().PartnersAsync(other, store, Asked(), Ct));
        await Assert.ThrowsAsync<AccessRefusedException>(() => _engine.Get<PayoutStatement>().TotalsAsync(other, store, Asked(), PayoutTerms.None, Ct));
        await Assert.ThrowsAsync<AccessRefusedException>(() => _engine.Get<MappingExport>().PageAsync(other, store, TotalSide.Destination, null, 0, 5, Ct));

        // Through its connection a source sees the orders pushed to it, and no part of another source.
        await _shops.OrderAsync(1, At(3, 1), lines: [(1, 1, 100), (3, 1, 100)]);
        await _shops.PushAsync(1, 1);
        Assert.Empty(await RowsAsync(Asked() with { Side = TotalSide.Source }, _shops.Sources[0]));
    }

    [Fact]
    public async Task Mapping_BothSides_EachWithWhatIsItsOwn()
    {
        var here = await _engine.Get<MappingExport>().RowsAsync(Actor.Of(_shops.Destination), _shops.Destination, TotalSide.Destination, null, Ct).ToListAsync(Ct);
        Assert.Equal([("Shop 101", "Good 1"), ("Shop 101", "Good 2"), ("Shop 102", "Good 3"), ("Shop 102", "Good 4")], here.Select(r => (r.Partner, r.SourceTitle!)));
        var there = await _engine.Get<MappingExport>().RowsAsync(Actor.Of(_shops.Sources[1]), _shops.Sources[1], TotalSide.Source, null, Ct).ToListAsync(Ct);
        Assert.Equal([("Shop 100", "Good 3"), ("Shop 100", "Good 4")], there.Select(r => (r.Partner, r.SourceTitle!)));
        Assert.Equal(2, (await _engine.Get<MappingExport>().PageAsync(Actor.Of(_shops.Destination), _shops.Destination, TotalSide.Destination, null, here[0].Id, 2, Ct)).Count);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")", "'=HYPERLINK(\"http://x\")")]
    [InlineData("+1", "'+1")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\uFF1D1+1", "'\uFF1D1+1")]
    [InlineData("Oak & Linen", "Oak & Linen")]
    [InlineData("", "")]
    public void Harmless_WhatASpreadsheetWouldRun_IsWords(string text, string expected) => Assert.Equal(expected, ReportValues.Harmless(text));

    [Fact]
    public async Task Files_OfOneTable_SayTheSame()
    {
        await _shops.OrderAsync(1, At(3, 1), lines: [(1, 2, 3_000), (3, 1, 550)]);
        await _engine.Gate.WriteAsync(async (write, ct) => (await write.Db.Stores.SingleAsync(s => s.Id == _shops.Sources[0], ct)).Name = "=cmd|' /C calc'!A0", Ct);

        using var csv = new MemoryStream();
        await ReportFiles.CsvAsync(await TableAsync(), csv, Ct);
        var text = Encoding.UTF8.GetString(csv.ToArray());
        Assert.Equal([0xEF, 0xBB, 0xBF], csv.ToArray()[..3]);
        var lines = text.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("Destination order,Date (America/Toronto),Source order,Source store,Items,Units,Amount,Currency,Payment,Fulfilment,Push state,Push mode,Pushed at (America/Toronto)", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("#1,2026-03-01 07:00,,'=cmd|' /C calc'!A0,1,2,30.00,CAD,Paid,Unfulfilled,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("Total of 2 rows,,,,2,3,35.50,CAD,", lines[3], StringComparison.Ordinal);

        using var xlsx = new MemoryStream();
        await ReportFiles.XlsxAsync(await TableAsync(), xlsx, Ct);
        xlsx.Position = 0;
        var rows = xlsx.Query(useHeaderRow: true).Cast<IDictionary<string, object>>().ToList();
        Assert.Equal(3, rows.Count);
        Assert.Equal(("#1", 30.0, 2.0, "CAD"), ((string)rows[0]["Destination order"], Convert.ToDouble(rows[0]["Amount"], CultureInfo.InvariantCulture), Convert.ToDouble(rows[0]["Units"], CultureInfo.InvariantCulture), (string)rows[0]["Currency"]));
        Assert.Equal(new DateTime(2026, 3, 1, 7, 0, 0, DateTimeKind.Unspecified), rows[0]["Date (America/Toronto)"]);
        Assert.Equal(35.5, Convert.ToDouble(rows[2]["Amount"], CultureInfo.InvariantCulture));
        xlsx.Position = 0;
        await using (var zip = new ZipArchive(xlsx, ZipArchiveMode.Read))
        {
            using var sheet = new StreamReader(await zip.Entries.Single(e => e.FullName.EndsWith("sheet1.xml", StringComparison.Ordinal)).OpenAsync(Ct));
            Assert.DoesNotContain("<f>", await sheet.ReadToEndAsync(Ct), StringComparison.Ordinal);
        }

        using var html = new MemoryStream();
        await ReportFiles.HtmlAsync(await TableAsync(), html, Ct);
        var page = Encoding.UTF8.GetString(html.ToArray());
        Assert.Contains("35.50 CAD", page, StringComparison.Ordinal);
        Assert.Contains("=cmd|&#x27; /C calc&#x27;!A0", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<th scope=\"col\">Currency</th>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Csv_HundredThousandRows_NeedsNoMoreMemoryThanATenth()
    {
        await MostAsync(2_000);
        var small = await MostAsync(10_000);
        var large = await MostAsync(100_000);
        Assert.True(large < small + (8 * 1024 * 1024), $"10,000 rows held {small:N0} bytes, 100,000 rows {large:N0}.");

        async Task<long> MostAsync(int rows)
        {
            var most = 0L;
            var before = GC.GetTotalMemory(forceFullCollection: true);
            var shapes = new ReportShapes(_shops.Destination, isDestination: true);
            var table = new ReportTable("Orders", [], "orders", "UTC", shapes.Columns(ReportKind.Orders), Stream());
            await ReportFiles.CsvAsync(table, System.IO.Stream.Null, Ct);
            return most;

            async IAsyncEnumerable<object?[]> Stream()
            {
                for (var i = 0; i < rows; i++)
                {
                    if (i % 1_000 == 999)
                    {
                        most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
                        await Task.Yield();
                    }

                    yield return shapes.Cells(new ReportRow(
                        new ConnectionId(1), "Shop", i, $"#{i}", DateTimeOffset.UnixEpoch, $"#S{i}", 1, 1, new Money(i, "CAD"), "PAID", "FULFILLED", PushState.Recorded, PushWaits.Nothing, PushMode.Automatic, DateTimeOffset.UnixEpoch, false));
                }
            }
        }
    }

    private async Task CheckAsync(FigureShops shops, StoreId store, ReportAsked asked)
    {
        var rows = await RowsAsync(asked, store);
        var totals = await TotalsAsync(asked, store);
        var dashboard = await shops.ReadAsync(asked.Range, asked.Side, store);
        var orders = asked.Side == TotalSide.Destination ? rows.Select(r => r.OrderId).Distinct().Count() : rows.Count(r => !r.CancelledAtSource);
        Assert.Equal((dashboard.Orders.Value, dashboard.Revenue.Value), ((long?)totals!.Orders, (long?)totals.Amount.Minor));
        Assert.Equal((totals.Orders, totals.Units, totals.Amount.Minor), (orders, rows.Sum(r => r.Units), rows.Sum(r => r.Amount.Minor)));
        var products = await _engine.Get<SalesReport>().ProductsAsync(Actor.Of(store), store, asked, Ct);
        Assert.Equal((totals.Units, totals.Amount.Minor), (products.Sum(p => p.Units), products.Sum(p => p.Amount.Minor)));
        var partners = await _engine.Get<SalesReport>().PartnersAsync(Actor.Of(store), store, asked, Ct);
        Assert.Equal((totals.Units, totals.Amount.Minor), (partners.Sum(p => p.Units), partners.Sum(p => p.Amount.Minor)));
        Assert.Equal(dashboard.Partners.Select(p => (p.Name, p.Orders, p.Units, p.RevenueMinor)), partners.Select(p => (p.Partner, p.Orders, p.Units, p.Amount.Minor)));

        // Counted from the orders themselves, without any kept figure.
        await using var db = await _engine.ReadAsync();
        var days = asked.Range.Days(new DateOnly(2026, 3, 2));
        var counted = (await Recount.CountAsync(db, store, Ct))
            .Where(d => d.Side == asked.Side && d.ConnectionId == Total.Together && d.ProductId is null && (days is null || (d.Day >= days.From.DayNumber && d.Day <= days.To.DayNumber)))
            .Aggregate(default(Figures), (sum, d) => sum + d.Figures);
        Assert.Equal((counted.Orders, counted.Units, counted.RevenueMinor), (totals.Orders, totals.Units, totals.Amount.Minor));
    }

    private async Task<ReportTable> TableAsync()
    {
        var reader = ActivatorUtilities.CreateInstance<ReportReader>(_engine.Get<IServiceProvider>());
        var address = new ReportsAddress(ReportKind.Orders, null, ReportDate.Order, RangeAsked.Everything);
        return (await reader.OpenAsync(Actor.Of(_shops.Destination), _shops.Destination, address, isDestination: true, Ct)).Table!;
    }

    private async Task<IReadOnlyList<ReportRow>> RowsAsync(ReportAsked asked, StoreId? store = null) =>
        await _engine.Get<OrderReport>().RowsAsync(Actor.Of(store ?? _shops.Destination), store ?? _shops.Destination, asked, Ct).ToListAsync(Ct);

    private Task<ReportTotals?> TotalsAsync(ReportAsked asked, StoreId? store = null) => _engine.Get<OrderReport>().TotalsAsync(Actor.Of(store ?? _shops.Destination), store ?? _shops.Destination, asked, Ct);

    private Task<IReadOnlyList<ProductSales>> ProductsAsync(ReportAsked asked) => _engine.Get<SalesReport>().ProductsAsync(Actor.Of(_shops.Destination), _shops.Destination, asked, Ct);

    private Task<IReadOnlyList<PartnerSales>> PartnersAsync(ReportAsked asked) => _engine.Get<SalesReport>().PartnersAsync(Actor.Of(_shops.Destination), _shops.Destination, asked, Ct);

    private static ReportAsked Asked(RangeAsked? range = null) => new(TotalSide.Destination, range ?? RangeAsked.Everything, ReportDate.Order, null);

    private static DateTimeOffset At(int month, int day) => new(2026, month, day, 12, 0, 0, TimeSpan.Zero);
}
