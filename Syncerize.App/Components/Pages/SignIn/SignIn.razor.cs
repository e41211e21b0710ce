using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using Syncerize.App.Accounts;
using Syncerize.App.Components.Layout;
using Syncerize.Core.Insights;

namespace Syncerize.App.Components.Pages.SignIn;

/// <summary>Where people sign in. Static: only a plain response can set a cookie.</summary>
public partial class SignIn : ComponentBase
{
    private IReadOnlyList<StoreSummary>? _stores;

    [Inject]
    internal StoreDirectory Directory { get; set; } = null!;

    [Inject]
    internal IOptions<SignInOptions> Options { get; set; } = null!;

    [Inject]
    internal IEnumerable<IExtraNavigation> Extras { get; set; } = null!;

    [SupplyParameterFromQuery]
    public string? ReturnUrl { get; set; }

    protected override async Task OnInitializedAsync()
    {
        if (Options.Value.ChooseStore)
        {
            // Most of what there is to see happens at a destination.
            var stores = await Directory.SimulatedAsync(CancellationToken.None);
            _stores = [.. stores.OrderByDescending(store => store.IsDestination)];
        }
    }
}
