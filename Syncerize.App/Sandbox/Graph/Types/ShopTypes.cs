using System.Globalization;
using Syncerize.App.Sandbox.Model;
using Syncerize.Core;

namespace Syncerize.App.Sandbox.Graph.Types;

/// <summary>Shop, locations, publications, webhook subscriptions, metafields, jobs.</summary>
internal static class ShopTypes
{
    public static void Bind(Binder binder)
    {
        binder.Type<SimShop>("Shop")
            .Field("id", x => Gid.Of("Shop", x.ShopId))
            .Field("name", x => x.Name)
            .Field("myshopifyDomain", x => x.Domain)
            .Field("email", x => x.Email)
            .Field("currencyCode", x => x.Currency)
            .Field("ianaTimezone", x => x.TimeZone)
            .Constant("weightUnit", "KILOGRAMS")
            .Constant("taxesIncluded", false)
            .Field("primaryDomain", x => x)
            .Field("plan", x => x);
        binder.Type<SimShop>("Domain")
            .Field("id", x => Gid.Of("Domain", x.ShopId))
            .Field("host", x => x.Domain)
            .Field("url", x => $"https://{x.Domain}");
        binder.Type<SimShop>("ShopPlan")
            .Field("publicDisplayName", x => x.PlanName)
            .Field("partnerDevelopment", x => x.IsDevelopment)
            .Field("shopifyPlus", x => x.PlanName.Contains("Plus", StringComparison.Ordinal));
        binder.Type<SimShop>("AppInstallation")
            .Field("id", x => Gid.Of("AppInstallation", x.ShopId))
            .Field("accessScopes", x => x.ApiScopes)
            .Constant("activeSubscriptions", Array.Empty<object>());
        binder.Type<string>("AccessScope").Field("handle", x => x);
        binder.Type<SimLocation>("Location")
            .Field("id", x => Gid.Of("Location", x.Id))
            .Field("legacyResourceId", x => x.Id)
            .Field("name", x => x.Name)
            .Field("isActive", x => x.IsActive)
            .Field("fulfillsOnlineOrders", x => x.FulfillsOnlineOrders)
            .Field("shipsInventory", x => x.ShipsInventory)
            .Field("isFulfillmentService", x => x.IsFulfillmentService)
            .Field("address", x => x)
            .Field("createdAt", x => x.CreatedAt)
            .Field("updatedAt", x => x.UpdatedAt);
        binder.Type<SimLocation>("LocationAddress")
            .Field("city", x => x.City)
            .Field("countryCode", x => x.CountryCode)
            .Field("zip", x => x.Zip);
        binder.Type<SimPublication>("Publication")
            .Field("id", x => Gid.Of("Publication", x.Id))
            .Constant("autoPublish", false)
            .Field("catalog", x => x)
            .Field("channels", (x, call) => call.Cut<SimPublication>([x], p => (p.Id, p.Id)));
        binder.Type<SimPublication>("AppCatalog")
            .Field("id", x => Gid.Of("AppCatalog", x.Id))
            .Field("title", x => x.Title);
        binder.Type<SimPublication>("Channel")
            .Field("id", x => Gid.Of("Channel", x.Id))
            .Field("handle", x => x.Title.ToLowerInvariant().Replace(' ', '_'))
            .Field("name", x => x.Title);
        binder.Type<SimCollection>("Collection")
            .Field("id", x => Gid.Of("Collection", x.Id))
            .Field("title", x => x.Title)
            .Field("handle", x => x.Handle)
            .Field("updatedAt", x => x.UpdatedAt);
        binder.Type<SimWebhookSubscription>("WebhookSubscription")
            .Field("id", x => Gid.Of("WebhookSubscription", x.Id))
            .Field("topic", x => x.Topic)
            .Field("uri", x => x.Uri)
            .Field("format", x => x.Format)
            .Constant("filter", null)
            .Field("includeFields", x => x.IncludeFields)
            .Field("name", x => x.Name)
            .Field("apiVersion", x => x)
            .Field("createdAt", x => x.CreatedAt)
            .Field("updatedAt", x => x.UpdatedAt);
        binder.Type<SimWebhookSubscription>("ApiVersion").Field("handle", x => x.ApiVersion);
        binder.Type<SimJob>("Job")
            .Field("id", x => $"gid://shopify/Job/{x.Id}")
            .Field("done", x => x.Done);
        BindMetafields(binder);
    }

