using Microsoft.AspNetCore.Components;
using Syncerize.App.Components.Shared;
using Syncerize.Core.Insights;
using Syncerize.Core.Live;
using Syncerize.Core.Stores;

namespace Syncerize.App.Components.Pages.Plan;

/// <summary>A store's plan: its meters, and all plans side by side.</summary>
public partial class Plan : LivePage<PlanReading>
{
    [Inject]
    internal PlanQuery Query { get; set; } = null!;

    protected override LiveTopic Topics => LiveTopic.Stores | LiveTopic.Products | LiveTopic.Orders;

    protected override Task<PlanReading> ReadAsync(Actor actor, CancellationToken ct) => Query.ReadAsync(actor, Store, ct);
}
