using System.Globalization;
using System.Text.Json;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;

namespace Syncerize.App.Sandbox.Actions;

/// <summary>Work that is put off, and media that take their time.</summary>
internal static class JobActions
{
    /// <summary>Puts work off.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="id">Its id; null makes a random one.</param>
    /// <param name="kind">One of the names in <see cref="SimJob"/>.</param>
    /// <param name="arguments">What to do, as JSON.</param>
    /// <param name="seconds">How long it takes.</param>
    public static SimJob Later(this ShopState shop, string? id, string kind, string arguments, double seconds)
    {
        var now = shop.Now;
        var job = new SimJob { Id = id ?? Guid.CreateVersion7(now).ToString(), Kind = kind, Arguments = arguments, CreatedAt = now, DueAt = now.AddSeconds(seconds) };
        shop.Put(job);
        return job;
    }

    /// <summary>Begins to process a new image, where this shop takes its time for that.</summary>
    public static void Process(this ShopState shop, SimProduct product, SimMedia media)
    {
        var seconds = shop.Shop.Pace.MediaSeconds;
        if (seconds <= 0)
        {
            media.Status = media.Fails ? "FAILED" : media.Status;
            return;
        }

        media.Status = "UPLOADED";
        media.ReadyAt = shop.Now.AddSeconds(seconds);
        media.ProcessingAt = shop.Now.AddSeconds(seconds / 2);
        static string Number(long id) => id.ToString(CultureInfo.InvariantCulture);
        shop.Later(null, SimJob.Media, JsonSerializer.Serialize(new { productId = Number(product.Id), mediaId = Number(media.Id) }), seconds);
    }

    /// <summary>An image is ready: its product changed with it.</summary>
    public static void MediaReady(this ShopState shop, long productId, long mediaId)
    {
        if (shop.Products.GetValueOrDefault(productId) is { } product && product.Media.Find(m => m.Id == mediaId) is { } media)
        {
            media.Status = media.Fails ? "FAILED" : "READY";
            media.ReadyAt = media.ProcessingAt = null;
            shop.ProductChanged(product);
        }
    }

    /// <summary>UPLOADED, PROCESSING, READY or FAILED.</summary>
    public static string StatusOf(this ShopState shop, SimMedia media) =>
        media.ReadyAt is null ? media.Status : shop.Now < media.ProcessingAt ? "UPLOADED" : shop.Now < media.ReadyAt ? "PROCESSING" : media.Fails ? "FAILED" : "READY";
}
