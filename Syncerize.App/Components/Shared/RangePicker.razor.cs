using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using Syncerize.Core.Insights;

namespace Syncerize.App.Components.Shared;

/// <summary>Lets somebody choose a first and a last day.</summary>
public sealed partial class RangePicker : ComponentBase, IAsyncDisposable
{
    private static readonly string[] Weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    private ElementReference _grid;
    private IJSObjectReference? _module;
    private DayRange? _given;
    private DateOnly? _from;
    private DateOnly? _to;
    private DateOnly _cursor;
    private DateOnly _month;
    private bool _focus;
    private bool _picking;

    [Inject]
    internal IJSRuntime Js { get; set; } = null!;

    /// <summary>What is chosen now.</summary>
    [Parameter, EditorRequired]
    public required DayRange Value { get; set; }

    /// <summary>The last day that may be chosen.</summary>
    [Parameter, EditorRequired]
    public DateOnly Latest { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<DayRange> OnApply { get; set; }

    private string Hint => (_from, _to) switch
    {
        ({ } from, { } to) => to.DayNumber - from.DayNumber + 1 is var days && days == 1 ? "1 day" : string.Create(CultureInfo.InvariantCulture, $"{days:N0} days"),
        ({ }, null) => "Choose the last day",
        _ => "Choose the first day",
    };

    private IEnumerable<DateOnly[]> Weeks
    {
        get
        {
            var first = _month.AddDays(-(((int)_month.DayOfWeek + 6) % 7));
            return Enumerable.Range(0, 6).Select(w => Enumerable.Range(0, 7).Select(d => first.AddDays((w * 7) + d)).ToArray());
        }
    }

    protected override void OnParametersSet()
    {
        if (_given == Value)
        {
            return;
        }

        _given = Value;
        (_from, _to, _picking) = (Value.From, Value.To, false);
        Show(Value.To <= Latest ? Value.To : Latest);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        try
        {
            if (firstRender)
            {
                _module = await Js.InvokeAsync<IJSObjectReference>("import", "./Components/Shared/RangePicker.razor.js");
                await _module.InvokeVoidAsync("guard", _grid);
            }

            if (_focus && _module is not null)
            {
                _focus = false;
                await _module.InvokeVoidAsync("focusDay", _grid, Iso(_cursor));
            }
        }
        catch (Exception gone) when (gone is JSDisconnectedException or TaskCanceledException)
        {
            // The page is gone.
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (Exception gone) when (gone is JSDisconnectedException or TaskCanceledException)
        {
            // The page is gone.
        }
    }

    private static string Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private bool IsIn(DateOnly day) => _from is { } from && day >= from && day <= (_to ?? from);

    private string CellCss(DateOnly day) => day.Month != _month.Month || !IsIn(day) ? "" : day == _from || day == (_to ?? _from) ? "in end" : "in";

    private void Show(DateOnly day)
    {
        _cursor = day;
        _month = new DateOnly(day.Year, day.Month, 1);
    }

    private void Turn(int months)
    {
        var month = _month.AddMonths(months);
        Show(month > Latest ? Latest : month);
    }

    private void Type(ChangeEventArgs e, bool first)
    {
        if (!DateOnly.TryParseExact(e.Value as string, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return;
        }

        _from = first || _from > day ? day : _from;
        _to = !first || _to < day ? day : _to;
        _picking = false;
        Show(day > Latest ? Latest : day);
    }

    // The first day begins a range, the second ends it, in whichever order.
    private void Take(DateOnly day)
    {
        if (_picking && _from is { } from)
        {
            _from = day < from ? day : from;
            _to = day < from ? from : day;
        }
        else
        {
            _from = day;
            _to = null;
        }

        _picking = !_picking;
        Show(day);
        _focus = true;
    }

    private void Move(KeyboardEventArgs e, DateOnly day)
    {
        DateOnly? to = e.Key switch
        {
            "ArrowLeft" => day.AddDays(-1),
            "ArrowRight" => day.AddDays(1),
            "ArrowUp" => day.AddDays(-7),
            "ArrowDown" => day.AddDays(7),
            "PageUp" => day.AddMonths(-1),
            "PageDown" => day.AddMonths(1),
            "Home" => new DateOnly(day.Year, day.Month, 1),
            "End" => new DateOnly(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month)),
            _ => null,
        };
        if (to is { } target)
        {
            Show(target > Latest ? Latest : target);
            _focus = true;
        }
    }

    private Task ApplyAsync() => _from is { } from && _to is { } to ? OnApply.InvokeAsync(new DayRange(from, to)) : Task.CompletedTask;
}
