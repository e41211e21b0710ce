using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using Syncerize.Core;
using Syncerize.Core.Mapping;
using Syncerize.Core.Stores;
using Syncerize.Core.Sync;

namespace Syncerize.App.Components.Pages.Products;

/// <summary>Maps one source product by hand: which product of the shop it is, and which variants are the same.</summary>
public partial class MapDialog : ComponentBase
{
    private readonly Dictionary<long, long> _pairs = [];
    private MapChoices? _choices;
    private MapChoice? _chosen;
    private string? _search;
    private string? _problem;
    private bool _addMissing;
    private bool _busy;

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    /// <summary>Whoever is signed in, checked again.</summary>
    [Parameter, EditorRequired]
    public required Func<Task<Actor>> ActorOf { get; set; }

    [Parameter, EditorRequired]
    public ConnectionId Connection { get; set; }

    [Parameter, EditorRequired]
    public long Product { get; set; }

    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Inject]
    internal MappingCheck Check { get; set; } = null!;

    [Inject]
    internal MapProducts Commands { get; set; } = null!;

    protected override Task OnInitializedAsync() => ReadAsync();

    private string By(ProposedPair pair) => _pairs.GetValueOrDefault(pair.Source.VariantId) is var mine && mine == 0 ? "–"
        : pair.Destination?.VariantId != mine ? "you"
        : pair.By switch { PairedBy.Sku => "SKU", PairedBy.Barcode => "barcode", PairedBy.Options => "options", _ => "the only variant of each" };

    private async Task SearchAsync(string search)
    {
        _search = search;
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        _choices = await Check.ChoicesAsync(await ActorOf(), Connection, Product, _search, CancellationToken.None);
        _problem = _choices is null ? "The source does not have this product any more." : null;
        if (_choices?.Choices.FirstOrDefault(c => c.Supplier is null && c.Proposal.Count > 0) is { } best)
        {
            Choose(best);
        }
    }

    private void Choose(MapChoice choice)
    {
        _chosen = choice;
        _pairs.Clear();
        foreach (var pair in choice.Proposal.Pairs.Where(p => p.Destination is not null))
        {
            _pairs[pair.Source.VariantId] = pair.Destination!.VariantId;
        }
    }

    private void Pair(long source, ChangeEventArgs e)
    {
        var mine = long.TryParse(e.Value as string, CultureInfo.InvariantCulture, out var id) ? id : 0;
        _pairs.Remove(source);
        foreach (var other in _pairs.Where(p => p.Value == mine).Select(p => p.Key).ToList())
        {
            // A variant is the counterpart of one.
            _pairs.Remove(other);
        }

        if (mine != 0)
        {
            _pairs[source] = mine;
        }
    }

    private async Task MapAsync()
    {
        if (_chosen is null)
        {
            return;
        }

        _busy = true;
        try
        {
            var answer = await Commands.MapAsync(
                await ActorOf(), Connection, Product, _chosen.Product.ProductId, [.. _pairs.Select(p => new ChosenPair(p.Key, p.Value))], _addMissing, CancellationToken.None);
            if (answer.Mapped)
            {
                Dialog.Close(DialogResult.Ok(answer.Sentence));
            }
            else
            {
                _problem = answer.Sentence;
            }
        }
        finally
        {
            _busy = false;
        }
    }
}
