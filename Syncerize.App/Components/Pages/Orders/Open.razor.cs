using Microsoft.AspNetCore.Components;
using MudBlazor;
using Syncerize.App.Components.Shared;
using Syncerize.Core.Live;
using Syncerize.Core.Orders;
using Syncerize.Core.Stores;

namespace Syncerize.App.Components.Pages.Orders;

/// <summary>What the page shows; only the list of the chosen tab is filled.</summary>
public sealed record OpenOrdersReading(
    OpenCounts Counts, IReadOnlyList<HeldOrder> Held, IReadOnlyList<ParkedGroup> Parked, IReadOnlyList<OversoldPart> Oversold, IReadOnlyList<SetAsidePart> SetAside);

/// <summary>What of a destination's orders is not at its source: units kept back, parked by cause, oversold, handled, shadow.</summary>
public partial class Open : LivePage<OpenOrdersReading>
{
    private static readonly IReadOnlyList<(string Key, string Name, Func<OpenCounts, int> Count)> Tabs =
    [
        ("held", "Units kept back", c => c.Held), ("parked", "Needs a person", c => c.Parked), ("oversold", "Oversold", c => c.Oversold), ("handled", "Handled", c => c.Handled), ("shadow", "Shadow", c => c.Shadow),
    ];

    private readonly HashSet<long> _chosen = [];
    private bool _busy;

    [Inject]
    internal OpenOrders Query { get; set; } = null!;

    [Inject]
    internal BulkPushes Commands { get; set; } = null!;

    [Inject]
    internal IDialogService Dialogs { get; set; } = null!;

    [Inject]
    internal ISnackbar Snackbar { get; set; } = null!;

    [SupplyParameterFromQuery]
    public string? Tab { get; set; }

    protected override LiveTopic Topics => LiveTopic.Orders | LiveTopic.Stock;

    protected override object Asked => (StoreId, Current);

    private string Current => Tabs.FirstOrDefault(t => t.Key == Tab, Tabs[0]).Key;

    private bool IsEmpty => Model is { Held.Count: 0, Parked.Count: 0, Oversold.Count: 0, SetAside.Count: 0 };

    private string EmptyTitle => Current switch
    {
        "parked" => "No order needs a person",
        "oversold" => "Nothing is oversold",
        "handled" => "No order is marked as handled",
        "shadow" => "Shadow mode holds nothing",
        _ => "No unit is kept back",
    };

    private string EmptyText => Current switch
    {
        "parked" => "Pushes that a source refused, or of which nobody knows whether they arrived, appear here together with others of the same cause.",
        "oversold" => "Orders whose stock the source could not claim appear here, with what can be done.",
        "handled" => "Orders you mark as handled appear here, with the reason, and can be taken back.",
        "shadow" => "Orders of connections in shadow mode appear here: computed and shown, not sent.",
        _ => "Sold units that no source order holds yet appear here, by order and age: they are kept back from every store.",
    };

    private IEnumerable<(string Key, long OrderId, string Name, DateTimeOffset OrderedAt, int Units, string Source, string Why, bool CanChoose)> Rows => Current == "held"
        ? Model!.Held.Select(h => (h.Name, h.OrderId, h.Name, h.OrderedAt, h.Units, string.Join(", ", h.Sources), h.Why, h.CanHandle))
        : Model!.SetAside.Select(s => ($"{s.OrderId}/{s.Connection}", s.OrderId, s.Name, s.OrderedAt, s.Units, s.Source, s.Sentence, true));

    protected override async Task<OpenOrdersReading> ReadAsync(Actor actor, CancellationToken ct) => new(
        await Query.CountAsync(actor, Store, ct),
        Current == "held" ? await Query.HeldAsync(actor, Store, ct) : [],
        Current == "parked" ? await Query.ParkedAsync(actor, Store, ct) : [],
        Current == "oversold" ? await Query.OversoldAsync(actor, Store, ct) : [],
        Current == "handled" ? await Query.HandledAsync(actor, Store, ct) : Current == "shadow" ? await Query.ShadowAsync(actor, Store, ct) : []);

    protected override async Task OnParametersSetAsync()
    {
        _chosen.Clear();
        await base.OnParametersSetAsync();
    }

    private void Choose(long order, bool on)
    {
        if (on)
        {
            _chosen.Add(order);
        }
        else
        {
            _chosen.Remove(order);
        }
    }

    private void ChooseAll(bool on)
    {
        _chosen.Clear();
        if (on)
        {
            _chosen.UnionWith(Rows.Where(r => r.CanChoose).Select(r => r.OrderId));
        }
    }

    private Task RetryAsync(ParkedGroup group) => DoAsync(actor => Commands.RetryAsync(actor, Store, group.Connection, group.Reason, group.Cause, Gone));

    private Task PushAsync(IReadOnlyCollection<long> orders) => DoAsync(actor => Commands.PushAsync(actor, Store, orders, Gone));

    private Task UndoAsync() => DoAsync(actor => Commands.UndoHandledAsync(actor, Store, [.. _chosen], Gone));

    private async Task AskHandledAsync(IReadOnlyCollection<long> orders)
    {
        var dialog = await Dialogs.ShowAsync<HandledDialog>(orders.Count == 1 ? "Mark as handled?" : $"Mark {Words.Number(orders.Count)} orders as handled?");
        if (await dialog.Result is { Canceled: false, Data: string reason })
        {
            await DoAsync(actor => Commands.MarkHandledAsync(actor, Store, orders, reason, Gone));
        }
    }

    private async Task DoAsync(Func<Actor, Task<BulkOutcome>> command)
    {
        _busy = true;
        try
        {
            var outcome = await command(await ActorAsync());
            Snackbar.Add(outcome.Sentence, outcome.Skipped == 0 ? Severity.Success : Severity.Warning);
            _chosen.Clear();
            await RefreshAsync();
        }
        finally
        {
            _busy = false;
        }
    }
}
