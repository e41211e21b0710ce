using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Syncerize.Core.Data;
using Syncerize.Core.Stock;
using Syncerize.Core.Stores;
using Syncerize.Core.Work;

namespace Syncerize.Core.Intake;

/// <summary>Makes polls and compares due for every active store.</summary>
public sealed class PollSchedule(WriteGate gate, IServiceScopeFactory scopes)
{
    /// <summary>Orders that changed longer ago than this are not listed again by a compare.</summary>
    private static readonly TimeSpan OrdersCompared = TimeSpan.FromDays(7);

    /// <summary>Queues a poll of products and orders.</summary>
    public Task PollAsync(CancellationToken ct) => gate.WriteAsync(
        async (write, c) =>
        {
            var stores = await write.Db.Stores.Where(s => s.State == StoreState.Active && s.FirstReadAt != null).Select(s => s.Id).ToListAsync(c);
            await write.EnqueueAsync([.. stores.SelectMany(s => new[] { new Due(s, IntakeWork.PollProducts, "products"), new Due(s, IntakeWork.PollOrders, "orders") })], c);
        },
        ct);

    /// <summary>Begins the full compare of every active store: polls from the beginning, and every linked quantity, behind everything else.</summary>
    public async Task CompareAsync(CancellationToken ct)
    {
        var stores = await gate.WriteAsync(
            async (write, c) =>
            {
                var active = await write.Db.Stores.Where(s => s.State == StoreState.Active && s.FirstReadAt != null).Select(s => s.Id).ToListAsync(c);
                await PollAllAsync(write, active, c);
                return active;
            },
            ct);
        foreach (var store in stores)
        {
            await BeginAsync(Actor.Operator, store, ct);
        }
    }

    /// <summary>Begins the full compare of one store, for a person who asks for it.</summary>
    /// <returns>The comparison of its quantities; one that runs already is left to its end.</returns>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public async Task<CompareRun> CompareAsync(Actor actor, StoreId store, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Demand(store);
        await gate.WriteAsync((write, c) => PollAllAsync(write, [store], c), ct);
        return await BeginAsync(actor, store, ct);
    }

    private static async Task PollAllAsync(Write write, List<StoreId> stores, CancellationToken ct)
    {
        foreach (var cursor in await write.Db.PollCursors.Where(p => stores.Contains(p.StoreId) && p.BegunAt == null).ToListAsync(ct))
        {
            cursor.Through = cursor.Feed == "products" ? null : cursor.Through - OrdersCompared;
        }

        await write.EnqueueAsync([.. stores.SelectMany(s => new[] { new Due(s, IntakeWork.PollProducts, "products"), new Due(s, IntakeWork.PollOrders, "orders") })], ct);
    }

    private async Task<CompareRun> BeginAsync(Actor actor, StoreId store, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<StockCompare>().BeginAsync(actor, store, ct);
    }
}
