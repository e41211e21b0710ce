using System.Globalization;
using System.Text;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;
using Syncerize.App.Sandbox.Webhooks;

namespace Syncerize.App.Sandbox.Actions;

/// <summary>What a merchant does with products.</summary>
internal static class ProductActions
{
    /// <summary>Adds a product that has no variant yet. Its handle, if none is given, is made from the title and made unique: -1, then counting up.</summary>
    public static void AddProduct(this ShopState shop, SimProduct product)
    {
        product.Id = shop.NewId();
        product.Handle = shop.FreeHandle(product.Handle.Length > 0 ? product.Handle : Slug(product.Title));
        product.CreatedAt = product.UpdatedAt = shop.Stamp();
        shop.Put(product);
        shop.Raise("products/create", Subject(product.Id), () => RestPayloads.Product(shop, product));
    }

    /// <summary>The product or one of its variants changed.</summary>
    public static void ProductChanged(this ShopState shop, SimProduct product)
    {
        product.UpdatedAt = shop.Stamp();
        shop.Put(product);
        shop.Raise("products/update", Subject(product.Id), () => RestPayloads.Product(shop, product));
    }

    /// <summary>A variant changed, and with it its product.</summary>
    public static void VariantChanged(this ShopState shop, SimVariant variant)
    {
        variant.UpdatedAt = shop.Stamp();
        shop.Put(variant);
        shop.ProductChanged(shop.Products[variant.ProductId]);
    }

    /// <summary>Adds a variant; its item is stocked where the caller says, with <see cref="StockActions.Activate"/>.</summary>
    public static void AddVariant(this ShopState shop, SimProduct product, SimVariant variant)
    {
        variant.Id = shop.NewId();
        variant.InventoryItemId = shop.NewId();
        variant.ProductId = product.Id;
        variant.CreatedAt = variant.UpdatedAt = variant.ItemUpdatedAt = shop.Stamp();
        variant.Position = variant.Position > 0 ? variant.Position : shop.VariantsOf(product.Id).Count + 1;
        variant.Title = TitleOf(variant);
        shop.Put(variant);
        foreach (var selected in variant.SelectedOptions)
        {
            shop.OfferValue(product, selected.Name, selected.Value);
        }
    }

    /// <summary>Deletes a product with its variants and stock.</summary>
    public static void DeleteProduct(this ShopState shop, SimProduct product)
    {
        foreach (var variant in shop.VariantsOf(product.Id).ToList())
        {
            shop.Remove(variant);
        }

        shop.Remove(product);
        shop.Stamp();
        shop.Raise("products/delete", Subject(product.Id), () => RestPayloads.Deleted(product.Id));
    }

    /// <summary>Numbers the variants of a product from 1 without gaps.</summary>
    public static void Renumber(this ShopState shop, SimProduct product)
    {
        var position = 0;
        foreach (var variant in shop.VariantsOf(product.Id).ToList())
        {
            position++;
            if (variant.Position != position)
            {
                variant.Position = position;
                shop.Put(variant);
            }
        }
    }

    /// <summary>A variant's title: its option values, joined.</summary>
    public static string TitleOf(SimVariant variant) =>
        variant.SelectedOptions.Count == 0 ? "Default Title" : string.Join(" / ", variant.SelectedOptions.Select(option => option.Value));

    /// <summary>Adds a value to a product's option if it is not there.</summary>
    public static void OfferValue(this ShopState shop, SimProduct product, string option, string value)
    {
        var known = product.Options.Find(o => o.Name == option);
        if (known is null)
        {
            known = new SimOption { Id = shop.NewId(), Name = option, Position = product.Options.Count + 1 };
            product.Options.Add(known);
        }

        if (!known.Values.Exists(v => v.Name == value))
        {
            known.Values.Add(new SimOptionValue { Id = shop.NewId(), Name = value });
        }
    }

    /// <summary>Whether a handle is in use by another product.</summary>
    public static bool HandleTaken(this ShopState shop, string handle, long? except = null) =>
        shop.Products.Values.Any(product => product.Id != except && string.Equals(product.Handle, handle, StringComparison.OrdinalIgnoreCase));

    /// <summary>The handle itself, or with the lowest suffix that is free.</summary>
    public static string FreeHandle(this ShopState shop, string wanted)
    {
        if (!shop.HandleTaken(wanted))
        {
            return wanted;
        }

        var dash = wanted.LastIndexOf('-');
        var stem = wanted;
        var number = 1;
        if (dash > 0 && int.TryParse(wanted.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var last))
        {
            stem = wanted[..dash];
            number = last + 1;
        }

        while (shop.HandleTaken(string.Create(CultureInfo.InvariantCulture, $"{stem}-{number}")))
        {
            number++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{stem}-{number}");
    }

    /// <summary>A title as a handle: lower-case letters and digits, joined by dashes.</summary>
    public static string Slug(string title)
    {
        var slug = new StringBuilder();
        foreach (var c in title.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                slug.Append(c);
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        var text = slug.ToString().Trim('-');
        return text.Length > 0 ? text : "product";
    }

    private static string Subject(long id) => id.ToString(CultureInfo.InvariantCulture);
}
