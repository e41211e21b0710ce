using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Syncerize.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class Attributes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "UnitCostMinor",
                table: "Variants",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DestinationCode",
                table: "VariantLinks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SourceCode",
                table: "VariantLinks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "StopReason",
                table: "VariantLinks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "RateWarningDays",
                table: "Stores",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CategoryId",
                table: "Products",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CategoryName",
                table: "Products",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CollectionIds",
                table: "Products",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "Metafields",
                table: "Products",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<int>(
                name: "MirrorVersion",
                table: "Products",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "PublishedAt",
                table: "Products",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SeoDescription",
                table: "Products",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SeoTitle",
                table: "Products",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsKept",
                table: "Ledger",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "FieldWrites",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ProductLinkId = table.Column<int>(type: "INTEGER", nullable: false),
                    VariantLinkId = table.Column<int>(type: "INTEGER", nullable: false),
                    Field = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<string>(type: "TEXT", nullable: false),
                    To = table.Column<string>(type: "TEXT", nullable: false),
                    Why = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    RequestId = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FieldWrites", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ImageLinks",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ProductLinkId = table.Column<int>(type: "INTEGER", nullable: false),
                    SourceMediaId = table.Column<long>(type: "INTEGER", nullable: false),
                    DestinationMediaId = table.Column<long>(type: "INTEGER", nullable: true),
                    SentAfter = table.Column<long>(type: "INTEGER", nullable: false),
                    SentAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImageLinks", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Products_StoreId_Handle",
                table: "Products",
                columns: new[] { "StoreId", "Handle" });

            migrationBuilder.CreateIndex(
                name: "IX_FieldWrites_ProductLinkId_Id",
                table: "FieldWrites",
                columns: new[] { "ProductLinkId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ImageLinks_ProductLinkId_SourceMediaId",
                table: "ImageLinks",
                columns: new[] { "ProductLinkId", "SourceMediaId" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "FieldWrites");

            migrationBuilder.DropTable(
                name: "ImageLinks");

            migrationBuilder.DropIndex(
                name: "IX_Products_StoreId_Handle",
                table: "Products");

            migrationBuilder.DropColumn(
                name: "UnitCostMinor",
                table: "Variants");

            migrationBuilder.DropColumn(
                name: "DestinationCode",
                table: "VariantLinks");

            migrationBuilder.DropColumn(
                name: "SourceCode",
                table: "VariantLinks");

            migrationBuilder.DropColumn(
                name: "StopReason",
                table: "VariantLinks");

            migrationBuilder.DropColumn(
                name: "RateWarningDays",
                table: "Stores");

            migrationBuilder.DropColumn(
                name: "CategoryId",
                table: "Products");

            migrationBuilder.DropColumn(
                name: "CategoryName",
                table: "Products");

            migrationBuilder.DropColumn(
                name: "CollectionIds",
                table: "Products");

            migrationBuilder.DropColumn(
                name: "Metafields",
                table: "Products");

            migrationBuilder.DropColumn(
                name: "MirrorVersion",
                table: "Products");

            migrationBuilder.DropColumn(
                name: "PublishedAt",
                table: "Products");

            migrationBuilder.DropColumn(
                name: "SeoDescription",
                table: "Products");

            migrationBuilder.DropColumn(
                name: "SeoTitle",
                table: "Products");

            migrationBuilder.DropColumn(
                name: "IsKept",
                table: "Ledger");
        }
    }
}
