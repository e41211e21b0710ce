using System.Globalization;
using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Graph.Types;
using Syncerize.App.Sandbox.Images;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;
using Syncerize.Core;

namespace Syncerize.App.Sandbox.Graph.Mutations;

/// <summary>Products: change, delete, publish, tag. Creating stands in <see cref="ProductSet"/>.</summary>
internal static class ProductMutations
{
    public static void Bind(Action<string, Func<Call, Payload>> add)
    {
        add("productSet", ProductSet.Run);
        add("productUpdate", Update);
        add("productDelete", Delete);
        add("publishablePublish", Publish);
        add("tagsAdd", AddTags);
    }

    /// <summary>Takes over the fields that every product input has; or why they do not do.</summary>
    public static Refusal? Apply(Call call, SimProduct product, Input input, string root)
    {
        var shop = call.Shop;
        if (input.Has("title") && string.IsNullOrWhiteSpace(input.Text("title")))
        {
            return new Refusal("INVALID_INPUT", [root, "title"], "Title can't be blank");
        }

        product.Title = input.Text("title") ?? product.Title;
        product.DescriptionHtml = input.Has("descriptionHtml") ? Html(input.Text("descriptionHtml")) : product.DescriptionHtml;
        product.Vendor = input.Text("vendor") ?? product.Vendor;
        product.ProductType = input.Text("productType") ?? product.ProductType;
        product.Status = input.Text("status") ?? product.Status;
        product.Tags = input.Has("tags") ? Tags(input.Texts("tags")) : product.Tags;
        if (input.Text("handle") is { Length: > 0 } handle && handle != product.Handle)
        {
            var slug = ProductActions.Slug(handle);
            if (shop.HandleTaken(slug, product.Id))
            {
                return new Refusal("HANDLE_NOT_UNIQUE", [root, "handle"], $"Handle '{slug}' already in use. Please provide a new handle.");
            }

            product.Handle = slug;
        }

        if (input.Object("seo") is { } seo)
        {
            product.SeoTitle = seo.Has("title") ? Filled(seo.Text("title")) : product.SeoTitle;
            product.SeoDescription = seo.Has("description") ? Filled(seo.Text("description")) : product.SeoDescription;
        }

        if (input.Has("category"))
        {
            if (input.Text("category") is { } category && !Taxonomy.IsCategory(category))
            {
                return new Refusal("INVALID_CATEGORY", [root, "category"], "Category is invalid");
            }

            product.CategoryGid = input.Text("category");
        }

        if (Collect(shop, product, input, root) is { } collection)
        {
            return collection;
        }

        foreach (var metafield in input.Objects("metafields"))
        {
            if (MetafieldMutations.Taken(shop, "PRODUCT", product.Id, metafield))
            {
                return new Refusal("DUPLICATED_METAFIELD_VALUE", [root, "metafields"], "Value has already been taken.");
            }

            MetafieldMutations.Set(shop, product.Metafields, metafield);
        }

        return null;
    }

    /// <summary>
    /// The address an image gets here. A picture of the simulator's own is moved to this shop's address, as the real API hosts anew what it fetches; any other
    /// address is kept, since the simulator fetches nothing.
    /// </summary>
    public static string Hosted(ShopState shop, string source) =>
        Uri.TryCreate(source, UriKind.Absolute, out var address) && address.IsLoopback && address.AbsolutePath.StartsWith("/cdn/", StringComparison.Ordinal)
            ? PictureEndpoint.Moved(address.AbsolutePath, shop.Domain)
            : source;

    /// <summary>An image as if fetched from its address; ready at once, or when the shop's pace says.</summary>
    public static SimMedia Image(ShopState shop, SimProduct product, string source, string? alt)
    {
        var media = new SimMedia { Id = shop.NewId(), Url = Hosted(shop, source), Alt = alt, Position = product.Media.Count + 1, Fails = IsMissing(source) };
        product.Media.Add(media);
        shop.Process(product, media);
        return media;
    }

    // Only the simulator's own pictures can be looked up: what it would answer 404 for cannot be fetched by a shop either.
    private static bool IsMissing(string source) =>
        Uri.TryCreate(source, UriKind.Absolute, out var address) && address.IsLoopback && address.AbsolutePath.StartsWith("/cdn/", StringComparison.Ordinal) && !PictureEndpoint.Exists(Uri.UnescapeDataString(address.AbsolutePath));

