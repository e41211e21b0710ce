namespace Syncerize.App.Sandbox.Store;

/// <summary>Forgets what a shop need not remember, so that it can trade for days: orders and products stay, as in a real one.</summary>
internal static class Tidying
{
    /// <summary>Answers kept with their idempotency keys at most; the oldest go first.</summary>
    public const int MostAnswers = 20_000;

    /// <summary>Webhooks that nobody can be sent (no address on this machine) at most; the oldest go first. What waits for a retry ends by itself.</summary>
    public const int MostDeliveries = 5_000;

    // The real retention of either is not published; both are longer than any retry.
    private static readonly TimeSpan KeepAnswers = TimeSpan.FromDays(1);
    private static readonly TimeSpan KeepJobs = TimeSpan.FromDays(1);
    private static readonly TimeSpan KeepEdits = TimeSpan.FromDays(1);

    // Long after it expired a token is still told from one that never was.
    private static readonly TimeSpan KeepTokens = TimeSpan.FromDays(100);

    /// <summary>Forgets old answers, finished jobs, edits that were never committed, tokens long expired and webhooks beyond measure.</summary>
    public static void Tidy(this ShopState shop)
    {
        var now = shop.Now;
        foreach (var answer in shop.Answers.Values.Where(a => a.CreatedAt < now - KeepAnswers)
            .Concat(shop.Answers.Values.Where(_ => shop.Answers.Count > MostAnswers).OrderBy(a => a.CreatedAt).Take(shop.Answers.Count - MostAnswers)).ToList())
        {
            shop.Remove(answer);
        }

        foreach (var job in shop.Jobs.Values.Where(j => j.Done && j.CreatedAt < now - KeepJobs).ToList())
        {
            shop.Remove(job);
        }

        foreach (var token in shop.Tokens.Values.Where(t => t.ExpiresAt < now - KeepTokens).ToList())
        {
            shop.Remove(token);
        }

        foreach (var edit in shop.Edits.Values.Where(e => e.CreatedAt < now - KeepEdits).ToList())
        {
            shop.Remove(edit);
        }

        foreach (var delivery in shop.Deliveries.Values.Take(shop.Deliveries.Count - MostDeliveries).ToList())
        {
            shop.Remove(delivery);
        }
    }
}
