namespace Syncerize.Core.Shopify.Wire;

internal sealed record ShopData(ShopNode Shop, AppInstallationNode CurrentAppInstallation);

internal sealed record ShopNode(string Id, string Name, string MyshopifyDomain, string Email, string CurrencyCode, string IanaTimezone, PlanNode Plan);

internal sealed record PlanNode(string PublicDisplayName);

internal sealed record AppInstallationNode(IReadOnlyList<ScopeNode> AccessScopes);

internal sealed record ScopeNode(string Handle);

internal sealed record LocationsData(Connection<LocationNode> Locations);

internal sealed record LocationNode(string Id, string Name, bool IsActive, bool FulfillsOnlineOrders);

internal sealed record DefinitionVariables(DefinitionInput Definition);

internal sealed record DefinitionInput(string Name, string Namespace, string Key, string Type, string OwnerType);

internal sealed record DefinitionData(DefinitionPayload? MetafieldDefinitionCreate);

internal sealed record DefinitionPayload(IdOnly? CreatedDefinition);

internal sealed record WebhooksData(Connection<WebhookNode> WebhookSubscriptions);

internal sealed record WebhookNode(string Id, string Topic, string Uri);

internal sealed record WebhookVariables(string Topic, WebhookInput Subscription);

internal sealed record WebhookInput(string Uri, string Format);

internal sealed record WebhookCreateData(WebhookCreatePayload? WebhookSubscriptionCreate);

internal sealed record WebhookCreatePayload(WebhookNode? WebhookSubscription);

internal sealed record WebhookDeleteData(WebhookDeletePayload? WebhookSubscriptionDelete);

internal sealed record WebhookDeletePayload(string? DeletedWebhookSubscriptionId);
