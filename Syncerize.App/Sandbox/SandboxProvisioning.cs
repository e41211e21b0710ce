using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core;
using Syncerize.Core.Catalog;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Intake;
using Syncerize.Core.Stores;
using Syncerize.Core.Work;

namespace Syncerize.App.Sandbox;

/// <summary>Installs the simulated shops, as a merchant would: stores, roles, the first connection with its rate, webhooks, and the first reads. May be repeated at every start.</summary>
internal sealed class SandboxProvisioning(
    IDbContextFactory<SyncerizeDb> factory, WriteGate gate, SimulatorAddress simulator, WebhookAddress webhooks, WebhookSecrets secrets, StoreInstall install, ConnectByKey connect, ExchangeRates rates)
{
    /// <summary>Provisions from a sandbox that answers.</summary>
    /// <param name="sandbox">The sandbox's loopback address.</param>
    /// <param name="own">This app's address on the same machine; webhooks are delivered there. Null where it does not listen.</param>
    /// <param name="ct">Gives up.</param>
    public async Task RunAsync(Uri sandbox, Uri? own, CancellationToken ct)
    {
        // A proxy has no place on loopback.
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { BaseAddress = sandbox };
        var shops = await http.GetFromJsonAsync<IReadOnlyList<SandboxShop>>("/sandbox/shops", ct) ?? [];
        simulator.Value = sandbox;
        var stores = new Dictionary<string, StoreId>(StringComparer.Ordinal);
        foreach (var shop in shops)
        {
            secrets.SetSimulated(shop.Domain, shop.ClientSecret);
            stores[shop.Domain] = await InstallAsync(shop, ct);
        }

        foreach (var shop in shops)
        {
            if (shop.ConnectTo is { } source && stores.TryGetValue(source, out var sourceId))
            {
                await ConnectAsync(stores[shop.Domain], sourceId, shop.ExchangeRate, ct);
            }

            foreach (var (currency, rate) in shop.OtherRates ?? [])
            {
                await SetRateAsync(stores[shop.Domain], currency, shop.Currency, rate, ct);
            }
        }

        if (own is not null)
        {
            webhooks.Value = new Uri(own, WebhookAddress.Path);
            using var answer = await http.PostAsJsonAsync("/sandbox/webhook-target", new { url = webhooks.Value.ToString() }, ct);
            answer.EnsureSuccessStatusCode();
        }

        foreach (var store in stores.Values)
        {
            await gate.WriteAsync((write, c) => write.EnqueueAsync(new Due(store, IntakeWork.SetUp, "shop"), c), ct);
        }
    }

    private async Task<StoreId> InstallAsync(SandboxShop shop, CancellationToken ct)
    {
        var role = shop.Role == "source" ? StoreRoles.Source : StoreRoles.Destination;
        var id = await install.InstallAsync(new ShopToInstall(shop.Domain, shop.AccessToken, IsSimulated: true, role), ct);
        await gate.WriteAsync(
            async (write, c) =>
            {
                // The set-up reads the same again; until then pages have a name to show and the rate knows its currencies.
                var store = await write.Db.Stores.SingleAsync(s => s.Id == id, c);
                store.ShopifyShopId = shop.ShopId;
                store.Name = shop.Name;
                store.Currency = shop.Currency;
                store.TimeZone = shop.TimeZone;

                // Every simulated source offers all it has, the one that waits to be connected too.
                if (role == StoreRoles.Source && await write.Db.AvailabilityRules.FindAsync([id], c) is null)
                {
                    write.Db.AvailabilityRules.Add(new AvailabilityRule { StoreId = id, Mode = Availability.All });
                }
            },
            ct);
        return id;
    }

    private async Task ConnectAsync(StoreId destination, StoreId source, decimal? rate, CancellationToken ct)
    {
        var actor = Actor.Of(destination, "sandbox");
        await using var db = await factory.CreateDbContextAsync(ct);
        var stores = await db.Stores.Where(s => s.Id == destination || s.Id == source).ToDictionaryAsync(s => s.Id, ct);
        var (from, to) = (stores[source].Currency, stores[destination].Currency);
        if (rate is { } value && from != to)
        {
            await SetRateAsync(destination, from, to, value, ct);
        }

        if (await db.Connections.AnyAsync(c => c.DestinationId == destination && c.SourceId == source, ct))
        {
            // Whatever became of it since is a person's doing.
            return;
        }

        var outcome = await connect.ConnectAsync(actor, destination, stores[source].UniqueKey, ct);
        if (outcome is not ConnectOutcome.Connected)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The simulated shops could not be connected: {outcome.Sentence}"));
        }
    }

    private async Task SetRateAsync(StoreId destination, string from, string to, decimal rate, CancellationToken ct)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        if (await ExchangeRates.FindAsync(db, destination, from, to, ct) is null)
        {
            await rates.SetAsync(Actor.Of(destination, "sandbox"), destination, from, to, rate, ct);
        }
    }

    private sealed record SandboxShop(
        string Domain, string Name, string Role, long ShopId, string Currency, string TimeZone, string AccessToken, string ClientSecret, string? ConnectTo, decimal? ExchangeRate,
        Dictionary<string, decimal>? OtherRates);
}
