using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Store;

namespace Syncerize.App.Bench;

/// <summary>From a stock change at the source shop, through its webhook, to the quantity written at the destination shop: 50 changes a second, up and down, each at another variant.</summary>
internal static class LatencyBench
{
    private const string Row = "latency";
    private const int Rate = 50;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<BenchResult> RunAsync(CancellationToken ct)
    {
        await using var host = await BenchHost.StartAsync(ct);
        var pairs = await PairsAsync(host, ct);
        await RunAsync(host, pairs, TimeSpan.FromSeconds(5), ct);
        await host.QuietAsync(ct);
        host.Calls.Clear();

        var (lowered, raised, lost) = (new List<double>(), new List<double>(), 0);
        var busy = await BenchHost.BusyAsync(async () => (lowered, raised, lost) = await RunAsync(host, pairs, Length, ct));
        var all = new Percentiles(lowered.Concat(raised));
        var sets = host.Calls.Of("InventorySet", host.Destination.Domain);
        return new BenchResult(
            [
                new BenchFigure(Row, "p50, change at the source to written at the destination", all.At(0.5), "ms", 300),
                new BenchFigure(Row, "p99", all.At(0.99), "ms", 1000),
                new BenchFigure(Row, "p50 of lowered quantities", new Percentiles(lowered).At(0.5), "ms"),
                new BenchFigure(Row, "p50 of raised quantities (read again first)", new Percentiles(raised).At(0.5), "ms"),
                new BenchFigure(Row, "changes measured", all.Count, "changes"),
                new BenchFigure(Row, "changes not written within 30 s", lost, "changes", 0),
                new BenchFigure(Row, "quantities per write to the destination", all.Count / (double)Math.Max(1, sets.Requests), "rows"),
            ],
            string.Create(CultureInfo.InvariantCulture, $"the steps one after the other (webhook, translation, reading, writing) and the readings a raise needs; processor {busy:P0} of all cores, simulated shops included"));
    }

    private static async Task<(List<double> Lowered, List<double> Raised, int Lost)> RunAsync(BenchHost host, List<Pair> pairs, TimeSpan length, CancellationToken ct)
    {
        var lowered = new List<double>();
        var raised = new List<double>();
        var waiting = new List<(Pair Pair, int Wanted, long At, bool Down)>();
        var begun = Stopwatch.GetTimestamp();
        var (made, lost) = (0, 0);
        while (Stopwatch.GetElapsedTime(begun) < length || waiting.Count > 0)
        {
            var due = Math.Min((int)(Stopwatch.GetElapsedTime(begun).TotalSeconds * Rate), (int)(length.TotalSeconds * Rate));
            for (; made < due; made++)
            {
                var pair = pairs[made % pairs.Count];
                if (waiting.Exists(w => w.Pair == pair))
                {
                    continue;
                }

                var down = made % 2 == 0;
                var wanted = Shown(host.Destination, pair) + (down ? -1 : 1);
                var at = Stopwatch.GetTimestamp();
                await host.Shops.ChangeAsync(host.Source, shop =>
                {
                    var level = shop.LevelsOf(pair.SourceItem).MaxBy(l => l.Available)!;
                    shop.SetAvailable(level, level.Available + (down ? -1 : 1));
                });
                waiting.Add((pair, wanted, at, down));
            }

            await host.Shops.ReadAsync(host.Destination, shop =>
            {
                waiting.RemoveAll(w =>
                {
                    var time = Stopwatch.GetElapsedTime(w.At);
                    if (Shown(shop, w.Pair) == w.Wanted)
                    {
                        (w.Down ? lowered : raised).Add(time.TotalMilliseconds);
                        return true;
                    }

                    lost += time > Patience ? 1 : 0;
                    return time > Patience;
                });
                return true;
            });
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, ct);
        }

        return (lowered, raised, lost);
    }

    private static int Shown(ShopState destination, Pair pair) => destination.LevelsOf(pair.DestinationItem).Sum(l => l.Available);

    /// <summary>Linked variants that are tracked, in stock and in step.</summary>
    internal static async Task<List<Pair>> PairsAsync(BenchHost host, CancellationToken ct)
    {
        await using var db = await host.ReadAsync(ct);
        var links = await db.VariantLinks.Where(l => l.IsActive).OrderBy(l => l.Id).Select(l => new Pair(l.SourceInventoryItemId, l.DestinationInventoryItemId)).ToListAsync(ct);
        return [.. links.Where(l =>
        {
            var levels = host.Source.LevelsOf(l.SourceItem).ToList();
            return levels.Exists(x => x.Available > 5) && levels.Sum(x => x.Available) == Shown(host.Destination, l);
        })];
    }

    internal sealed record Pair(long SourceItem, long DestinationItem);
}
