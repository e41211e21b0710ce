using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Syncerize.Core.Activity;
using Syncerize.Core.Data;
using Syncerize.Core.Live;
using Syncerize.Core.Stores;

namespace Syncerize.Core.Operations;

/// <summary>Sends the mail of notices that were written with their causes. Nothing waits for it: a mail that cannot be sent is tried again later, its notice stands in the app all the while.</summary>
public sealed class NoticeMail(IDbContextFactory<SyncerizeDb> factory, WriteGate gate, MailDelivery delivery, IOptions<MailOptions> options, TimeProvider time)
{
    /// <summary>What a mail holds at most; the rest goes with the next.</summary>
    public const int MostInOne = 100;

    private const int DigestHour = 8;
    private static readonly TimeSpan TooOld = TimeSpan.FromDays(7);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>Sends what is due.</summary>
    /// <returns>Mails sent.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        List<StoreId> stores;
        await using (var db = await factory.CreateDbContextAsync(ct))
        {
            stores = await db.Notices.Where(n => n.MailedAt == null).Select(n => n.StoreId).Distinct().ToListAsync(ct);
        }

        var sent = 0;
        foreach (var store in stores)
        {
            sent += await OfStoreAsync(store, ct) ? 1 : 0;
        }

        return sent;
    }

    private async Task<bool> OfStoreAsync(StoreId storeId, CancellationToken ct)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        var now = time.GetUtcNow();
        var store = await db.Stores.SingleOrDefaultAsync(s => s.Id == storeId, ct);
        var settings = await db.NotificationSettings.SingleOrDefaultAsync(s => s.StoreId == storeId, ct);
        var waiting = await db.Notices.Where(n => n.StoreId == storeId && n.MailedAt == null).OrderBy(n => n.Id).Take(MostInOne).ToListAsync(ct);
        var wanted = store is null || settings is not { MailOn: true, Address: not null } ? [] : waiting.Where(n => !settings.Muted.Contains(n.Kind) && n.At > now - TooOld).ToList();
        if (wanted.Count == 0)
        {
            await gate.WriteAsync((write, c) => DoneAsync(write, waiting, c), ct);
            return false;
        }

        if (settings!.NotBefore > now || (settings.Frequency == MailFrequency.Daily && await DigestDueAsync(store!, settings, ct) > now))
        {
            return false;
        }

        var id = string.Create(CultureInfo.InvariantCulture, $"notice-{storeId}-{wanted[0].Id}-{wanted[^1].Id}");
        var outcome = await delivery.SendAsync(settings.Address!, Subject(store!, settings, wanted), Body(store!, wanted), id, now, ct);
        await gate.WriteAsync(
            async (write, c) =>
            {
                var row = await write.Db.NotificationSettings.SingleAsync(s => s.StoreId == storeId, c);
                if (outcome is MailOutcome.Failed failed)
                {
                    (row.Failures, row.Failure, row.NotBefore) = (row.Failures + 1, failed.Sentence, now + Wait(row.Failures + 1));
                }
                else
                {
                    (row.Failures, row.Failure, row.NotBefore) = (0, null, null);
                    row.DigestDueAt = row.Frequency == MailFrequency.Daily ? NextDigest(store!, now) : null;
                    await DoneAsync(write, waiting, c);
                }

                write.Changed(storeId, LiveTopic.Activity);
            },
            ct);
        return outcome is MailOutcome.Sent;
    }

    private async Task<DateTimeOffset> DigestDueAsync(Store store, NotificationSettings settings, CancellationToken ct)
    {
        if (settings.DigestDueAt is { } due)
        {
            return due;
        }

        var next = NextDigest(store, time.GetUtcNow());
        await gate.WriteAsync(async (write, c) => (await write.Db.NotificationSettings.SingleAsync(s => s.StoreId == store.Id, c)).DigestDueAt = next, ct);
        return next;
    }

    /// <summary>The next eight o'clock in the morning of the store's zone, UTC.</summary>
    public static DateTimeOffset NextDigest(Store store, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(store);
        var zone = Zones.Of(store.TimeZone);
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        for (var i = 0; ; i++)
        {
            var at = day.AddDays(i).ToDateTime(new TimeOnly(DigestHour, 0));
            var due = new DateTimeOffset(at, zone.GetUtcOffset(at)).ToUniversalTime();
            if (due > now)
            {
                return due;
            }
        }
    }

    private static Task DoneAsync(Write write, IEnumerable<Notice> notices, CancellationToken ct)
    {
        var ids = notices.Select(n => n.Id).ToList();
        return write.Db.Notices.Where(n => ids.Contains(n.Id)).ExecuteUpdateAsync(n => n.SetProperty(x => x.MailedAt, write.Now), ct);
    }

    private static TimeSpan Wait(int failures) => failures >= 7 ? LongestWait : TimeSpan.FromMinutes(1 << (failures - 1));

    private static string Subject(Store store, NotificationSettings settings, List<Notice> notices) =>
        settings.Frequency == MailFrequency.Daily ? string.Create(CultureInfo.InvariantCulture, $"{store.Name}: {notices.Count} {(notices.Count == 1 ? "notification" : "notifications")}")
        : notices.Count == 1 ? $"{store.Name}: {Short(notices[0].Sentence)}"
        : string.Create(CultureInfo.InvariantCulture, $"{store.Name}: {notices.Count} notifications");

    // Shops' names and orders' texts go into it: one line, whatever they hold.
    private static string Short(string sentence)
    {
        var line = string.Join(' ', sentence.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= 120 ? line : line[..119] + "…";
    }

    private string Body(Store store, List<Notice> notices)
    {
        var zone = Zones.Of(store.TimeZone);
        var body = new StringBuilder();
        foreach (var notice in notices)
        {
            body.AppendLine(CultureInfo.InvariantCulture, $"{TimeZoneInfo.ConvertTime(notice.At, zone):d MMM yyyy, HH:mm}").AppendLine(notice.Sentence);
            if (Link(store, notice) is { } link)
            {
                body.AppendLine(link);
            }

            body.AppendLine();
        }

        return body.AppendLine("--").AppendLine(CultureInfo.InvariantCulture, $"You get this because mail is switched on for {store.Name} in Syncerize. Which kinds are mailed, and whether any are, is set under Settings, Email notifications{(Base() is { } b ? $": {b}/s/{store.Id}/settings#mail" : ".")}").ToString();
    }

    private string? Link(Store store, Notice notice) => Base() is not { } start ? null
        : notice.OrderId is { } order ? string.Create(CultureInfo.InvariantCulture, $"{start}/s/{store.Id}/orders/{order}")
        : notice.ConnectionId is { } connection ? $"{start}/s/{store.Id}/stores/{connection}"
        : $"{start}/s/{store.Id}/notifications";

    private string? Base() => options.Value.PublicUrl.TrimEnd('/') is { Length: > 0 } url ? url : null;
}
