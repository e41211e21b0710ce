using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Syncerize.Core;

namespace Syncerize.App.Accounts;

/// <summary>The store in the address must be one the signed-in person may act for.</summary>
internal sealed class StoreRequirement : IAuthorizationRequirement
{
    public const string Policy = "Store";
    public const string OperatorPolicy = "Operator";
}

/// <summary>Checks the address against the claims: of the request on the first load, of the route inside a circuit.</summary>
internal sealed class StoreRequirementHandler : AuthorizationHandler<StoreRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, StoreRequirement requirement)
    {
        var value = context.Resource switch
        {
            HttpContext http => http.Request.RouteValues["StoreId"],
            Microsoft.AspNetCore.Components.RouteData route => route.RouteValues.GetValueOrDefault("StoreId"),
            _ => null,
        };
        if (int.TryParse(Convert.ToString(value, CultureInfo.InvariantCulture), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && StoreAccess.ActorFor(context.User, new StoreId(id)) is not null)
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
