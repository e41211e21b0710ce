using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Syncerize.Core.Orders;

namespace Syncerize.Core.Data;

/// <summary>What the lists of orders are found, sorted and counted by. Derived as an order is saved, so that nothing that writes one can forget it.</summary>
public static class OrderIndexing
{
    /// <summary>The words of a search as they are stored: small letters, no accents, single blanks.</summary>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var folded = new StringBuilder(text.Length);
        foreach (var c in text.Trim().Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark))
        {
            if (!char.IsWhiteSpace(c))
            {
                folded.Append(char.ToLowerInvariant(c));
            }
            else if (folded.Length > 0 && folded[^1] != ' ')
            {
                folded.Append(' ');
            }
        }

        return folded.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>The tab of a destination's order; null where it has no synced line.</summary>
    public static OrderTab? TabOf(OrderPushStatus status) => status switch
    {
        OrderPushStatus.NotPushed => OrderTab.NotPushed,
        OrderPushStatus.Pushed => OrderTab.Pushed,
        OrderPushStatus.PartiallyPushed => OrderTab.PartiallyPushed,
        OrderPushStatus.Cancelled => OrderTab.Cancelled,
        _ => null,
    };

    /// <summary>The tab of a source's order; null where we did not make it.</summary>
    public static OrderTab? TabOf(string? pushKey, string fulfillmentStatus) => pushKey is null ? null : fulfillmentStatus switch
    {
        "FULFILLED" => OrderTab.Fulfilled,
        "PARTIALLY_FULFILLED" => OrderTab.PartiallyFulfilled,
        _ => OrderTab.Unfulfilled,
    };

    /// <summary>Fills the derived columns of every order about to be saved.</summary>
    /// <returns>By how many orders each tab's count changes.</returns>
    internal static Dictionary<(StoreId Store, OrderTab Tab), int> Apply(ChangeTracker tracker)
    {
        var moved = new Dictionary<(StoreId, OrderTab), int>();
        foreach (var entry in tracker.Entries<Order>().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted).ToList())
        {
            var order = entry.Entity;
            if (entry.State != EntityState.Added)
            {
                Add(order.StoreId, TabOf(entry.Property(o => o.PushStatus).OriginalValue), -1);
                Add(order.StoreId, entry.Property(o => o.SourceTab).OriginalValue, -1);
            }

            if (entry.State == EntityState.Deleted)
            {
                continue;
            }

            order.NameLength = order.Name.Length;
            order.SearchName = (order.CustomerName ?? order.ShippingAddress?.Name) is { Length: > 0 } name ? Fold(name) : null;
            order.SearchEmail = order.Email is { Length: > 0 } email ? Fold(email) : null;
            order.SourceTab = TabOf(order.PushKey, order.FulfillmentStatus);
            Add(order.StoreId, TabOf(order.PushStatus), 1);
            Add(order.StoreId, order.SourceTab, 1);
        }

        return moved;

        void Add(StoreId store, OrderTab? tab, int by)
        {
            if (tab is { } known)
            {
                moved[(store, known)] = moved.GetValueOrDefault((store, known)) + by;
            }
        }
    }

    /// <summary>Adds to the counts what <see cref="Apply"/> found, in the transaction that saved it.</summary>
    internal static async Task CountAsync(SyncerizeDb db, Dictionary<(StoreId Store, OrderTab Tab), int> moved, CancellationToken ct)
    {
        foreach (var ((store, tab), by) in moved.Where(m => m.Value != 0))
        {
            await db.Database.ExecuteSqlAsync(
                $"""INSERT INTO "OrderCounts" ("StoreId", "Tab", "Orders") VALUES ({store.Value}, {(int)tab}, {by}) ON CONFLICT ("StoreId", "Tab") DO UPDATE SET "Orders" = "Orders" + excluded."Orders" """, ct);
        }
    }
}
