using MudBlazor;
using Syncerize.App.Components.Shared;
using Syncerize.Core;
using Syncerize.Core.Sync;

namespace Syncerize.App.Components.Pages.Products;

// What a destination does with the rows it has chosen: each asks first, with what it touches before one's eyes.
public partial class Products
{
    private async Task AskSyncAsync()
    {
        var products = Words.Count(_selected.Count, "product");
        var actor = await ActorAsync();
        var rows = new List<PreviewRow>();
        foreach (var group in _selected.GroupBy(p => p.Source))
        {
            if (ConnectionOf(group.Key) is { } connection)
            {
                rows.AddRange((await Previews.OfStartAsync(actor, connection, [.. group.Select(p => p.Product)], Gone)).Rows);
            }
        }

        var dialog = await Dialogs.ShowAsync<PreviewDialog>($"Sync {products}?", new DialogParameters<PreviewDialog>
        {
            { d => d.Text, "Price and stock are kept in step from then on." }, { d => d.Preview, new ChangePreview(rows, ProductPreview.StartUndo) }, { d => d.Action, "Sync" },
            { d => d.FileName, "sync.csv" }, { d => d.WithStore, true }, { d => d.Nothing, "None of them can be synced now." },
        });
        if (await dialog.Result is { Canceled: false })
        {
            await SyncAsync([.. _selected]);
        }
    }

    private async Task SyncAsync(IReadOnlyList<(StoreId Source, long Product)> products)
    {
        _busy = true;
        try
        {
            var actor = await ActorAsync();
            foreach (var group in products.GroupBy(p => p.Source))
            {
                if (Model?.Sources.FirstOrDefault(s => s.Store == group.Key) is not { } source)
                {
                    Snackbar.Add("That source is not connected any more.", Severity.Warning);
                    continue;
                }

                var started = await Commands.StartAsync(actor, source.Connection, [.. group.Select(p => p.Product)], Gone);
                Snackbar.Add(
                    started.Started == started.Products.Count && started.Started > 0 ? $"Syncing {Words.Count(started.Started, "product")} from {source.Name}. The list follows." : started.Sentence,
                    started.Started > 0 ? Severity.Success : Severity.Warning);
            }

            _selected.Clear();
            await RefreshAsync();
        }
        finally
        {
            _busy = false;
        }
    }

    // What becomes of the products is asked with them before one's eyes, once per source.
    private async Task UnsyncAsync(IReadOnlyList<(StoreId Source, long Product)> products, string? title)
    {
        _busy = true;
        try
        {
            var actor = await ActorAsync();
            foreach (var group in products.GroupBy(p => p.Source))
            {
                if (ConnectionOf(group.Key) is not { } connection)
                {
                    continue;
                }

                var ending = await Unsync.PreviewAsync(actor, connection, [.. group.Select(p => p.Product)], Gone);
                var dialog = await Dialogs.ShowAsync<EndingDialog>(title is null ? $"Unsync {Words.Count(ending.Products.Count, "product")}?" : $"Unsync “{title}”?", new DialogParameters<EndingDialog>
                {
                    { d => d.Ending, ending }, { d => d.Verb, "Unsync" }, { d => d.Store, Summary?.Name ?? "your shop" },
                    { d => d.Text, "Stock, price and details no longer follow their source." }, { d => d.Tip, "Syncing again later takes kept products up, without second ones." },
                });
                if (await dialog.Result is { Canceled: false, Data: EndingChoice choice })
                {
                    var result = await Unsync.RunAsync(actor, ending, choice.AtEnd, choice.Ticked, Gone);
                    Snackbar.Add(result.Sentence, result.ChangedSince.Count > 0 ? Severity.Warning : result.Ended > 0 ? Severity.Success : Severity.Info);
                    _selected.Clear();
                }
            }

            await RefreshAsync();
        }
        finally
        {
            _busy = false;
        }
    }

    private ConnectionId? ConnectionOf(StoreId source) =>
        Model?.Rows.FirstOrDefault(r => r.SourceStore == source)?.Connection ?? Model?.Sources.FirstOrDefault(c => c.Store == source)?.Connection;
}
