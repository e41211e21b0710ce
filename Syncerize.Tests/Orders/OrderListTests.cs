using CsCheck;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core;
using Syncerize.Core.Data;
using Syncerize.Core.Orders;
using Syncerize.Core.Stores;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Orders;

/// <summary>Lists of orders: every page of every sort, searched and narrowed, holds what a plain sort of everything says; counts are those of the rows.</summary>
public sealed class OrderListTests
{
    private static readonly StoreId Store = new(1);
    private static readonly string?[] Names = ["Ada Winter", "ada  winters", "Ödön Ágnes", "Bo Lund", null];

    private static CancellationToken Ct => TestDatabase.Ct;

    [Theory]
    [InlineData(OrderSort.Date, true)]
    [InlineData(OrderSort.Date, false)]
    [InlineData(OrderSort.Number, true)]
    [InlineData(OrderSort.Number, false)]
    [InlineData(OrderSort.Amount, true)]
    [InlineData(OrderSort.Amount, false)]
    public async Task Pages_ForwardsAndBackwards_AreTheWholeSortedList(OrderSort sort, bool ascending)
    {
        await using var database = await FilledAsync(97);
        var list = new OrderList(database);
        foreach (var (tab, search) in new[] { (OrderTab.Pushed, (string?)null), (OrderTab.Pushed, "ada"), (OrderTab.Fulfilled, null) })
        {
            var expected = await ExpectedAsync(database, tab, search, sort, ascending);
            var filter = new OrderFilter { Search = search };
            var found = new List<long>();
            var starts = new List<OrderPage>();
            for (var page = await list.ReadAsync(Actor.Of(Store), Store, tab, filter, new OrderPlace(sort, ascending), 7, Ct); ; page = await list.ReadAsync(Actor.Of(Store), Store, tab, filter, new OrderPlace(sort, ascending, After: page.Next), 7, Ct))
            {
                found.AddRange(page.Rows.Select(r => r.OrderId));
                starts.Add(page);
                Assert.Equal(expected.Count, page.Counts[tab]);
                if (page.Next is null)
                {
                    break;
                }
            }

            Assert.Equal(expected, found);
            Assert.Null(starts[0].Previous);
            for (var i = starts.Count - 1; i > 0; i--)
            {
                var before = await list.ReadAsync(Actor.Of(Store), Store, tab, filter, new OrderPlace(sort, ascending, Before: starts[i].Previous), 7, Ct);
                Assert.Equal(starts[i - 1].Rows.Select(r => r.OrderId), before.Rows.Select(r => r.OrderId));
            }
        }
    }

