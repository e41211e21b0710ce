using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Syncerize.App.Sandbox;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;
using Syncerize.Core;
using Syncerize.Core.Shopify;

namespace Syncerize.Tests.Shopify;

/// <summary>One empty simulated shop with two locations, and the gateways that reach it.</summary>
internal sealed class SandboxedShop : IAsyncDisposable
{
    public const string Domain = "gateway-test.myshopify.com";
    public const long Main = 101;
    public const long Second = 102;

    public static readonly StoreId Store = new(1);

    private readonly string _folder;
    private readonly SandboxServer _server;
    private readonly ServiceProvider _services;

    private SandboxedShop(string folder, SandboxServer server)
    {
        _folder = folder;
        _server = server;
        _services = new ServiceCollection().AddLogging().AddShopify(new ConfigurationBuilder().Build())
            .AddSingleton<IShopCredentials>(new Credentials(new ShopAccess(Domain, "token", server.BaseAddress))).BuildServiceProvider();
    }

    public ShopGateway Shop => _services.GetRequiredService<ShopGateway>();

    public ProductGateway Products => _services.GetRequiredService<ProductGateway>();

    public BulkGateway Bulk => _services.GetRequiredService<BulkGateway>();

    public InventoryGateway Inventory => _services.GetRequiredService<InventoryGateway>();

    public OrderGateway Orders => _services.GetRequiredService<OrderGateway>();

    public WebhookGateway Webhooks => _services.GetRequiredService<WebhookGateway>();

    public ShopThrottle Throttle => _services.GetRequiredService<ShopThrottle>();

    public ShopState State => _server.World[Domain];

    public static async Task<SandboxedShop> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("gateway-sandbox").FullName;
        var server = await SandboxServer.StartAsync(
            new SandboxOptions { DataDirectory = folder, Seed = world => world.Add([Content()]) }, TimeProvider.System, CancellationToken.None);
        var shop = new SandboxedShop(folder, server);
        Assert.True(Done(await shop.Shop.EnsureKeyDefinitionsAsync(Store, CallPriority.Product, CancellationToken.None)));
        return shop;
    }

    /// <summary>The value of a call that must have gone well.</summary>
    public static T Done<T>(Outcome<T> outcome)
    {
        Assert.True(outcome is Outcome<T>.Done, $"{outcome.GetType().Name}: {outcome.Describe()}");
        return ((Outcome<T>.Done)outcome).Value;
    }

    /// <summary>Creates a product with so many sizes, each with 10 at the main location.</summary>
    public async Task<CreatedProduct> CreateProductAsync(string key, int sizes = 1)
    {
        var variants = Enumerable.Range(1, sizes).Select(i => Samples.Variant with
        {
            Options = [new SelectedOption("Size", $"S{i}")],
            Sku = $"{key}-{i}",
            Position = i,
            LocationId = Main,
            Available = 10,
            HarmonizedSystemCode = null,
        });
        var draft = Samples.Product with
        {
            Key = key,
            Title = $"Shirt {key}",
            Handle = null,
            Options = [new OptionReading("Size", 1, [.. Enumerable.Range(1, sizes).Select(i => $"S{i}")])],
            Images = [new ImageDraft("https://example.com/a.png", "front")],
            Variants = [.. variants],
        };
        return Done(await Products.CreateAsync(Store, draft, CallPriority.Product, CancellationToken.None));
    }

    public async Task<ProductReading> ReadAsync(long productId) =>
        Done(await Products.ReadByIdsAsync(Store, [productId], CallPriority.Product, CancellationToken.None))[productId]!;

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static ShopContent Content() => new()
    {
        Shop = new SimShop
        {
            Domain = Domain,
            Name = "Gateway test",
            ShopId = 77,
            Email = "owner@example.com",
            Currency = "CAD",
            TimeZone = "America/Toronto",
            AccessToken = "token",
            NextId = 5000,
            ApiScopes = ["read_products", "write_products"],
        },
        Locations = [new SimLocation { Id = Main, Name = "Main" }, new SimLocation { Id = Second, Name = "Second", FulfillsOnlineOrders = false }],
    };

    private sealed class Credentials(ShopAccess access) : IShopCredentials
    {
        public ValueTask<ShopAccess?> FindAsync(StoreId store, CancellationToken ct) => ValueTask.FromResult<ShopAccess?>(access);
    }
}
