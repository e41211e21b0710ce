using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;
using Syncerize.Core.Live;
using Syncerize.Core.Stores;

namespace Syncerize.Core.Orders;

/// <summary>A payment as a person writes it down.</summary>
/// <param name="Amount">Such as <c>1,250.00</c>.</param>
/// <param name="Method">How it was paid.</param>
/// <param name="PaidOn">The day, in the store's zone.</param>
/// <param name="Reference">Number of the transfer or invoice.</param>
/// <param name="Note">Anything else.</param>
public sealed record PaymentAsked(string? Amount, string? Method, DateOnly? PaidOn, string? Reference, string? Note);

/// <summary>The field a refusal is about.</summary>
public enum PaymentField
{
    /// <summary>None of them: the order or the payment is not there.</summary>
    None = 0,

    /// <summary>The amount.</summary>
    Amount = 1,

    /// <summary>The method.</summary>
    Method = 2,

    /// <summary>The day.</summary>
    PaidOn = 3,

    /// <summary>The reference.</summary>
    Reference = 4,

    /// <summary>The note.</summary>
    Note = 5,
}

/// <summary>What became of a payment that was written down, corrected or removed.</summary>
public abstract record PaymentOutcome
{
    private PaymentOutcome(string sentence) => Sentence = sentence;

    /// <summary>What happened, and what to do.</summary>
    public string Sentence { get; }

    /// <summary>It was done.</summary>
    public sealed record Done(string Said) : PaymentOutcome(Said);

    /// <summary>It was not; nothing changed.</summary>
    public sealed record Refused(PaymentField Field, string Why) : PaymentOutcome(Why);
}

/// <summary>A payment in a list.</summary>
public sealed record PaymentRow(int Id, Money Amount, string Method, DateOnly PaidOn, string? Reference, string? Note, string RecordedBy, DateTimeOffset RecordedAt);

/// <summary>The payments of an order.</summary>
/// <param name="Rows">Oldest first.</param>
/// <param name="Total">The order's total with tax and shipping, in the source's currency.</param>
/// <param name="Paid">What they come to.</param>
/// <param name="Today">Today at the store: no payment is later.</param>
public sealed record PaymentList(IReadOnlyList<PaymentRow> Rows, Money Total, Money Paid, DateOnly Today)
{
    /// <summary>What is still open; below zero where too much was paid.</summary>
    public Money Open => Total with { Minor = Total.Minor - Paid.Minor };
}

/// <summary>Payments that a source writes down for orders pushed to it (product.md, Orders: Add payment details).</summary>
public sealed class OrderPayments(IDbContextFactory<SyncerizeDb> factory, WriteGate gate, TimeProvider time)
{
    /// <summary>The longest method.</summary>
    public const int LongestMethod = 60;

    /// <summary>The longest reference.</summary>
    public const int LongestReference = 120;

    /// <summary>The longest note.</summary>
    public const int LongestNote = 1_000;

    private const long MostMinor = 1_000_000_000_000;

    private static readonly PaymentOutcome.Refused NoOrder = new(PaymentField.None, "This order was not pushed to your store by Syncerize, or is not here any more: no payment can be written down for it.");
    private static readonly PaymentOutcome.Refused NoPayment = new(PaymentField.None, "This payment is not here any more: somebody removed it. The list shows what there is.");

    /// <summary>The payments of an order; null where the store has no such pushed order.</summary>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public async Task<PaymentList?> ListAsync(Actor actor, StoreId storeId, long orderId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Demand(storeId);
        await using var db = await factory.CreateDbContextAsync(ct);
        var order = await db.Orders.Where(o => o.StoreId == storeId && o.OrderId == orderId && o.PushKey != null).Select(o => new { o.TotalMinor, o.Currency }).SingleOrDefaultAsync(ct);
        if (order is null)
        {
            return null;
        }

