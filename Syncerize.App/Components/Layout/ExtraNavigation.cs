using Syncerize.Core;

namespace Syncerize.App.Components.Layout;

/// <summary>An entry of the menu.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Icon">Its icon.</param>
/// <param name="Href">Where it leads.</param>
/// <param name="Section">The last part of its addresses; tells which entry is the current one.</param>
public sealed record NavEntry(string Name, string Icon, string Href, string Section);

/// <summary>Entries that a part of the app adds to the menu while it is there.</summary>
public interface IExtraNavigation
{
    /// <summary>The entry in a store's menu.</summary>
    NavEntry Of(StoreId store);

    /// <summary>The same for whoever has no store's menu before them.</summary>
    NavEntry Alone { get; }
}
