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

    private static readonly (string Name, string Level)[] Levels = [("Everything", ""), ("Needs a look", "attention"), ("Critical", "critical")];

    private int _rows = PageSize;

    [Inject]
    internal ActivityQuery Query { get; set; } = null!;

    [SupplyParameterFromQuery]
    public string? Level { get; set; }

    protected override LiveTopic Topics => LiveTopic.Activity;

    protected override object Asked => (StoreId, Level);

    protected override Task<ActivityPage> ReadAsync(Actor actor, CancellationToken ct) =>
        Query.ReadAsync(actor, Store, Enum.TryParse<ActivityLevel>(Level, ignoreCase: true, out var level) ? level : ActivityLevel.Info, olderThan: null, _rows, ct);

    private async Task MoreAsync()
    {
        _rows = Math.Min(Most, _rows + PageSize);
        await RefreshAsync();
    }
}
