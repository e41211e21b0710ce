using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using Syncerize.App.Components.Shared;
using Syncerize.Core;
using Syncerize.Core.Connections;
using Syncerize.Core.Live;
using Syncerize.Core.Mapping;
using Syncerize.Core.Plans;
using Syncerize.Core.Stores;
using Syncerize.Core.Sync;

namespace Syncerize.App.Components.Pages.Products;

/// <summary>What the mapping page shows.</summary>
public sealed record MappingModel(IReadOnlyList<SourceChoice> Sources, IReadOnlyList<RunView> Runs, FeatureLabel AutoMapping);

/// <summary>Mapping: the code doctor, the product auto bulk mapper, the mapping file.</summary>
public partial class MappingPage : LivePage<MappingModel>
{
    private SharedCodes _shared = SharedCodes.Skip;
    private bool _busy;

    [Inject]
    internal ProductList Query { get; set; } = null!;

    [Inject]
    internal SyncRuns Commands { get; set; } = null!;

    [Inject]
    internal SyncRunList RunList { get; set; } = null!;

    [Inject]
    internal ISnackbar Snackbar { get; set; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; set; } = null!;

    [SupplyParameterFromQuery]
    public int? Source { get; set; }

    [SupplyParameterFromQuery]
    public string? By { get; set; }

    protected override LiveTopic Topics => LiveTopic.Products | LiveTopic.Stores;

    private StoreId? SourceFilter => Source is { } id ? new StoreId(id) : null;

    private UniqueIdentifier Identifier => By == "barcode" ? UniqueIdentifier.Barcode : UniqueIdentifier.Sku;

    private SourceChoice? Chosen => Model?.Sources.FirstOrDefault(s => s.Store == SourceFilter) ?? (Model?.Sources is [var first, ..] ? first : null);

    protected override async Task<MappingModel> ReadAsync(Actor actor, CancellationToken ct) =>
        new(await Query.SourcesAsync(actor, Store, ct), await RunList.OfAsync(actor, Store, ct), await RunList.AutoMappingAsync(actor, Store, ct));

    // The doctor looks again once a mapping has ended.
    private static int Runs(MappingModel model, SourceChoice source) =>
        model.Runs.Where(r => r.Run.ConnectionId == source.Connection && r.Run.EndedAt is not null).Select(r => r.Run.Id).DefaultIfEmpty().Max();

    private void ChooseSource(ChangeEventArgs e) =>
        Navigation.NavigateTo(Urls.Mapping(Store, int.TryParse(e.Value as string, CultureInfo.InvariantCulture, out var id) ? new StoreId(id) : null, By));

    private void ChooseBy(string by) => Navigation.NavigateTo(Urls.Mapping(Store, SourceFilter, by), replace: true);

    private async Task InitiateAsync(SourceChoice source)
    {
        _busy = true;
        try
        {
            var answer = await Commands.MapAsync(await ActorAsync(), source.Connection, Identifier, _shared, Gone);
            Snackbar.Add(answer.Sentence, answer.Run is null ? Severity.Warning : Severity.Success);
            await RefreshAsync();
        }
        finally
        {
            _busy = false;
        }
    }
}
