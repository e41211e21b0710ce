using Syncerize.Core.Work;

namespace Syncerize.Core.Sync;

/// <summary>The kinds of work of this folder.</summary>
public static class SyncWork
{
    /// <summary>Bring a linked product in step at the lane's (destination) shop; the subject is the product link's key.</summary>
    public static readonly WorkKind Apply = new("sync.apply", WorkPriority.Product, 10);
}
