using Microsoft.AspNetCore.Components;
using MudBlazor;
using Syncerize.App.Components.Shared;
using Syncerize.Core;
using Syncerize.Core.Connections;
using Syncerize.Core.Mapping;
using Syncerize.Core.Stores;
using Syncerize.Core.Sync;

namespace Syncerize.App.Components.Pages.Products;

/// <summary>What stands against mapping by a code, and what looks alike without one. Decides nothing; a person accepts.</summary>
public partial class CodeDoctorCard : ComponentBase, IDisposable
{
    private const int Shown = 100;

    private readonly CancellationTokenSource _gone = new();
    private readonly HashSet<long> _accepted = [];
    private readonly List<string> _refused = [];
    private DoctorReport? _report;
    private bool _busy;

    [Parameter, EditorRequired]
    public ConnectionId Connection { get; set; }

    [Parameter, EditorRequired]
    public UniqueIdentifier Identifier { get; set; }

    [Parameter, EditorRequired]
    public required string SourceName { get; set; }

    /// <summary>Whoever is signed in, checked again.</summary>
    [Parameter, EditorRequired]
    public required Func<Task<Actor>> ActorOf { get; set; }

    [Parameter]
    public EventCallback OnMapped { get; set; }

    [CascadingParameter]
    public Core.Insights.StoreSummary? Summary { get; set; }

    [Inject]
    internal MappingCheck Check { get; set; } = null!;

    [Inject]
    internal MapProducts Commands { get; set; } = null!;

    [Inject]
    internal ISnackbar Snackbar { get; set; } = null!;

    private StoreId ActorStore => Summary?.Id ?? default;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
        GC.SuppressFinalize(this);
    }

    // Looked at once the page is alive: reading two catalogues is no part of the first drawing.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await ExamineAsync();
            StateHasChanged();
        }
    }

    private static IEnumerable<(string Title, IReadOnlyList<string> Rows)> Findings(DoctorReport report)
    {
        if (report.DuplicatesAtDestination.Count > 0)
        {
            yield return ($"{Words.Count(report.DuplicatesAtDestination.Count, "code")} on several variants of yours", [.. report.DuplicatesAtDestination.Select(Duplicate)]);
        }

        if (report.DuplicatesAtSource.Count > 0)
        {
            yield return ($"{Words.Count(report.DuplicatesAtSource.Count, "code")} on several variants of the source", [.. report.DuplicatesAtSource.Select(Duplicate)]);
        }

        if (report.Differing.Count > 0)
        {
            yield return ($"{Words.Count(report.Differing.Count, "product")} whose variants differ", [.. report.Differing.Select(d =>
                $"{d.Source.Title}: {Words.Count(d.Shared, "variant")} pair{(d.Shared == 1 ? "s" : "")}{Only("only at the source", d.OnlyAtSource)}{Only("only in your shop", d.OnlyAtDestination)}")]);
        }

        if (report.MissingAtSource.Count > 0)
        {
            yield return ($"{Words.Count(report.MissingAtSource.Count, "product")} of the source without a code", [.. report.MissingAtSource.Select(p => p.Title)]);
        }

        if (report.MissingAtDestination.Count > 0)
        {
            yield return ($"{Words.Count(report.MissingAtDestination.Count, "product")} of yours without a code", [.. report.MissingAtDestination.Select(p => p.Title)]);
        }
    }

    private static string Duplicate(DuplicateCode code) => $"{code.Code}: {Words.Count(code.Variants, "variant")} of {string.Join(", ", code.Products.Take(5).Select(p => p.Title))}";

    private static string Only(string where, IReadOnlyList<string> titles) =>
        titles.Count == 0 ? "" : $"; {where}: {string.Join(", ", titles.Take(6))}{(titles.Count > 6 ? $" and {titles.Count - 6} more" : "")}";

    private async Task ExamineAsync()
    {
        _report = null;
        try
        {
            _report = await Check.ExamineAsync(await ActorOf(), Connection, Identifier, _gone.Token);
            _accepted.IntersectWith(_report.Suggestions.Select(s => s.Source.ProductId));
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The page was left while it read.
        }
    }

    private void Select(Suggestion suggestion, bool on)
    {
        if (on)
        {
            _accepted.Add(suggestion.Source.ProductId);
        }
        else
        {
            _accepted.Remove(suggestion.Source.ProductId);
        }
    }

    private void SelectAll(DoctorReport report, bool on)
    {
        _accepted.Clear();
        _accepted.UnionWith(on ? report.Suggestions.Select(s => s.Source.ProductId) : []);
    }

    private async Task AcceptAsync(DoctorReport report)
    {
        _busy = true;
        _refused.Clear();
        var mapped = 0;
        try
        {
            foreach (var suggestion in report.Suggestions.Where(s => _accepted.Contains(s.Source.ProductId)).ToList())
            {
                var actor = await ActorOf();
                var choices = await Check.ChoicesAsync(actor, Connection, suggestion.Source.ProductId, null, _gone.Token);
                var choice = choices?.Choices.FirstOrDefault(c => c.Product.ProductId == suggestion.Destination.ProductId);
                var answer = choice is null
                    ? new MapAnswer(false, $"“{suggestion.Source.Title}” changed meanwhile; examine again.")
                    : await Commands.MapAsync(
                        actor, Connection, suggestion.Source.ProductId, suggestion.Destination.ProductId,
                        [.. choice.Proposal.Pairs.Where(p => p.Destination is not null).Select(p => new ChosenPair(p.Source.VariantId, p.Destination!.VariantId))], addMissing: false, _gone.Token);
                mapped += answer.Mapped ? 1 : 0;
                _refused.AddRange(answer.Mapped ? [] : [answer.Sentence]);
            }

            Snackbar.Add($"{Words.Count(mapped, "product")} mapped; the sync has begun.", mapped > 0 ? Severity.Success : Severity.Warning);
            _accepted.Clear();
            await ExamineAsync();
            await OnMapped.InvokeAsync();
        }
        finally
        {
            _busy = false;
        }
    }
}
