using System.Globalization;
using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Graph.Types;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;

namespace Syncerize.App.Sandbox.Graph.Mutations;

/// <summary>Metafields and their definitions. Values of an <c>id</c> definition are unique in the shop.</summary>
internal static class MetafieldMutations
{
    public static void Bind(Action<string, Func<Call, Payload>> add)
    {
        add("metafieldsSet", SetAll);
        add("metafieldsDelete", DeleteAll);
        add("metafieldDefinitionCreate", Define);
    }

    /// <summary>Sets one metafield in its owner's list.</summary>
    public static SimMetafield Set(ShopState shop, List<SimMetafield> owned, Input input)
    {
        var name = ShopTypes.Namespace(input.Text("namespace"));
        var key = input.Text("key") ?? "";
        var field = owned.Find(f => f.Namespace == name && f.Key == key);
        var now = shop.Stamp();
        if (field is null)
        {
            field = new SimMetafield { Id = shop.NewId(), Namespace = name, Key = key, CreatedAt = now };
            owned.Add(field);
        }

        var definition = shop.Definitions.Values.FirstOrDefault(d => d.Namespace == name && d.Key == key);
        field.Type = input.Text("type") ?? definition?.Type ?? field.Type;
        field.Value = input.Text("value") ?? "";
        field.UpdatedAt = now;
        return field;
    }

    /// <summary>Whether a unique value already belongs to another owner.</summary>
    public static bool Taken(ShopState shop, string ownerType, long? owner, Input input)
    {
        var definition = Queries.Definition(shop, ownerType, input.Text("namespace"), input.Text("key"));
        return definition is { UniqueValues: true } && ownerType switch
        {
            "PRODUCT" => shop.Products.Values.Any(product => product.Id != owner && Queries.Has(product.Metafields, input)),
            "PRODUCTVARIANT" => shop.Variants.Values.Any(variant => variant.Id != owner && Queries.Has(variant.Metafields, input)),
            _ => shop.Orders.Values.Any(order => order.Id != owner && Queries.Has(order.Metafields, input)),
        };
    }

    private static Payload SetAll(Call call)
    {
        var shop = call.Shop;
        var inputs = call.Arguments.Objects("metafields");
        if (inputs.Count > 25)
        {
            return Payload.Refused("LESS_THAN_OR_EQUAL_TO", "Exceeded the maximum metafields input limit of 25.", "metafields");
        }

        var errors = new List<Refusal>();
        var set = new List<MetafieldOf>();
        for (var i = 0; i < inputs.Count; i++)
        {
            var path = new[] { "metafields", i.ToString(CultureInfo.InvariantCulture) };
            var (owned, ownerType) = Owned(shop, inputs[i].Text("ownerId") ?? "");
            if (owned is null)
            {
                errors.Add(new Refusal("INVALID", [.. path, "ownerId"], "Owner does not exist.", i));
                continue;
            }

            if (Taken(shop, ownerType, inputs[i].Id("ownerId"), inputs[i]))
            {
                errors.Add(new Refusal("TAKEN", [.. path, "value"], "Value has already been taken.", i));
                continue;
            }

            var name = ShopTypes.Namespace(inputs[i].Text("namespace"));
            var before = owned.Find(f => f.Namespace == name && f.Key == inputs[i].Text("key"));
            if (inputs[i].Has("compareDigest") && inputs[i].Text("compareDigest") != (before is null ? null : ShopTypes.Digest(before)))
            {
                errors.Add(new Refusal("STALE_OBJECT", path, "The resource has been updated since it was loaded. Try again with an updated `compareDigest` value.", i));
                continue;
            }

            set.Add(new MetafieldOf(ownerType, Set(shop, owned, inputs[i])));
            OwnerChanged(shop, inputs[i].Text("ownerId")!);
        }

        return errors.Count > 0 ? throw new RefusedException(Payload.Refused([.. errors])) : Payload.Of("metafields", set);
    }

    // What is not there is answered with null in its place, and is no error.
    private static Payload DeleteAll(Call call)
    {
        var shop = call.Shop;
        var deleted = new List<MetafieldOf?>();
        foreach (var input in call.Arguments.Objects("metafields"))
        {
            var (owned, ownerType) = Owned(shop, input.Text("ownerId") ?? "");
            var name = ShopTypes.Namespace(input.Text("namespace"));
            if (owned?.Find(f => f.Namespace == name && f.Key == input.Text("key")) is not { } field)
            {
                deleted.Add(null);
                continue;
            }

            owned.Remove(field);
            OwnerChanged(shop, input.Text("ownerId")!);
            deleted.Add(new MetafieldOf(ownerType, field) { OwnerGid = input.Text("ownerId")! });
        }

        return Payload.Of("deletedMetafields", deleted);
    }

    private static (List<SimMetafield>? Owned, string OwnerType) Owned(ShopState shop, string gid) => Queries.Node(shop, gid) switch
    {
        SimProduct product => (product.Metafields, "PRODUCT"),
        SimVariant variant => (variant.Metafields, "PRODUCTVARIANT"),
        SimOrder order => (order.Metafields, "ORDER"),
        _ => (null, ""),
    };

    private static void OwnerChanged(ShopState shop, string gid)
    {
        switch (Queries.Node(shop, gid))
        {
            case SimProduct product: shop.ProductChanged(product); break;
            case SimVariant variant: shop.VariantChanged(variant); break;
            case SimOrder order: shop.OrderChanged(order); break;
        }
    }

    private static Payload Define(Call call)
    {
        var input = call.Arguments.Object("definition")!.Value;
        var owner = input.Text("ownerType")!;
        if (Queries.Definition(call.Shop, owner, input.Text("namespace"), input.Text("key")) is not null)
        {
            return Payload.Refused("TAKEN", $"Key is in use for {Words(owner)} metafields on the '{input.Text("namespace")}' namespace.", "definition", "key");
        }

        var type = input.Text("type")!;
        var unique = type == "id" || input.Object("capabilities")?.Object("uniqueValues")?.Flag("enabled") == true;
        var definition = new SimMetafieldDefinition
        {
            Id = call.Shop.NewId(),
            Name = input.Text("name")!,
            Namespace = ShopTypes.Namespace(input.Text("namespace")),
            Key = input.Text("key")!,
            OwnerType = owner,
            Type = type,
            UniqueValues = unique,
        };
        call.Shop.Put(definition);
        return Payload.Of("createdDefinition", definition);
    }

    private static string Words(string ownerType) => ownerType switch { "PRODUCTVARIANT" => "Variant", "PRODUCT" => "Product", "ORDER" => "Order", _ => ownerType };
}
