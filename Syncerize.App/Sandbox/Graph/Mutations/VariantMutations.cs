using System.Globalization;
using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;

namespace Syncerize.App.Sandbox.Graph.Mutations;

/// <summary>Variants of a product, in bulk.</summary>
internal static class VariantMutations
{
    private const int MostVariants = 2048;

    public static void Bind(Action<string, Func<Call, Payload>> add)
    {
        add("productVariantsBulkCreate", Create);
        add("productVariantsBulkUpdate", Update);
        add("productVariantsBulkDelete", Delete);
        add("productVariantsBulkReorder", Reorder);
    }

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
        VariantLimit.Demand(shop, inputs.Count);
        if (shop.VariantsOf(product.Id).Count + inputs.Count > MostVariants)
        {
            throw new RefusedException(Payload.Refused("INVALID_INPUT", "The product cannot have more than 2048 variants.", "variants"));
        }

        for (var i = 0; i < inputs.Count; i++)
        {
            var row = i.ToString(CultureInfo.InvariantCulture);
            var (options, wrong) = VariantInputs.Options(product, inputs[i], mayAddValues: true);
            if (wrong is not null)
            {
                throw new RefusedException(Payload.Refused("NEED_TO_ADD_OPTION_VALUES", wrong, "variants", row, "optionValues"));
            }

            if (VariantInputs.Taken(shop, product, options, null))
            {
                throw new RefusedException(Payload.Refused(
                    "VARIANT_ALREADY_EXISTS", $"The variant '{string.Join(" / ", options.Select(o => o.Value))}' already exists.", "variants", row, "optionValues"));
            }

            if (inputs[i].Minor("price", call.Currency) is < 0)
            {
                throw new RefusedException(Payload.Refused("NEGATIVE_PRICE_VALUE", "Price must be greater than or equal to 0", "variants", row, "price"));
            }

            var variant = new SimVariant { SelectedOptions = options };
            VariantInputs.Apply(call, variant, inputs[i]);
            shop.AddVariant(product, variant);
            VariantInputs.Stock(shop, variant, inputs[i].Objects("inventoryQuantities").Select(q => (q.Id("locationId") ?? -1, q.Int("availableQuantity") ?? 0)), "variants", row);
            created.Add(variant);
        }

        shop.Renumber(product);
        shop.ProductChanged(product);
        return Payload.Of("productVariants", created);
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
            var (options, wrong) = VariantInputs.Options(product, input, mayAddValues: true);
            if (wrong is not null)
            {
                return new Refusal("OPTION_VALUE_DOES_NOT_EXIST", ["variants", row, "optionValues"], wrong);
            }

            if (VariantInputs.Taken(shop, product, options, variant))
            {
                return new Refusal("VARIANT_ALREADY_EXISTS", ["variants", row, "optionValues"], "The variant already exists.");
            }

            variant.SelectedOptions = options;
            variant.Title = ProductActions.TitleOf(variant);
            options.ForEach(option => shop.OfferValue(product, option.Name, option.Value));
        }

        VariantInputs.Apply(call, variant, input);
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
