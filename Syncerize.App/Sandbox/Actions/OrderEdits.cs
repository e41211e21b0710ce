using System.Globalization;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;
using Syncerize.App.Sandbox.Webhooks;

namespace Syncerize.App.Sandbox.Actions;

/// <summary>What a merchant changes in an order after it was placed.</summary>
internal static class OrderEdits
{
    /// <summary>Changes how many units of a line are ordered. Fewer gives unshipped units back to stock, more takes them from it.</summary>
    /// <returns>False where that is not possible: fewer than were shipped, or more than there are.</returns>
    public static bool SetQuantity(this ShopState shop, SimOrder order, SimOrderLine line, int quantity)
    {
        var difference = quantity - line.CurrentQuantity;
        if (quantity < 0 || difference == 0 || -difference > line.Unfulfilled())
        {
            return false;
        }

        if (difference < 0)
        {
            shop.Remove(order, line, -difference, restock: true, "CANCEL");
        }
        else
        {
            IReadOnlyList<(long LocationId, int Units)>? taken =
                line.VariantId is { } id && shop.Variants.TryGetValue(id, out var variant) ? shop.Claim(variant, difference, obeyPolicy: true) : [];
            if (taken is null)
            {
                return false;
            }

            line.Quantity += difference;
            line.CurrentQuantity += difference;
            line.CommittedQuantity += taken.Sum(part => part.Units);
            shop.AskToShip(order, line, difference, taken, shop.Stamp());
        }

        order.Edited = true;
        var edit = shop.NewId();
        shop.OrderChanged(order);
        shop.Raise("orders/edited", edit.ToString(CultureInfo.InvariantCulture), () => OrderPayloads.Edited(order, edit));
        return true;
    }
}
