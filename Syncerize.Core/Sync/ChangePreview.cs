namespace Syncerize.Core.Sync;

/// <summary>What a change would do to one product.</summary>
public enum PreviewAct
{
    /// <summary>It is created at the destination.</summary>
    Create = 0,

    /// <summary>Fields or variants are written.</summary>
    Update = 1,

    /// <summary>Nothing of it is written.</summary>
    Skip = 2,

    /// <summary>It waits for something, such as an exchange rate.</summary>
    Waits = 3,

    /// <summary>It cannot be brought in step.</summary>
    Conflict = 4,

    /// <summary>Its sync stops and its stock at the destination goes to zero.</summary>
    Stop = 5,

    /// <summary>It is synced again.</summary>
    Resume = 6,

    /// <summary>Its sync ends and it stays in the shop.</summary>
    Keep = 7,

    /// <summary>Its sync ends and it is deleted from the shop.</summary>
    Delete = 8,
}

/// <summary>One product of a preview.</summary>
/// <param name="Connection">The connection it would happen on.</param>
/// <param name="Partner">The other store's name.</param>
/// <param name="SourceProductId">The product at the source.</param>
/// <param name="Title">Its title.</param>
/// <param name="Act">What would happen.</param>
/// <param name="What">In which way, for people.</param>
public sealed record PreviewRow(ConnectionId Connection, string Partner, long SourceProductId, string Title, PreviewAct Act, string What);

/// <summary>What a change would do, before it is done: the planner's own output, row by row.</summary>
/// <param name="Rows">The products, those that change first.</param>
/// <param name="Undo">What can, and what cannot, be undone afterwards.</param>
public sealed record ChangePreview(IReadOnlyList<PreviewRow> Rows, string Undo)
{
    /// <summary>How many of each, in the order of the acts.</summary>
    public IReadOnlyList<(PreviewAct Act, int Count)> Counts => [.. Rows.GroupBy(r => r.Act).OrderBy(g => g.Key).Select(g => (g.Key, g.Count()))];

    /// <summary>The row of a product's plan.</summary>
    internal static PreviewRow Row(ConnectionId connection, string partner, long sourceProductId, string title, ProductPlan plan)
    {
        var act = plan.Kind switch
        {
            PlanKind.Create => PreviewAct.Create,
            PlanKind.Update => PreviewAct.Update,
            PlanKind.Waits => PreviewAct.Waits,
            PlanKind.Conflict => PreviewAct.Conflict,
            _ => PreviewAct.Skip,
        };
        var changes = plan.Changes.Take(5).Select(c => $"{c.Subject}: {c.Field} {Short(c.From)} → {Short(c.To)} ({c.Why})").ToList();
        if (plan.Changes.Count > changes.Count)
        {
            changes.Add($"and {plan.Changes.Count - changes.Count} more");
        }

        return new PreviewRow(connection, partner, sourceProductId, title, act, string.Join("; ", [.. plan.Sentences, .. changes]));
    }

    private static string Short(string text) => text.Length == 0 ? "nothing" : text.Length <= 40 ? text : string.Concat(text.AsSpan(0, 37), "…");
}