    /// <summary>Digest of a metafield's value, for compare-and-set.</summary>
    public static string Digest(SimMetafield field) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{field.Type}\n{field.Value}"))));

    /// <summary><c>$app:name</c> is reserved for the asking app and stored under its number, as Shopify does.</summary>
    public static string Namespace(string? name) => name switch
    {
        null or "" or "$app" => "app--1",
        _ when name.StartsWith("$app:", StringComparison.Ordinal) => "app--1--" + name[5..],
        _ => name,
    };

    /// <summary>The page of metafields a <c>metafields</c> field asks for: of one namespace, or of keys such as <c>ns.key</c>.</summary>
    public static Page Metafields(this Call call, string ownerType, IEnumerable<SimMetafield> all)
    {
        if (call.Arguments.Text("namespace") is { } wanted)
        {
            var name = Namespace(wanted);
            all = all.Where(field => field.Namespace == name);
        }

        if (call.Arguments.Texts("keys") is { Count: > 0 } keys)
        {
            var full = keys.Select(key => key.LastIndexOf('.') is var dot and > 0 ? Namespace(key[..dot]) + key[dot..] : key).ToHashSet(StringComparer.Ordinal);
            all = all.Where(field => full.Contains($"{field.Namespace}.{field.Key}"));
        }

        return call.Cut(all, field => (field.Id, field.Id), field => new MetafieldOf(ownerType, field));
    }

    /// <summary>The metafield a <c>metafield</c> field asks for.</summary>
    public static MetafieldOf? Metafield(this Call call, string ownerType, IEnumerable<SimMetafield> all)
    {
        var name = Namespace(call.Arguments.Text("namespace"));
        var key = call.Arguments.Text("key") ?? "";
        if (call.Arguments.Text("namespace") is null && key.LastIndexOf('.') is var dot and > 0)
        {
            (name, key) = (Namespace(key[..dot]), key[(dot + 1)..]);
        }

        return all.FirstOrDefault(field => field.Namespace == name && field.Key == key) is { } found ? new MetafieldOf(ownerType, found) : null;
    }

    private static void BindMetafields(Binder binder)
    {
        binder.Type<MetafieldOf>("Metafield")
            .Field("id", x => Gid.Of("Metafield", x.Value.Id))
            .Field("namespace", x => x.Value.Namespace)
            .Field("key", x => x.Value.Key)
            .Field("type", x => x.Value.Type)
            .Field("value", x => x.Value.Value)
            .Field("ownerType", x => x.OwnerType)
            .Field("compareDigest", x => Digest(x.Value))
            .Field("createdAt", x => x.Value.CreatedAt)
            .Field("updatedAt", x => x.Value.UpdatedAt);
        binder.Type<MetafieldOf>("MetafieldIdentifier").Field("key", x => x.Value.Key).Field("namespace", x => x.Value.Namespace).Field("ownerId", x => x.OwnerGid);
        binder.Type<SimMetafieldDefinition>("MetafieldDefinition")
            .Field("id", x => Gid.Of("MetafieldDefinition", x.Id))
            .Field("name", x => x.Name)
            .Field("namespace", x => x.Namespace)
            .Field("key", x => x.Key)
            .Field("ownerType", x => x.OwnerType)
            .Field("type", x => x)
            .Field("capabilities", x => x)
            .Constant("validationStatus", "ALL_VALID");
        binder.Type<SimMetafieldDefinition>("MetafieldDefinitionType").Field("name", x => x.Type);
        binder.Type<SimMetafieldDefinition>("MetafieldCapabilities").Field("uniqueValues", x => x);
        binder.Type<SimMetafieldDefinition>("MetafieldCapabilityUniqueValues").Field("enabled", x => x.UniqueValues);
    }
}
