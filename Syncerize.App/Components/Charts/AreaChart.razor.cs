using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Syncerize.App.Components.Charts;

/// <summary>One line of a chart.</summary>
/// <param name="Name">For legend and tooltip.</param>
/// <param name="Values">One per category.</param>
/// <param name="Decimals">How values are written.</param>
/// <param name="Unit">Written behind values; a currency or nothing.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<decimal> Values, int Decimals, string Unit);

/// <summary>An ApexCharts area chart: made once, then only its points change, so that it does not flicker. It follows the theme and its own width by itself.</summary>
public sealed partial class AreaChart : ComponentBase, IAsyncDisposable
{
    private ElementReference _element;
    private IJSObjectReference? _module;
    private IJSObjectReference? _chart;
    private bool _drawing;
    private bool _gone;

    [Inject]
    internal IJSRuntime Js { get; set; } = null!;

    /// <summary>ISO dates.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<string> Categories { get; set; }

    /// <summary>One or two; the second has its own axis at the right.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<ChartSeries> Series { get; set; }

    /// <summary>Said to those who cannot see the chart.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter]
    public int Height { get; set; } = 280;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_drawing || _gone)
        {
            return;
        }

        _drawing = true;
        try
        {
            if (_chart is null)
            {
                _module = await Js.InvokeAsync<IJSObjectReference>("import", "./Components/Charts/AreaChart.razor.js");
                _chart = await _module.InvokeAsync<IJSObjectReference>("create", _element, Height, Categories, Series);
            }
            else
            {
                await _chart.InvokeVoidAsync("update", Categories, Series);
            }
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and the chart with it.
        }
        finally
        {
            _drawing = false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _gone = true;
        try
        {
            if (_chart is not null)
            {
                await _chart.InvokeVoidAsync("dispose");
                await _chart.DisposeAsync();
            }

            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and the chart with it.
        }
    }
}
