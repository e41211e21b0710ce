using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Syncerize.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class Plans : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Claims",
                columns: table => new
                {
                    StoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    Meter = table.Column<int>(type: "INTEGER", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", nullable: false),
                    ClaimedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Claims", x => new { x.StoreId, x.Meter, x.Subject });
                });

            migrationBuilder.CreateTable(
                name: "StorePlans",
                columns: table => new
                {
                    StoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    Tier = table.Column<string>(type: "TEXT", nullable: false),
                    SetAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StorePlans", x => x.StoreId);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Claims_StoreId_Meter_ClaimedAt",
                table: "Claims",
                columns: new[] { "StoreId", "Meter", "ClaimedAt" });

            // Nothing was metered before: what runs goes on, until the operator sets a plan (docs/decisions/0040).
            migrationBuilder.Sql("""
                INSERT INTO "StorePlans" ("StoreId", "Tier", "SetAt") SELECT "Id", 'Unlimited', "InstalledAt" FROM "Stores";
                """);

            // What is running holds its unit: connections not ended, links not ended or gone, and pushes that are, or may be, at their source.
            migrationBuilder.Sql("""
                INSERT INTO "Claims" ("StoreId", "Meter", "Subject", "ClaimedAt")
                SELECT "DestinationId", 0, CAST("SourceId" AS TEXT), "ConnectedAt" FROM "Connections" WHERE "State" <> 4;
                """);
            migrationBuilder.Sql("""
                INSERT INTO "Claims" ("StoreId", "Meter", "Subject", "ClaimedAt")
                SELECT l."DestinationStoreId", 1, l."ConnectionId" || '/' || l."SourceProductId", l."LinkedAt"
                FROM "ProductLinks" l JOIN "Connections" c ON c."Id" = l."ConnectionId" WHERE l."State" IN (0, 1, 2) AND c."State" <> 4;
                """);
            migrationBuilder.Sql("""
                INSERT INTO "Claims" ("StoreId", "Meter", "Subject", "ClaimedAt")
                SELECT p."DestinationStoreId", 2, p."Key", COALESCE(p."SendingAt", p."CreatedAt", o."ProcessedAt", 0)
                FROM "OrderPushes" p LEFT JOIN "Orders" o ON o."StoreId" = p."DestinationStoreId" AND o."OrderId" = p."OrderId"
                WHERE p."State" IN (2, 3, 4) OR (p."State" = 5 AND p."WaitingFor" = 11);
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Claims");

            migrationBuilder.DropTable(
                name: "StorePlans");
        }
    }
}
