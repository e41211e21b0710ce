using System.Globalization;
using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;
using Syncerize.Core;

namespace Syncerize.App.Sandbox.Graph.Mutations;

/// <summary>Files of products: described, taken off, deleted, brought into another order.</summary>
internal static class MediaMutations
{
    public static void Bind(Action<string, Func<Call, Payload>> add)
    {
        add("fileUpdate", Update);
        add("fileDelete", Delete);
        add("productReorderMedia", Reorder);
    }

    /// <summary>Moves media one after another; places count from 0.</summary>
    public static void Move(ShopState shop, Input arguments)
    {
        if (shop.Products.GetValueOrDefault(arguments.Id("id") ?? -1) is not { } product)
        {
            return;
        }

        foreach (var move in arguments.Objects("moves"))
        {
            var place = int.Parse(move.Text("newPosition")!, CultureInfo.InvariantCulture);
            if (product.Media.Find(m => m.Id == move.Id("id")) is { } media)
            {
                product.Media.Remove(media);
                product.Media.Insert(Math.Clamp(place, 0, product.Media.Count), media);
            }
        }

        Renumber(shop, product);
    }

    private static Payload Update(Call call)
    {
        var shop = call.Shop;
        var files = new List<SimMedia>();
        var inputs = call.Arguments.Objects("files");
        for (var i = 0; i < inputs.Count; i++)
        {
            var path = new[] { "files", i.ToString(CultureInfo.InvariantCulture) };
            var (product, media) = Find(shop, inputs[i].Id("id"));
            if (product is null || media is null)
            {
                throw new RefusedException(Payload.Refused("FILE_DOES_NOT_EXIST", "File id does not exist.", [.. path, "id"]));
            }

            if (shop.StatusOf(media) != "READY")
            {
                throw new RefusedException(Payload.Refused("NON_READY_STATE", "Non-ready files cannot be updated.", [.. path, "id"]));
            }

            media.Alt = inputs[i].Has("alt") ? inputs[i].Text("alt") : media.Alt;
            if (inputs[i].Texts("referencesToRemove").Contains(Gid.Of("Product", product.Id)))
            {
                TakeOff(shop, product, media);
            }

            Renumber(shop, product);
            files.Add(media);
        }

        return Payload.Of("files", files);
    }

    private static Payload Delete(Call call)
    {
        var shop = call.Shop;
        var ids = call.Arguments.Texts("fileIds");
        foreach (var gid in ids)
        {
            var (product, media) = Find(shop, Input.GidNumber(gid));
            if (product is null || media is null)
            {
                throw new RefusedException(Payload.Refused("FILE_DOES_NOT_EXIST", $"File id {gid} does not exist.", "fileIds"));
            }

            TakeOff(shop, product, media);
            Renumber(shop, product);
        }

        return Payload.Of("deletedFileIds", ids);
    }

    private static Payload Reorder(Call call)
    {
        var shop = call.Shop;
        if (!shop.Products.TryGetValue(call.Arguments.Id("id") ?? -1, out var product))
        {
            return Refused("PRODUCT_DOES_NOT_EXIST", "Product does not exist", "id");
        }

        if (call.Arguments.Objects("moves").Any(m => !product.Media.Exists(x => x.Id == m.Id("id"))))
        {
            return Refused("MEDIA_DOES_NOT_EXIST_ON_PRODUCT", "Media does not exist on the given product", "moves");
        }

        return Payload.Of("job", shop.Later(null, SimJob.MediaReorder, InputJson.Write(call.Arguments.Values), shop.Shop.Pace.JobSeconds));
    }

    private static Payload Refused(string code, string message, string field) => new() { ["mediaUserErrors"] = new[] { new Refusal(code, [field], message) } };

    private static (SimProduct? Product, SimMedia? Media) Find(ShopState shop, long? id) =>
        shop.Products.Values.FirstOrDefault(p => p.Media.Exists(m => m.Id == id)) is { } product ? (product, product.Media.Find(m => m.Id == id)) : (null, null);

    private static void TakeOff(ShopState shop, SimProduct product, SimMedia media)
    {
        product.Media.Remove(media);
        foreach (var variant in shop.VariantsOf(product.Id).Where(v => v.MediaId == media.Id))
        {
            variant.MediaId = null;
            shop.Put(variant);
        }
    }

    private static void Renumber(ShopState shop, SimProduct product)
    {
        for (var i = 0; i < product.Media.Count; i++)
        {
            product.Media[i].Position = i + 1;
        }

        shop.ProductChanged(product);
    }
}
