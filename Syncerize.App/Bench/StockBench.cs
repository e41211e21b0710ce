using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Syncerize.App.Sandbox.Actions;
using Syncerize.Core.Data;
using Syncerize.Core.Stock;
using Syncerize.Core.Work;

namespace Syncerize.App.Bench;

/// <summary>The points that writing many quantities costs, all due in one window: once with every compare right, once with one in a hundred stale. Readings are counted apart.</summary>
internal static class StockBench
{
    private const string Row = "stock";
    private const int BatchSize = 250;

    public static async Task<BenchResult> RunAsync(CancellationToken ct)
    {
        await using var host = await BenchHost.StartAsync(ct);
        var pairs = await LatencyBench.PairsAsync(host, ct);
        var clean = await WindowAsync(host, pairs, stale: [], ct);
        var stale = await WindowAsync(host, pairs, [.. pairs.Where((_, n) => n % 100 == 50)], ct);
        return new BenchResult(
            [
                new BenchFigure(Row, string.Create(CultureInfo.InvariantCulture, $"{pairs.Count} quantities: write points ÷ whole batches'"), clean.Ratio, "×", 1.1),
                new BenchFigure(Row, "the same, 1 % stale", stale.Ratio, "×", 1.5),
                new BenchFigure(Row, "write requests", clean.Requests, "requests"),
                new BenchFigure(Row, "write requests, 1 % stale", stale.Requests, "requests"),
                new BenchFigure(Row, "points of readings", clean.Readings, "points"),
                new BenchFigure(Row, "points of readings, 1 % stale", stale.Readings, "points"),
            ],
            $"the 250 quantities that one request of Shopify's may hold; requests of the second window: {stale.Calls}");
    }

    private static async Task<(double Ratio, int Requests, double Readings, string Calls)> WindowAsync(BenchHost host, List<LatencyBench.Pair> pairs, IReadOnlyCollection<LatencyBench.Pair> stale, CancellationToken ct)
    {
        // Nobody reports these changes; the window is what makes them due.
        (host.Source.Faults.DropWebhooks, host.Destination.Faults.DropWebhooks) = (true, true);
        await host.Shops.ChangeAsync(host.Source, shop =>
        {
            foreach (var pair in pairs)
            {
                var level = shop.LevelsOf(pair.SourceItem).MaxBy(l => l.Available)!;
                shop.SetAvailable(level, level.Available - 2);
            }
        });
        await host.Shops.ChangeAsync(host.Destination, shop =>
        {
            foreach (var pair in stale)
            {
                var level = shop.LevelsOf(pair.DestinationItem).First();
                shop.SetAvailable(level, level.Available - 1);
            }
        });
        (host.Source.Faults.DropWebhooks, host.Destination.Faults.DropWebhooks) = (false, false);

        host.Calls.Clear();
        await using var db = await host.ReadAsync(ct);
        var source = await db.Stores.SingleAsync(s => s.Domain == host.Source.Domain, ct);
        await host.Services.GetRequiredService<WriteGate>().WriteAsync(
            (write, c) => write.EnqueueAsync([.. pairs.Select(p => new Due(source.Id, StockWork.Pull, p.SourceItem.ToString(CultureInfo.InvariantCulture)))], c), ct);
        await host.QuietAsync(ct);

        var wrong = pairs.Count(p => host.Source.LevelsOf(p.SourceItem).Sum(l => l.Available) != host.Destination.LevelsOf(p.DestinationItem).Sum(l => l.Available));
        if (wrong > 0)
        {
            throw new InvalidOperationException($"{wrong} of {pairs.Count} quantities are not in step afterwards; the figures would mean nothing.");
        }

        const string Set = "InventorySet";
        var (requests, points) = host.Calls.Of(Set, host.Destination.Domain);
        return (points / (Math.Ceiling(pairs.Count / (double)BatchSize) * (points / requests)), requests, host.Calls.PointsBut(Set), host.Calls.Summary);
    }
}
