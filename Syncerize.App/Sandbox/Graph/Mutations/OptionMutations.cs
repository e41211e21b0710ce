using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;
using Syncerize.Core;

namespace Syncerize.App.Sandbox.Graph.Mutations;

/// <summary>Options of a product and their values.</summary>
internal static class OptionMutations
{
    public static void Bind(Action<string, Func<Call, Payload>> add)
    {
        add("productOptionsCreate", On(Create));
        add("productOptionUpdate", On(Update));
        add("productOptionsDelete", On(Delete));
        add("productOptionsReorder", On(Reorder));
    }

    private static Func<Call, Payload> On(Func<Call, SimProduct, Payload> change) => call =>
    {
        if (!call.Shop.Products.TryGetValue(call.Arguments.Id("productId") ?? -1, out var product))
        {
            return Payload.Refused("PRODUCT_DOES_NOT_EXIST", "Product does not exist", "productId");
        }

        var payload = change(call, product);
        if (payload["userErrors"] is IReadOnlyList<Refusal> { Count: > 0 })
        {
            throw new RefusedException(payload);
        }

        Retitle(call.Shop, product);
        call.Shop.ProductChanged(product);
        payload["product"] = product;
        return payload;
    };

    private static Payload Create(Call call, SimProduct product)
    {
        var shop = call.Shop;

        // The first real option takes the place of the default one.
        product.Options.RemoveAll(option => option is { Name: "Title", Values: [{ Name: "Default Title" }] });
        foreach (var variant in shop.VariantsOf(product.Id))
        {
            variant.SelectedOptions.RemoveAll(selected => selected is { Name: "Title", Value: "Default Title" });
        }

        foreach (var input in call.Arguments.Objects("options"))
        {
            var name = input.Text("name");
            var values = input.Objects("values").Select(value => value.Text("name")).OfType<string>().ToList();
            if (string.IsNullOrWhiteSpace(name))
            {
                return Payload.Refused("OPTION_NAME_MISSING", "Each option must have a name", "options");
            }

            if (values.Count == 0)
            {
                return Payload.Refused("OPTION_VALUES_MISSING", "Each option must have at least one value", "options");
            }

            if (product.Options.Exists(option => string.Equals(option.Name, name, StringComparison.OrdinalIgnoreCase)))
            {
                return Payload.Refused("OPTION_ALREADY_EXISTS", $"Option '{name}' already exists.", "options");
            }

            if (product.Options.Count == 3)
            {
                return Payload.Refused("OPTIONS_OVER_LIMIT", "Can only specify a maximum of 3 options", "options");
            }

            product.Options.Add(new SimOption
            {
                Id = shop.NewId(),
                Name = name,
                Position = product.Options.Count + 1,
                Values = [.. values.Select(value => new SimOptionValue { Id = shop.NewId(), Name = value })],
            });
            foreach (var variant in shop.VariantsOf(product.Id))
            {
                variant.SelectedOptions.Add(new SimSelectedOption { Name = name, Value = values[0] });
            }
        }

        if (call.Arguments.Text("variantStrategy") == "CREATE")
        {
            FillUp(shop, product);
        }

        return new Payload();
    }

    private static Payload Update(Call call, SimProduct product)
    {
        var shop = call.Shop;
        var input = call.Arguments.Object("option")!.Value;
        var option = product.Options.Find(o => o.Id == input.Id("id"));
        if (option is null)
        {
            return Payload.Refused("OPTION_DOES_NOT_EXIST", "Option does not exist", "option");
        }

        if (input.Text("name") is { Length: > 0 } name && name != option.Name)
        {
            if (product.Options.Exists(o => o != option && string.Equals(o.Name, name, StringComparison.OrdinalIgnoreCase)))
            {
                return Payload.Refused("OPTION_ALREADY_EXISTS", $"Option '{name}' already exists.", "option", "name");
            }

            foreach (var selected in Selected(shop, product, option))
            {
                selected.Name = name;
            }

            option.Name = name;
        }

        foreach (var value in call.Arguments.Objects("optionValuesToUpdate"))
        {
            var known = option.Values.Find(v => v.Id == value.Id("id"));
            if (known is null)
            {
                return Payload.Refused("OPTION_VALUE_DOES_NOT_EXIST", "Option value does not exist", "optionValuesToUpdate");
            }

            foreach (var selected in Selected(shop, product, option).Where(s => s.Value == known.Name).ToList())
            {
                selected.Value = value.Text("name") ?? selected.Value;
            }

            known.Name = value.Text("name") ?? known.Name;
        }

        foreach (var value in call.Arguments.Objects("optionValuesToAdd").Select(v => v.Text("name")).OfType<string>())
        {
            if (option.Values.Exists(v => v.Name == value))
            {
                return Payload.Refused("OPTION_VALUE_ALREADY_EXISTS", $"Option value '{value}' already exists.", "optionValuesToAdd");
            }

            option.Values.Add(new SimOptionValue { Id = shop.NewId(), Name = value });
        }

        foreach (var id in call.Arguments.Texts("optionValuesToDelete"))
        {
            var known = option.Values.Find(v => v.Id == Input.GidNumber(id));
            if (known is null)
            {
                return Payload.Refused("OPTION_VALUE_DOES_NOT_EXIST", "Option value does not exist", "optionValuesToDelete");
            }

            var users = shop.VariantsOf(product.Id).Where(v => v.SelectedOptions.Exists(s => s.Name == option.Name && s.Value == known.Name)).ToList();
            if (users.Count > 0 && call.Arguments.Text("variantStrategy") != "MANAGE")
            {
                return Payload.Refused("OPTION_VALUE_HAS_VARIANTS", "Option value has variants that must be deleted first.", "optionValuesToDelete");
            }

            users.ForEach(shop.Remove);
            option.Values.Remove(known);
        }

        if (input.Int("position") is { } position)
        {
            Move(product, option, position - 1);
        }

        if (call.Arguments.Text("variantStrategy") == "MANAGE")
        {
            FillUp(shop, product);
        }

        return new Payload();
    }

