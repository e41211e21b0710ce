using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Activity;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;

namespace Syncerize.Core.Operations;

/// <summary>Tells destinations when a connected source has fallen silent: no complete reading of its shop for long, so that what is shown of its stock may be wrong.</summary>
public sealed class SourceWatch(IDbContextFactory<SyncerizeDb> factory, WriteGate gate, TimeProvider time)
{
    /// <summary>Polls run every few minutes; so long without one is no hiccup.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromHours(2);

    /// <summary>Looks once; a silence is told once.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var since = time.GetUtcNow() - Silence;
        await using var db = await factory.CreateDbContextAsync(ct);
        var silent = await (
            from c in db.Connections
            where c.State == ConnectionState.Connected
            join s in db.Stores on c.SourceId equals s.Id
            let last = db.PollCursors.Where(p => p.StoreId == s.Id).Max(p => p.CompletedAt)
            where last != null && last < since && s.FirstReadAt != null
            select new { c.Id, c.DestinationId, s.Name, Last = last!.Value }).ToListAsync(ct);
        if (silent.Count == 0)
        {
            return;
        }

        await gate.WriteAsync(
            (write, _) =>
            {
                foreach (var s in silent)
                {
                    write.Notify(
                        s.DestinationId, NoticeKind.SourceSilent, ActivityLevel.Critical, string.Create(CultureInfo.InvariantCulture, $"silent/{s.Id}/{s.Last.ToUnixTimeMilliseconds()}"),
                        $"Nothing was heard of {s.Name} for more than {Silence.TotalHours:0} hours. Its stock may be wrong in your shop: ask its owner, or pause the connection.", s.Id);
                }

                return Task.CompletedTask;
            },
            ct);
    }
}
