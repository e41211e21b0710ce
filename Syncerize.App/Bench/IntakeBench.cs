using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Intake;

namespace Syncerize.App.Bench;

/// <summary>
/// Webhooks of 4 KB, signed, each committed with full sync before its 200: as many as go in a closed loop, then 1,000 a second in an open loop (each timed from the moment
/// it should have left). The lanes run; the webhooks name products that exist, so what follows from them is done as well.
/// </summary>
internal static class IntakeBench
{
    private const string Row = "intake";
    private const int BodyBytes = 4096;
    private const int Senders = 64;
    private const int OpenRate = 1000;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(10);

    public static async Task<BenchResult> RunAsync(CancellationToken ct)
    {
        await using var host = await BenchHost.StartAsync(ct);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = host.Address };
        var messages = Messages(host);
        await SendForAsync(http, messages, TimeSpan.FromSeconds(3), new ConcurrentBag<double>(), ct);
        await host.QuietAsync(ct);

        var commits = SyncedCommitsPerSecond(host.Folder);
        var closed = new ConcurrentBag<double>();
        var busy = await BenchHost.BusyAsync(() => SendForAsync(http, messages, Length, closed, ct));
        var stored = closed.Count;
        await host.QuietAsync(ct);

        var open = new ConcurrentBag<double>();
        var openBusy = await BenchHost.BusyAsync(() => OpenLoopAsync(http, messages, open, ct));
        await using var db = await host.ReadAsync(ct);
        var rows = await db.Inbox.CountAsync(ct);
        var (rate, times) = (stored / Length.TotalSeconds, new Percentiles(open));
        return new BenchResult(
            [
                new BenchFigure(Row, $"webhooks a second, closed loop of {Senders}", rate, "/s", 2000, AtLeast: true),
                new BenchFigure(Row, "p50 at 1,000/s, open loop", times.At(0.5), "ms"),
                new BenchFigure(Row, "p99 at 1,000/s, open loop", times.At(0.99), "ms", 50),
                new BenchFigure(Row, "webhooks per synced commit of this disk", rate / commits, "×"),
                new BenchFigure(Row, "rows in the inbox afterwards", rows, "rows"),
            ],
            string.Create(
                CultureInfo.InvariantCulture,
                $"processor: {busy:P0} of all cores in the closed loop and {openBusy:P0} in the open one, senders, simulated shops and lanes included; one row a commit, this disk syncs {commits:N0} times a second"));
    }

    /// <summary>Sends without a pause from many senders.</summary>
    private static Task SendForAsync(HttpClient http, IEnumerator<Webhook> messages, TimeSpan length, ConcurrentBag<double> times, CancellationToken ct)
    {
        var begun = Stopwatch.GetTimestamp();
        return Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => Task.Run(
            async () =>
            {
                while (Stopwatch.GetElapsedTime(begun) < length)
                {
                    var sent = Stopwatch.GetTimestamp();
                    await SendAsync(http, Next(messages), ct);
                    times.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
                }
            },
            ct)));
    }

    /// <summary>Sends on a timetable, whether the ones before were answered or not.</summary>
    private static async Task OpenLoopAsync(HttpClient http, IEnumerator<Webhook> messages, ConcurrentBag<double> times, CancellationToken ct)
    {
        var begun = Stopwatch.GetTimestamp();
        var under = new List<Task>();
        var total = (int)(OpenRate * Length.TotalSeconds);
        for (var n = 0; n < total;)
        {
            var due = Math.Min(total, (int)(Stopwatch.GetElapsedTime(begun).TotalSeconds * OpenRate));
            for (; n < due; n++)
            {
                var planned = begun + (long)((double)n / OpenRate * Stopwatch.Frequency);
                under.Add(TimedAsync(http, Next(messages), planned, times, ct));
            }

            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, ct);
        }

        await Task.WhenAll(under);
    }

    private static async Task TimedAsync(HttpClient http, Webhook message, long planned, ConcurrentBag<double> times, CancellationToken ct)
    {
        await SendAsync(http, message, ct);
        times.Add(Stopwatch.GetElapsedTime(planned).TotalMilliseconds);
    }

    private static async Task SendAsync(HttpClient http, Webhook message, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, WebhookAddress.Path) { Content = new ByteArrayContent(message.Body) };
        request.Headers.Add("X-Shopify-Shop-Domain", message.Shop);
        request.Headers.Add("X-Shopify-Topic", "products/update");
        request.Headers.Add("X-Shopify-Webhook-Id", Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString());
        request.Headers.Add("X-Shopify-Hmac-Sha256", message.Signature);
        using var answer = await http.SendAsync(request, ct);
        answer.EnsureSuccessStatusCode();
    }

    private static Webhook Next(IEnumerator<Webhook> messages)
    {
        lock (messages)
        {
            messages.MoveNext();
            return messages.Current;
        }
    }

    private static IEnumerator<Webhook> Messages(BenchHost host)
    {
        var shop = host.Source;
        var ready = shop.Products.Values.Select(product =>
        {
            var body = new Dictionary<string, object> { ["id"] = product.Id, ["title"] = product.Title, ["updated_at"] = product.UpdatedAt.ToString("O", CultureInfo.InvariantCulture), ["body_html"] = "" };
            body["body_html"] = new string('x', BodyBytes - JsonSerializer.SerializeToUtf8Bytes(body).Length);
            var bytes = JsonSerializer.SerializeToUtf8Bytes(body);
            return new Webhook(shop.Domain, bytes, Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(shop.Shop.ClientSecret), bytes)));
        }).ToList();
        return Endless(ready).GetEnumerator();
    }

    private static IEnumerable<Webhook> Endless(List<Webhook> ready)
    {
        for (var n = 0; ; n = (n + 1) % ready.Count)
        {
            yield return ready[n];
        }
    }

    /// <summary>How often this disk can make one row durable, in the database's own way: the measure that grouped commits are compared with.</summary>
    private static double SyncedCommitsPerSecond(string folder)
    {
        var file = Path.Combine(folder, "commits.db");
        using var db = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        db.Open();
        Run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE Rows (Id INTEGER PRIMARY KEY, Body BLOB)");
        var begun = Stopwatch.GetTimestamp();
        var count = 0;
        for (; Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(1); count++)
        {
            Run("INSERT INTO Rows (Body) VALUES (zeroblob(4096))");
        }

        return count / Stopwatch.GetElapsedTime(begun).TotalSeconds;

        void Run(string sql)
        {
            using var command = db.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }

    private sealed record Webhook(string Shop, byte[] Body, string Signature);
}
