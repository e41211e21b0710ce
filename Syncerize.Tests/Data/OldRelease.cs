namespace Syncerize.Tests.Data;

/// <summary>Rows as the first release wrote them: a destination in Toronto, a source in London, three orders.</summary>
internal static class OldRelease
{
    // 2026-02-28 23:30 in Toronto.
    private const string Late = "1772339400000";
    private const string Noon = "1772366400000";

    public static string Rows { get; } = $"""
        INSERT INTO "Stores" ("Id","ShopifyShopId","Domain","Name","Roles","State","UniqueKey","Currency","TimeZone","ProtectedToken","IsSimulated","AutomaticPush","PartialPush","InstalledAt")
        VALUES (1, 11, 'here.myshopify.com', 'Here', 2, 0, 'K1', 'CAD', 'America/Toronto', x'00', 1, 1, 1, 0), (2, 22, 'there.myshopify.com', 'There', 1, 0, 'K2', 'GBP', 'Europe/London', x'00', 1, 1, 1, 0);
        INSERT INTO "Connections" ("Id","DestinationId","SourceId","State","ConnectedAt","StateChangedAt","Settings") VALUES (1, 1, 2, 1, 0, 0, '{"{{}}"}');
        INSERT INTO "ProductLinks" ("Id","ConnectionId","SourceStoreId","DestinationStoreId","SourceProductId","DestinationProductId","Origin","State","LinkedAt") VALUES (1, 1, 2, 1, 71, 171, 0, 1, 0);
        INSERT INTO "VariantLinks" ("Id","ProductLinkId","ConnectionId","SourceStoreId","DestinationStoreId","SourceVariantId","SourceInventoryItemId","DestinationVariantId","DestinationInventoryItemId","LinkedAt","IsActive")
        VALUES (1, 1, 1, 2, 1, 710, 7100, 1710, 17100, 0, 0);
        INSERT INTO "Ledger" ("Id","ProductLinkId","VariantLinkId","Field","Planned","ReadBack","Seen","WrittenAt") VALUES (1, 1, 0, 'title', 'Board ', 'Board', 'My board', 0);
        INSERT INTO "Products" ("StoreId","ProductId","Title","Handle","Status","Vendor","ProductType","DescriptionHtml","Tags","Options","Images","IsPicked","CreatedAt","UpdatedAt","ReadAt")
        VALUES (2, 72, 'Board', 'board', 'ACTIVE', '', '', '', '[]', '[]', '[]', 0, 0, 0, 0);
        INSERT INTO "Variants" ("StoreId","VariantId","ProductId","InventoryItemId","Title","PriceMinor","Position","Taxable","InventoryPolicy","Tracked","RequiresShipping","Options")
        VALUES (2, 720, 72, 7200, 'Default Title', 100, 1, 0, 'DENY', 1, 1, '[]');
        {Order(1, 500, "#1001", Late, pushStatus: 2)}
        {Order(1, 501, "#1002", Noon, pushStatus: 1)}
        {Order(1, 502, "#1003", Noon, pushStatus: 0)}
        {Order(2, 900, "#2001", Late, pushStatus: 0, fulfillment: "FULFILLED")}
        {Line(500, 1, 3, 6000, "1", "710", "7100")}
        {Line(500, 2, 2, 3000, "1", "720", "7200")}
        {Line(501, 3, 1, 700, "1", "999", "9990")}
        {Line(502, 4, 9, 900, "NULL", "NULL", "NULL")}
        INSERT INTO "OrderPushes" ("Id","Key","ConnectionId","DestinationStoreId","SourceStoreId","OrderId","Revision","State","WaitingFor","Mode","Attempts","SourceOrderId","SourceOrderName")
        VALUES (1, '11-500-22-1', 1, 1, 2, 500, 1, 4, 0, 0, 1, 900, '#2001'), (2, '11-501-22-1', 1, 1, 2, 501, 1, 0, 1, 0, 0, NULL, NULL);
        INSERT INTO "OrderPushLines" ("OrderPushId","LineId","SourceVariantId","SourceInventoryItemId","Units","SourceNetMinor") VALUES (1, 1, 710, 7100, 3, 3400), (1, 2, 720, 7200, 2, 1700);
        UPDATE "Orders" SET "CustomerName" = 'Ada Winter', "Email" = 'Ada@Example.com' WHERE "OrderId" = 500;
        UPDATE "Orders" SET "PushKey" = '11-500-22-1' WHERE "StoreId" = 2;
        INSERT INTO "DailyTotals" ("StoreId","ConnectionId","Day","Orders","Units","RevenueMinor") VALUES (1, 1, 739677, 2, 6, 9700);
        """;

    private static string Order(int store, long id, string name, string at, int pushStatus, string fulfillment = "UNFULFILLED") => $"""
        INSERT INTO "Orders" ("StoreId","OrderId","Name","CreatedAt","ProcessedAt","UpdatedAt","ReadAt","Test","FinancialStatus","FulfillmentStatus","Currency","TotalMinor","ShippingMinor","ShippingAddress","BillingAddress","ShippingLines","Tags","Fulfillments","PushStatus")
        VALUES ({store}, {id}, '{name}', {at}, {at}, {at}, {at}, 0, 'PAID', '{fulfillment}', 'CAD', 9999, 0, 'null', 'null', '[]', '[]', '[]', {pushStatus});
        """;

    private static string Line(long order, long line, int units, int net, string connection, string variant, string item) => $"""
        INSERT INTO "OrderLines" ("StoreId","OrderId","LineId","Title","Quantity","CurrentQuantity","UnfulfilledQuantity","RequiresShipping","Taxable","NetMinor","Properties","ConnectionId","SourceVariantId","SourceInventoryItemId")
        VALUES (1, {order}, {line}, 'Thing', {units}, {units}, 0, 1, 0, {net}, '[]', {connection}, {variant}, {item});
        """;
}