    private static Refusal? Collect(ShopState shop, SimProduct product, Input input, string root)
    {
        foreach (var (name, joins) in new[] { ("collections", true), ("collectionsToJoin", true), ("collectionsToLeave", false) })
        {
            var ids = input.Texts(name).Select(Input.GidNumber).ToList();
            if (ids.Exists(id => !shop.Collections.TryGetValue(id, out var found) || found.IsSmart))
            {
                return new Refusal("INVALID_INPUT", [root, name], "Collection does not exist, or its products follow from conditions");
            }

            if (name == "collections" && input.Has(name))
            {
                product.CollectionIds.Clear();
            }

            product.CollectionIds.RemoveAll(ids.Contains);
            product.CollectionIds.AddRange(joins ? ids : []);
        }

        return null;
    }

    private static Payload Update(Call call)
    {
        var input = call.Arguments.Object("product") ?? call.Arguments.Object("input");
        if (input is null)
        {
            return Payload.Refused(null, "The product argument is required.", "product");
        }

        var id = input.Value.Id("id") ?? call.Arguments.Object("identifier")?.Id("id") ?? -1;
        if (!call.Shop.Products.TryGetValue(id, out var product))
        {
            return Payload.Refused(null, "Product does not exist", "id");
        }

        if (Apply(call, product, input.Value, "product") is { } wrong)
        {
            throw new RefusedException(Payload.Refused(wrong));
        }

        foreach (var media in call.Arguments.Objects("media"))
        {
            Image(call.Shop, product, media.Text("originalSource") ?? "", media.Text("alt"));
        }

        call.Shop.ProductChanged(product);
        return Payload.Of("product", product);
    }

    private static Payload Delete(Call call)
    {
        if (!call.Shop.Products.TryGetValue(call.Arguments.Object("input")?.Id("id") ?? -1, out var product))
        {
            return Payload.Refused(null, "Product does not exist", "id");
        }

        if (call.Arguments.Flag("synchronous") == false)
        {
            var job = call.Shop.Later(call.Shop.NewId().ToString(CultureInfo.InvariantCulture), SimJob.ProductDelete, "{}", call.Shop.Shop.Pace.JobSeconds);
            job.ProductId = product.Id;
            return Payload.Of("productDeleteOperation", new OperationOf(job, JustMade: true));
        }

        call.Shop.DeleteProduct(product);
        return Payload.Of("deletedProductId", Gid.Of("Product", product.Id));
    }

    private static Payload Publish(Call call)
    {
        if (!call.Shop.Products.TryGetValue(call.Arguments.Id("id") ?? -1, out var product))
        {
            throw AdminError.InvalidId(call.Arguments.Text("id") ?? "");
        }

        var inputs = call.Arguments.Objects("input");
        for (var i = 0; i < inputs.Count; i++)
        {
            if (inputs[i].Id("publicationId") is not { } publication || !call.Shop.Publications.ContainsKey(publication))
            {
                throw new RefusedException(new Payload
                {
                    ["shop"] = call.Shop.Shop,
                    ["userErrors"] = new[] { new Refusal(null, ["input", i.ToString(CultureInfo.InvariantCulture), "publicationId"], "Publication does not exist or is not publishable") },
                });
            }

            if (!product.PublicationIds.Contains(publication))
            {
                product.PublicationIds.Add(publication);
            }
        }

        product.PublishedAt ??= call.Shop.Now;
        call.Shop.ProductChanged(product);
        return Payload.Of("shop", call.Shop.Shop);
    }

    private static Payload AddTags(Call call)
    {
        var tags = call.Arguments.Texts("tags");
        var node = Queries.Node(call.Shop, call.Arguments.Text("id") ?? "");
        switch (node)
        {
            case SimProduct product:
                product.Tags = Tags(product.Tags.Concat(tags));
                call.Shop.ProductChanged(product);
                break;
            case SimOrder order:
                order.Tags = Tags(order.Tags.Concat(tags));
                call.Shop.OrderChanged(order);
                break;
            default:
                throw AdminError.InvalidId(call.Arguments.Text("id") ?? "");
        }

        return Payload.Of("node", node);
    }

    /// <summary>Tags as the real API keeps them: trimmed, each once whatever its case, in alphabetical order.</summary>
    public static List<string> Tags(IEnumerable<string> tags) =>
        [.. tags.Select(tag => tag.Trim()).Where(tag => tag.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)];

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    /// <summary>The only changes made to HTML: line ends become plain, white space at both ends goes.</summary>
    private static string Html(string? html) => (html ?? "").ReplaceLineEndings("\n").Trim();
}
