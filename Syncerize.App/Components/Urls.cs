using System.Globalization;
using Syncerize.Core;

namespace Syncerize.App.Components;

/// <summary>Every address of the screens, in one place.</summary>
internal static class Urls
{
    public const string Home = "/";
    public const string SignIn = "/sign-in";
    public const string SignOut = "/sign-out";
    public const string Operator = "/operator";
    public const string Status = "/status/{0}";

    // Route templates, for @attribute [Route(...)].
    public const string DashboardRoute = "/s/{StoreId:int}/dashboard";
    public const string StoreHomeRoute = "/s/{StoreId:int}";
    public const string ProductsRoute = "/s/{StoreId:int}/products";
    public const string MappingRoute = "/s/{StoreId:int}/products/map";
    public const string MappingTemplateRoute = "/s/{StoreId:int}/products/map/{ConnectionId:int}/template.csv";
    public const string StoresRoute = "/s/{StoreId:int}/stores";
    public const string OrdersRoute = "/s/{StoreId:int}/orders";
    public const string OpenOrdersRoute = "/s/{StoreId:int}/orders/open";
    public const string OrderPushRoute = "/s/{StoreId:int}/settings/order-push";
    public const string OrderRoute = "/s/{StoreId:int}/orders/{OrderId:long}";
    public const string ActivityRoute = "/s/{StoreId:int}/activity";
    public const string PartnerRoute = "/s/{StoreId:int}/stores/{ConnectionId:int}";
    public const string ReportsRoute = "/s/{StoreId:int}/reports";
    public const string ReportFileRoute = "/s/{StoreId:int}/reports/{report}.{format}";
    public const string InvoiceRoute = "/s/{StoreId:int}/orders/{OrderId:long}/invoice";
    public const string NoticesRoute = "/s/{StoreId:int}/notifications";
    public const string SettingsRoute = "/s/{StoreId:int}/settings";
    public const string OfferRoute = "/s/{StoreId:int}/products/settings";
    public const string PlanRoute = "/s/{StoreId:int}/plan";
    public const string SyncSettingsRoute = "/s/{StoreId:int}/settings/sync/{ConnectionId:int}";
    public const string StatusRoute = "/status/{Code:int}";

    public static string Dashboard(StoreId store) => In(store, "dashboard");

    /// <summary>The dashboard of chosen days, and of one partner of a source.</summary>
    public static string Dashboard(StoreId store, string? range, string? from, string? to, StoreId? partner) =>
        In(store, "dashboard") + Query(("range", range), ("from", from), ("to", to), ("store", partner?.ToString()));

    public static string Products(StoreId store, string? tab = null, StoreId? source = null, int page = 1, string? show = null) =>
        In(store, "products") + Query(("tab", tab), ("source", source?.ToString()), ("show", show), ("page", page > 1 ? Number(page) : null));

    /// <summary>The mapping of a source's products to the store's own.</summary>
    public static string Mapping(StoreId store, StoreId? source = null, string? by = null) => In(store, "products/map") + Query(("source", source?.ToString()), ("by", by));

    /// <summary>The product mapping CSV to fill in.</summary>
    public static string MappingTemplate(StoreId store, ConnectionId connection) => In(store, $"products/map/{connection}/template.csv");

    /// <summary>A list of products with one of them open beside it.</summary>
    public static string Product(string list, StoreId from, long productId) =>
        list + (list.Contains('?', StringComparison.Ordinal) ? '&' : '?') + Query(("from", from.ToString()), ("product", productId.ToString(CultureInfo.InvariantCulture)))[1..];

    public static string Stores(StoreId store) => In(store, "stores");

    /// <summary>The page of one connected (blocked, disconnected) store.</summary>
    public static string Partner(StoreId store, ConnectionId connection) => In(store, "stores/" + connection.ToString());

    public static string Settings(StoreId store) => In(store, "settings");

    public static string Plan(StoreId store) => In(store, "plan");