    private static Payload Delete(Call call, SimProduct product)
    {
        var shop = call.Shop;
        var deleted = new List<string>();
        foreach (var id in call.Arguments.Texts("options"))
        {
            var option = product.Options.Find(o => o.Id == Input.GidNumber(id));
            if (option is null)
            {
                return Payload.Refused("OPTION_DOES_NOT_EXIST", "Option does not exist", "options");
            }

            var inUse = Selected(shop, product, option).Select(s => s.Value).Distinct(StringComparer.Ordinal).Count();
            if (inUse > 1 && call.Arguments.Text("strategy") is null or "DEFAULT")
            {
                return Payload.Refused("CANNOT_DELETE_OPTION_WITH_MULTIPLE_VALUES", "Cannot delete option with multiple values.", "options");
            }

            product.Options.Remove(option);
            foreach (var variant in shop.VariantsOf(product.Id))
            {
                variant.SelectedOptions.RemoveAll(s => s.Name == option.Name);
            }

            var distinct = shop.VariantsOf(product.Id).GroupBy(v => string.Join('\n', v.SelectedOptions.Select(s => s.Value)), StringComparer.Ordinal).Count();
            if (call.Arguments.Text("strategy") == "NON_DESTRUCTIVE" && distinct < shop.VariantsOf(product.Id).Count)
            {
                return Payload.Refused("CANNOT_USE_NON_DESTRUCTIVE_STRATEGY", "Cannot use non-destructive strategy: variants would be deleted.", "options");
            }

            foreach (var twin in shop.VariantsOf(product.Id).GroupBy(v => string.Join('\n', v.SelectedOptions.Select(s => s.Value)), StringComparer.Ordinal).SelectMany(g => g.Skip(1)).ToList())
            {
                shop.Remove(twin);
            }

            deleted.Add(Gid.Of("ProductOption", option.Id));
        }

        if (product.Options.Count == 0)
        {
            product.Options.Add(new SimOption { Id = shop.NewId(), Name = "Title", Position = 1, Values = [new SimOptionValue { Id = shop.NewId(), Name = "Default Title" }] });
            foreach (var variant in shop.VariantsOf(product.Id))
            {
                variant.SelectedOptions.Add(new SimSelectedOption { Name = "Title", Value = "Default Title" });
            }
        }

        return Payload.Of("deletedOptionsIds", deleted);
    }

    private static Payload Reorder(Call call, SimProduct product)
    {
        var wanted = new List<SimOption>();
        foreach (var input in call.Arguments.Objects("options"))
        {
            var option = product.Options.Find(o => input.Id("id") is { } id ? o.Id == id : o.Name == input.Text("name"));
            if (option is null)
            {
                return Payload.Refused("OPTION_ID_DOES_NOT_EXIST", "Option does not exist", "options");
            }

            var values = input.Objects("values").Select(v => option.Values.Find(k => v.Id("id") is { } id ? k.Id == id : k.Name == v.Text("name"))).OfType<SimOptionValue>().ToList();
            option.Values = [.. values, .. option.Values.Except(values)];
            wanted.Add(option);
        }

        if (wanted.Count != product.Options.Count)
        {
            return Payload.Refused("MISSING_OPTION_NAME", "All options must be given.", "options");
        }

        product.Options = wanted;
        return new Payload();
    }

    private static IEnumerable<SimSelectedOption> Selected(ShopState shop, SimProduct product, SimOption option) =>
        shop.VariantsOf(product.Id).SelectMany(v => v.SelectedOptions.Where(s => s.Name == option.Name));

    private static void Move(SimProduct product, SimOption option, int place)
    {
        product.Options.Remove(option);
        product.Options.Insert(Math.Clamp(place, 0, product.Options.Count), option);
    }

    /// <summary>Makes the variants that are missing for all combinations of values.</summary>
    private static void FillUp(ShopState shop, SimProduct product)
    {
        IEnumerable<SimSelectedOption[]> combinations = [[]];
        foreach (var option in product.Options)
        {
            combinations = combinations.SelectMany(_ => option.Values, (head, value) => head.Append(new SimSelectedOption { Name = option.Name, Value = value.Name }).ToArray());
        }

        var model = shop.VariantsOf(product.Id) is [var first, ..] ? first : null;
        foreach (var combination in combinations.Where(c => !VariantInputs.Taken(shop, product, c, null)).ToList())
        {
            var variant = new SimVariant { SelectedOptions = [.. combination], PriceMinor = model?.PriceMinor ?? 0, CompareAtMinor = model?.CompareAtMinor, Tracked = model?.Tracked ?? true };
            shop.AddVariant(product, variant);
            VariantInputs.Stock(shop, variant, [], "options");
        }
    }

    private static void Retitle(ShopState shop, SimProduct product)
    {
        for (var i = 0; i < product.Options.Count; i++)
        {
            product.Options[i].Position = i + 1;
        }

        foreach (var variant in shop.VariantsOf(product.Id).ToList())
        {
            variant.SelectedOptions = [.. product.Options.Select(o => variant.SelectedOptions.Find(s => s.Name == o.Name)).OfType<SimSelectedOption>()];
            variant.Title = ProductActions.TitleOf(variant);
            shop.Put(variant);
        }

        shop.Renumber(product);
    }
}
