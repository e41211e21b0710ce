using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Syncerize.App.Components.Charts;

/// <summary>What a chart looks like.</summary>
public enum ChartKind
{
    /// <summary>Lines with a soft ground, over time.</summary>
    Area,

    /// <summary>Columns, where there are too few points for a line.</summary>
    Bar,

    /// <summary>A ring of parts; one series with one value per category.</summary>
    Donut,
}

/// <summary>One place on the axis, or one part of a ring.</summary>
/// <param name="Key">Different for each.</param>
/// <param name="Text">Written at the axis.</param>
/// <param name="Title">Written in the tooltip.</param>
/// <param name="Colour">A token of the theme, such as <c>--success</c>, for a part of a ring.</param>
public sealed record ChartCategory(string Key, string Text, string Title, string? Colour = null);

/// <summary>One line, or one set of columns.</summary>
/// <param name="Name">For legend and tooltip.</param>
/// <param name="Values">One per category.</param>
/// <param name="Decimals">How values are written.</param>
/// <param name="Unit">Written behind values; a currency or nothing.</param>
/// <param name="Colour">A token of the theme, such as <c>--chart-1</c>.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<decimal> Values, int Decimals, string Unit, string Colour);

/// <summary>An ApexCharts chart: made once, then only its points change, so that it does not flicker. It follows the theme and its own width by itself.</summary>
public sealed partial class Chart : ComponentBase, IAsyncDisposable
{
    private ElementReference _element;
    private IJSObjectReference? _module;
    private IJSObjectReference? _chart;
    private bool _drawing;
    private bool _again;
    private bool _gone;

    [Inject]
    internal IJSRuntime Js { get; set; } = null!;

    /// <summary>Never changes for one chart: another kind is another chart (<c>@key</c>).</summary>
    [Parameter, EditorRequired]
    public ChartKind Kind { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<ChartCategory> Categories { get; set; }

    /// <summary>Of an area or columns one or two, the second with its own axis at the right; of a ring one.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<ChartSeries> Series { get; set; }

    /// <summary>Said to those who cannot see the chart.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>Pixels.</summary>
    [Parameter]
    public int Height { get; set; } = 240;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_drawing || _gone)
        {
            // What changes while it draws is drawn right after.
            _again = true;
            return;
        }

        _drawing = true;
        try
        {
            do
            {
                _again = false;
                await DrawAsync();
            }
            while (_again && !_gone);
        }
        catch (Exception gone) when (gone is JSDisconnectedException or TaskCanceledException)
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
        catch (Exception gone) when (gone is JSDisconnectedException or TaskCanceledException)
        {
            // The page is gone, and the chart with it.
        }
    }

    private async Task DrawAsync()
    {
        if (_chart is null)
        {
            _module ??= await Js.InvokeAsync<IJSObjectReference>("import", "./Components/Charts/Chart.razor.js");
            _chart = await _module.InvokeAsync<IJSObjectReference>("create", _element, Kind.ToString().ToLowerInvariant(), Height, Categories, Series);
        }
        else
        {
            await _chart.InvokeVoidAsync("update", Categories, Series);
        }
    }
}
