using System.Globalization;
using System.Security.Claims;
using Syncerize.Core;
using Syncerize.Core.Stores;

namespace Syncerize.App.Accounts;

/// <summary>What a signed-in person may act for: the claims, and nothing else, decide.</summary>
internal static class StoreAccess
{
    public const string StoreClaim = "store";
    public const string OperatorClaim = "operator";

    /// <summary>The actor for a store, or null where the person may not act for it.</summary>
    public static Actor? ActorFor(ClaimsPrincipal user, StoreId store)
    {
        if (user.Identity?.IsAuthenticated != true)
        {
            return null;
        }

        if (IsOperator(user))
        {
            return Actor.Of(store, "operator");
        }

        return user.HasClaim(StoreClaim, store.ToString()) ? Actor.Of(store, user.Identity.Name ?? "merchant") : null;
    }

    public static bool IsOperator(ClaimsPrincipal user) => user.HasClaim(c => c.Type == OperatorClaim);

    /// <summary>The stores named by the claims; empty for the operator, who may act for all.</summary>
    public static IReadOnlyList<StoreId> StoresOf(ClaimsPrincipal user) =>
        [.. user.FindAll(StoreClaim).Select(c => new StoreId(int.Parse(c.Value, CultureInfo.InvariantCulture)))];

    public static ClaimsPrincipal Merchant(StoreId store, string name, string scheme) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.Name, name), new Claim(StoreClaim, store.ToString())], scheme, ClaimTypes.Name, roleType: null));

    public static ClaimsPrincipal Operator(string scheme) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.Name, "Operator"), new Claim(OperatorClaim, "yes")], scheme, ClaimTypes.Name, roleType: null));
}
