using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Syncerize.Core.Activity;
using Syncerize.Core.Data;
using Syncerize.Core.Stores;

namespace Syncerize.Core.Intake;

/// <summary>Turns up to 500 stored webhooks into work and marks them handled, in one transaction.</summary>
public sealed class InboxTranslator(IDbContextFactory<SyncerizeDb> factory, WriteGate gate, ILogger<InboxTranslator> log)
{
    private const int Turn = 500;

    /// <summary>Translates one turn.</summary>
    /// <returns>How many rows left the inbox.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        await using (var db = await factory.CreateDbContextAsync(ct))
        {
            if (!await db.Inbox.AnyAsync(m => m.State == InboxState.New, ct))
            {
                return 0;
            }
        }

        try
        {
            return await gate.WriteAsync((write, c) => TranslateAsync(write, c), ct);
        }
        catch (HandlerFailedException failure)
        {
            // Its half-done changes were rolled back with the turn; the turn is done again without it.
            log.LogError(failure.InnerException, "The handler of {Topic} failed for inbox row {Row}", failure.Topic, failure.Row);
            await gate.WriteAsync(
                (write, c) => write.Db.Inbox.Where(m => m.Id == failure.Row).ExecuteUpdateAsync(
                    s => s.SetProperty(m => m.State, InboxState.Parked).SetProperty(m => m.Sentence, failure.Message), c),
                ct);
            return 1;
        }
    }

    private static async Task<int> TranslateAsync(Write write, CancellationToken ct)
    {
        var rows = await write.Db.Inbox.Where(m => m.State == InboxState.New).OrderBy(m => m.Id).Take(Turn).ToListAsync(ct);
        var domains = rows.Select(r => r.ShopDomain).Distinct().ToList();
        var stores = await write.Db.Stores.Where(s => domains.Contains(s.Domain)).ToDictionaryAsync(s => s.Domain, ct);
        foreach (var row in rows)
        {
            row.HandledAt = write.Now;
            if (!stores.TryGetValue(row.ShopDomain, out var store))
            {
                row.State = InboxState.Unknown;
                row.Sentence = $"No store of this installation is {row.ShopDomain}.";
                continue;
            }

            await HandleAsync(write, store, row, ct);
        }

        return rows.Count;
    }

    private static async Task HandleAsync(Write write, Store store, InboxMessage row, CancellationToken ct)
    {
        try
        {
            using var body = JsonDocument.Parse(row.Body);
            var known = await Topics.HandleAsync(write, store, row, body.RootElement, ct);
            row.State = known ? InboxState.Handled : InboxState.Unknown;
            row.Sentence = known ? null : $"The topic {row.Topic} is not used by this version.";
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            // Handlers read the whole body before they write, so nothing is half done.
            row.State = InboxState.Parked;
            row.Sentence = $"The body of this {row.Topic} could not be read: {e.Message}";
            write.Record(store.Id, ActivityLevel.Attention, "webhook", $"{row.Sentence} The next poll finds what it was about.", subject: row.WebhookId);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new HandlerFailedException(row.Id, row.Topic, e);
        }
    }

    private sealed class HandlerFailedException(long row, string topic, Exception cause) : Exception($"An error in Syncerize stopped this {topic}: {cause.Message}", cause)
    {
        public long Row => row;

        public string Topic => topic;
    }
}
