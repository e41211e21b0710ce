using System.Globalization;
using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;

namespace Syncerize.App.Sandbox.Graph.Mutations;

/// <summary>Variants of a product, in bulk.</summary>
internal static class VariantMutations
{
    public static void Bind(Action<string, Func<Call, Payload>> add)
    {
        add("productVariantsBulkCreate", Create);
        add("productVariantsBulkUpdate", Update);
        add("productVariantsBulkDelete", Delete);
        add("productVariantsBulkReorder", Reorder);
    }

    /// <summary>Takes over what an <c>InventoryItemInput</c> holds.</summary>
    public static void ApplyItem(Call call, SimVariant variant, Input item)
    {
        variant.Sku = item.Has("sku") ? item.Text("sku") : variant.Sku;
        variant.Tracked = item.Flag("tracked") ?? variant.Tracked;
        variant.RequiresShipping = item.Flag("requiresShipping") ?? variant.RequiresShipping;
        variant.UnitCostMinor = item.Has("cost") ? item.Minor("cost", call.Currency) : variant.UnitCostMinor;
        variant.HarmonizedSystemCode = item.Has("harmonizedSystemCode") ? item.Text("harmonizedSystemCode") : variant.HarmonizedSystemCode;
        variant.CountryCodeOfOrigin = item.Has("countryCodeOfOrigin") ? item.Text("countryCodeOfOrigin") : variant.CountryCodeOfOrigin;
        if (item.Object("measurement")?.Object("weight") is { } weight)
        {
            variant.Weight = weight.Number("value") ?? 0;
            variant.WeightUnit = weight.Text("unit") ?? "KILOGRAMS";
        }
    }

    /// <summary>Takes over the fields that every variant input has.</summary>
    public static void Apply(Call call, SimVariant variant, Input input)
    {
        variant.PriceMinor = input.Minor("price", call.Currency) ?? variant.PriceMinor;
        variant.CompareAtMinor = input.Has("compareAtPrice") ? input.Minor("compareAtPrice", call.Currency) : variant.CompareAtMinor;
        variant.Barcode = input.Has("barcode") ? input.Text("barcode") : variant.Barcode;
        variant.Sku = input.Has("sku") ? input.Text("sku") : variant.Sku;
        variant.Taxable = input.Flag("taxable") ?? variant.Taxable;
        variant.InventoryPolicy = input.Text("inventoryPolicy") ?? variant.InventoryPolicy;
        variant.MediaId = input.Has("mediaId") ? input.Id("mediaId") : variant.MediaId;
        if (input.Object("inventoryItem") is { } item)
        {
            ApplyItem(call, variant, item);
        }

        foreach (var metafield in input.Objects("metafields"))
        {
            MetafieldMutations.Set(call.Shop, variant.Metafields, metafield);
        }
    }

    /// <summary>The option values a variant input names, in the order of the product's options; or why they do not do.</summary>
    public static (List<SimSelectedOption> Options, string? Wrong) Options(SimProduct product, Input input, bool mayAddValues)
    {
        var named = input.Objects("optionValues").Select(value => (
            Option: value.Id("optionId") is { } id ? product.Options.Find(o => o.Id == id) : product.Options.Find(o => o.Name == value.Text("optionName")),
            Value: value));
        var selected = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (option, value) in named)
        {
            if (option is null)
            {
                return ([], "Option does not exist");
            }

            var name = value.Id("id") is { } valueId ? option.Values.Find(v => v.Id == valueId)?.Name : value.Text("name");
            if (name is null || (!mayAddValues && !option.Values.Exists(v => v.Name == name)))
            {
                return ([], "Option value does not exist");
            }

            selected[option.Name] = name;
        }

