using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;

namespace Syncerize.App.Sandbox.Graph.Mutations;

/// <summary>Reads the inputs that variants are made of.</summary>
internal static class VariantInputs
{
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
}
