using Microsoft.AspNetCore.Components;
using MudBlazor;
using Syncerize.App.Components.Shared;
using Syncerize.Core.Connections;
using Syncerize.Core.Live;
using Syncerize.Core.Stores;
using Syncerize.Core.Sync;

namespace Syncerize.App.Components.Pages.Products;

/// <summary>The Settings tab of a source's products: the availability mode, and the products to pick by hand. Every change says first whom it touches.</summary>
public partial class OfferPage : LivePage<OfferReading>
{
    private readonly HashSet<long> _selected = [];
    private Availability? _mode;
    private string? _tags;
    private string? _search;
    private string? _problem;
    private bool _busy;

    [Inject]
    internal OfferQuery Query { get; set; } = null!;

    [Inject]
    internal OfferPreview Previews { get; set; } = null!;

    [Inject]
    internal SourceOffers Commands { get; set; } = null!;

    [Inject]
    internal BulkChanges Changes { get; set; } = null!;

    [Inject]
    internal IDialogService Dialogs { get; set; } = null!;

    [Inject]
    internal ISnackbar Snackbar { get; set; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; set; } = null!;

    [SupplyParameterFromQuery]
    public string? Show { get; set; }

    [SupplyParameterFromQuery]
    public int? Page { get; set; }

    protected override LiveTopic Topics => LiveTopic.Products | LiveTopic.Stores;

    protected override object Asked => (StoreId, Show, Page);

    private static IEnumerable<(Availability Mode, string Name, string What)> Modes =>
    [
        (Availability.Individual, "Individual product selection", "You pick by hand what connected stores may sell."),
        (Availability.All, "All products", "Every active product, new ones too."),
        (Availability.Tags, "Tags", "Active products with any of the given tags."),
    ];

    private int PageNumber => Math.Max(1, Page ?? 1);

    private Availability ModeNow => _mode ?? Model?.Mode ?? Availability.Individual;

    private string TagsNow => _tags ?? string.Join(", ", Model?.Tags ?? []);

    private IReadOnlyList<string> TagList => [.. TagsNow.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private bool IsChanged => Model is { } m && (ModeNow != m.Mode || (ModeNow == Availability.Tags && !TagList.SequenceEqual(m.Tags, StringComparer.OrdinalIgnoreCase)));

    protected override Task<OfferReading> ReadAsync(Actor actor, CancellationToken ct) => Query.ReadAsync(
        actor, Store, _search, Show switch { "picked" => PickFilter.Picked, "others" => PickFilter.NotPicked, _ => PickFilter.All }, PageNumber, ct);

    private void Reset() => (_mode, _tags, _problem) = (null, null, null);

    private async Task ChangeAsync()
    {
        if (!IsChanged)
        {
            return;
        }

        if (ModeNow == Availability.Tags && TagList.Count == 0)
        {
            _problem = "Enter at least one tag: without any, nothing would be offered.";
            return;
        }

        _problem = null;
        var (mode, tags) = (ModeNow, TagList);
        await DoAsync(
            actor => Previews.OfModeAsync(actor, Store, mode, tags, Gone), actor => Commands.SetModeAsync(actor, Store, mode, tags, Gone), "Change what you offer?", "Change the offer",
            "The offer was changed. Connected stores follow.");
        Reset();
    }

    private async Task PickAsync(IReadOnlyCollection<long> products, bool picked)
    {
        await DoAsync(
            actor => Previews.OfPickAsync(actor, Store, products, picked, Gone), actor => Commands.PickAsync(actor, Store, products, picked, Gone),
            picked ? "Make available?" : "Make not available?", picked ? $"Make {Words.Count(products.Count, "product")} available" : $"Take {Words.Count(products.Count, "product")} out",
            $"{Words.Count(products.Count, "product")} {(products.Count == 1 ? "is" : "are")} {(picked ? "available" : "not available any more")}.");
        _selected.Clear();
    }

    /// <summary>Says whom it touches where it touches anybody, and does it.</summary>
    private async Task DoAsync(Func<Actor, Task<OfferChange>> preview, Func<Actor, Task> command, string title, string action, string done)
    {
        _busy = true;
        try
        {
            var actor = await ActorAsync();
            var change = await preview(actor);
            if (change.Stores.Count > 0 || change.Offered != change.OfferedNow)
            {
                var stops = change.Stores.Sum(s => s.Stops);
                var dialog = await Dialogs.ShowAsync<PreviewDialog>(title, new DialogParameters<PreviewDialog>
                {
                    { d => d.Text, Text(change) }, { d => d.Preview, change.Preview }, { d => d.Action, action }, { d => d.WithStore, true }, { d => d.FileName, "availability.csv" },
                    { d => d.Destructive, stops > 0 }, { d => d.Nothing, "No synced product of a connected store stops or comes back." },
                });
                if (await dialog.Result is not { Canceled: false })
                {
                    return;
                }
            }

            await command(actor);
            Snackbar.Add(done, Severity.Success);
            await RefreshAsync();
        }
        finally
        {
            _busy = false;
        }
    }

    private static string Text(OfferChange change)
    {
        var touched = string.Join("; ", change.Stores.Select(s => $"{s.Name}: {string.Join(", ", new[] { s.Stops > 0 ? $"{Words.Count(s.Stops, "synced product")} stop" : null, s.Resumes > 0 ? $"{Words.Number(s.Resumes)} come back" : null }.OfType<string>())}"));
        var offer = change.Offered == change.OfferedNow ? "" : $"{Words.Number(change.Offered)} active products on offer instead of {Words.Number(change.OfferedNow)}. ";
        return offer + (change.Stores.Count == 0 ? "It touches no connected store." : $"It touches {Words.Count(change.Stores.Count, "connected store")}. {touched}.");
    }

    private Task UndoAsync(BulkChange change) => Undoing.RunAsync(Dialogs, Snackbar, Changes, ActorAsync, change);

    private async Task SearchAsync(string search)
    {
        _search = search;
        _selected.Clear();
        if (PageNumber > 1)
        {
            Navigation.NavigateTo(Urls.Offer(Store, Show), replace: true);
            return;
        }

        await RefreshAsync();
    }

    private void Select(long product, bool on)
    {
        if (on)
        {
            _selected.Add(product);
        }
        else
        {
            _selected.Remove(product);
        }
    }

    private void SelectAll(OfferReading model, bool on)
    {
        foreach (var row in model.Rows)
        {
            Select(row.ProductId, on);
        }
    }
}
