using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Syncerize.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class Totals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "DailyTotals");

            migrationBuilder.AddColumn<string>(
                name: "SourceFulfillmentStatus",
                table: "OrderPushes",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "SourceProductId",
                table: "OrderLines",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Levels",
                columns: table => new
                {
                    StoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    Side = table.Column<int>(type: "INTEGER", nullable: false),
                    ConnectionId = table.Column<int>(type: "INTEGER", nullable: false),
                    Day = table.Column<int>(type: "INTEGER", nullable: false),
                    Connected = table.Column<int>(type: "INTEGER", nullable: false),
                    Available = table.Column<int>(type: "INTEGER", nullable: false),
                    Synced = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Levels", x => new { x.StoreId, x.Side, x.ConnectionId, x.Day });
                });

            // One tree in key order, without a second one of row ids: a range is one run through it.
            migrationBuilder.Sql("""
                CREATE TABLE "ProductTotals" (
                    "StoreId" INTEGER NOT NULL,
                    "Side" INTEGER NOT NULL,
                    "Unit" INTEGER NOT NULL,
                    "Start" INTEGER NOT NULL,
                    "ConnectionId" INTEGER NOT NULL,
                    "ProductId" INTEGER NOT NULL,
                    "Units" INTEGER NOT NULL,
                    "RevenueMinor" INTEGER NOT NULL,
                    CONSTRAINT "PK_ProductTotals" PRIMARY KEY ("StoreId", "Side", "Unit", "Start", "ConnectionId", "ProductId")
                ) WITHOUT ROWID;
                """);

            migrationBuilder.CreateTable(
                name: "Totals",
                columns: table => new
                {
                    StoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    Side = table.Column<int>(type: "INTEGER", nullable: false),
                    ConnectionId = table.Column<int>(type: "INTEGER", nullable: false),
                    Unit = table.Column<int>(type: "INTEGER", nullable: false),
                    Start = table.Column<int>(type: "INTEGER", nullable: false),
                    Orders = table.Column<int>(type: "INTEGER", nullable: false),
                    Units = table.Column<int>(type: "INTEGER", nullable: false),
                    RevenueMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    Open = table.Column<int>(type: "INTEGER", nullable: false),
                    Partial = table.Column<int>(type: "INTEGER", nullable: false),
                    Complete = table.Column<int>(type: "INTEGER", nullable: false),
                    Cancelled = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Totals", x => new { x.StoreId, x.Side, x.ConnectionId, x.Unit, x.Start });
                });

            migrationBuilder.CreateTable(
                name: "TotalsRebuilds",
                columns: table => new
                {
                    StoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    Cleared = table.Column<bool>(type: "INTEGER", nullable: false),
                    CursorStore = table.Column<int>(type: "INTEGER", nullable: false),
                    CursorOrder = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TotalsRebuilds", x => x.StoreId);
                });

            // What lines and pushes now keep themselves, as far as it is still known.
            migrationBuilder.Sql("""
                UPDATE "OrderLines" SET "SourceProductId" = COALESCE(
                    (SELECT p."SourceProductId" FROM "Connections" c
                        JOIN "VariantLinks" v ON v."SourceStoreId" = c."SourceId" AND v."SourceVariantId" = "OrderLines"."SourceVariantId" AND v."ConnectionId" = c."Id"
                        JOIN "ProductLinks" p ON p."Id" = v."ProductLinkId"
                        WHERE c."Id" = "OrderLines"."ConnectionId" LIMIT 1),
                    (SELECT x."ProductId" FROM "Connections" c
                        JOIN "Variants" x ON x."StoreId" = c."SourceId" AND x."VariantId" = "OrderLines"."SourceVariantId"
                        WHERE c."Id" = "OrderLines"."ConnectionId"))
                WHERE "ConnectionId" IS NOT NULL;
                """);
            migrationBuilder.Sql("""
                UPDATE "OrderPushes" SET "SourceFulfillmentStatus" =
                    (SELECT o."FulfillmentStatus" FROM "Orders" o WHERE o."StoreId" = "OrderPushes"."SourceStoreId" AND o."OrderId" = "OrderPushes"."SourceOrderId")
                WHERE "SourceOrderId" IS NOT NULL;
                """);

            // Every store's totals are counted from its orders after the start, in turns (docs/decisions/0011).
            migrationBuilder.Sql("""
                INSERT INTO "TotalsRebuilds" ("StoreId", "Cleared", "CursorStore", "CursorOrder") SELECT "Id", 1, 0, 0 FROM "Stores";
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Levels");

            migrationBuilder.DropTable(
                name: "ProductTotals");

            migrationBuilder.DropTable(
                name: "Totals");

            migrationBuilder.DropTable(
                name: "TotalsRebuilds");

            migrationBuilder.DropColumn(
                name: "SourceFulfillmentStatus",
                table: "OrderPushes");

            migrationBuilder.DropColumn(
                name: "SourceProductId",
                table: "OrderLines");

            migrationBuilder.CreateTable(
                name: "DailyTotals",
                columns: table => new
                {
                    StoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    ConnectionId = table.Column<int>(type: "INTEGER", nullable: false),
                    Day = table.Column<int>(type: "INTEGER", nullable: false),
                    Orders = table.Column<int>(type: "INTEGER", nullable: false),
                    RevenueMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    Units = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DailyTotals", x => new { x.StoreId, x.ConnectionId, x.Day });
                });
        }
    }
}
