using Syncerize.Core.Mapping;

namespace Syncerize.Core.Orders;

/// <summary>Says which connection's source fulfils a line. Pure.</summary>
public static class Routing
{
    /// <summary>Routes the lines that have no source yet: by the active link of the variant, and only where the order is not older than the link. What was routed stays.</summary>
    public static void Route(Order order, IReadOnlyDictionary<long, VariantLink> activeLinks)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(activeLinks);
        foreach (var line in order.Lines)
        {
            if (line.ConnectionId is null && line.VariantId is { } variant && activeLinks.TryGetValue(variant, out var link) && OrderedAfter(order, link.LinkedAt))
            {
                line.ConnectionId = link.ConnectionId;
                line.SourceProductId = link.ProductLink?.SourceProductId;
                line.SourceVariantId = link.SourceVariantId;
                line.SourceInventoryItemId = link.SourceInventoryItemId;
            }
        }
    }

    /// <summary>Shopify states times in whole seconds, so the second of the link itself counts as after it.</summary>
    private static bool OrderedAfter(Order order, DateTimeOffset linkedAt) =>
        order.CreatedAt.ToUnixTimeSeconds() >= linkedAt.ToUnixTimeSeconds();
}
