using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Activity;
using Syncerize.Core.Data;
using Syncerize.Core.Live;
using Syncerize.Core.Stores;

namespace Syncerize.Core.Operations;

/// <summary>A notice for people.</summary>
public sealed record NoticeRow(long Id, NoticeKind Kind, ActivityLevel Level, DateTimeOffset At, string Sentence, ConnectionId? Connection, long? OrderId, bool IsRead);

/// <summary>Some notices, newest first.</summary>
/// <param name="Rows">The notices.</param>
/// <param name="Unread">How many are unread, of all; counted to <see cref="Notifications.MostCounted"/>.</param>
/// <param name="More">Whether older ones follow.</param>
public sealed record NoticeList(IReadOnlyList<NoticeRow> Rows, int Unread, bool More);

/// <summary>Which mail the people of a store get.</summary>
/// <param name="MailOn">Whether any.</param>
/// <param name="Address">Where it goes.</param>
/// <param name="Frequency">How often.</param>
/// <param name="Muted">Kinds that are not mailed.</param>
public sealed record MailChoice(bool MailOn, string? Address, MailFrequency Frequency, IReadOnlyList<NoticeKind> Muted);

/// <summary>The choice, and how mail fares.</summary>
/// <param name="Choice">The choice.</param>
/// <param name="Failure">Why the last mail did not leave; null if it did.</param>
/// <param name="NextTryAt">When it is tried again, UTC.</param>
/// <param name="HasServer">Whether this installation has a mail server.</param>
public sealed record MailReading(MailChoice Choice, string? Failure, DateTimeOffset? NextTryAt, bool HasServer);

/// <summary>The notification centre of a store and its mail settings.</summary>
public sealed class Notifications(IDbContextFactory<SyncerizeDb> factory, WriteGate gate, MailDelivery delivery, TimeProvider time)
{
    /// <summary>Unread ones are counted up to here.</summary>
    public const int MostCounted = 99;

    /// <summary>Notices, newest first.</summary>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public async Task<NoticeList> ReadAsync(Actor actor, StoreId storeId, bool onlyUnread, long? olderThan, int size, CancellationToken ct)
    {
        Demand(actor, storeId);
        await using var db = await factory.CreateDbContextAsync(ct);
        var notices = db.Notices.Where(n => n.StoreId == storeId);
        var unread = await notices.Where(n => n.ReadAt == null).Take(MostCounted + 1).CountAsync(ct);
        if (onlyUnread)
        {
            notices = notices.Where(n => n.ReadAt == null);
        }

        if (olderThan is { } id)
        {
            notices = notices.Where(n => n.Id < id);
        }

        var rows = await notices.OrderByDescending(n => n.Id).Take(size + 1)
            .Select(n => new NoticeRow(n.Id, n.Kind, n.Level, n.At, n.Sentence, n.ConnectionId, n.OrderId, n.ReadAt != null)).ToListAsync(ct);
        return new NoticeList([.. rows.Take(size)], unread, rows.Count > size);
    }

    /// <summary>Marks one as read, or all there are up to one; of another store's nothing is touched.</summary>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public Task MarkReadAsync(Actor actor, StoreId storeId, long notice, bool andOlder, CancellationToken ct)
    {
        Demand(actor, storeId);
        return gate.WriteAsync(
            async (write, c) =>
            {
                await write.Db.Notices.Where(n => n.StoreId == storeId && n.ReadAt == null && (n.Id == notice || (andOlder && n.Id < notice))).ExecuteUpdateAsync(n => n.SetProperty(x => x.ReadAt, write.Now), c);
                write.Changed(storeId, LiveTopic.Activity);
            },
            ct);
    }

    /// <summary>The mail settings; off where nothing was chosen.</summary>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public async Task<MailReading> MailAsync(Actor actor, StoreId storeId, CancellationToken ct)
    {
        Demand(actor, storeId);
        await using var db = await factory.CreateDbContextAsync(ct);
        var row = await db.NotificationSettings.SingleOrDefaultAsync(s => s.StoreId == storeId, ct) ?? new NotificationSettings { StoreId = storeId };
        return new MailReading(new MailChoice(row.MailOn, row.Address, row.Frequency, row.Muted), row.Failure, row.NotBefore, delivery.HasServer);
    }

    /// <summary>Saves the mail settings. What happened before mail was switched on is not sent afterwards.</summary>
    /// <returns>A sentence that says what is wrong, and nothing was saved; null where it was.</returns>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public async Task<string?> SaveMailAsync(Actor actor, StoreId storeId, MailChoice choice, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(choice);
        Demand(actor, storeId);
        var address = string.IsNullOrWhiteSpace(choice.Address) ? null : choice.Address.Trim();
        if (address is null && choice.MailOn)
        {
            return "Enter the address that mail should go to.";
        }

        if (address is not null && MailDelivery.Address(address) is null)
        {
            return $"“{address}” is not an e-mail address. Write it like name@example.com.";
        }

        await gate.WriteAsync(
            async (write, c) =>
            {
                var row = await write.Db.NotificationSettings.SingleOrDefaultAsync(s => s.StoreId == storeId, c);
                if (row is null)
                {
                    row = new NotificationSettings { StoreId = storeId };
                    write.Db.NotificationSettings.Add(row);
                }

                if (choice.MailOn && !row.MailOn)
                {
                    await write.Db.Notices.Where(n => n.StoreId == storeId && n.MailedAt == null).ExecuteUpdateAsync(n => n.SetProperty(x => x.MailedAt, write.Now), c);
                }

                (row.MailOn, row.Address, row.Frequency, row.Muted) = (choice.MailOn, address, choice.Frequency, [.. choice.Muted.Distinct().Order()]);
                (row.Failures, row.Failure, row.NotBefore, row.DigestDueAt) = (0, null, null, null);
                write.Record(storeId, ActivityLevel.Info, "settings", choice.MailOn ? "E-mail notifications were set." : "E-mail notifications were switched off.");
            },
            ct);
        return null;
    }

    /// <summary>Sends a mail to try the address.</summary>
    /// <returns>What became of it, for people.</returns>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public async Task<(bool Sent, string Sentence)> TryMailAsync(Actor actor, StoreId storeId, string? address, CancellationToken ct)
    {
        Demand(actor, storeId);
        if (MailDelivery.Address(address) is not { } to)
        {
            return (false, "Enter an address first, like name@example.com.");
        }

        var now = time.GetUtcNow();
        var outcome = await delivery.SendAsync(
            to, "Syncerize: mail works", "This mail was asked for under Settings, Email notifications. Whoever asked for it knows now that mail arrives here.\r\n", FormattableString.Invariant($"try-{storeId}-{now.ToUnixTimeMilliseconds()}"), now, ct);
        return outcome is MailOutcome.Failed failed ? (false, failed.Sentence)
            : (true, delivery.HasServer ? $"A mail was sent to {to}." : $"The mail for {to} lies in the mail folder: this installation has no mail server yet.");
    }

    private static void Demand(Actor actor, StoreId storeId)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Demand(storeId);
    }
}
