using Syncerize.App.Sandbox.Store;
using Syncerize.App.Sandbox.Webhooks;

namespace Syncerize.App.Sandbox.Actions;

/// <summary>What a merchant does with the app and the shop itself.</summary>
internal static class ShopActions
{
    /// <summary>Uninstalls the app: its token is dead at once, one last webhook says so.</summary>
    public static void Uninstall(this ShopState shop)
    {
        shop.Shop.TokenDead = true;
        shop.Touch();
        shop.Raise("app/uninstalled", shop.Domain, () => RestPayloads.Shop(shop.Shop));
    }

    /// <summary>Installs the app again: the token lives, the old subscriptions are gone.</summary>
    public static void Reinstall(this ShopState shop)
    {
        shop.Shop.TokenDead = false;
        shop.Touch();
        foreach (var subscription in shop.Subscriptions.Values.ToList())
        {
            shop.Remove(subscription);
        }
    }
}
