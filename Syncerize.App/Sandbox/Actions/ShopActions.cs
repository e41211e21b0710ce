using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;
using Syncerize.App.Sandbox.Webhooks;

namespace Syncerize.App.Sandbox.Actions;

/// <summary>What a merchant does with the app and the shop itself.</summary>
internal static class ShopActions
{
    /// <summary>Uninstalls the app: its tokens are dead at once, one last webhook says so, and two days later the app is told to forget the shop.</summary>
    public static void Uninstall(this ShopState shop)
    {
        shop.Shop.TokenDead = true;
        shop.Touch();
        foreach (var token in shop.Tokens.Values.ToList())
        {
            shop.Remove(token);
        }

        shop.Raise("app/uninstalled", shop.Domain, () => RestPayloads.Shop(shop.Shop));
        shop.ForgetRedaction();
        shop.Later(null, SimJob.ShopRedact, "{}", PrivacyActions.RedactAfter.TotalSeconds);
    }

    /// <summary>Installs the app again: the token lives, the old subscriptions are gone.</summary>
    public static void Reinstall(this ShopState shop)
    {
        shop.Shop.TokenDead = false;
        shop.Touch();
        shop.ForgetRedaction();
        foreach (var subscription in shop.Subscriptions.Values.ToList())
        {
            shop.Remove(subscription);
        }
    }

    private static void ForgetRedaction(this ShopState shop)
    {
        foreach (var job in shop.Jobs.Values.Where(job => job.Kind == SimJob.ShopRedact).ToList())
        {
            shop.Remove(job);
        }
    }
}
