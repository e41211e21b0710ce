using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Syncerize.App.Components;
using Syncerize.App.Components.Layout;
using Syncerize.Core;
using Syncerize.Core.Insights;

namespace Syncerize.App.Accounts;

/// <summary>The two static endpoints that set and clear the cookie.</summary>
internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        app.MapPost("/sign-in/choose", ChooseAsync).AllowAnonymous().DisableAntiforgery();
        app.MapPost(Urls.SignOut, SignOutAsync).AllowAnonymous();
        app.MapGet(Urls.Home, Home).AllowAnonymous();
    }

    private static IResult Home(HttpContext http) => Results.LocalRedirect(HomeOf(http.User));

    private static string HomeOf(System.Security.Claims.ClaimsPrincipal user) => user.Identity?.IsAuthenticated != true ? Urls.SignIn
        : StoreAccess.IsOperator(user) ? Urls.Operator
        : StoreAccess.StoresOf(user) is [var store, ..] ? Urls.Dashboard(store) : Urls.SignIn;

    // Checked by hand: the framework would answer a stale form with a bare server error.
    private static async Task<IResult> ChooseAsync(
        HttpContext http, IAntiforgery antiforgery, StoreDirectory stores, IOptions<SignInOptions> options, IEnumerable<IExtraNavigation> extras, CancellationToken ct, [FromForm] string choice, [FromForm] string? returnUrl)
    {
        if (!await antiforgery.IsRequestValidAsync(http))
        {
            return Results.BadRequest("This page was open for too long. Go back, load it again, and choose once more.");
        }

        if (!options.Value.ChooseStore)
        {
            return Results.LocalRedirect(Urls.SignIn);
        }

        System.Security.Claims.ClaimsPrincipal user;
        StoreId? chosen = null;
        if (choice == "operator")
        {
            user = StoreAccess.Operator(CookieAuthenticationDefaults.AuthenticationScheme);
        }
        else if ((await stores.SimulatedAsync(ct)).FirstOrDefault(s => s.Id.ToString() == choice) is { } store)
        {
            chosen = store.Id;
            user = StoreAccess.Merchant(store.Id, store.Name, CookieAuthenticationDefaults.AuthenticationScheme);
        }
        else
        {
            return Results.LocalRedirect(Urls.SignIn);
        }

        await http.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, user, new AuthenticationProperties { IsPersistent = true });
        return Results.LocalRedirect(Return(returnUrl, chosen, extras) ?? HomeOf(user));
    }

    private static async Task<IResult> SignOutAsync(HttpContext http, IAntiforgery antiforgery)
    {
        if (!await antiforgery.IsRequestValidAsync(http))
        {
            return Results.LocalRedirect(Urls.Home);
        }

        await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return Results.LocalRedirect(Urls.SignIn);
    }

    // Only a page of ours, and only of the store that was chosen: a link to another store's page would end at a refusal.
    private static string? Return(string? url, StoreId? chosen, IEnumerable<IExtraNavigation> extras) => extras.Any(extra => extra.Alone.Href == url) ? url
        : url is { Length: > 1 } && url[0] == '/' && url[1] is not ('/' or '\\') && Urls.StoreOf(url) is { } asked && (chosen is null || asked == chosen) ? url : null;
}
