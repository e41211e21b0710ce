using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Syncerize.Core.Data;

namespace Syncerize.Core.Intake;

/// <summary>Stores webhooks: what came in together is committed together, and each caller is answered after its commit.</summary>
public sealed class InboxWriter(WriteGate gate, InboxBell bell, ILogger<InboxWriter> log) : BackgroundService
{
    /// <summary>So many at most in one commit: about what a transaction of 20 ms holds.</summary>
    private const int Group = 200;

    private readonly Channel<(InboxMessage Message, TaskCompletionSource<bool> Stored)> _waiting =
        Channel.CreateBounded<(InboxMessage, TaskCompletionSource<bool>)>(new BoundedChannelOptions(10_000) { SingleReader = true });

    /// <summary>Stores a message durably.</summary>
    /// <returns>False for a duplicate (same shop, topic and webhook id), which is as good as stored.</returns>
    public async Task<bool> StoreAsync(InboxMessage message, CancellationToken ct)
    {
        var stored = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _waiting.Writer.WriteAsync((message, stored), ct);
        return await stored.Task.WaitAsync(ct);
    }

    /// <summary>Stores messages in one write, without the loop: what the loop does for each group.</summary>
    /// <returns>Per message: false for a duplicate.</returns>
    public async Task<IReadOnlyList<bool>> StoreGroupAsync(IReadOnlyList<InboxMessage> messages, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return await gate.WriteAsync<IReadOnlyList<bool>>(
            async (write, c) =>
            {
                var ids = messages.Select(m => m.WebhookId).ToList();
                var known = (await write.Db.Inbox.Where(m => ids.Contains(m.WebhookId)).Select(m => new { m.ShopDomain, m.Topic, m.WebhookId }).ToListAsync(c))
                    .Select(m => (m.ShopDomain, m.Topic, m.WebhookId)).ToHashSet();
                var answers = new List<bool>(messages.Count);
                foreach (var message in messages)
                {
                    var isNew = known.Add((message.ShopDomain, message.Topic, message.WebhookId));
                    answers.Add(isNew);
                    if (isNew)
                    {
                        write.Db.Inbox.Add(message);
                    }
                }

                write.AfterCommit(bell.Ring);
                return answers;
            },
            ct,
            WriteUrgency.First);
    }

    /// <summary>Takes no more, stores what waits, ends.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        if (ExecuteTask is { } running)
        {
            await running.WaitAsync(cancellationToken);
        }

        await base.StopAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Ends when it is complete and empty, so that nobody who was taken in waits for ever.
        while (await _waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            var group = new List<(InboxMessage Message, TaskCompletionSource<bool> Stored)>();
            while (group.Count < Group && _waiting.Reader.TryRead(out var next))
            {
                group.Add(next);
            }

            try
            {
                var answers = await StoreGroupAsync([.. group.Select(g => g.Message)], CancellationToken.None);
                foreach (var (entry, isNew) in group.Zip(answers))
                {
                    entry.Stored.SetResult(isNew);
                }
            }
            catch (Exception e)
            {
                // Not stored is not answered with 200: Shopify sends these again.
                log.LogError(e, "{Count} webhooks could not be stored", group.Count);
                foreach (var entry in group)
                {
                    entry.Stored.TrySetException(e);
                }
            }
        }
    }
}

/// <summary>Rung after inbox commits; wakes the translator.</summary>
public sealed class InboxBell : IDisposable
{
    private readonly SemaphoreSlim _rung = new(0, 1);

    /// <summary>Wakes the translator, once.</summary>
    public void Ring()
    {
        try
        {
            _rung.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is awake already.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _rung.Dispose();

    /// <summary>Waits for a ring, at most so long.</summary>
    public Task WaitAsync(TimeSpan most, CancellationToken ct) => _rung.WaitAsync(most, ct);
}
