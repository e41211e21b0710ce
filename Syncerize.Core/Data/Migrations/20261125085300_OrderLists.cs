using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Syncerize.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class OrderLists : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Orders_StoreId_ProcessedAt",
                table: "Orders");

            migrationBuilder.DropIndex(
                name: "IX_Orders_StoreId_PushStatus_ProcessedAt",
                table: "Orders");

            migrationBuilder.AddColumn<int>(
                name: "NameLength",
                table: "Orders",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "SearchEmail",
                table: "Orders",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SearchName",
                table: "Orders",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "SourceTab",
                table: "Orders",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Notices",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    StoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Level = table.Column<int>(type: "INTEGER", nullable: false),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Sentence = table.Column<string>(type: "TEXT", nullable: false),
                    ConnectionId = table.Column<int>(type: "INTEGER", nullable: true),
                    OrderId = table.Column<long>(type: "INTEGER", nullable: true),
                    ReadAt = table.Column<long>(type: "INTEGER", nullable: true),
                    MailedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Notices", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "NotificationSettings",
                columns: table => new
                {
                    StoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    MailOn = table.Column<bool>(type: "INTEGER", nullable: false),
                    Address = table.Column<string>(type: "TEXT", nullable: true),
                    Frequency = table.Column<int>(type: "INTEGER", nullable: false),
                    Muted = table.Column<string>(type: "TEXT", nullable: false),
                    DigestDueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Failures = table.Column<int>(type: "INTEGER", nullable: false),
                    NotBefore = table.Column<long>(type: "INTEGER", nullable: true),
                    Failure = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NotificationSettings", x => x.StoreId);
                });

            migrationBuilder.CreateTable(
                name: "OrderCounts",
                columns: table => new
                {
                    StoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    Tab = table.Column<int>(type: "INTEGER", nullable: false),
                    Orders = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OrderCounts", x => new { x.StoreId, x.Tab });
                });

            migrationBuilder.CreateTable(
                name: "OrderPayments",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    StoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    OrderId = table.Column<long>(type: "INTEGER", nullable: false),
                    AmountMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", nullable: false),
                    Method = table.Column<string>(type: "TEXT", nullable: false),
                    PaidOn = table.Column<int>(type: "INTEGER", nullable: false),
                    Reference = table.Column<string>(type: "TEXT", nullable: true),
                    Note = table.Column<string>(type: "TEXT", nullable: true),
                    RecordedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RecordedBy = table.Column<string>(type: "TEXT", nullable: false),
                    ChangedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OrderPayments", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Orders_StoreId_ProcessedAt_OrderId",
                table: "Orders",
                columns: new[] { "StoreId", "ProcessedAt", "OrderId" });

            migrationBuilder.CreateIndex(
                name: "IX_Orders_StoreId_PushStatus_NameLength_Name_OrderId",
                table: "Orders",
                columns: new[] { "StoreId", "PushStatus", "NameLength", "Name", "OrderId" });

            migrationBuilder.CreateIndex(
                name: "IX_Orders_StoreId_PushStatus_ProcessedAt_OrderId",
                table: "Orders",
                columns: new[] { "StoreId", "PushStatus", "ProcessedAt", "OrderId" });

            migrationBuilder.CreateIndex(
                name: "IX_Orders_StoreId_PushStatus_TotalMinor_OrderId",
                table: "Orders",
                columns: new[] { "StoreId", "PushStatus", "TotalMinor", "OrderId" });

            migrationBuilder.CreateIndex(
                name: "IX_Orders_StoreId_SearchEmail",
                table: "Orders",
                columns: new[] { "StoreId", "SearchEmail" });

            migrationBuilder.CreateIndex(
                name: "IX_Orders_StoreId_SearchName",
                table: "Orders",
                columns: new[] { "StoreId", "SearchName" });

            migrationBuilder.CreateIndex(
                name: "IX_Orders_StoreId_SourceTab_NameLength_Name_OrderId",
                table: "Orders",
                columns: new[] { "StoreId", "SourceTab", "NameLength", "Name", "OrderId" });

            migrationBuilder.CreateIndex(
                name: "IX_Orders_StoreId_SourceTab_ProcessedAt_OrderId",
                table: "Orders",
                columns: new[] { "StoreId", "SourceTab", "ProcessedAt", "OrderId" });

            migrationBuilder.CreateIndex(
                name: "IX_Orders_StoreId_SourceTab_TotalMinor_OrderId",
                table: "Orders",
                columns: new[] { "StoreId", "SourceTab", "TotalMinor", "OrderId" });

            migrationBuilder.CreateIndex(
                name: "IX_OrderPushes_ConnectionId_CreatedAt",
                table: "OrderPushes",
                columns: new[] { "ConnectionId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Notices_MailedAt_StoreId",
                table: "Notices",
                columns: new[] { "MailedAt", "StoreId" });

            migrationBuilder.CreateIndex(
                name: "IX_Notices_StoreId_Key",
                table: "Notices",
                columns: new[] { "StoreId", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Notices_StoreId_ReadAt_Id",
                table: "Notices",
                columns: new[] { "StoreId", "ReadAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_OrderPayments_StoreId_OrderId",
                table: "OrderPayments",
                columns: new[] { "StoreId", "OrderId" });

            // What the app fills as it saves an order, for those that were saved before. Accents stay until an order is read again.
            migrationBuilder.Sql("""
                UPDATE "Orders" SET
                    "NameLength" = length("Name"),
                    "SearchName" = NULLIF(lower(trim(COALESCE("CustomerName", CASE WHEN json_valid("ShippingAddress") THEN json_extract("ShippingAddress", '$.name') END, ''))), ''),
                    "SearchEmail" = NULLIF(lower(trim(COALESCE("Email", ''))), ''),
                    "SourceTab" = CASE WHEN "PushKey" IS NULL THEN NULL WHEN "FulfillmentStatus" = 'FULFILLED' THEN 6 WHEN "FulfillmentStatus" = 'PARTIALLY_FULFILLED' THEN 5 ELSE 4 END;
                """);
            migrationBuilder.Sql("""
                INSERT INTO "OrderCounts" ("StoreId", "Tab", "Orders")
                SELECT "StoreId", CASE "PushStatus" WHEN 1 THEN 0 WHEN 2 THEN 1 WHEN 3 THEN 2 ELSE 3 END, COUNT(*) FROM "Orders" WHERE "PushStatus" <> 0 GROUP BY "StoreId", "PushStatus"
                UNION ALL SELECT "StoreId", "SourceTab", COUNT(*) FROM "Orders" WHERE "SourceTab" IS NOT NULL GROUP BY "StoreId", "SourceTab";
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Notices");

            migrationBuilder.DropTable(
                name: "NotificationSettings");

            migrationBuilder.DropTable(
                name: "OrderCounts");

            migrationBuilder.DropTable(
                name: "OrderPayments");

            migrationBuilder.DropIndex(
                name: "IX_Orders_StoreId_ProcessedAt_OrderId",
                table: "Orders");

            migrationBuilder.DropIndex(
                name: "IX_Orders_StoreId_PushStatus_NameLength_Name_OrderId",
                table: "Orders");

            migrationBuilder.DropIndex(
                name: "IX_Orders_StoreId_PushStatus_ProcessedAt_OrderId",
                table: "Orders");

            migrationBuilder.DropIndex(
                name: "IX_Orders_StoreId_PushStatus_TotalMinor_OrderId",
                table: "Orders");

            migrationBuilder.DropIndex(
                name: "IX_Orders_StoreId_SearchEmail",
                table: "Orders");

            migrationBuilder.DropIndex(
                name: "IX_Orders_StoreId_SearchName",
                table: "Orders");

            migrationBuilder.DropIndex(
                name: "IX_Orders_StoreId_SourceTab_NameLength_Name_OrderId",
                table: "Orders");

            migrationBuilder.DropIndex(
                name: "IX_Orders_StoreId_SourceTab_ProcessedAt_OrderId",
                table: "Orders");

            migrationBuilder.DropIndex(
                name: "IX_Orders_StoreId_SourceTab_TotalMinor_OrderId",
                table: "Orders");

            migrationBuilder.DropIndex(
                name: "IX_OrderPushes_ConnectionId_CreatedAt",
                table: "OrderPushes");

            migrationBuilder.DropColumn(
                name: "NameLength",
                table: "Orders");

            migrationBuilder.DropColumn(
                name: "SearchEmail",
                table: "Orders");

            migrationBuilder.DropColumn(
                name: "SearchName",
                table: "Orders");

            migrationBuilder.DropColumn(
                name: "SourceTab",
                table: "Orders");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_StoreId_ProcessedAt",
                table: "Orders",
                columns: new[] { "StoreId", "ProcessedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Orders_StoreId_PushStatus_ProcessedAt",
                table: "Orders",
                columns: new[] { "StoreId", "PushStatus", "ProcessedAt" });
        }
    }
}
