using System.Globalization;
using Microsoft.AspNetCore.Components;
using Syncerize.App.Components.Charts;
using Syncerize.App.Components.Shared;
using Syncerize.Core;
using Syncerize.Core.Insights;
using Syncerize.Core.Live;
using Syncerize.Core.Stores;

namespace Syncerize.App.Components.Pages.Dashboard;

/// <summary>Is it running, what did it earn, what needs me?</summary>
public partial class Dashboard : LivePage<DashboardReading>
{
    [Inject]
    internal DashboardQuery Query { get; set; } = null!;

    protected override LiveTopic Topics => LiveTopic.All;

    private string Subtitle => Summary switch
    {
        null => "",
        { IsDestination: true } s => $"What {s.Name} sells for connected stores.",
        { } s => $"What connected stores sell for {s.Name}.",
    };

    // A store of these claims that is gone is an address that no longer exists; the layout says so.
    protected override async Task<DashboardReading> ReadAsync(Actor actor, CancellationToken ct) =>
        await Query.ReadAsync(actor, Store, ct) ?? throw new InvalidOperationException($"Store {StoreId} does not exist any more.");

    private IEnumerable<(string Label, string Value, string? Unit, string Href)> Counters(DashboardReading m)
    {
        var (amount, currency) = Amount(m.Revenue);
        yield return ("Stores connected", Words.Number(m.StoresConnected), null, Urls.Stores(Store));
        yield return ("Available products", Words.Number(m.AvailableProducts), null, Urls.Products(Store, Summary?.IsDestination == true ? "unsynced" : "all"));
        yield return ("Synced products", Words.Number(m.SyncedProducts), null, Urls.Products(Store, "synced"));
        yield return ("Total orders received", Words.Number(m.Orders), null, Urls.Orders(Store));
        yield return ("Revenue generated", amount, currency, Urls.Orders(Store));
    }

    private static (string Amount, string Currency) Amount(Money money)
    {
        var text = money.ToString();
        return (text[..text.LastIndexOf(' ')], money.Currency);
    }

    private static IReadOnlyList<string> Categories(DashboardReading m) => [.. m.Days.Select(d => d.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))];

    private static IReadOnlyList<ChartSeries> Series(DashboardReading m) =>
    [
        new("Revenue", [.. m.Days.Select(d => new Money(d.RevenueMinor, m.Revenue.Currency).ToDecimal())], Money.Decimals(m.Revenue.Currency), m.Revenue.Currency),
        new("Orders", [.. m.Days.Select(d => (decimal)d.Orders)], 0, ""),
    ];

    private static string ChartLabel(DashboardReading m) => string.Create(
        CultureInfo.InvariantCulture,
        $"Orders and revenue of the last 30 days: {m.Days.Sum(d => d.Orders)} orders, {new Money(m.Days.Sum(d => d.RevenueMinor), m.Revenue.Currency)}.");

    private static string Health(DashboardReading m) => m switch
    {
        { DueWork: 0, ParkedWork: 0 } => "In step",
        { DueWork: 0 } => Words.Count(m.ParkedWork, "step") + " parked",
        _ => $"Catching up: {Words.Count(m.DueWork, "step")} due",
    };
}
