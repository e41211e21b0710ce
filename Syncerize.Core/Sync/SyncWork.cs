using Syncerize.Core.Work;

namespace Syncerize.Core.Sync;

/// <summary>The kinds of work of this folder.</summary>
public static class SyncWork
{
    /// <summary>Bring a linked product in step at the lane's (destination) shop; the subject is the product link's key.</summary>
    public static readonly WorkKind Apply = new("sync.apply", WorkPriority.Product, 10);

    /// <summary>Delete a product at the lane's (destination) shop, as a person accepted; the subject is the product link's key.</summary>
    public static readonly WorkKind Delete = new("sync.delete", WorkPriority.Product, 10);

    /// <summary>Stop and resume a connection's links as its source offers now, page by page; the subject is the connection's key, the lane its destination.</summary>
    public static readonly WorkKind Offers = new("sync.offers", WorkPriority.Product, 1);

    /// <summary>Find what a connection's destination already has and make all its links due, page by page; the subject is the connection's key, the lane its destination.</summary>
    public static readonly WorkKind Review = new("sync.review", WorkPriority.Product, 1);

    /// <summary>Plan the stock of all variants of a connection anew, page by page, after its stock settings changed; the subject is the connection's key, the lane its destination.</summary>
    public static readonly WorkKind Stock = new("sync.stock", WorkPriority.Product, 1);
    /// <summary>A turn of the product auto bulk mapper; the subject is the run's key, the lane its destination.</summary>
    public static readonly WorkKind Map = new("sync.map", WorkPriority.Import, 1);

    /// <summary>A step of an import through Shopify's bulk operations; the subject is the run's key, the lane its destination.</summary>
    public static readonly WorkKind Import = new("sync.import", WorkPriority.Import, 1);
}
