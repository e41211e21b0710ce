using Microsoft.AspNetCore.Components;
using Syncerize.App.Components.Shared;
using Syncerize.Core.Activity;
using Syncerize.Core.Insights;
using Syncerize.Core.Live;
using Syncerize.Core.Stores;

namespace Syncerize.App.Components.Pages.Activity;

/// <summary>Everything that happened in a store.</summary>
public partial class Activity : LivePage<ActivityPage>
{
    private const int PageSize = 50;
    private const int Most = 1000;

    private static readonly (string Name, string Level)[] Levels = [("Any level", ""), ("Needs a look", "attention"), ("Critical", "critical")];

    // Kinds as they are recorded, under the words people look for.
    private static readonly (string Name, string Kind, string[] Recorded)[] Kinds =
    [
        ("Everything", "", []), ("Products", "products", ["product"]), ("Stock", "stock", ["stock"]), ("Orders", "orders", ["order", "push", "fulfillment"]), ("Stores", "stores", ["connection", "store"]),
        ("Settings", "settings", ["settings"]), ("Webhooks", "webhooks", ["webhook"]),
    ];

    private int _rows = PageSize;
    private bool _busy;

    [Inject]
    internal ActivityQuery Query { get; set; } = null!;

    [SupplyParameterFromQuery]
    public string? Level { get; set; }

    [SupplyParameterFromQuery]
    public string? Kind { get; set; }

    [Inject]
    internal NavigationManager Navigation { get; set; } = null!;

    protected override LiveTopic Topics => LiveTopic.Activity;

    protected override object Asked => (StoreId, Level, Kind);

    protected override Task<ActivityPage> ReadAsync(Actor actor, CancellationToken ct) =>
        Query.ReadAsync(actor, Store, Enum.TryParse<ActivityLevel>(Level, ignoreCase: true, out var level) ? level : ActivityLevel.Info, Kinds.FirstOrDefault(k => k.Kind == (Kind ?? ""), Kinds[0]).Recorded, olderThan: null, _rows, ct);

    private async Task MoreAsync()
    {
        _busy = true;
        try
        {
            _rows = Math.Min(Most, _rows + PageSize);
            await RefreshAsync();
        }
        finally
        {
            _busy = false;
        }
    }
}
