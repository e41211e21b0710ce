using System.Security.Claims;
using Microsoft.Extensions.Options;
using Syncerize.Core.Insights;

namespace Syncerize.App.Accounts;

/// <summary>Whether the rights in a cookie or a circuit still hold.</summary>
internal sealed class RightsCheck(StoreDirectory stores, IOptions<SignInOptions> options)
{
    /// <summary>False once choosing a store was switched off, or a store of the claims is gone, uninstalled or no simulated one any more.</summary>
    public async Task<bool> StillHoldAsync(ClaimsPrincipal user, CancellationToken ct)
    {
        if (!options.Value.ChooseStore)
        {
            return false;
        }

        if (StoreAccess.IsOperator(user))
        {
            return true;
        }

        var named = StoreAccess.StoresOf(user);
        if (named.Count == 0)
        {
            return false;
        }

        var open = (await stores.SimulatedAsync(ct)).Select(s => s.Id).ToHashSet();
        return named.All(open.Contains);
    }
}
