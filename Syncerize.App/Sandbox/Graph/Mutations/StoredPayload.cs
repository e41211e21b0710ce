using System.Text.Json;
using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Graph.Types;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;
using Syncerize.Core;

namespace Syncerize.App.Sandbox.Graph.Mutations;

/// <summary>
/// An answer as it is kept with its idempotency key: what was written by value, objects by their id. The same key gets the same group, refund and errors again.
/// </summary>
internal sealed record StoredPayload(IReadOnlyList<Refusal> Errors, AdjustmentGroup? Group, Dictionary<string, string> Objects)
{
    public static string Write(Payload payload)
    {
        var objects = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (field, value) in payload)
        {
            var id = value switch
            {
                SimInventoryLevel level => Wire.LevelGid(level),
                RefundOf refund => Gid.Of("Refund", refund.Value.Id),
                SimOrder order => Gid.Of("Order", order.Id),
                null or AdjustmentGroup or IEnumerable<Refusal> => null,
                _ => throw new InvalidOperationException($"An answer with a {value.GetType().Name} cannot be kept."),
            };
            if (id is not null)
            {
                objects[field] = id;
            }
        }

        var errors = payload["userErrors"] as IReadOnlyList<Refusal> ?? [];
        return JsonSerializer.Serialize(new StoredPayload(errors, payload.Values.OfType<AdjustmentGroup>().FirstOrDefault(), objects));
    }

    public static Payload Read(ShopState shop, string json)
    {
        var stored = JsonSerializer.Deserialize<StoredPayload>(json) ?? throw new InvalidDataException("A kept answer is empty.");
        var payload = new Payload { ["userErrors"] = stored.Errors, ["inventoryAdjustmentGroup"] = stored.Group };
        foreach (var (field, id) in stored.Objects)
        {
            payload[field] = Queries.Node(shop, id);
        }

        return payload;
    }
}
