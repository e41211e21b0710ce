using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Syncerize.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class OrderSettings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "AutomaticPushFrom",
                table: "Stores",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ContactEmail",
                table: "Stores",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "TakenBackAt",
                table: "ReturnedFulfillments",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "AtTill",
                table: "Orders",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Attributes",
                table: "Orders",
                type: "TEXT",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<bool>(
                name: "HighRisk",
                table: "Orders",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "Pickup",
                table: "Orders",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Refunds",
                table: "Orders",
                type: "TEXT",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<string>(
                name: "Cause",
                table: "OrderPushes",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "WaitsUntil",
                table: "OrderPushes",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "OrderPushDefaults",
                columns: table => new
                {
                    StoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    Settings = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OrderPushDefaults", x => x.StoreId);
                });

            migrationBuilder.CreateTable(
                name: "SourceChanges",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    OrderPushId = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Cause = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    Lines = table.Column<string>(type: "TEXT", nullable: false),
                    Sent = table.Column<string>(type: "TEXT", nullable: true),
                    SendingAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    AskedBy = table.Column<string>(type: "TEXT", nullable: true),
                    Sentence = table.Column<string>(type: "TEXT", nullable: true),
                    DoneAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SourceChanges", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_OrderPushes_DestinationStoreId_State_WaitingFor",
                table: "OrderPushes",
                columns: new[] { "DestinationStoreId", "State", "WaitingFor" });

            migrationBuilder.CreateIndex(
                name: "IX_OrderPushes_WaitsUntil",
                table: "OrderPushes",
                column: "WaitsUntil");

            migrationBuilder.CreateIndex(
                name: "IX_SourceChanges_OrderPushId_Kind_Cause",
                table: "SourceChanges",
                columns: new[] { "OrderPushId", "Kind", "Cause" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SourceChanges_State",
                table: "SourceChanges",
                column: "State");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "OrderPushDefaults");

            migrationBuilder.DropTable(
                name: "SourceChanges");

            migrationBuilder.DropIndex(
                name: "IX_OrderPushes_DestinationStoreId_State_WaitingFor",
                table: "OrderPushes");

            migrationBuilder.DropIndex(
                name: "IX_OrderPushes_WaitsUntil",
                table: "OrderPushes");

            migrationBuilder.DropColumn(
                name: "AutomaticPushFrom",
                table: "Stores");

            migrationBuilder.DropColumn(
                name: "ContactEmail",
                table: "Stores");

            migrationBuilder.DropColumn(
                name: "TakenBackAt",
                table: "ReturnedFulfillments");

            migrationBuilder.DropColumn(
                name: "AtTill",
                table: "Orders");

            migrationBuilder.DropColumn(
                name: "Attributes",
                table: "Orders");

            migrationBuilder.DropColumn(
                name: "HighRisk",
                table: "Orders");

            migrationBuilder.DropColumn(
                name: "Pickup",
                table: "Orders");

            migrationBuilder.DropColumn(
                name: "Refunds",
                table: "Orders");

            migrationBuilder.DropColumn(
                name: "Cause",
                table: "OrderPushes");

            migrationBuilder.DropColumn(
                name: "WaitsUntil",
                table: "OrderPushes");
        }
    }
}