        return product.Options.All(o => selected.ContainsKey(o.Name))
            ? ([.. product.Options.OrderBy(o => o.Position).Select(o => new SimSelectedOption { Name = o.Name, Value = selected[o.Name] })], null)
            : ([], "You need to add option values for " + string.Join(", ", product.Options.Where(o => !selected.ContainsKey(o.Name)).Select(o => o.Name)));
    }

    /// <summary>Whether another variant of the product already has these values.</summary>
    public static bool Taken(ShopState shop, SimProduct product, IReadOnlyList<SimSelectedOption> options, SimVariant? except) =>
        shop.VariantsOf(product.Id).Any(v => v != except && v.SelectedOptions.Count == options.Count
            && v.SelectedOptions.All(a => options.Any(b => a.Name == b.Name && string.Equals(a.Value, b.Value, StringComparison.OrdinalIgnoreCase))));

    private static Payload Create(Call call)
    {
        var shop = call.Shop;
        if (!shop.Products.TryGetValue(call.Arguments.Id("productId") ?? -1, out var product))
        {
            return Payload.Refused("PRODUCT_DOES_NOT_EXIST", "Product does not exist", "productId");
        }

        var alone = shop.VariantsOf(product.Id) is [{ Title: "Default Title" } only] ? only : null;
        if (call.Arguments.Text("strategy") == "REMOVE_STANDALONE_VARIANT" || (alone is not null && call.Arguments.Text("strategy") is null or "DEFAULT"))
        {
            if (alone is not null)
            {
                shop.Remove(alone);
            }
        }

        var created = new List<SimVariant>();
        var inputs = call.Arguments.Objects("variants");
        for (var i = 0; i < inputs.Count; i++)
        {
            var row = i.ToString(CultureInfo.InvariantCulture);
            var (options, wrong) = Options(product, inputs[i], mayAddValues: true);
            if (wrong is not null)
            {
                throw new RefusedException(Payload.Refused("NEED_TO_ADD_OPTION_VALUES", wrong, "variants", row, "optionValues"));
            }

            if (Taken(shop, product, options, null))
            {
                throw new RefusedException(Payload.Refused(
                    "VARIANT_ALREADY_EXISTS", $"The variant '{string.Join(" / ", options.Select(o => o.Value))}' already exists.", "variants", row, "optionValues"));
            }

            if (inputs[i].Minor("price", call.Currency) is < 0)
            {
                throw new RefusedException(Payload.Refused("NEGATIVE_PRICE_VALUE", "Price must be greater than or equal to 0", "variants", row, "price"));
            }

            var variant = new SimVariant { SelectedOptions = options };
            Apply(call, variant, inputs[i]);
            shop.AddVariant(product, variant);
            Stock(shop, variant, inputs[i].Objects("inventoryQuantities").Select(q => (q.Id("locationId") ?? -1, q.Int("availableQuantity") ?? 0)), "variants", row);
            created.Add(variant);
        }

        shop.Renumber(product);
        shop.ProductChanged(product);
        return Payload.Of("productVariants", created);
    }

    /// <summary>Stocks a new variant; without a word about stock it is stocked with 0 at the first location, as on the real API.</summary>
    public static void Stock(ShopState shop, SimVariant variant, IEnumerable<(long LocationId, int Available)> quantities, params string[] field)
    {
        var levels = quantities.ToList();
        if (levels.Find(level => !shop.Locations.ContainsKey(level.LocationId)) is { LocationId: not 0 })
        {
            throw new RefusedException(Payload.Refused("TRACKED_VARIANT_LOCATION_NOT_FOUND", "Quantity for the location could not be set: location not found.", [.. field, "inventoryQuantities"]));
        }

        if (levels.Count == 0 && shop.Locations.Values.FirstOrDefault(location => location.IsActive) is { } home)
        {
            levels.Add((home.Id, 0));
        }

        foreach (var (locationId, available) in levels)
        {
            shop.Activate(variant.InventoryItemId, locationId, available);
        }
    }

    private static Payload Update(Call call)
    {
        var shop = call.Shop;
        if (!shop.Products.TryGetValue(call.Arguments.Id("productId") ?? -1, out var product))
        {
            return Payload.Refused("PRODUCT_DOES_NOT_EXIST", "Product does not exist", "productId");
        }

        var partial = call.Arguments.Flag("allowPartialUpdates") == true;
        var inputs = call.Arguments.Objects("variants");
        var errors = new List<Refusal>();
        var changed = new List<SimVariant>();
        for (var i = 0; i < inputs.Count; i++)
        {
            var wrong = UpdateOne(call, product, inputs[i], i.ToString(CultureInfo.InvariantCulture), changed);
            if (wrong is not null)
            {
                errors.Add(wrong);
            }
        }

        if (errors.Count > 0 && !partial)
        {
            throw new RefusedException(Payload.Refused([.. errors]));
        }

        if (changed.Count > 0)
        {
            shop.ProductChanged(product);
        }

        return new Payload { ["product"] = product, ["productVariants"] = changed, ["userErrors"] = errors };
    }

    private static Refusal? UpdateOne(Call call, SimProduct product, Input input, string row, List<SimVariant> changed)
    {
        var shop = call.Shop;
        if (input.Id("id") is not { } id)
        {
            return new Refusal("PRODUCT_VARIANT_ID_MISSING", ["variants", row, "id"], "Product variant is missing ID attribute");
        }

        if (!shop.Variants.TryGetValue(id, out var variant) || variant.ProductId != product.Id)
        {
            return new Refusal("PRODUCT_VARIANT_DOES_NOT_EXIST", ["variants", row, "id"], "Product variant does not exist");
        }

        if (input.Objects("inventoryQuantities").Count > 0)
        {
            return new Refusal("NO_INVENTORY_QUANTITIES_ON_VARIANTS_UPDATE", ["variants", row, "inventoryQuantities"], "Inventory quantities can only be provided during create.");
        }

        if (input.Minor("price", call.Currency) is < 0)
        {
            return new Refusal("NEGATIVE_PRICE_VALUE", ["variants", row, "price"], "Price must be greater than or equal to 0");
        }

        if (input.Objects("optionValues").Count > 0)
        {
            var (options, wrong) = Options(product, input, mayAddValues: true);
            if (wrong is not null)
            {
                return new Refusal("OPTION_VALUE_DOES_NOT_EXIST", ["variants", row, "optionValues"], wrong);
            }

            if (Taken(shop, product, options, variant))
            {
                return new Refusal("VARIANT_ALREADY_EXISTS", ["variants", row, "optionValues"], "The variant already exists.");
            }

            variant.SelectedOptions = options;
            variant.Title = ProductActions.TitleOf(variant);
            options.ForEach(option => shop.OfferValue(product, option.Name, option.Value));
        }

        Apply(call, variant, input);
        variant.UpdatedAt = shop.Stamp();
        shop.Put(variant);
        if (input.Object("inventoryItem") is not null)
        {
            shop.ItemChanged(variant);
        }

        changed.Add(variant);
        return null;
    }

    private static Payload Delete(Call call)
    {
        var shop = call.Shop;
        if (!shop.Products.TryGetValue(call.Arguments.Id("productId") ?? -1, out var product))
        {
            return Payload.Refused("PRODUCT_DOES_NOT_EXIST", "Product does not exist", "productId");
        }

        var variants = call.Arguments.Texts("variantsIds").Select(id => shop.Variants.GetValueOrDefault(Input.GidNumber(id))).ToList();
        if (variants.Exists(variant => variant?.ProductId != product.Id))
        {
            return Payload.Refused("AT_LEAST_ONE_VARIANT_DOES_NOT_BELONG_TO_THE_PRODUCT", "At least one variant does not belong to the product", "variantsIds");
        }

        if (variants.Distinct().Count() == shop.VariantsOf(product.Id).Count)
        {
            return Payload.Refused("CANNOT_DELETE_LAST_VARIANT", "Cannot delete default variant", "variantsIds");
        }

        foreach (var variant in variants.OfType<SimVariant>())
        {
            shop.Remove(variant);
        }

        shop.Renumber(product);
        shop.ProductChanged(product);
        return Payload.Of("product", product);
    }

    private static Payload Reorder(Call call)
    {
        var shop = call.Shop;
        if (!shop.Products.TryGetValue(call.Arguments.Id("productId") ?? -1, out var product))
        {
            return Payload.Refused("PRODUCT_DOES_NOT_EXIST", "Product does not exist", "productId");
        }

        var order = shop.VariantsOf(product.Id).ToList();
        foreach (var position in call.Arguments.Objects("positions").OrderBy(p => p.Int("position")))
        {
            var variant = order.Find(v => v.Id == position.Id("id"));
            var place = (position.Int("position") ?? 0) - 1;
            if (variant is null)
            {
                return Payload.Refused("MISSING_VARIANT", "Variant does not belong to the product", "positions");
            }

            if (place < 0 || place >= order.Count)
            {
                return Payload.Refused("INVALID_POSITION", "Position is out of bounds", "positions");
            }

            order.Remove(variant);
            order.Insert(place, variant);
        }

        for (var i = 0; i < order.Count; i++)
        {
            order[i].Position = i + 1;
        }

        order.ForEach(shop.Put);
        shop.ProductChanged(product);
        return Payload.Of("product", product);
    }
}
