using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using Syncerize.App.Accounts;
using Syncerize.App.Components.Shared;
using Syncerize.Core;
using Syncerize.Core.Catalog;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Insights;
using Syncerize.Core.Intake;
using Syncerize.Core.Mapping;
using Syncerize.Core.Operations;
using Syncerize.Core.Orders;
using Syncerize.Core.Plans;
using Syncerize.Core.Stock;
using Syncerize.Core.Stores;
using Syncerize.Core.Sync;
using Syncerize.Core.Totals;
using Syncerize.Core.Work;
using Syncerize.Tests.TestKit;
using Claim = System.Security.Claims.Claim;

namespace Syncerize.Tests.Components;

/// <summary>Pages over a real database, signed in as a destination.</summary>
internal sealed class PageContext : BunitContext
{
    public static readonly StoreId Destination = new(1);
    public static readonly StoreId Source = new(2);

    private readonly Bunit.TestDoubles.BunitAuthorizationContext _user;

    private PageContext(TestDatabase database, Action<IServiceCollection>? more)
    {
        Database = database;

        // How long a busy machine may take to draw says nothing about the page.
        DefaultWaitTimeout = TimeSpan.FromSeconds(30);
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddSingleton<TimeProvider>(database.Time).AddSingleton<IDbContextFactory<SyncerizeDb>>(database).AddSingleton(database.Feed).AddSingleton(database.Gate);
        Services.AddSingleton(PlansUnderTest.Unmetered).AddSingleton<Claims>().AddSingleton<ChoosePlan>().AddSingleton<ConnectionApproval>();
        Services.AddSingleton<UnsyncProducts>().AddSingleton<SourceOffers>().AddSingleton<OfferPreview>().AddSingleton<SettingsChanges>().AddSingleton<BulkChanges>().AddSingleton<OfferQuery>().AddSingleton<ProductPreview>();
        Services.AddStoreConnections().AddInsights().AddSingleton<SyncProducts>().AddSingleton<FieldChoices>().AddSingleton<SyncSettingsCommands>().AddSingleton<SettingsEffects>()
            .AddSingleton(new DestinationCollections(new Core.Shopify.ProductGateway(null!))).AddSingleton<MapProducts>().AddSingleton<MappingCheck>().AddSingleton<MappingFiles>().AddSingleton<SyncRuns>().AddSingleton<SyncRunList>().AddSingleton<PushOrders>().AddSingleton<SourceChanges>().AddSingleton<PushPreview>().AddSingleton<OpenOrders>().AddSingleton<BulkPushes>().AddScoped<BrowserSession>();
        Services.AddOptions<BulkOptions>();
        Services.AddSingleton<PollSchedule>();
        Services.AddSingleton<SetOrderPush>().AddSingleton<OrderPushQuery>().AddSingleton<PushMeter>().AddScoped<OrderSettlement>().AddScoped<Reservations>().AddScoped<Unexplained>();
        Services.AddSingleton<PushReview>().AddSingleton<PushSwitches>().AddSingleton<ExchangeRates>().AddSingleton<ParkedWork>();
        Services.AddSingleton<SimulatorAddress>().AddSingleton(new TokenProtection(new EphemeralDataProtectionProvider())).AddSingleton<StoreCredentials>().AddSingleton<StoreInstall>();
        Services.AddSingleton<OrderPayments>().AddSingleton<InvoiceQuery>().AddSingleton<Notifications>().AddSingleton<MailDelivery>();
        Services.AddOptions<MailOptions>().Configure(mail => mail.PickupDirectory = Path.Combine(database.Folder, "mail"));
        more?.Invoke(Services);
        _user = this.AddAuthorization();
        _user.SetAuthorized("Harbour Home");
        _user.SetClaims(new Claim(StoreAccess.StoreClaim, Destination.ToString()));
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    public TestDatabase Database { get; }

    /// <summary>A destination and a source, not connected, nothing read.</summary>
    /// <param name="more">Registers what else a page needs.</param>
    public static async Task<PageContext> CreateAsync(Action<IServiceCollection>? more = null)
    {
        var context = new PageContext(await TestDatabase.CreateAsync(), more);
        await context.Database.Gate.WriteAsync(
            (write, _) =>
            {
                write.Db.Stores.Add(Store(Destination, "Harbour Home", StoreRoles.Destination, "CAD"));
                write.Db.Stores.Add(Store(Source, "Oak & Linen", StoreRoles.Source, "GBP"));
                return Task.CompletedTask;
            },
            TestDatabase.Ct);
        return context;
    }

    public IRenderedComponent<TPage> Page<TPage, TModel>(string? tab = null)
        where TPage : LivePage<TModel>
        where TModel : class => PageOf<TPage, TModel>(Destination, tab is null ? null : $"tab={tab}");

    /// <summary>A page of a store, at an address with this query; <paramref name="more"/> sets what else the route names.</summary>
    public IRenderedComponent<TPage> PageOf<TPage, TModel>(StoreId store, string? query = null, Action<ComponentParameterCollectionBuilder<TPage>>? more = null)
        where TPage : LivePage<TModel>
        where TModel : class
    {
        if (query is not null)
        {
            Services.GetRequiredService<NavigationManager>().NavigateTo("/?" + query);
        }

        var summary = Services.GetRequiredService<StoreDirectory>().FindAsync(Actor.Operator, store, TestDatabase.Ct).GetAwaiter().GetResult()!;
        return Render<TPage>(p =>
        {
            p.Add(x => x.StoreId, store.Value).AddCascadingValue(summary);
            more?.Invoke(p);
        });
    }

    /// <summary>Signs in as the source instead.</summary>
    public void AsSource() => _user.SetAuthorized("Oak & Linen").SetClaims(new Claim(StoreAccess.StoreClaim, Source.ToString()));

    public Task WriteAsync(Func<Write, CancellationToken, Task> write) => Database.Gate.WriteAsync(write, TestDatabase.Ct);

    /// <summary>One product synced, one on offer, one order not pushed.</summary>
    public Task FillAsync() => Database.Gate.WriteAsync(
        (write, _) =>
        {
            var db = write.Db;
            var connection = new ConnectionId(1);
            db.Connections.Add(new Connection { Id = connection, DestinationId = Destination, SourceId = Source, State = ConnectionState.Connected, ConnectedAt = write.Now, StateChangedAt = write.Now });
            db.AvailabilityRules.Add(new AvailabilityRule { StoreId = Source, Mode = Availability.All });
            db.Products.Add(Product(10, "Linen apron", "LIN-1", write.Now));
            db.Products.Add(Product(11, "Oak board", "OAK-1", write.Now));
            db.ProductLinks.Add(new ProductLink
            {
                ConnectionId = connection,
                SourceStoreId = Source,
                DestinationStoreId = Destination,
                SourceProductId = 10,
                DestinationProductId = 110,
                State = LinkState.Active,
                LinkedAt = write.Now,
                Variants =
                [
                    new VariantLink
                    {
                        ConnectionId = connection, SourceStoreId = Source, DestinationStoreId = Destination, SourceVariantId = 1010, SourceInventoryItemId = 2010, DestinationVariantId = 3010,
                        DestinationInventoryItemId = 4010, LinkedAt = write.Now, LastQuantity = 7, LastQuantityReason = "9 at the source − 2 buffer",
                    },
                ],
            });
            db.Orders.Add(new Order
            {
                StoreId = Destination,
                OrderId = 500,
                Name = "#1042",
                CreatedAt = write.Now,
                ProcessedAt = write.Now,
                UpdatedAt = write.Now,
                ReadAt = write.Now,
                FinancialStatus = "PAID",
                FulfillmentStatus = "UNFULFILLED",
                Currency = "CAD",
                TotalMinor = 12_345_00,
                CustomerName = "Ada Winter",
                PushStatus = OrderPushStatus.NotPushed,
                Lines = [new OrderLine { StoreId = Destination, OrderId = 500, LineId = 501, Title = "Linen apron", Quantity = 2, CurrentQuantity = 2, UnfulfilledQuantity = 2, NetMinor = 8000, ConnectionId = connection, VariantId = 3010, SourceVariantId = 1010, SourceInventoryItemId = 2010 }],
            });
            db.OrderPushes.Add(new OrderPush
            {
                Key = "1-500-2-1",
                ConnectionId = connection,
                DestinationStoreId = Destination,
                SourceStoreId = Source,
                OrderId = 500,
                State = PushState.Waiting,
                WaitingFor = PushWaits.Manual,
                Sentence = "Automatic push is off in Settings. Press Push to send it.",
                Lines = [new OrderPushLine { LineId = 501, SourceVariantId = 1010, SourceInventoryItemId = 2010, Units = 2, SourceNetMinor = 4571 }],
            });
            return KeptTotals.AddAsync(
                write,
                [
                    new TotalDelta(Destination, TotalSide.Destination, Total.Together, null, Today(write), new Figures(1, 2, 8000, Open: 1)),
                    new TotalDelta(Destination, TotalSide.Destination, connection, null, Today(write), new Figures(1, 2, 8000)),
                    new TotalDelta(Destination, TotalSide.Destination, connection, 10, Today(write), new Figures(0, 2, 8000)),
                ],
                TestDatabase.Ct);
        },
        TestDatabase.Ct);

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        await Database.DisposeAsync();
    }

    private static int Today(Write write) => DateOnly.FromDateTime(write.Now.UtcDateTime).DayNumber;

    private static Store Store(StoreId id, string name, StoreRoles role, string currency) => new()
    {
        Id = id,
        Name = name,
        Domain = $"store-{id}.myshopify.com",
        Roles = role,
        Currency = currency,
        TimeZone = "UTC",
        UniqueKey = $"KEY{id}A-BCDEF-GHJKM-NPQRS-TUVWX",
        ShopifyShopId = id.Value,
        IsSimulated = true,
    };

    private static Product Product(long id, string title, string sku, DateTimeOffset now) => new()
    {
        StoreId = Source,
        ProductId = id,
        Title = title,
        Handle = "p-" + id.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Status = "ACTIVE",
        Vendor = "Oak & Linen",
        CreatedAt = now,
        UpdatedAt = now,
        ReadAt = now,
        Variants = [new Variant { StoreId = Source, ProductId = id, VariantId = 1000 + id, InventoryItemId = 2000 + id, Title = "Default Title", Sku = sku, PriceMinor = 2450, Position = 1, InventoryPolicy = "DENY", Tracked = true }],
    };
}