    /// <summary>What one connection syncs: attributes, price, stock.</summary>
    public static string SyncSettings(StoreId store, ConnectionId connection) => In(store, "settings/sync/" + connection.ToString());

    /// <summary>What a source offers: its availability mode and hand-picked products.</summary>
    public static string Offer(StoreId store, string? show = null, int page = 1) => In(store, "products/settings") + Query(("show", show), ("page", page > 1 ? Number(page) : null));

    public static string Orders(StoreId store, string? tab = null, int page = 1) => In(store, "orders") + Query(("tab", tab), ("page", page > 1 ? Number(page) : null));

    public static string Orders(StoreId store, OrdersAddress address) => In(store, "orders") + Query(
        ("tab", address.Tab is { } tab ? OrdersAddress.Name(tab) : null), ("payment", address.Payment), ("fulfilment", address.Fulfilment),
        ("store", address.Connection is { } connection ? Number(connection) : null), ("from", Day(address.From)), ("to", Day(address.To)), ("sort", address.SortWord), ("after", address.After?.ToString(CultureInfo.InvariantCulture)), ("before", address.Before?.ToString(CultureInfo.InvariantCulture)));

    public static string Order(StoreId store, long orderId) => In(store, "orders/" + orderId.ToString(CultureInfo.InvariantCulture));

    /// <summary>What is not at its source and why.</summary>
    public static string OpenOrders(StoreId store, string? tab = null) => In(store, "orders/open") + Query(("tab", tab));

    /// <summary>Order push settings of one connection, or what new connections begin with.</summary>
    public static string OrderPush(StoreId store, ConnectionId? connection = null) => In(store, "settings/order-push") + Query(("connection", connection?.ToString()));

    /// <summary>The invoice of a source's order, to print.</summary>
    public static string Invoice(StoreId store, long orderId) => Order(store, orderId) + "/invoice";

    public static string Notices(StoreId store) => In(store, "notifications");

    public static string Reports(StoreId store) => In(store, "reports");

    /// <summary>A report as the address asks for it.</summary>
    public static string Reports(StoreId store, ReportsAddress address) => In(store, "reports") + Query([("report", ReportsAddress.Name(address.Kind)), .. address.Parts()]);

    /// <summary>The report of one connection, whatever its state.</summary>
    public static string Report(StoreId store, ConnectionId connection) => In(store, "reports") + Query(("report", "orders"), ("store", connection.ToString()), ("by", "push"));

    /// <summary>A whole report as a file: <c>csv</c>, <c>xlsx</c>, or <c>html</c> to print.</summary>
    public static string ReportFile(StoreId store, ReportsAddress address, bool isDestination, string format) =>
        In(store, "reports/" + ReportsAddress.Name(address.Kind) + "." + format) + Query([("side", isDestination ? null : "source"), .. (address with { After = null }).Parts()]);

    public static string Activity(StoreId store, string? level = null, string? kind = null) => In(store, "activity") + Query(("level", level), ("kind", kind));

    public static string SignInThenReturn(string path) => SignIn + Query(("returnUrl", path));

    /// <summary>The store an address is about; null outside <c>/s/{store}</c>.</summary>
    public static StoreId? StoreOf(string relativePath)
    {
        var parts = relativePath.TrimStart('/').Split('?', 2)[0].Split('/');
        return parts.Length >= 2 && parts[0] == "s" && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? new StoreId(id) : null;
    }

    /// <summary>The menu entry an address belongs to, such as <c>orders</c>.</summary>
    public static string SectionOf(string relativePath)
    {
        var parts = relativePath.TrimStart('/').Split('?', 2)[0].Split('/');
        return parts.Length >= 3 ? parts[2] : "dashboard";
    }

    private static string In(StoreId store, string page) => $"/s/{store}/{page}";

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Query(params (string Name, string? Value)[] parts)
    {
        var set = parts.Where(p => !string.IsNullOrEmpty(p.Value)).Select(p => p.Name + "=" + Uri.EscapeDataString(p.Value!)).ToList();
        return set.Count == 0 ? "" : "?" + string.Join('&', set);
    }
}
