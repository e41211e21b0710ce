using Microsoft.AspNetCore.Components;
using MudBlazor;
using Syncerize.App.Components.Shared;
using Syncerize.Core;
using Syncerize.Core.Insights;
using Syncerize.Core.Live;
using Syncerize.Core.Stores;
using Syncerize.Core.Sync;

namespace Syncerize.App.Components.Pages.Products;

/// <summary>What the drawer shows; no product where it is neither synced nor on offer.</summary>
public sealed record ProductDrawerReading(ProductDetail? Product);

/// <summary>One product beside the list: both sides field by field, how prices were computed, stock by location and why it is that number, and every write.</summary>
public partial class ProductDrawer : LivePage<ProductDrawerReading>
{
    private bool _busy;

    [Inject]
    internal ProductDetailQuery Query { get; set; } = null!;

    [Inject]
    internal FieldChoices Choices { get; set; } = null!;

    [Inject]
    internal ISnackbar Snackbar { get; set; } = null!;

    /// <summary>The source.</summary>
    [Parameter, EditorRequired]
    public int From { get; set; }

    /// <summary>The product there.</summary>
    [Parameter, EditorRequired]
    public long Product { get; set; }

    [Parameter, EditorRequired]
    public required string CloseHref { get; set; }

    /// <summary>Sync was pressed.</summary>
    [Parameter]
    public EventCallback OnSync { get; set; }

    protected override LiveTopic Topics => LiveTopic.Products | LiveTopic.Stock | LiveTopic.Activity | LiveTopic.Stores;

    protected override object Asked => (StoreId, From, Product);

    protected override async Task<ProductDrawerReading> ReadAsync(Actor actor, CancellationToken ct) => new(
        Summary?.IsDestination == true ? await Query.AtDestinationAsync(actor, Store, new StoreId(From), Product, ct)
        : From == StoreId ? await Query.AtSourceAsync(actor, Store, Product, ct)
        : null);

    // Shopify calls the only variant of a product without options so.
    private static string VariantName(VariantDetail variant) => variant.Title == "Default Title" ? "The product" : variant.Title;

    private static string Shown(string field, string value) => value.Length == 0 ? "nothing" : field == SyncFields.Description ? Words.Plain(value) : value;

    private Task UseSourceAsync(ProductDetail product, (long? Variant, string Field) at) => ChooseAsync(actor => Choices.UseSourceAsync(actor, At(product, at), Gone));

    private Task KeepAsync(ProductDetail product, (long? Variant, string Field) at) => ChooseAsync(actor => Choices.KeepAsync(actor, At(product, at), Gone));

    private Task SameAsync(ProductDetail product, long variant) => ChooseAsync(actor => Choices.SameAsync(actor, product.Connection!.Value, product.ProductId, variant, Gone));

    private static FieldAt At(ProductDetail product, (long? Variant, string Field) at) => new(product.Connection!.Value, product.ProductId, at.Variant, at.Field);

    private async Task ChooseAsync(Func<Actor, Task<string>> choose)
    {
        _busy = true;
        try
        {
            Snackbar.Add(await choose(await ActorAsync()), Severity.Info);
            await RefreshAsync();
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task SyncAsync()
    {
        _busy = true;
        try
        {
            await OnSync.InvokeAsync();
            await RefreshAsync();
        }
        finally
        {
            _busy = false;
        }
    }
}
