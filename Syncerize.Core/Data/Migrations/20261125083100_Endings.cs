using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Syncerize.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class Endings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "ApprovesConnections",
                table: "Stores",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "Ending",
                table: "ProductLinks",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "BulkChanges",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    StoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    ConnectionId = table.Column<int>(type: "INTEGER", nullable: true),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    Sentence = table.Column<string>(type: "TEXT", nullable: false),
                    Before = table.Column<string>(type: "TEXT", nullable: false),
                    UndoneAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BulkChanges", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_BulkChanges_ConnectionId_Id",
                table: "BulkChanges",
                columns: new[] { "ConnectionId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_BulkChanges_StoreId_Id",
                table: "BulkChanges",
                columns: new[] { "StoreId", "Id" });

            // Links of connections that were ended before ended with them: they are taken up when the connection is renewed.
            migrationBuilder.Sql("""
                UPDATE "ProductLinks" SET "State" = 4, "Ending" = 1 WHERE "State" IN (0, 1, 2) AND "ConnectionId" IN (SELECT "Id" FROM "Connections" WHERE "State" = 4);
                """);
            migrationBuilder.Sql("""
                UPDATE "VariantLinks" SET "IsActive" = 0 WHERE "ConnectionId" IN (SELECT "Id" FROM "Connections" WHERE "State" = 4);
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "BulkChanges");

            migrationBuilder.DropColumn(
                name: "ApprovesConnections",
                table: "Stores");

            migrationBuilder.DropColumn(
                name: "Ending",
                table: "ProductLinks");
        }
    }
}
