using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Catalog;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Mapping;
using Syncerize.Core.Stock;
using Syncerize.Core.Sync;
using Syncerize.Core.Work;

namespace Syncerize.Core.Intake;

/// <summary>A sale whose order is not known: poll that shop's orders now, and again past the search lag.</summary>
public sealed class UnexplainedPoll : IUnexplainedFollower
{
    /// <inheritdoc/>
    public Task OrdersWantedAsync(Write write, StoreId destination, CancellationToken ct) =>
        write.EnqueueAsync(new Due(destination, IntakeWork.PollOrders, "orders", Unexplained.SearchLag + TimeSpan.FromSeconds(2)), ct);
}

/// <summary>A connection that works again or stops: what has to be read and written because of it.</summary>
public sealed class ConnectionChanges : IConnectionFollower
{
    /// <inheritdoc/>
    public async Task ConnectedAsync(Write write, Connection connection, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(write);
        ArgumentNullException.ThrowIfNull(connection);
        await write.EnqueueAsync(
            [
                new Due(connection.SourceId, IntakeWork.PollProducts, "products"), new Due(connection.DestinationId, IntakeWork.PollProducts, "products"),
                new Due(connection.DestinationId, IntakeWork.PollOrders, "orders"),
            ],
            ct);
        await KeptAsync(write, connection, ct);
        await PlanAllAsync(write, connection, ct);
    }

    /// <inheritdoc/>
    public async Task StoppedAsync(Write write, Connection connection, Stopping stopping, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(stopping);
        if (stopping.ZeroStock)
        {
            await ClosingWrites.QueueAsync(write, connection.Id, ct);
        }
    }

    /// <inheritdoc/>
    public Task SettingsChangedAsync(Write write, Connection connection, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(write);
        ArgumentNullException.ThrowIfNull(connection);
        return write.EnqueueAsync(new Due(connection.DestinationId, StockWork.Review, "all"), ct);
    }

    /// <summary>Products that carry the source's key, or are linked, from a time before: reading them again finds their links and brings them in step.</summary>
    private static async Task KeptAsync(Write write, Connection connection, CancellationToken ct)
    {
        var shop = await write.Db.Stores.Where(s => s.Id == connection.SourceId).Select(s => s.ShopifyShopId).SingleAsync(ct);
        var prefix = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{shop}/");
        var kept = await write.Db.Products.AsNoTracking()
            .Where(p => p.StoreId == connection.DestinationId && p.DeletedAt == null && p.ProductKey != null && p.ProductKey.StartsWith(prefix)).Select(p => p.ProductId).ToListAsync(ct);
        var links = await write.Db.ProductLinks.AsNoTracking()
            .Where(l => l.ConnectionId == connection.Id && (l.State == LinkState.Creating || l.State == LinkState.Active || l.State == LinkState.Unavailable)).Select(l => l.Id).ToListAsync(ct);
        await write.EnqueueAsync(
            [
                .. kept.Select(p => new Due(connection.DestinationId, CatalogWork.Pull, p.ToString(System.Globalization.CultureInfo.InvariantCulture))),
                .. links.Select(l => new Due(connection.DestinationId, SyncWork.Apply, l.ToString(System.Globalization.CultureInfo.InvariantCulture))),
            ],
            ct);
    }

    private static async Task PlanAllAsync(Write write, Connection connection, CancellationToken ct)
    {
        var links = await write.Db.VariantLinks.Where(l => l.ConnectionId == connection.Id && l.IsActive).ToListAsync(ct);
        foreach (var link in links)
        {
            link.ClosingQuantity = null;
        }

        await write.EnqueueAsync(
            [.. links.Select(l => new Due(l.DestinationStoreId, StockWork.Apply, l.DestinationInventoryItemId.ToString(System.Globalization.CultureInfo.InvariantCulture)))], ct);
    }
}
