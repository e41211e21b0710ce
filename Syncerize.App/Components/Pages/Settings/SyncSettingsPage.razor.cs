using System.Text.Json;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using Syncerize.App.Components.Shared;
using Syncerize.Core;
using Syncerize.Core.Insights;
using Syncerize.Core.Live;
using Syncerize.Core.Shopify;
using Syncerize.Core.Stores;
using Syncerize.Core.Sync;

namespace Syncerize.App.Components.Pages.Settings;

/// <summary>What the page shows; no settings where the store is no destination of such a connection.</summary>
public sealed record SyncSettingsPageReading(SyncSettingsReading? Settings);

/// <summary>Product sync, price and stock settings of one connection. Nothing is saved before the page has said what it would write.</summary>
public partial class SyncSettingsPage : LivePage<SyncSettingsPageReading>
{
    private SyncForm? _form;
    private SyncSettings? _before;
    private SettingsEffect? _effect;
    private IReadOnlyList<string> _problems = [];
    private IReadOnlyList<CollectionReading>? _collections;
    private string? _collectionsProblem;
    private bool _busy;

    [Inject]
    internal SyncSettingsQuery Query { get; set; } = null!;

    [Inject]
    internal SettingsEffects Effects { get; set; } = null!;

    [Inject]
    internal SyncSettingsCommands Commands { get; set; } = null!;

    [Inject]
    internal DestinationCollections ShopCollections { get; set; } = null!;

    [Inject]
    internal ISnackbar Snackbar { get; set; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; set; } = null!;

    [Parameter]
    public int ConnectionId { get; set; }

    protected override LiveTopic Topics => LiveTopic.Stores;

    protected override object Asked => (StoreId, ConnectionId);

    // What a person typed stays; where nothing was typed the form follows what is saved.
    private SyncForm? Form
    {
        get
        {
            if (Model?.Settings is { } reading && (_form is null || (!IsDirty && !Same(_before!, reading.Settings))))
            {
                (_form, _before) = (new SyncForm(reading), reading.Settings);
            }

            return _form;
        }
    }

    private bool IsDirty => _form is not null && (_form.Problems().Count > 0 || !Same(_form.ToSettings(), _before!));

    protected override async Task<SyncSettingsPageReading> ReadAsync(Actor actor, CancellationToken ct) => new(await Query.ReadAsync(actor, Store, new ConnectionId(ConnectionId), ct));

    private static bool Same(SyncSettings a, SyncSettings b) => JsonSerializer.Serialize(a) == JsonSerializer.Serialize(b);

    private string Standing(SyncSettingsReading reading) => !IsDirty ? "Everything is saved." : _effect is null ? $"Not saved yet. {Words.Count(reading.Products, "synced product")} will be looked at first." : "Not saved yet.";

    private void Changed() => (_effect, _problems) = (null, []);

    private void Discard()
    {
        _form = null;
        Changed();
    }

    private void Choose(ChangeEventArgs e)
    {
        Discard();
        Navigation.NavigateTo(Urls.SyncSettings(Store, new ConnectionId(int.Parse((string)e.Value!, System.Globalization.CultureInfo.InvariantCulture))));
    }

    private Task LookAsync() => DoAsync(async actor =>
    {
        _problems = _form!.Problems();
        if (_problems.Count == 0)
        {
            _effect = await Effects.OfAsync(actor, new ConnectionId(ConnectionId), _form.ToSettings(), Gone);
        }
    });

    private Task SaveAsync() => DoAsync(async actor =>
    {
        var (saved, sentence) = await Commands.SaveAsync(actor, new ConnectionId(ConnectionId), _before!, _form!.ToSettings(), Gone);
        Snackbar.Add(sentence, saved ? Severity.Success : Severity.Warning);
        Discard();
        await RefreshAsync();
    });

    private Task LoadCollectionsAsync() => DoAsync(async actor => (_collections, _collectionsProblem) = await ShopCollections.OfAsync(actor, Store, Gone));

    private async Task DoAsync(Func<Actor, Task> act)
    {
        if (_busy)
        {
            return;
        }

        _busy = true;
        try
        {
            await act(await ActorAsync());
        }
        finally
        {
            _busy = false;
        }
    }
}