        var rows = await db.OrderPayments.Where(p => p.StoreId == storeId && p.OrderId == orderId).OrderBy(p => p.PaidOn).ThenBy(p => p.Id).ToListAsync(ct);
        return new PaymentList(
            [.. rows.Select(p => new PaymentRow(p.Id, new Money(p.AmountMinor, p.Currency), p.Method, p.PaidOn, p.Reference, p.Note, p.RecordedBy, p.RecordedAt))],
            new Money(order.TotalMinor, order.Currency), new Money(rows.Sum(p => p.AmountMinor), order.Currency), Today(await ZoneAsync(db, storeId, ct)));
    }

    /// <summary>Writes a payment down.</summary>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public Task<PaymentOutcome> AddAsync(Actor actor, StoreId storeId, long orderId, PaymentAsked asked, CancellationToken ct) => ChangeAsync(actor, storeId, orderId, asked, existing: null, ct);

    /// <summary>Corrects a payment.</summary>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public Task<PaymentOutcome> EditAsync(Actor actor, StoreId storeId, long orderId, int payment, PaymentAsked asked, CancellationToken ct) => ChangeAsync(actor, storeId, orderId, asked, payment, ct);

    /// <summary>Removes a payment.</summary>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public Task<PaymentOutcome> RemoveAsync(Actor actor, StoreId storeId, long orderId, int payment, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Demand(storeId);
        return gate.WriteAsync<PaymentOutcome>(
            async (write, c) =>
            {
                if (await write.Db.OrderPayments.SingleOrDefaultAsync(p => p.Id == payment && p.StoreId == storeId && p.OrderId == orderId, c) is not { } row)
                {
                    return NoPayment;
                }

                write.Db.OrderPayments.Remove(row);
                var sentence = $"The payment of {new Money(row.AmountMinor, row.Currency)} was removed.";
                await ToldAsync(write, storeId, orderId, sentence, c);
                return new PaymentOutcome.Done(sentence);
            },
            ct);
    }

    private Task<PaymentOutcome> ChangeAsync(Actor actor, StoreId storeId, long orderId, PaymentAsked asked, int? existing, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(asked);
        actor.Demand(storeId);
        return gate.WriteAsync<PaymentOutcome>(
            async (write, c) =>
            {
                if (await write.Db.Orders.Where(o => o.StoreId == storeId && o.OrderId == orderId && o.PushKey != null).Select(o => o.Currency).SingleOrDefaultAsync(c) is not { } currency)
                {
                    return NoOrder;
                }

                if (Check(asked, currency, Today(await ZoneAsync(write.Db, storeId, c)), out var amount) is { } refused)
                {
                    return refused;
                }

                OrderPayment? row;
                if (existing is null)
                {
                    row = new OrderPayment { StoreId = storeId, OrderId = orderId, Currency = currency, Method = "", RecordedAt = write.Now, RecordedBy = actor.Name };
                    write.Db.OrderPayments.Add(row);
                }
                else if ((row = await write.Db.OrderPayments.SingleOrDefaultAsync(p => p.Id == existing && p.StoreId == storeId && p.OrderId == orderId, c)) is null)
                {
                    return NoPayment;
                }
                else
                {
                    row.ChangedAt = write.Now;
                }

                (row.AmountMinor, row.Method, row.PaidOn, row.Reference, row.Note) = (amount.Minor, asked.Method!.Trim(), asked.PaidOn!.Value, Kept(asked.Reference), Kept(asked.Note));
                var sentence = existing is null ? $"A payment of {amount} was written down." : $"The payment was corrected: {amount}.";
                await ToldAsync(write, storeId, orderId, sentence, c);
                return new PaymentOutcome.Done(sentence);
            },
            ct);
    }

    /// <summary>The first thing that is wrong with what was written; null where nothing is.</summary>
    public static PaymentOutcome.Refused? Check(PaymentAsked asked, string currency, DateOnly today, out Money amount)
    {
        ArgumentNullException.ThrowIfNull(asked);
        amount = Money.Zero(currency);
        if (Read(asked.Amount, currency) is not { } read)
        {
            return new(PaymentField.Amount, $"The amount cannot be read. Write it in {currency}, such as {new Money(1_250 * Money.Scale(currency), currency).ToShopify()}.");
        }

        amount = read;
        return amount.Minor switch
        {
            <= 0 => new(PaymentField.Amount, "The amount must be above zero. To take a payment back, remove it."),
            > MostMinor => new(PaymentField.Amount, "The amount is larger than any payment. Check its decimal point."),
            _ when string.IsNullOrWhiteSpace(asked.Method) => new(PaymentField.Method, "Say how it was paid, such as Bank transfer."),
            _ when asked.Method.Trim().Length > LongestMethod => new(PaymentField.Method, $"The method has more than {LongestMethod} letters. The note below holds more."),
            _ when asked.PaidOn is null => new(PaymentField.PaidOn, "Choose the day it was paid."),
            _ when asked.PaidOn > today => new(PaymentField.PaidOn, "The day is in the future. A payment is written down once it was made."),
            _ when asked.PaidOn.Value.Year < 2000 => new(PaymentField.PaidOn, "The day is too long ago. Check its year."),
            _ when asked.Reference?.Trim().Length > LongestReference => new(PaymentField.Reference, $"The reference has more than {LongestReference} letters. The note below holds more."),
            _ when asked.Note?.Trim().Length > LongestNote => new(PaymentField.Note, string.Create(CultureInfo.InvariantCulture, $"The note has more than {LongestNote:N0} letters. Shorten it.")),
            _ => null,
        };
    }

    // 1250.5, 1,250.50 and 1.250,50 are read; of one separator alone, one that groups thousands is refused where it could be taken for decimals.
    private static Money? Read(string? text, string currency)
    {
        var plain = string.Concat((text ?? "").Where(c => !char.IsWhiteSpace(c) && c is not ('\'' or '’')));
        var (comma, point) = (plain.LastIndexOf(','), plain.LastIndexOf('.'));
        if (comma >= 0 && point >= 0)
        {
            plain = comma > point ? plain.Replace(".", "", StringComparison.Ordinal).Replace(',', '.') : plain.Replace(",", "", StringComparison.Ordinal);
        }
        else
        {
            plain = plain.Replace(',', '.');
        }

        return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && Math.Abs(value) < 1_000_000_000_000m && value == decimal.Round(value, Money.Decimals(currency)) ? Money.FromDecimal(value, currency) : null;
    }

    private static string? Kept(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static async Task<string> ZoneAsync(SyncerizeDb db, StoreId store, CancellationToken ct) => await db.Stores.Where(s => s.Id == store).Select(s => s.TimeZone).SingleAsync(ct);

    private DateOnly Today(string timeZone) => DateOnly.FromDateTime(Zones.Local(time.GetUtcNow(), timeZone).DateTime);

    // The statement is read by both stores: both screens follow.
    private static async Task ToldAsync(Write write, StoreId storeId, long orderId, string sentence, CancellationToken ct)
    {
        write.Record(storeId, Activity.ActivityLevel.Info, "order", sentence, subject: orderId.ToString(CultureInfo.InvariantCulture));
        write.Changed(storeId, LiveTopic.Orders);
        foreach (var destination in await write.Db.OrderPushes.Where(p => p.SourceStoreId == storeId && p.SourceOrderId == orderId).Select(p => p.DestinationStoreId).Distinct().ToListAsync(ct))
        {
            write.Changed(destination, LiveTopic.Orders);
        }
    }
}
