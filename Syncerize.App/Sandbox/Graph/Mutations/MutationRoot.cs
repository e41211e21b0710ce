namespace Syncerize.App.Sandbox.Graph.Mutations;

/// <summary>The root of what can be changed. Each mutation is one change: alone in its shop, durable before it is answered, whole or not at all.</summary>
internal static class MutationRoot
{
    public static void Bind(Binder binder)
    {
        foreach (var name in new[] { "fulfillmentCancel", "fulfillmentCreate", "fulfillmentTrackingInfoUpdate", "inventoryActivate", "inventoryAdjustQuantities", "inventoryItemUpdate", "inventorySetQuantities", "metafieldDefinitionCreate", "metafieldsSet", "orderCancel", "orderCreate", "orderUpdate", "productDelete", "productOptionUpdate", "productOptionsCreate", "productOptionsDelete", "productOptionsReorder", "productSet", "productUpdate", "productVariantsBulkCreate", "productVariantsBulkDelete", "productVariantsBulkReorder", "productVariantsBulkUpdate", "publishablePublish", "refundCreate", "tagsAdd", "webhookSubscriptionCreate", "webhookSubscriptionDelete", "webhookSubscriptionUpdate" })
        {
            binder.Bind("Mutation", name, (_, _) => null);
        }
    }
}
