using Syncerize.App.Components.Shared;
using Syncerize.Core;
using Syncerize.Core.Insights;
using Syncerize.Core.Mapping;
using Syncerize.Core.Orders;

namespace Syncerize.App.Components.Pages.Reports;

/// <summary>Columns and cells of each report, for one store in one role.</summary>
internal sealed class ReportShapes(StoreId store, bool isDestination)
{
    public static string Title(ReportKind kind, bool isDestination) => kind switch
    {
        ReportKind.Orders => "Orders",
        ReportKind.Products => "Products",
        ReportKind.Partners => isDestination ? "Suppliers" : "Stores",
        ReportKind.Payout => "Payout statement",
        _ => "Product mapping",
    };

    private string Partner => isDestination ? "Source store" : "Destination store";

    public IReadOnlyList<ReportColumn> Columns(ReportKind kind) => kind switch
    {
        ReportKind.Orders =>
        [
            new("Destination order", OnPhone: true), new("Date", CellKind.Time, OnPhone: true), new("Source order"), new(Partner), new("Items", CellKind.Whole, Sum: true), new("Units", CellKind.Whole, Sum: true),
            new("Amount", CellKind.Amount, Sum: true, OnPhone: true), new("Currency", OnlyFile: true), new("Payment"), new("Fulfilment"), new("Push state", OnPhone: true), new("Push mode"), new("Pushed at", CellKind.Time),
        ],
        ReportKind.Products =>
        [
            new("Product", OnPhone: true), new("SKU"), new("Vendor"), .. Supplier(), new("Units", CellKind.Whole, Sum: true, OnPhone: true), new("Amount", CellKind.Amount, Sum: true, OnPhone: true), new("Currency", OnlyFile: true),
            new("Product number", CellKind.Number, OnlyFile: true),
        ],
        ReportKind.Partners =>
        [
            new(Partner, OnPhone: true), new("Orders", CellKind.Whole, OnPhone: true), new("Units", CellKind.Whole, Sum: true), new("Amount", CellKind.Amount, Sum: true, OnPhone: true), new("Currency", OnlyFile: true),
        ],
        ReportKind.Payout =>
        [
            new("Destination order", OnPhone: true), new("Date", CellKind.Time, OnPhone: true), new("Source order"), new("Pushed at", CellKind.Time), new("Sales", CellKind.Amount, Sum: true), new("Refunds", CellKind.Amount, Sum: true),
            new("Net sales", CellKind.Amount, Sum: true), new("Commission", CellKind.Amount, Sum: true), new("Payable", CellKind.Amount, Sum: true, OnPhone: true), new("Paid", CellKind.Amount, Sum: true),
            new("Balance", CellKind.Amount, Sum: true, OnPhone: true), new("Currency", OnlyFile: true),
        ],
        _ =>
        [
            new(Partner), new("Source product", OnPhone: true), new("Source variant", OnPhone: true), new("SKU", OnPhone: true), new("Barcode"), new("Source product number", CellKind.Number, OnlyFile: true),
            new("Source variant number", CellKind.Number, OnlyFile: true), new("Destination product number", CellKind.Number), new("Destination variant number", CellKind.Number, OnlyFile: true), .. Own(),
            new("How"), new("State", OnPhone: true), new("Since", CellKind.Time),
        ],
    };

    public object?[] Cells(ReportRow row) =>
    [
        new ReportLink(row.DestinationOrder, row.OrderId is { } id ? Urls.Order(store, id) : null), row.OrderedAt, row.SourceOrder, row.Partner, row.Items, row.Units, row.Amount, row.Amount.Currency,
        Words.Payment(row.Payment), Words.Fulfillment(row.Fulfillment), row.CancelledAtSource ? new Tone("Cancelled at the source", "chip-critical") : Words.Of(row.State, row.Waits),
        row.Mode switch { PushMode.Automatic => "Automatic", PushMode.Manual => "Manual", _ => null }, row.PushedAt,
    ];

    public object?[] Cells(ProductSales row) =>
    [
        row.Title ?? (row.ProductId is null ? "Products that are no longer known" : "A product that is gone"), row.Sku, row.Vendor, .. isDestination ? new object?[] { row.Partner } : [], row.Units, row.Amount, row.Amount.Currency, row.ProductId,
    ];

    public object?[] Cells(PartnerSales row) => [new ReportLink(row.Partner, Urls.Partner(store, row.Connection)), row.Orders, row.Units, row.Amount, row.Amount.Currency];

    public object?[] Cells(PayoutRow row) =>
    [
        new ReportLink(row.DestinationOrder, row.OrderId is { } id ? Urls.Order(store, id) : null), row.OrderedAt, row.SourceOrder, row.PushedAt, row.Sales, row.Refunds, row.Net, row.Commission, row.Payable, row.Paid, row.Balance,
        row.Sales.Currency,
    ];

    public object?[] Cells(MappedVariantRow row) =>
    [
        row.Partner, row.SourceTitle ?? "A product that is gone", row.SourceVariant == "Default Title" ? null : row.SourceVariant, row.Sku, row.Barcode, row.SourceProductId, row.SourceVariantId, row.DestinationProductId, row.DestinationVariantId,
        .. isDestination ? new object?[] { row.DestinationSku, row.DestinationBarcode } : [], row.Origin == LinkOrigin.Mapped ? "Mapped" : "Created", Words.Of(row.State), row.LinkedAt,
    ];

    private IEnumerable<ReportColumn> Supplier() => isDestination ? [new ReportColumn("Source store")] : [];

    // A source sees what it offered and which link stands, not how the other shop codes its goods.
    private IEnumerable<ReportColumn> Own() => isDestination ? [new ReportColumn("Destination SKU"), new ReportColumn("Destination barcode", OnlyFile: true)] : [];
}
