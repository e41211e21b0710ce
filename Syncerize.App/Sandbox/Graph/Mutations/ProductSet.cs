using System.Globalization;
using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;

namespace Syncerize.App.Sandbox.Graph.Mutations;

/// <summary>
/// <c>productSet</c>: an upsert by id, handle or unique metafield. Lists replace: what is left out of a given list is deleted. With <c>synchronous: false</c>
/// it is an operation that is polled: what was wrong is found there, not in the answer.
/// </summary>
internal static class ProductSet
{
    private const int MostQuantities = 50_000;

    public static Payload Run(Call call)
    {
        if (call.Arguments.Flag("synchronous") != false)
        {
            return Set(call);
        }

        var id = call.Shop.NewId().ToString(CultureInfo.InvariantCulture);
        var job = call.Shop.Later(id, SimJob.ProductSet, InputJson.Write(call.Arguments.Values), call.Shop.Shop.Pace.JobSeconds);
        return Payload.Of("productSetOperation", new OperationOf(job, JustMade: true));
    }

    /// <summary>Sets the product at once.</summary>
    public static Payload Set(Call call)
    {
        var shop = call.Shop;
        var input = call.Arguments.Object("input")!.Value;
        var identifier = call.Arguments.Object("identifier");
        var customId = identifier?.Object("customId");
        var product = customId is { } custom ? Queries.ProductByKey(shop, custom)
            : identifier?.Text("handle") is { } handle ? shop.Products.Values.FirstOrDefault(p => p.Handle == handle)
            : shop.Products.GetValueOrDefault(identifier?.Id("id") ?? input.Id("id") ?? -1);
        if (product is null && (identifier?.Id("id") ?? input.Id("id")) is not null)
        {
            return Payload.Refused("PRODUCT_DOES_NOT_EXIST", "Product does not exist", "input", "id");
        }

        if (input.Objects("variants").Sum(variant => variant.Objects("inventoryQuantities").Count) > MostQuantities)
        {
            return Payload.Refused("INVENTORY_QUANTITIES_LIMIT_EXCEEDED", "The number of inventory quantities exceeds the limit of 50000.", "input", "variants");
        }

        var isNew = product is null;
        if (product is null)
        {
            if (string.IsNullOrWhiteSpace(input.Text("title")))
            {
                return Payload.Refused("INVALID_INPUT", "Title can't be blank", "input", "title");
            }

            // Created from a handle identifier it has that handle; otherwise the title makes one that is free.
            product = new SimProduct { Title = input.Text("title")!, Handle = input.Text("handle") is null ? identifier?.Text("handle") ?? "" : "" };
            shop.AddProduct(product);
        }

        if (ProductMutations.Apply(call, product, input, "input") is { } wrong)
        {
            throw new RefusedException(Payload.Refused(wrong));
        }

        if (isNew && customId is { } key)
        {
            MetafieldMutations.Set(shop, product.Metafields, key);
        }

        SetFiles(shop, product, input);
        if (SetOptions(shop, product, input) is { } option)
        {
            throw new RefusedException(Payload.Refused(option));
        }

        if (input.Has("variants") || isNew)
        {
            SetVariants(call, product, input.Objects("variants"));
        }

        if (isNew)
        {
            product.UpdatedAt = shop.Stamp();
            shop.Put(product);
        }
        else
        {
            shop.ProductChanged(product);
        }

        return Payload.Of("product", product);
    }

    private static void SetFiles(ShopState shop, SimProduct product, Input input)
    {
        if (!input.Has("files"))
        {
            return;
        }

        var before = product.Media.ToList();
        product.Media.Clear();
        foreach (var file in input.Objects("files"))
        {
            var known = before.Find(m => m.Id == file.Id("id") || (file.Id("id") is null && m.Url == ProductMutations.Hosted(shop, file.Text("originalSource") ?? "")));
            if (known is null)
            {
                ProductMutations.Image(shop, product, file.Text("originalSource") ?? "", file.Text("alt"));
            }
            else
            {
                known.Alt = file.Has("alt") ? file.Text("alt") : known.Alt;
                known.Position = product.Media.Count + 1;
                product.Media.Add(known);
            }
        }
    }

    private static Refusal? SetOptions(ShopState shop, SimProduct product, Input input)
    {
        var inputs = input.Objects("productOptions");
        if (inputs.Count == 0)
        {
            if (product.Options.Count == 0)
            {
                product.Options.Add(new SimOption { Id = shop.NewId(), Name = "Title", Position = 1, Values = [new SimOptionValue { Id = shop.NewId(), Name = "Default Title" }] });
            }

            return null;
        }

        if (inputs.Count > 3)
        {
            return new Refusal("OPTIONS_OVER_LIMIT", ["input", "productOptions"], "Can only specify a maximum of 3 options");
        }

        if (!input.Has("variants"))
        {
            return new Refusal("VARIANTS_INPUT_MISSING", ["input", "variants"], "Variants input is required when updating product options");
        }

        var before = product.Options.ToList();
        product.Options.Clear();
        for (var i = 0; i < inputs.Count; i++)
        {
            var path = new[] { "input", "productOptions", i.ToString(CultureInfo.InvariantCulture) };
            var name = inputs[i].Text("name") ?? before.Find(o => o.Id == inputs[i].Id("id"))?.Name;
            if (name is null)
            {
                return new Refusal("OPTION_DOES_NOT_EXIST", path, "Option does not exist");
            }

            if (product.Options.Exists(o => string.Equals(o.Name, name, StringComparison.OrdinalIgnoreCase)))
            {
                return new Refusal("DUPLICATED_OPTION_NAME", path, $"Option '{name}' already exists.");
            }

            var known = before.Find(o => o.Id == inputs[i].Id("id")) ?? before.Find(o => o.Name == name);
            var option = new SimOption { Id = known?.Id ?? shop.NewId(), Name = name, Position = i + 1 };
            foreach (var value in inputs[i].Objects("values").Select(v => v.Text("name") ?? known?.Values.Find(k => k.Id == v.Id("id"))?.Name).OfType<string>())
            {
                if (option.Values.Exists(v => v.Name == value))
                {
                    return new Refusal("DUPLICATED_OPTION_VALUE", path, $"Option value '{value}' already exists.");
                }

                option.Values.Add(new SimOptionValue { Id = known?.Values.Find(k => k.Name == value)?.Id ?? shop.NewId(), Name = value });
            }

            product.Options.Add(option);
        }

        return null;
    }

