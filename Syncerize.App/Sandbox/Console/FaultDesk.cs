using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;
using Syncerize.App.Sandbox.Traffic;
using Syncerize.Core.Stores;

namespace Syncerize.App.Sandbox.Console;

/// <summary>Lets things go wrong in a simulated shop, sets them right again, and sets the speed.</summary>
internal sealed class FaultDesk(RunningSandbox sandbox, StoreInstall install)
{
    /// <summary>Sets how much happens by itself.</summary>
    public DeskAnswer SetSpeed(double speed) => sandbox.Server is { } server && server.Traffic.SetSpeed(speed)
        ? new DeskAnswer(true, speed == 0 ? "The shops rest." : "The shops trade.")
        : new DeskAnswer(false, TrafficControl.Refusal);

    /// <summary>Sets a fault. Giving a revoked token back installs the app again, as its merchant would.</summary>
    /// <param name="domain">The shop.</param>
    /// <param name="kind">What goes wrong.</param>
    /// <param name="value">A count (-1 until switched off), milliseconds, seconds, or 1 and 0 for a switch.</param>
    /// <param name="ct">Gives up.</param>
    public async Task SetAsync(string domain, FaultKind kind, int value, CancellationToken ct)
    {
        if (sandbox.Server is not { } server || server.World.Find(domain) is not { } shop)
        {
            return;
        }

        var wasRevoked = shop.Faults.Dead;
        if (kind == FaultKind.SearchLag)
        {
            await server.World.ChangeAsync(shop, state => SetLag(state, value));
        }
        else
        {
            shop.Faults.Change(faults => Set(faults, kind, value));
            server.World.Notice();
        }

        if (wasRevoked && !shop.Faults.Dead)
        {
            await InstallAgainAsync(shop, ct);
        }
    }

    /// <summary>Ends all faults of all shops.</summary>
    public async Task ResetAsync(CancellationToken ct)
    {
        foreach (var shop in sandbox.Server?.World.Shops ?? [])
        {
            var wasRevoked = shop.Faults.Dead;
            shop.Faults.Reset();
            await sandbox.Server!.World.ChangeAsync(shop, state => SetLag(state, 0));
            if (wasRevoked)
            {
                await InstallAgainAsync(shop, ct);
            }
        }
    }

    private Task InstallAgainAsync(ShopState shop, CancellationToken ct) => install.InstallAsync(
        new ShopToInstall(shop.Domain, shop.Shop.AccessToken, IsSimulated: true, shop.Shop.Role == SimRole.Source ? StoreRoles.Source : StoreRoles.Destination), ct);

    private static void SetLag(ShopState shop, int seconds)
    {
        shop.Shop.Pace.SearchLagSeconds = seconds;
        shop.Touch();
    }

    private static void Set(ShopFaults faults, FaultKind kind, int value)
    {
        switch (kind)
        {
            case FaultKind.Throttle: faults.Throttled = value; break;
            case FaultKind.ServerErrors: faults.ServerErrors = value; break;
            case FaultKind.LostAnswers: faults.LostAnswers = value; break;
            case FaultKind.Slow: faults.DelayMs = value; break;
            case FaultKind.WebhooksDropped: faults.DropWebhooks = value != 0; break;
            case FaultKind.WebhooksDoubled: faults.DoubleWebhooks = value != 0; break;
            case FaultKind.WebhooksReordered: faults.ReorderWebhooks = value != 0; break;
            case FaultKind.TokenRevoked: faults.Dead = value != 0; break;
            default: throw new ArgumentOutOfRangeException(nameof(kind), kind, "This is not a fault of requests or webhooks.");
        }
    }
}
