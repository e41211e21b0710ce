using System.Globalization;
using Microsoft.AspNetCore.Components;
using Syncerize.App.Components.Shared;
using Syncerize.Core;
using Syncerize.Core.Live;
using Syncerize.Core.Orders;
using Syncerize.Core.Shopify;
using Syncerize.Core.Stores;

namespace Syncerize.App.Components.Pages.Orders;

/// <summary>What the page shows; no invoice where the store has no such pushed order.</summary>
public sealed record InvoiceReading(Invoice? Invoice);

/// <summary>The detailed invoice of a source's order, clean enough to be printed and sent.</summary>
public partial class InvoicePage : LivePage<InvoiceReading>
{
    [Inject]
    internal InvoiceQuery Query { get; set; } = null!;

    [Parameter]
    public long OrderId { get; set; }

    protected override LiveTopic Topics => LiveTopic.Orders;

    protected override object Asked => (StoreId, OrderId);

    protected override async Task<InvoiceReading> ReadAsync(Actor actor, CancellationToken ct) => new(await Query.ReadAsync(actor, Store, OrderId, ct));

    private static string Day(DateTimeOffset at, string zone) => Zones.Local(at, zone).ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    private static IEnumerable<string> AddressLines(Address a) =>
        new[] { a.Name, a.Company, a.Address1, a.Address2, string.Join(' ', new[] { a.Zip, a.City }.Where(x => !string.IsNullOrWhiteSpace(x))), a.ProvinceCode, a.CountryCode }.Where(x => !string.IsNullOrWhiteSpace(x)).OfType<string>();
}
