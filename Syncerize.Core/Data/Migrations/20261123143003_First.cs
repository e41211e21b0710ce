using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Syncerize.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class First : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Activity",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    StoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    ConnectionId = table.Column<int>(type: "INTEGER", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Level = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Sentence = table.Column<string>(type: "TEXT", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", nullable: true),
                    RequestId = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Activity", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AvailabilityRules",
                columns: table => new
                {
                    StoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    Mode = table.Column<int>(type: "INTEGER", nullable: false),
                    Tags = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AvailabilityRules", x => x.StoreId);
                });

            migrationBuilder.CreateTable(
                name: "Connections",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    DestinationId = table.Column<int>(type: "INTEGER", nullable: false),
                    SourceId = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    ConnectedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    StateChangedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Settings = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Connections", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DailyTotals",
                columns: table => new
                {
                    StoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    ConnectionId = table.Column<int>(type: "INTEGER", nullable: false),
                    Day = table.Column<int>(type: "INTEGER", nullable: false),
                    Orders = table.Column<int>(type: "INTEGER", nullable: false),
                    Units = table.Column<int>(type: "INTEGER", nullable: false),
                    RevenueMinor = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DailyTotals", x => new { x.StoreId, x.ConnectionId, x.Day });
                });

            migrationBuilder.CreateTable(
                name: "ExchangeRates",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    StoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    FromCurrency = table.Column<string>(type: "TEXT", nullable: false),
                    ToCurrency = table.Column<string>(type: "TEXT", nullable: false),
                    RateMillionths = table.Column<long>(type: "INTEGER", nullable: false),
                    UpdatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ExchangeRates", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Generations",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Value = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Generations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Inbox",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ShopDomain = table.Column<string>(type: "TEXT", nullable: false),
                    Topic = table.Column<string>(type: "TEXT", nullable: false),
                    WebhookId = table.Column<string>(type: "TEXT", nullable: false),
                    EventId = table.Column<string>(type: "TEXT", nullable: true),
                    ApiVersion = table.Column<string>(type: "TEXT", nullable: true),
                    TriggeredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ReceivedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Body = table.Column<byte[]>(type: "BLOB", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    HandledAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Sentence = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Inbox", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Lanes",
                columns: table => new
                {
                    StoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    Owner = table.Column<string>(type: "TEXT", nullable: true),
                    LeaseUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    Fence = table.Column<long>(type: "INTEGER", nullable: false),
                    BackOffUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    BackOffSteps = table.Column<int>(type: "INTEGER", nullable: false),
                    BackOffReason = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Lanes", x => x.StoreId);
                });

            migrationBuilder.CreateTable(
                name: "Ledger",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ProductLinkId = table.Column<int>(type: "INTEGER", nullable: false),
                    VariantLinkId = table.Column<int>(type: "INTEGER", nullable: false),
                    Field = table.Column<string>(type: "TEXT", nullable: false),
                    Planned = table.Column<string>(type: "TEXT", nullable: true),
                    ReadBack = table.Column<string>(type: "TEXT", nullable: true),
                    Seen = table.Column<string>(type: "TEXT", nullable: true),
                    WrittenAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RequestId = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Ledger", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Locations",
                columns: table => new
                {
                    StoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    LocationId = table.Column<long>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    IsActive = table.Column<bool>(type: "INTEGER", nullable: false),
                    FulfillsOnlineOrders = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Locations", x => new { x.StoreId, x.LocationId });
                });

            migrationBuilder.CreateTable(
                name: "OrderPushes",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    ConnectionId = table.Column<int>(type: "INTEGER", nullable: false),
                    DestinationStoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    SourceStoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    OrderId = table.Column<long>(type: "INTEGER", nullable: false),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    WaitingFor = table.Column<int>(type: "INTEGER", nullable: false),
                    Sentence = table.Column<string>(type: "TEXT", nullable: true),
                    Mode = table.Column<int>(type: "INTEGER", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    SendingAt = table.Column<long>(type: "INTEGER", nullable: true),
                    SourceOrderId = table.Column<long>(type: "INTEGER", nullable: true),
                    SourceOrderName = table.Column<string>(type: "TEXT", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    RecordedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    SourceCancelledAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OrderPushes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Orders",
                columns: table => new
                {
                    StoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    OrderId = table.Column<long>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ProcessedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    UpdatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ReadAt = table.Column<long>(type: "INTEGER", nullable: false),
                    CancelledAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Test = table.Column<bool>(type: "INTEGER", nullable: false),
                    FinancialStatus = table.Column<string>(type: "TEXT", nullable: false),
                    FulfillmentStatus = table.Column<string>(type: "TEXT", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", nullable: false),
                    TotalMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    ShippingMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    CustomerName = table.Column<string>(type: "TEXT", nullable: true),
                    Email = table.Column<string>(type: "TEXT", nullable: true),
                    Phone = table.Column<string>(type: "TEXT", nullable: true),
                    ShippingAddress = table.Column<string>(type: "TEXT", nullable: true),
                    BillingAddress = table.Column<string>(type: "TEXT", nullable: true),
                    ShippingLines = table.Column<string>(type: "TEXT", nullable: false),
                    Note = table.Column<string>(type: "TEXT", nullable: true),
                    Tags = table.Column<string>(type: "TEXT", nullable: false),
                    SourceName = table.Column<string>(type: "TEXT", nullable: true),
                    PushKey = table.Column<string>(type: "TEXT", nullable: true),
                    PushStatus = table.Column<int>(type: "INTEGER", nullable: false),
                    Fulfillments = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Orders", x => new { x.StoreId, x.OrderId });
                });

            migrationBuilder.CreateTable(
                name: "PollCursors",
                columns: table => new
                {
                    StoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    Feed = table.Column<string>(type: "TEXT", nullable: false),
                    Through = table.Column<long>(type: "INTEGER", nullable: true),
                    PageCursor = table.Column<string>(type: "TEXT", nullable: true),
                    BegunAt = table.Column<long>(type: "INTEGER", nullable: true),
                    CompletedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    MissedByWebhooks = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PollCursors", x => new { x.StoreId, x.Feed });
                });

            migrationBuilder.CreateTable(
                name: "ProductLinks",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ConnectionId = table.Column<int>(type: "INTEGER", nullable: false),
                    SourceStoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    DestinationStoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    SourceProductId = table.Column<long>(type: "INTEGER", nullable: false),
                    DestinationProductId = table.Column<long>(type: "INTEGER", nullable: true),
                    Origin = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    StateReason = table.Column<string>(type: "TEXT", nullable: true),
                    LinkedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SyncedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProductLinks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Products",
                columns: table => new
                {
                    StoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    ProductId = table.Column<long>(type: "INTEGER", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Handle = table.Column<string>(type: "TEXT", nullable: false),
                    Status = table.Column<string>(type: "TEXT", nullable: false),
                    Vendor = table.Column<string>(type: "TEXT", nullable: false),
                    ProductType = table.Column<string>(type: "TEXT", nullable: false),
                    DescriptionHtml = table.Column<string>(type: "TEXT", nullable: false),
                    Tags = table.Column<string>(type: "TEXT", nullable: false),
                    Options = table.Column<string>(type: "TEXT", nullable: false),
                    Images = table.Column<string>(type: "TEXT", nullable: false),
                    ProductKey = table.Column<string>(type: "TEXT", nullable: true),
                    IsPicked = table.Column<bool>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    UpdatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ReadAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DeletedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Products", x => new { x.StoreId, x.ProductId });
                });

            migrationBuilder.CreateTable(
                name: "PushAttempts",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    OrderPushId = table.Column<int>(type: "INTEGER", nullable: false),
                    Step = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", nullable: false),
                    Sentence = table.Column<string>(type: "TEXT", nullable: false),
                    RequestId = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PushAttempts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Reservations",
                columns: table => new
                {
                    StoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    LineId = table.Column<long>(type: "INTEGER", nullable: false),
                    OrderId = table.Column<long>(type: "INTEGER", nullable: false),
                    InventoryItemId = table.Column<long>(type: "INTEGER", nullable: false),
                    UnfulfilledUnits = table.Column<int>(type: "INTEGER", nullable: false),
                    SourceStoreId = table.Column<int>(type: "INTEGER", nullable: true),
                    SourceInventoryItemId = table.Column<long>(type: "INTEGER", nullable: true),
                    ReservedUnits = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Reservations", x => new { x.StoreId, x.LineId });
                });

            migrationBuilder.CreateTable(
                name: "ReturnedFulfillments",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    OrderPushId = table.Column<int>(type: "INTEGER", nullable: false),
                    SourceFulfillmentId = table.Column<long>(type: "INTEGER", nullable: false),
                    DestinationFulfillmentId = table.Column<long>(type: "INTEGER", nullable: true),
                    Lines = table.Column<string>(type: "TEXT", nullable: false),
                    Company = table.Column<string>(type: "TEXT", nullable: true),
                    Numbers = table.Column<string>(type: "TEXT", nullable: true),
                    Url = table.Column<string>(type: "TEXT", nullable: true),
                    WrittenAt = table.Column<long>(type: "INTEGER", nullable: true),
                    SendingAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReturnedFulfillments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "StockLevels",
                columns: table => new
                {
                    StoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    InventoryItemId = table.Column<long>(type: "INTEGER", nullable: false),
                    LocationId = table.Column<long>(type: "INTEGER", nullable: false),
                    Available = table.Column<int>(type: "INTEGER", nullable: false),
                    Committed = table.Column<int>(type: "INTEGER", nullable: false),
                    OnHand = table.Column<int>(type: "INTEGER", nullable: false),
                    IsActive = table.Column<bool>(type: "INTEGER", nullable: false),
                    UpdatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ReadAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LoweredAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StockLevels", x => new { x.StoreId, x.InventoryItemId, x.LocationId });
                });

            migrationBuilder.CreateTable(
                name: "Stores",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Domain = table.Column<string>(type: "TEXT", nullable: false),
                    ShopifyShopId = table.Column<long>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Roles = table.Column<int>(type: "INTEGER", nullable: false),
                    UniqueKey = table.Column<string>(type: "TEXT", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", nullable: false),
                    TimeZone = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    StateReason = table.Column<string>(type: "TEXT", nullable: true),
                    ProtectedToken = table.Column<byte[]>(type: "BLOB", nullable: false),
                    IsSimulated = table.Column<bool>(type: "INTEGER", nullable: false),
                    InstalledAt = table.Column<long>(type: "INTEGER", nullable: false),
                    AutomaticPush = table.Column<bool>(type: "INTEGER", nullable: false),
                    PartialPush = table.Column<bool>(type: "INTEGER", nullable: false),
                    FirstReadAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Stores", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "UnexplainedUnits",
                columns: table => new
                {
                    StoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    InventoryItemId = table.Column<long>(type: "INTEGER", nullable: false),
                    Units = table.Column<int>(type: "INTEGER", nullable: false),
                    ManualUnits = table.Column<int>(type: "INTEGER", nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UnexplainedUnits", x => new { x.StoreId, x.InventoryItemId });
                });

            migrationBuilder.CreateTable(
                name: "WorkItems",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Lane = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", nullable: false),
                    Generation = table.Column<long>(type: "INTEGER", nullable: false),
                    Priority = table.Column<int>(type: "INTEGER", nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: false),
                    WantedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EnqueuedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    ParkedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Sentence = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WorkItems", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "OrderPushLines",
                columns: table => new
                {
                    OrderPushId = table.Column<int>(type: "INTEGER", nullable: false),
                    LineId = table.Column<long>(type: "INTEGER", nullable: false),
                    SourceVariantId = table.Column<long>(type: "INTEGER", nullable: false),
                    SourceInventoryItemId = table.Column<long>(type: "INTEGER", nullable: false),
                    Units = table.Column<int>(type: "INTEGER", nullable: false),
                    SourceNetMinor = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OrderPushLines", x => new { x.OrderPushId, x.LineId });
                    table.ForeignKey(
                        name: "FK_OrderPushLines_OrderPushes_OrderPushId",
                        column: x => x.OrderPushId,
                        principalTable: "OrderPushes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "OrderLines",
                columns: table => new
                {
                    StoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    LineId = table.Column<long>(type: "INTEGER", nullable: false),
                    OrderId = table.Column<long>(type: "INTEGER", nullable: false),
                    ProductId = table.Column<long>(type: "INTEGER", nullable: true),
                    VariantId = table.Column<long>(type: "INTEGER", nullable: true),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    VariantTitle = table.Column<string>(type: "TEXT", nullable: true),
                    Sku = table.Column<string>(type: "TEXT", nullable: true),
                    Quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    CurrentQuantity = table.Column<int>(type: "INTEGER", nullable: false),
                    UnfulfilledQuantity = table.Column<int>(type: "INTEGER", nullable: false),
                    RequiresShipping = table.Column<bool>(type: "INTEGER", nullable: false),
                    Taxable = table.Column<bool>(type: "INTEGER", nullable: false),
                    NetMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    Properties = table.Column<string>(type: "TEXT", nullable: false),
                    ConnectionId = table.Column<int>(type: "INTEGER", nullable: true),
                    SourceVariantId = table.Column<long>(type: "INTEGER", nullable: true),
                    SourceInventoryItemId = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OrderLines", x => new { x.StoreId, x.LineId });
                    table.ForeignKey(
                        name: "FK_OrderLines_Orders_StoreId_OrderId",
                        columns: x => new { x.StoreId, x.OrderId },
                        principalTable: "Orders",
                        principalColumns: new[] { "StoreId", "OrderId" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "VariantLinks",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ProductLinkId = table.Column<int>(type: "INTEGER", nullable: false),
                    ConnectionId = table.Column<int>(type: "INTEGER", nullable: false),
                    SourceStoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    DestinationStoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    SourceVariantId = table.Column<long>(type: "INTEGER", nullable: false),
                    SourceInventoryItemId = table.Column<long>(type: "INTEGER", nullable: false),
                    DestinationVariantId = table.Column<long>(type: "INTEGER", nullable: false),
                    DestinationInventoryItemId = table.Column<long>(type: "INTEGER", nullable: false),
                    LinkedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    IsActive = table.Column<bool>(type: "INTEGER", nullable: false),
                    LastQuantity = table.Column<int>(type: "INTEGER", nullable: true),
                    LastQuantityAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LastQuantityReason = table.Column<string>(type: "TEXT", nullable: true),
                    ClosingQuantity = table.Column<int>(type: "INTEGER", nullable: true),
                    StockConflict = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VariantLinks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_VariantLinks_ProductLinks_ProductLinkId",
                        column: x => x.ProductLinkId,
                        principalTable: "ProductLinks",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Variants",
                columns: table => new
                {
                    StoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    VariantId = table.Column<long>(type: "INTEGER", nullable: false),
                    ProductId = table.Column<long>(type: "INTEGER", nullable: false),
                    InventoryItemId = table.Column<long>(type: "INTEGER", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Sku = table.Column<string>(type: "TEXT", nullable: true),
                    Barcode = table.Column<string>(type: "TEXT", nullable: true),
                    PriceMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    CompareAtMinor = table.Column<long>(type: "INTEGER", nullable: true),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    Taxable = table.Column<bool>(type: "INTEGER", nullable: false),
                    InventoryPolicy = table.Column<string>(type: "TEXT", nullable: false),
                    Tracked = table.Column<bool>(type: "INTEGER", nullable: false),
                    RequiresShipping = table.Column<bool>(type: "INTEGER", nullable: false),
                    WeightThousandths = table.Column<long>(type: "INTEGER", nullable: true),
                    WeightUnit = table.Column<string>(type: "TEXT", nullable: true),
                    HarmonizedSystemCode = table.Column<string>(type: "TEXT", nullable: true),
                    CountryCodeOfOrigin = table.Column<string>(type: "TEXT", nullable: true),
                    Options = table.Column<string>(type: "TEXT", nullable: false),
                    MediaId = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Variants", x => new { x.StoreId, x.VariantId });
                    table.ForeignKey(
                        name: "FK_Variants_Products_StoreId_ProductId",
                        columns: x => new { x.StoreId, x.ProductId },
                        principalTable: "Products",
                        principalColumns: new[] { "StoreId", "ProductId" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.InsertData(
                table: "Generations",
                columns: new[] { "Id", "Value" },
                values: new object[] { 1, 0L });

            migrationBuilder.CreateIndex(
                name: "IX_Activity_StoreId_At",
                table: "Activity",
                columns: new[] { "StoreId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Activity_StoreId_Kind_Subject",
                table: "Activity",
                columns: new[] { "StoreId", "Kind", "Subject" });

            migrationBuilder.CreateIndex(
                name: "IX_Connections_DestinationId_SourceId",
                table: "Connections",
                columns: new[] { "DestinationId", "SourceId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Connections_SourceId",
                table: "Connections",
                column: "SourceId");

            migrationBuilder.CreateIndex(
                name: "IX_ExchangeRates_StoreId_FromCurrency_ToCurrency",
                table: "ExchangeRates",
                columns: new[] { "StoreId", "FromCurrency", "ToCurrency" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Inbox_ShopDomain_Topic_WebhookId",
                table: "Inbox",
                columns: new[] { "ShopDomain", "Topic", "WebhookId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Inbox_State_Id",
                table: "Inbox",
                columns: new[] { "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Ledger_ProductLinkId_VariantLinkId_Field",
                table: "Ledger",
                columns: new[] { "ProductLinkId", "VariantLinkId", "Field" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OrderLines_ConnectionId_SourceVariantId",
                table: "OrderLines",
                columns: new[] { "ConnectionId", "SourceVariantId" });

            migrationBuilder.CreateIndex(
                name: "IX_OrderLines_SourceInventoryItemId",
                table: "OrderLines",
                column: "SourceInventoryItemId");

            migrationBuilder.CreateIndex(
                name: "IX_OrderLines_StoreId_OrderId",
                table: "OrderLines",
                columns: new[] { "StoreId", "OrderId" });

            migrationBuilder.CreateIndex(
                name: "IX_OrderLines_StoreId_VariantId",
                table: "OrderLines",
                columns: new[] { "StoreId", "VariantId" });

            migrationBuilder.CreateIndex(
                name: "IX_OrderPushes_ConnectionId_State",
                table: "OrderPushes",
                columns: new[] { "ConnectionId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_OrderPushes_DestinationStoreId_OrderId",
                table: "OrderPushes",
                columns: new[] { "DestinationStoreId", "OrderId" });

            migrationBuilder.CreateIndex(
                name: "IX_OrderPushes_Key",
                table: "OrderPushes",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OrderPushes_SourceStoreId_SourceOrderId",
                table: "OrderPushes",
                columns: new[] { "SourceStoreId", "SourceOrderId" });

            migrationBuilder.CreateIndex(
                name: "IX_OrderPushLines_SourceInventoryItemId",
                table: "OrderPushLines",
                column: "SourceInventoryItemId");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_StoreId_Name",
                table: "Orders",
                columns: new[] { "StoreId", "Name" });

            migrationBuilder.CreateIndex(
                name: "IX_Orders_StoreId_ProcessedAt",
                table: "Orders",
                columns: new[] { "StoreId", "ProcessedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Orders_StoreId_PushKey",
                table: "Orders",
                columns: new[] { "StoreId", "PushKey" });

            migrationBuilder.CreateIndex(
                name: "IX_Orders_StoreId_PushStatus_ProcessedAt",
                table: "Orders",
                columns: new[] { "StoreId", "PushStatus", "ProcessedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ProductLinks_ConnectionId_SourceProductId",
                table: "ProductLinks",
                columns: new[] { "ConnectionId", "SourceProductId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ProductLinks_DestinationStoreId_DestinationProductId",
                table: "ProductLinks",
                columns: new[] { "DestinationStoreId", "DestinationProductId" });

            migrationBuilder.CreateIndex(
                name: "IX_ProductLinks_SourceStoreId_SourceProductId",
                table: "ProductLinks",
                columns: new[] { "SourceStoreId", "SourceProductId" });

            migrationBuilder.CreateIndex(
                name: "IX_Products_StoreId_ProductKey",
                table: "Products",
                columns: new[] { "StoreId", "ProductKey" });

            migrationBuilder.CreateIndex(
                name: "IX_Products_StoreId_Title",
                table: "Products",
                columns: new[] { "StoreId", "Title" });

            migrationBuilder.CreateIndex(
                name: "IX_PushAttempts_OrderPushId",
                table: "PushAttempts",
                column: "OrderPushId");

            migrationBuilder.CreateIndex(
                name: "IX_Reservations_SourceStoreId_SourceInventoryItemId",
                table: "Reservations",
                columns: new[] { "SourceStoreId", "SourceInventoryItemId" });

            migrationBuilder.CreateIndex(
                name: "IX_Reservations_StoreId_InventoryItemId",
                table: "Reservations",
                columns: new[] { "StoreId", "InventoryItemId" });

            migrationBuilder.CreateIndex(
                name: "IX_Reservations_StoreId_OrderId",
                table: "Reservations",
                columns: new[] { "StoreId", "OrderId" });

            migrationBuilder.CreateIndex(
                name: "IX_ReturnedFulfillments_OrderPushId_SourceFulfillmentId",
                table: "ReturnedFulfillments",
                columns: new[] { "OrderPushId", "SourceFulfillmentId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Stores_Domain",
                table: "Stores",
                column: "Domain",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Stores_UniqueKey",
                table: "Stores",
                column: "UniqueKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_VariantLinks_DestinationStoreId_DestinationInventoryItemId",
                table: "VariantLinks",
                columns: new[] { "DestinationStoreId", "DestinationInventoryItemId" });

            migrationBuilder.CreateIndex(
                name: "IX_VariantLinks_DestinationStoreId_DestinationVariantId",
                table: "VariantLinks",
                columns: new[] { "DestinationStoreId", "DestinationVariantId" },
                unique: true,
                filter: "\"IsActive\" = 1");

            migrationBuilder.CreateIndex(
                name: "IX_VariantLinks_ProductLinkId",
                table: "VariantLinks",
                column: "ProductLinkId");

            migrationBuilder.CreateIndex(
                name: "IX_VariantLinks_SourceStoreId_SourceInventoryItemId",
                table: "VariantLinks",
                columns: new[] { "SourceStoreId", "SourceInventoryItemId" });

            migrationBuilder.CreateIndex(
                name: "IX_VariantLinks_SourceStoreId_SourceVariantId",
                table: "VariantLinks",
                columns: new[] { "SourceStoreId", "SourceVariantId" });

            migrationBuilder.CreateIndex(
                name: "IX_Variants_StoreId_Barcode",
                table: "Variants",
                columns: new[] { "StoreId", "Barcode" });

            migrationBuilder.CreateIndex(
                name: "IX_Variants_StoreId_InventoryItemId",
                table: "Variants",
                columns: new[] { "StoreId", "InventoryItemId" });

            migrationBuilder.CreateIndex(
                name: "IX_Variants_StoreId_ProductId",
                table: "Variants",
                columns: new[] { "StoreId", "ProductId" });

            migrationBuilder.CreateIndex(
                name: "IX_Variants_StoreId_Sku",
                table: "Variants",
                columns: new[] { "StoreId", "Sku" });

            migrationBuilder.CreateIndex(
                name: "IX_WorkItems_Lane_Kind_Subject",
                table: "WorkItems",
                columns: new[] { "Lane", "Kind", "Subject" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_WorkItems_Lane_ParkedAt_DueAt",
                table: "WorkItems",
                columns: new[] { "Lane", "ParkedAt", "DueAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Activity");

            migrationBuilder.DropTable(
                name: "AvailabilityRules");

            migrationBuilder.DropTable(
                name: "Connections");

            migrationBuilder.DropTable(
                name: "DailyTotals");

            migrationBuilder.DropTable(
                name: "ExchangeRates");

            migrationBuilder.DropTable(
                name: "Generations");

            migrationBuilder.DropTable(
                name: "Inbox");

            migrationBuilder.DropTable(
                name: "Lanes");

            migrationBuilder.DropTable(
                name: "Ledger");

            migrationBuilder.DropTable(
                name: "Locations");

            migrationBuilder.DropTable(
                name: "OrderLines");

            migrationBuilder.DropTable(
                name: "OrderPushLines");

            migrationBuilder.DropTable(
                name: "PollCursors");

            migrationBuilder.DropTable(
                name: "PushAttempts");

            migrationBuilder.DropTable(
                name: "Reservations");

            migrationBuilder.DropTable(
                name: "ReturnedFulfillments");

            migrationBuilder.DropTable(
                name: "StockLevels");

            migrationBuilder.DropTable(
                name: "Stores");

            migrationBuilder.DropTable(
                name: "UnexplainedUnits");

            migrationBuilder.DropTable(
                name: "VariantLinks");

            migrationBuilder.DropTable(
                name: "Variants");

            migrationBuilder.DropTable(
                name: "WorkItems");

            migrationBuilder.DropTable(
                name: "Orders");

            migrationBuilder.DropTable(
                name: "OrderPushes");

            migrationBuilder.DropTable(
                name: "ProductLinks");

            migrationBuilder.DropTable(
                name: "Products");
        }
    }
}
