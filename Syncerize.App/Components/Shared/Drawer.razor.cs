using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace Syncerize.App.Components.Shared;

/// <summary>A panel at the right (the whole screen on a phone) over the list it belongs to. Keeps the focus inside while it is open and gives it back afterwards.</summary>
public sealed partial class Drawer : ComponentBase, IAsyncDisposable
{
    private ElementReference _element;
    private ErrorBoundary? _errors;
    private IJSObjectReference? _module;

    [Inject]
    internal IJSRuntime Js { get; set; } = null!;

    /// <summary>What it is about, for those who cannot see it.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>The address of the list without the drawer.</summary>
    [Parameter, EditorRequired]
    public required string CloseHref { get; set; }

    [Parameter, EditorRequired]
    public RenderFragment? Head { get; set; }

    [Parameter, EditorRequired]
    public RenderFragment? Body { get; set; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            try
            {
                _module = await Js.InvokeAsync<IJSObjectReference>("import", "./Components/Shared/Drawer.razor.js");
                await _module.InvokeVoidAsync("opened", _element);
            }
            catch (Exception gone) when (gone is JSDisconnectedException or TaskCanceledException)
            {
                // The page is gone.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_module is not null)
            {
                await _module.InvokeVoidAsync("closed");
                await _module.DisposeAsync();
            }
        }
        catch (Exception gone) when (gone is JSDisconnectedException or TaskCanceledException)
        {
            // The page is gone, and the focus with it.
        }
    }
}
