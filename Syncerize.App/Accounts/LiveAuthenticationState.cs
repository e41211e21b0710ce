using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace Syncerize.App.Accounts;

/// <summary>Looks again, while a page is open, whether the rights it was opened with still hold: revoked ones end within a minute.</summary>
internal sealed class LiveAuthenticationState(ILoggerFactory logs, IServiceScopeFactory scopes) : RevalidatingServerAuthenticationStateProvider(logs)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(30);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RightsCheck>().StillHoldAsync(authenticationState.User, cancellationToken);
    }
}
