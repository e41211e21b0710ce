using Syncerize.Core.Insights;
using Syncerize.Core.Stores;

namespace Syncerize.App.Components.Layout;

/// <summary>Which of its two roles a store with both is shown in, as the browser keeps it: <c>5-source_7-destination</c>.</summary>
internal static class ViewChoices
{
    /// <summary>The cookie, written by js/shell.js. A preference, nothing more: what a person may see does not depend on it.</summary>
    public const string Cookie = "views";

    /// <summary>The store in the chosen view; in its usual one without a choice or without that role.</summary>
    public static StoreSummary Apply(StoreSummary store, string? choices)
    {
        var mine = (choices ?? "").Split('_').Select(c => c.Split('-', 2)).LastOrDefault(c => c.Length == 2 && c[0] == store.Id.ToString());
        return store.HasBothRoles && mine is not null && Enum.TryParse<StoreRoles>(mine[1], ignoreCase: true, out var view) && view is StoreRoles.Source or StoreRoles.Destination
            ? store with { View = view }
            : store;
    }
}
