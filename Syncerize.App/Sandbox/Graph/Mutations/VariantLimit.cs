using Syncerize.App.Sandbox.Store;

namespace Syncerize.App.Sandbox.Graph.Mutations;

/// <summary>Shopify's daily limit of new variants for shops that have very many.</summary>
internal static class VariantLimit
{
    /// <summary>Refuses new variants beyond what the day gives.</summary>
    public static void Demand(ShopState shop, int more)
    {
        if (more <= 0 || shop.Variants.Count < shop.Shop.VariantLimitFrom)
        {
            return;
        }

        var today = shop.Now.UtcDateTime.Date;
        if (shop.Variants.Values.Count(v => v.CreatedAt.UtcDateTime.Date == today) + more > shop.Shop.VariantsPerDay)
        {
            throw new AdminError("VARIANT_THROTTLE_EXCEEDED", "Daily variant creation limit reached, please try again later.");
        }
    }
}
