using Syncerize.App.Sandbox.Store;
using Syncerize.Core.Insights;
using Syncerize.Core.Stores;

namespace Syncerize.App.Sandbox.Console;

/// <summary>Everything the console shows.</summary>
/// <param name="Speed">How much happens by itself.</param>
/// <param name="SecondsPerOrder">Between two orders of a destination at this hour; null while nothing happens.</param>
/// <param name="Done">Things that happened by themselves since the start.</param>
/// <param name="Shops">The shops: destinations, the sources they are connected to from the start, the others.</param>
/// <param name="Contacts">How the app gets on with them, by domain.</param>
/// <param name="DoubledStored">Of the webhook that was doubled last in a shop: how many times it stands in the inbox, by domain.</param>
internal sealed record ConsoleReading(
    double Speed, double? SecondsPerOrder, long Done, IReadOnlyList<ShopPanel> Shops, IReadOnlyDictionary<string, ShopContact> Contacts, IReadOnlyDictionary<string, int> DoubledStored);

/// <summary>Reads the shops from the simulator, and from the app's own books what it made of them.</summary>
internal sealed class ConsoleQuery(RunningSandbox sandbox, ShopContactQuery contacts)
{
    private const int NewestEntries = 6;

    /// <summary>Reads all shops.</summary>
    /// <param name="searches">What is searched for on the shelves, by domain.</param>
    /// <param name="ct">Ends the read.</param>
    /// <returns>Null while no shop runs in this process.</returns>
    public async Task<ConsoleReading?> ReadAsync(IReadOnlyDictionary<string, string> searches, CancellationToken ct)
    {
        if (sandbox.Server is not { } server)
        {
            return null;
        }

        var panels = new List<ShopPanel>();
        var sources = server.World.Shops.Select(s => s.Shop.ConnectTo).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var shop in server.World.Shops.OrderByDescending(s => s.Shop.Role).ThenByDescending(s => sources.Contains(s.Domain)))
        {
            panels.Add(await server.World.ReadAsync(shop, state => ShopPanel.Of(state, searches.GetValueOrDefault(state.Domain))));
        }

        var known = (await contacts.ReadAsync(Actor.Operator, NewestEntries, ct)).ToDictionary(c => c.Domain, StringComparer.OrdinalIgnoreCase);
        var stored = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var panel in panels)
        {
            if (panel.Faults.Met.GetValueOrDefault(FaultKind.WebhooksDoubled) is { WebhookId: { } id } doubled && known.TryGetValue(panel.Domain, out var contact))
            {
                stored[panel.Domain] = await contacts.StoredAsync(Actor.Operator, contact.Store, doubled.LastWhat, id, ct);
            }
        }

        var destination = server.World.Shops.FirstOrDefault(s => s.Shop.Role == Model.SimRole.Destination);
        return new ConsoleReading(server.Traffic.Speed, destination is null ? null : server.Traffic.SecondsPerOrder(destination), server.Traffic.Done, panels, known, stored);
    }
}
