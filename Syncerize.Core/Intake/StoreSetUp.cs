using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Activity;
using Syncerize.Core.Data;
using Syncerize.Core.Live;
using Syncerize.Core.Orders;
using Syncerize.Core.Shopify;
using Syncerize.Core.Stock;
using Syncerize.Core.Work;

namespace Syncerize.Core.Intake;

/// <summary>Where Shopify delivers webhooks to; set at start-up once the listening address is known.</summary>
public sealed class WebhookAddress
{
    /// <summary>The endpoint's path in this app.</summary>
    public const string Path = "/webhooks/shopify";

    /// <summary>The full address of the endpoint; null while unknown: subscriptions are then left as they are, and polls find what changes.</summary>
    public Uri? Value { get; set; }
}

/// <summary>Reads what a shop says of itself, makes our key definitions and webhook subscriptions, and starts its first reading.</summary>
public sealed class StoreSetUp(WriteGate gate, ShopGateway shops, WebhookGateway webhooks, WebhookAddress address) : IWorkHandler
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<WorkOutcome>> HandleAsync(LaneLease lease, IReadOnlyList<WorkItem> batch, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return [await RunAsync(lease, ct) ?? WorkOutcome.Finished];
    }

    private async Task<WorkOutcome?> RunAsync(LaneLease lease, CancellationToken ct)
    {
        var shop = await shops.ReadShopAsync(lease.Store, CallPriority.OrderPull, ct);
        if (shop is not Outcome<ShopReading>.Done { Value: var reading })
        {
            return shop.ToWorkOutcome();
        }

        var locations = await shops.ReadLocationsAsync(lease.Store, CallPriority.OrderPull, ct);
        if (locations is not Outcome<IReadOnlyList<LocationReading>>.Done { Value: var places })
        {
            return locations.ToWorkOutcome();
        }

        var definitions = await shops.EnsureKeyDefinitionsAsync(lease.Store, CallPriority.OrderPull, ct);
        if (definitions is not Outcome<bool>.Done)
        {
            return definitions.ToWorkOutcome();
        }

        var refused = new List<string>();
        if (await SubscribeAsync(lease.Store, refused, ct) is { } failed)
        {
            return failed;
        }

        await gate.WriteAsync(
            lease,
            (write, c) =>
            {
                if (refused.Count > 0)
                {
                    write.Record(lease.Store, ActivityLevel.Attention, "store", $"Shopify refused some webhooks; polling replaces them: {string.Join("; ", refused)}");
                }

                return StoreAsync(write, lease.Store, reading, places, c);
            },
            ct);
        return null;
    }

    private async Task<WorkOutcome?> SubscribeAsync(StoreId store, List<string> refused, CancellationToken ct)
    {
        if (address.Value is not { } target)
        {
            return null;
        }

        var listed = await webhooks.ListAsync(store, CallPriority.OrderPull, ct);
        if (listed is not Outcome<IReadOnlyList<WebhookReading>>.Done { Value: var there })
        {
            return listed.ToWorkOutcome();
        }

        var uri = target.ToString();
        foreach (var stale in there.Where(w => w.Uri != uri && w.Uri.EndsWith(WebhookAddress.Path, StringComparison.Ordinal)))
        {
            var deleted = await webhooks.DeleteAsync(store, stale.Id, CallPriority.OrderPull, ct);
            if (deleted is not (Outcome<bool>.Done or Outcome<bool>.NotFound or Outcome<bool>.Rejected))
            {
                return deleted.ToWorkOutcome();
            }
        }

        foreach (var topic in Topics.Subscribed.Except(there.Where(w => w.Uri == uri).Select(w => w.Topic)))
        {
            var created = await webhooks.CreateAsync(store, topic, uri, CallPriority.OrderPull, ct);
            if (created is Outcome<WebhookReading>.Rejected)
            {
                // One topic that needs a permission we lack must not keep the store from being read.
                refused.Add($"{topic} ({created.Describe()})");
            }
            else if (created is not Outcome<WebhookReading>.Done)
            {
                return created.ToWorkOutcome();
            }
        }

        return null;
    }

    private static async Task StoreAsync(Write write, StoreId id, ShopReading reading, IReadOnlyList<LocationReading> places, CancellationToken ct)
    {
        var store = await write.Db.Stores.SingleAsync(s => s.Id == id, ct);
        store.ShopifyShopId = reading.ShopId;
        store.Name = reading.Name;
        store.Currency = reading.Currency;
        store.ContactEmail = reading.Email;
        if (store.TimeZone != reading.TimeZone)
        {
            // Days are days of the store's own zone.
            store.TimeZone = reading.TimeZone;
            await Recount.BeginAsync(write, id, ct);
        }

        var known = await write.Db.Locations.Where(l => l.StoreId == id).ToDictionaryAsync(l => l.LocationId, ct);
        foreach (var place in places)
        {
            if (!known.Remove(place.Id, out var location))
            {
                location = new Location { StoreId = id, LocationId = place.Id, Name = place.Name };
                write.Db.Locations.Add(location);
            }

            location.Name = place.Name;
            location.IsActive = place.IsActive;
            location.FulfillsOnlineOrders = place.FulfillsOnlineOrders;
        }

        foreach (var gone in known.Values)
        {
            gone.IsActive = false;
        }

        await write.EnqueueAsync([new Due(id, IntakeWork.PollProducts, "products"), new Due(id, IntakeWork.PollOrders, "orders")], ct);
        write.Changed(id, LiveTopic.Stores);
    }
}
