using System.Text.Json.Nodes;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;

namespace Syncerize.App.Sandbox.Actions;

/// <summary>
/// The three compliance events. They are no topics of the API: every public app names an address for them in its own configuration, so they go out without a subscription.
/// </summary>
internal static class PrivacyActions
{
    /// <summary>How long after an uninstall the app is told to forget the shop.</summary>
    public static readonly TimeSpan RedactAfter = TimeSpan.FromHours(48);

    /// <summary>A customer asked the merchant what is known about them.</summary>
    public static void RequestData(this ShopState shop, SimCustomer customer)
    {
        var request = shop.NewId();
        var orders = shop.OrdersOf(customer);
        shop.RaiseForApp("customers/data_request", () => Body(shop, customer, "orders_requested", orders, new JsonObject { ["id"] = request }));
    }

    /// <summary>A customer's data must be forgotten; the shop itself has forgotten it already.</summary>
    public static void RedactCustomer(this ShopState shop, SimCustomer customer)
    {
        var orders = shop.OrdersOf(customer);
        var body = Body(shop, customer, "orders_to_redact", orders, null);
        shop.RaiseForApp("customers/redact", () => body);
        foreach (var order in orders)
        {
            order.Email = order.Phone = null;
            order.ShippingAddress = order.BillingAddress = null;
            order.Customer = new SimCustomer { Id = customer.Id };
            shop.Put(order);
        }
    }

    /// <summary>The app must forget the shop, unless it was installed again meanwhile.</summary>
    public static void RedactShop(this ShopState shop)
    {
        if (shop.Shop.TokenDead)
        {
            shop.RaiseForApp("shop/redact", () => new JsonObject { ["shop_id"] = shop.Shop.ShopId, ["shop_domain"] = shop.Domain });
        }
    }

    /// <summary>A customer of the shop by id or email; null where there is none.</summary>
    public static SimCustomer? Customer(this ShopState shop, long? id, string? email) => shop.Orders.Values.Select(order => order.Customer)
        .FirstOrDefault(customer => customer is not null && (id is { } number ? customer.Id == number : email is not null && string.Equals(customer.Email, email, StringComparison.OrdinalIgnoreCase)));

    private static List<SimOrder> OrdersOf(this ShopState shop, SimCustomer customer) =>
        [.. shop.Orders.Values.Where(order => order.Customer?.Id == customer.Id).OrderBy(order => order.Id)];

    private static JsonObject Body(ShopState shop, SimCustomer customer, string list, List<SimOrder> orders, JsonObject? request)
    {
        var body = new JsonObject
        {
            ["shop_id"] = shop.Shop.ShopId,
            ["shop_domain"] = shop.Domain,
            [list] = new JsonArray([.. orders.Select(order => JsonValue.Create(order.Id))]),
            ["customer"] = new JsonObject { ["id"] = customer.Id, ["email"] = customer.Email, ["phone"] = customer.Phone },
        };
        if (request is not null)
        {
            body["data_request"] = request;
        }

        return body;
    }
}
