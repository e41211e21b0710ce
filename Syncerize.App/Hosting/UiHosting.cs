using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using MudBlazor;
using MudBlazor.Services;
using Syncerize.App.Accounts;
using Syncerize.App.Components;
using Syncerize.App.Components.Shared;
using Syncerize.App.Endpoints;

namespace Syncerize.App.Hosting;

/// <summary>Screens and signing in.</summary>
internal static class UiHosting
{
    /// <summary>Adds what the screens need. <paramref name="chooseStore"/>: anybody at this machine may sign in as a simulated store.</summary>
    public static WebApplicationBuilder AddUi(this WebApplicationBuilder builder, bool chooseStore)
    {
        var services = builder.Services;

        // What prerendering read comes back from the browser in one message: 50 products with the reasons of their stock are more than the 32 KB allowed by default.
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub => hub.MaximumReceiveMessageSize = 1024 * 1024);
        services.AddMudServices(options =>
        {
            options.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomRight;
            options.SnackbarConfiguration.PreventDuplicates = true;
            options.SnackbarConfiguration.VisibleStateDuration = 6000;
        });
        services.AddCascadingAuthenticationState();
        services.AddAntiforgery();

        services.Configure<SignInOptions>(options => options.ChooseStore = chooseStore);
        services.AddSingleton<RightsCheck>();
        services.AddScoped<AuthenticationStateProvider, LiveAuthenticationState>();
        services.AddScoped<BrowserSession>();
        services.AddSingleton<Syncerize.App.Endpoints.Reports.ReportReader>();
        services.AddSingleton<IAuthorizationHandler, StoreRequirementHandler>();
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(Cookie);
        services.AddAuthorizationBuilder()
            .AddPolicy(StoreRequirement.Policy, policy => policy.RequireAuthenticatedUser().AddRequirements(new StoreRequirement()))
            .AddPolicy(StoreRequirement.OperatorPolicy, policy => policy.RequireClaim(StoreAccess.OperatorClaim));
        return builder;
    }

    /// <summary>Adds the screens' middleware and endpoints.</summary>
    public static WebApplication MapUi(this WebApplication app)
    {
        app.UseStatusCodePagesWithReExecute(Urls.Status);
        app.Use((http, next) =>
        {
            // Machines want the bare status: pages are for people.
            if ((http.Request.Path.StartsWithSegments("/webhooks", StringComparison.OrdinalIgnoreCase) || http.Request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase)) && http.Features.Get<IStatusCodePagesFeature>() is { } pages)
            {
                pages.Enabled = false;
            }

            return next(http);
        });
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapSignIn();
        app.MapMappingTemplate();
        app.MapRazorComponents<AppRoot>().AddInteractiveServerRenderMode();
        return app;
    }

    private static void Cookie(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "syncerize";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.LoginPath = Urls.SignIn;
        options.ReturnUrlParameter = "returnUrl";
        options.ExpireTimeSpan = TimeSpan.FromDays(14);
        options.SlidingExpiration = true;
        options.Events.OnRedirectToAccessDenied = context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
        options.Events.OnValidatePrincipal = async context =>
        {
            var rights = context.HttpContext.RequestServices.GetRequiredService<RightsCheck>();
            if (context.Principal is null || !await rights.StillHoldAsync(context.Principal, context.HttpContext.RequestAborted))
            {
                context.RejectPrincipal();
            }
        };
    }
}
