using Microsoft.Extensions.DependencyInjection;
using Syncerize.Core.Catalog;
using Syncerize.Core.Intake;
using Syncerize.Core.Orders;
using Syncerize.Core.Stock;
using Syncerize.Core.Sync;
using Syncerize.Core.Work;

namespace Syncerize.Core.Jobs;

/// <summary>The one visible switch from a kind of work to the service that does it.</summary>
public sealed class WorkSwitch : IWorkSwitch
{
    private static readonly Dictionary<string, (WorkKind Kind, Type Handler)> Kinds = new (WorkKind Kind, Type Handler)[]
    {
        (CatalogWork.Pull, typeof(ProductPull)),
        (CatalogWork.ReadAll, typeof(CatalogReader)),
        (StockWork.Pull, typeof(StockPull)),
        (StockWork.Apply, typeof(StockApply)),
        (StockWork.Compare, typeof(StockCompare)),
        (StockWork.CompareAll, typeof(StockCompareBulk)),
        (StockWork.Review, typeof(StockReview)),
        (SyncWork.Apply, typeof(ProductApply)),
        (SyncWork.Review, typeof(SyncReview)),
        (SyncWork.Stock, typeof(ConnectionStock)),
        (SyncWork.Map, typeof(MapRun)),
        (SyncWork.Import, typeof(ImportRun)),
        (SyncWork.Delete, typeof(ProductDeletes)),
        (SyncWork.Offers, typeof(OffersReview)),
        (IntakeWork.SetUp, typeof(StoreSetUp)),
        (IntakeWork.PollProducts, typeof(PollProducts)),
        (IntakeWork.PollOrders, typeof(PollOrders)),
        (IntakeWork.OrdersRead, typeof(OrdersRead)),
        (OrderWork.Pull, typeof(OrderPull)),
        (OrderWork.Push, typeof(OrderPusher)),
        (OrderWork.Return, typeof(FulfillmentReturn)),
        (OrderWork.Change, typeof(SourceChanger)),
    }.ToDictionary(k => k.Kind.Name, StringComparer.Ordinal);

    /// <inheritdoc/>
    public WorkKind? Find(string name) => Kinds.TryGetValue(name, out var found) ? found.Kind : null;

    /// <inheritdoc/>
    public IWorkHandler HandlerOf(IServiceProvider services, string name) => (IWorkHandler)services.GetRequiredService(Kinds[name].Handler);
}
