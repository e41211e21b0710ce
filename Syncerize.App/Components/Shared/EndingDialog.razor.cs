using Microsoft.AspNetCore.Components;
using MudBlazor;
using Syncerize.Core.Connections;
using Syncerize.Core.Sync;

namespace Syncerize.App.Components.Shared;

/// <summary>What a person chose.</summary>
/// <param name="AtEnd">What becomes of the products.</param>
/// <param name="Ticked">Links of mapped products ticked by name.</param>
public sealed record EndingChoice(ProductsAtEnd AtEnd, IReadOnlySet<int> Ticked);

/// <summary>Asks what becomes of products whose sync ends: keep, keep at zero stock, or delete what Syncerize created. What the merchant had before is deleted by name only.</summary>
public partial class EndingDialog : ComponentBase
{
    private readonly HashSet<int> _ticked = [];
    private ProductsAtEnd _choice;

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    /// <summary>The products, as they are now: nothing outside of it will be touched.</summary>
    [Parameter, EditorRequired]
    public required EndingPreview Ending { get; set; }

    [Parameter, EditorRequired]
    public required string Text { get; set; }

    /// <summary>The verb: Unsync or Disconnect.</summary>
    [Parameter, EditorRequired]
    public required string Verb { get; set; }

    /// <summary>Whose products, for the button that deletes.</summary>
    [Parameter, EditorRequired]
    public required string Store { get; set; }

    [Parameter]
    public string? Tip { get; set; }

    private IEnumerable<(ProductsAtEnd Choice, string Name, string What)> Choices =>
    [
        (ProductsAtEnd.Keep, $"{Verb} & do not delete", "They stay in your shop as they are, un-synced. This can be taken back."),
        (ProductsAtEnd.Zero, $"{Verb} & set stock to 0", "They stay, and their stock is set to 0 once, so that nothing is sold that nobody ships."),
        (ProductsAtEnd.Delete, $"{Verb} & delete", "Products that Syncerize created are removed from your shop. Deleting cannot be undone."),
    ];

    private int Deletes => Ending.Created.Count + _ticked.Count;

    private string Label => _choice switch
    {
        ProductsAtEnd.Keep => $"{Verb} & keep products",
        ProductsAtEnd.Zero => $"{Verb} & set stock to 0",
        _ => $"Delete {Words.Count(Deletes, "product")} from {Store}",
    };

    private ChangePreview Preview => new(
        [.. Ending.Products.Select(p => p.IsMapped && !_ticked.Contains(p.LinkId)
            ? new PreviewRow(Ending.Connection, Store, p.SourceProductId, p.Title, PreviewAct.Keep, "you had it before")
            : new PreviewRow(Ending.Connection, Store, p.SourceProductId, p.Title, PreviewAct.Delete, p.IsMapped ? "ticked by name" : "created by Syncerize")).OrderByDescending(r => r.Act)],
        "Deleting cannot be undone. Products that change until you press the button are left alone and shown again.");

    private void Tick(int link, bool on)
    {
        if (on)
        {
            _ticked.Add(link);
        }
        else
        {
            _ticked.Remove(link);
        }
    }
}