    [Theory]
    [InlineData("10", "#10, #100, #1000")]
    [InlineData("#100", "#100, #1000")]
    [InlineData("eu-7", "EU-7")]
    [InlineData("ADA WINTER", "#10, #100")]
    [InlineData("ödön", "#1000")]
    [InlineData("odon ag", "#1000")]
    [InlineData("ADA@example", "#10")]
    [InlineData("winter", "")]
    [InlineData("%", "")]
    [InlineData("_", "")]
    public async Task Search_BeginningOfNumberNameOrAddress_FindsIt(string search, string names)
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.Gate.WriteAsync(
            (write, _) =>
            {
                write.Db.Orders.AddRange(Order(1, "#10", 0, "Ada Winter", "ada@example.com"), Order(2, "#100", 1, "ada  winters", null), Order(3, "#1000", 2, "Ödön Ágnes", null), Order(4, "EU-7", 3, null, "x@y.z"));
                return Task.CompletedTask;
            },
            Ct);
        var page = await new OrderList(database).ReadAsync(Actor.Of(Store), Store, OrderTab.Pushed, new OrderFilter { Search = search }, new OrderPlace(OrderSort.Number, Ascending: true), 10, Ct);
        Assert.Equal(names, string.Join(", ", page.Rows.Select(r => r.Name)));
        Assert.Equal(page.Rows.Count, page.Counts[OrderTab.Pushed]);
    }

    [Fact]
    public async Task Search_TooManyToHold_StillSortsAndPages()
    {
        await using var database = await FilledAsync(2_600);
        var expected = await ExpectedAsync(database, OrderTab.Pushed, "#", OrderSort.Amount, ascending: false);
        var list = new OrderList(database);
        var filter = new OrderFilter { Search = "#" };
        var first = await list.ReadAsync(Actor.Of(Store), Store, OrderTab.Pushed, filter, new OrderPlace(OrderSort.Amount), 50, Ct);
        var second = await list.ReadAsync(Actor.Of(Store), Store, OrderTab.Pushed, filter, new OrderPlace(OrderSort.Amount, After: first.Next), 50, Ct);
        Assert.Equal(expected.Take(100), first.Rows.Concat(second.Rows).Select(r => r.OrderId));
        Assert.Empty(first.Counts);
    }

    [Fact]
    public async Task Filters_MoreThanAreCounted_SayMore()
    {
        await using var database = await FilledAsync(4_400);
        var page = await new OrderList(database).ReadAsync(Actor.Of(Store), Store, OrderTab.Pushed, new OrderFilter { Payment = "PAID" }, OrderPlace.Newest, 10, Ct);
        Assert.True(page.IsCapped);
        Assert.Equal(OrderList.MostCounted + 1, page.Counts[OrderTab.Pushed]);
    }

    [Fact]
    public async Task Counts_WhateverIsSaved_AreThoseOfTheRows() => await Gen.Select(Gen.Int[1, 8], Gen.Int[0, 4], Gen.Int[0, 2], Gen.Bool, Gen.Bool).Array[1, 30].SampleAsync(
        async steps =>
        {
            await using var database = await TestDatabase.CreateAsync();
            foreach (var (id, status, shipped, made, remove) in steps)
            {
                await database.Gate.WriteAsync(
                    async (write, ct) =>
                    {
                        var order = await write.Db.Orders.SingleOrDefaultAsync(o => o.OrderId == id, ct);
                        if (order is null)
                        {
                            order = Order(id, $"#{id}", 0, null, null);
                            write.Db.Orders.Add(order);
                        }
                        else if (remove)
                        {
                            write.Db.Orders.Remove(order);
                            return;
                        }

                        (order.PushStatus, order.FulfillmentStatus, order.PushKey) = ((OrderPushStatus)status, shipped switch { 0 => "UNFULFILLED", 1 => "PARTIALLY_FULFILLED", _ => "FULFILLED" }, made ? "key" : null);
                        await write.Db.SaveChangesAsync(ct);
                        order.Note = "Saved twice in one write.";
                    },
                    Ct);
            }

            await using var db = database.CreateDbContext();
            var orders = await db.Orders.ToListAsync(Ct);
            var expected = orders.Select(o => OrderIndexing.TabOf(o.PushStatus)).Concat(orders.Select(o => o.SourceTab)).OfType<OrderTab>().GroupBy(t => t).Select(g => (g.Key, g.Count())).Order();
            Assert.Equal(expected, (await db.OrderCounts.Where(c => c.Orders != 0).ToListAsync(Ct)).Select(c => (c.Tab, c.Orders)).Order());
        },
        iter: 10,
        threads: 1);

    [Fact]
    public async Task Orders_OfAnotherStore_Refused()
    {
        await using var database = await TestDatabase.CreateAsync();
        await Assert.ThrowsAsync<AccessRefusedException>(() => new OrderList(database).ReadAsync(Actor.Of(new StoreId(2)), Store, OrderTab.Pushed, new OrderFilter(), OrderPlace.Newest, 10, Ct));
    }

    private static async Task<TestDatabase> FilledAsync(int orders)
    {
        var database = await TestDatabase.CreateAsync();
        foreach (var batch in Enumerable.Range(1, orders).Chunk(1_000))
        {
            await database.Gate.WriteAsync(
                (write, _) =>
                {
                    foreach (var i in batch)
                    {
                        // Few different values, so that many orders are alike in each.
                        var order = Order(i, $"#{(i * 7) % 2_003}", i % 9, Names[i % 5], i % 3 == 0 ? $"ada{i}@example.com" : null);
                        (order.TotalMinor, order.PushKey, order.FulfillmentStatus) = (i % 11, i % 2 == 0 ? $"k{i}" : null, i % 4 == 0 ? "FULFILLED" : "UNFULFILLED");
                        order.PushStatus = i % 4 == 3 ? OrderPushStatus.NotPushed : OrderPushStatus.Pushed;
                        write.Db.Orders.Add(order);
                    }

                    return Task.CompletedTask;
                },
                Ct);
        }

        return database;
    }

    private static async Task<IReadOnlyList<long>> ExpectedAsync(TestDatabase database, OrderTab tab, string? search, OrderSort sort, bool ascending)
    {
        await using var db = database.CreateDbContext();
        var all = (await db.Orders.ToListAsync(Ct)).Where(o => tab == OrderTab.Pushed ? o.PushStatus == OrderPushStatus.Pushed : o is { PushKey: not null, FulfillmentStatus: "FULFILLED" })
            .Where(o => search is null || o.Name.StartsWith(search, StringComparison.Ordinal) || o.CustomerName?.StartsWith(search, StringComparison.OrdinalIgnoreCase) == true || o.Email?.StartsWith(search, StringComparison.Ordinal) == true);
        var sorted = sort switch
        {
            OrderSort.Amount => all.OrderBy(o => o.TotalMinor).ThenBy(o => o.OrderId),
            OrderSort.Number => all.OrderBy(o => int.Parse(o.Name.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture)).ThenBy(o => o.OrderId),
            _ => all.OrderBy(o => o.ProcessedAt).ThenBy(o => o.OrderId),
        };
        return [.. ascending ? sorted.Select(o => o.OrderId) : sorted.Reverse().Select(o => o.OrderId)];
    }

    private static Order Order(long id, string name, int day, string? customer, string? email) => new()
    {
        StoreId = Store,
        OrderId = id,
        Name = name,
        ProcessedAt = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(day),
        FinancialStatus = "PAID",
        FulfillmentStatus = "UNFULFILLED",
        Currency = "CAD",
        CustomerName = customer,
        Email = email,
        PushStatus = OrderPushStatus.Pushed,
    };
}