    private static void SetVariants(Call call, SimProduct product, IReadOnlyList<Input> inputs)
    {
        var shop = call.Shop;
        VariantLimit.Demand(shop, inputs.Count - shop.VariantsOf(product.Id).Count);
        var kept = new HashSet<long>();
        for (var i = 0; i < inputs.Count; i++)
        {
            var path = new[] { "input", "variants", i.ToString(CultureInfo.InvariantCulture) };
            var (options, wrong) = VariantInputs.Options(product, inputs[i], mayAddValues: false);
            if (wrong is not null)
            {
                throw new RefusedException(Payload.Refused("OPTION_VALUE_DOES_NOT_EXIST", wrong, [.. path, "optionValues"]));
            }

            var known = inputs[i].Id("id") is { } id
                ? shop.Variants.GetValueOrDefault(id) ?? throw new RefusedException(Payload.Refused("PRODUCT_VARIANT_DOES_NOT_EXIST", "Product variant does not exist", [.. path, "id"]))
                : shop.VariantsOf(product.Id).FirstOrDefault(v => v.SelectedOptions.Select(o => (o.Name, o.Value)).SequenceEqual(options.Select(o => (o.Name, o.Value))));
            if (VariantInputs.Taken(shop, product, options, known) || (known is not null && !kept.Add(known.Id)))
            {
                throw new RefusedException(Payload.Refused("INVALID_VARIANT", $"The variant '{string.Join(" / ", options.Select(o => o.Value))}' already exists.", path));
            }

            if (inputs[i].Minor("price", call.Currency) is < 0)
            {
                throw new RefusedException(Payload.Refused("INVALID_VARIANT", "Price must be greater than or equal to 0", [.. path, "price"]));
            }

            var variant = known ?? new SimVariant();
            variant.SelectedOptions = options;
            variant.Position = inputs[i].Int("position") ?? i + 1;
            variant.Title = ProductActions.TitleOf(variant);
            VariantInputs.Apply(call, variant, inputs[i]);
            SetFile(shop, product, variant, inputs[i]);
            var quantities = inputs[i].Objects("inventoryQuantities");
            if (known is null)
            {
                shop.AddVariant(product, variant);
                VariantInputs.Stock(shop, variant, quantities.Select(q => (q.Id("locationId") ?? -1, q.Int("quantity") ?? 0)), path);
                kept.Add(variant.Id);
            }
            else
            {
                SetQuantities(shop, variant, quantities, path);
                variant.UpdatedAt = shop.Stamp();
                shop.Put(variant);
            }
        }

        if (inputs.Count == 0 && shop.VariantsOf(product.Id).Count == 0)
        {
            var only = new SimVariant { SelectedOptions = [new SimSelectedOption { Name = "Title", Value = "Default Title" }] };
            shop.AddVariant(product, only);
            VariantInputs.Stock(shop, only, [], "input");
            kept.Add(only.Id);
        }

        foreach (var gone in shop.VariantsOf(product.Id).Where(v => !kept.Contains(v.Id)).ToList())
        {
            shop.Remove(gone);
        }

        shop.Renumber(product);
    }

    private static void SetFile(ShopState shop, SimProduct product, SimVariant variant, Input input)
    {
        if (input.Object("file") is { } file)
        {
            var media = product.Media.Find(m => m.Id == file.Id("id") || m.Url == ProductMutations.Hosted(shop, file.Text("originalSource") ?? ""))
                ?? ProductMutations.Image(shop, product, file.Text("originalSource") ?? "", file.Text("alt"));
            variant.MediaId = media.Id;
        }
    }

    // For an existing variant stock is only taken where it is already stocked.
    private static void SetQuantities(ShopState shop, SimVariant variant, IReadOnlyList<Input> quantities, string[] path)
    {
        foreach (var quantity in quantities)
        {
            if (!shop.Levels.TryGetValue((variant.InventoryItemId, quantity.Id("locationId") ?? -1), out var level))
            {
                throw new RefusedException(Payload.Refused("INVALID_VARIANT", "The inventory item is not stocked at the location.", [.. path, "inventoryQuantities"]));
            }

            var wanted = quantity.Int("quantity") ?? 0;
            shop.SetAvailable(level, quantity.Text("name") == "on_hand" ? wanted - level.Committed : wanted);
        }
    }
}
