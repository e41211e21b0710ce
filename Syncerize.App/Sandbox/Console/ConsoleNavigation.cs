using MudBlazor;
using Syncerize.App.Components.Layout;
using Syncerize.Core;

namespace Syncerize.App.Sandbox.Console;

/// <summary>The console's addresses and its entry in the menu.</summary>
internal sealed class ConsoleNavigation : IExtraNavigation
{
    public const string AloneRoute = "/sandbox";
    public const string StoreRoute = "/s/{StoreId:int}/sandbox";

    private const string Section = "sandbox";

    public NavEntry Alone { get; } = Entry(AloneRoute);

    public NavEntry Of(StoreId store) => Entry($"/s/{store}/{Section}");

    private static NavEntry Entry(string href) => new("Sandbox", Icons.Material.Outlined.Science, href, Section);
}
