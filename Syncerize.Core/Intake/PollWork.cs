using Syncerize.Core.Work;

namespace Syncerize.Core.Intake;

/// <summary>Polls products changed since the cursor.</summary>
public sealed class PollProducts(Poller poller) : IWorkHandler
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<WorkOutcome>> HandleAsync(LaneLease lease, IReadOnlyList<WorkItem> batch, CancellationToken ct) => [await poller.ProductsAsync(lease, ct)];
}

/// <summary>Polls orders changed since the cursor.</summary>
public sealed class PollOrders(Poller poller) : IWorkHandler
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<WorkOutcome>> HandleAsync(LaneLease lease, IReadOnlyList<WorkItem> batch, CancellationToken ct) => [await poller.OrdersAsync(lease, ct)];
}

/// <summary>Concludes an order poll once its pulls are done.</summary>
public sealed class OrdersRead(Poller poller) : IWorkHandler
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<WorkOutcome>> HandleAsync(LaneLease lease, IReadOnlyList<WorkItem> batch, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return [await poller.OrdersReadAsync(lease, batch[0], ct)];
    }
}
