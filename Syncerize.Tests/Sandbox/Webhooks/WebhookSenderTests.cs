using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Syncerize.App.Sandbox;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Webhooks;
using Syncerize.Core.Shopify;

namespace Syncerize.Tests.Sandbox.Webhooks;

public sealed class WebhookSenderTests : IAsyncLifetime
{
    private const string Domain = "one.myshopify.com";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("webhooks");
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 14, 0, 0, TimeSpan.Zero));
    private readonly ConcurrentQueue<(IHeaderDictionary Headers, byte[] Body, string Path)> _received = [];
    private readonly SandboxWorld _world;
    private readonly WebhookSender _sender;
    private readonly WebApplication _receiver;
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HttpStatusCode _answer = HttpStatusCode.OK;

    public WebhookSenderTests()
    {
        _world = new SandboxWorld(Path.Combine(_folder.FullName, "sandbox.db"), _time);
        _world.Add([new ShopContent { Shop = new SimShop { Domain = Domain, Name = "One", ClientSecret = "secret", NextId = 1 } }]);
        _sender = new WebhookSender(_world, NullLogger<WebhookSender>.Instance);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _receiver = builder.Build();
        _receiver.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            _received.Enqueue((new HeaderDictionary(context.Request.Headers.ToDictionary(h => h.Key, h => h.Value)), body.ToArray(), context.Request.Path));
            context.Response.StatusCode = (int)_answer;
            _arrived.TrySetResult();
        });
    }

    [Fact]
    public async Task Send_Due_IsSignedAndGone()
    {
        await RaiseAsync();
        await _sender.SendDueAsync();

        var (headers, body, path) = Assert.Single(_received);
        Assert.Equal("/webhooks/shopify", path);
        Assert.True(WebhookSignature.IsValid(body, headers["X-Shopify-Hmac-Sha256"], "secret"));
        Assert.Equal("orders/create", headers["X-Shopify-Topic"]);
        Assert.Equal(Domain, headers["X-Shopify-Shop-Domain"]);
        Assert.Equal("2026-10", headers["X-Shopify-API-Version"]);
        Assert.Equal("{\"id\":7}", Encoding.UTF8.GetString(body));
        Assert.NotEqual(headers["X-Shopify-Webhook-Id"], headers["X-Shopify-Event-Id"]);
        Assert.Empty(_world[Domain].Deliveries);
    }

    [Fact]
    public async Task Send_RefusedAlways_TriesNineTimesWithTheSameIdThenGivesUp()
    {
        _answer = HttpStatusCode.InternalServerError;
        await RaiseAsync();
        for (var i = 0; i < 12; i++)
        {
            await _sender.SendDueAsync();
            _time.Advance(TimeSpan.FromHours(2));
        }

        Assert.Equal(9, _received.Count);
        Assert.Single(_received.Select(r => r.Headers["X-Shopify-Webhook-Id"].ToString()).Distinct(StringComparer.Ordinal));
        Assert.Empty(_world[Domain].Deliveries);
        Assert.Empty(_world[Domain].Subscriptions);
    }

    [Fact]
    public async Task Send_RefusedOnce_WaitsThenArrives()
    {
        _answer = HttpStatusCode.ServiceUnavailable;
        await RaiseAsync();
        await _sender.SendDueAsync();
        _answer = HttpStatusCode.OK;
        await _sender.SendDueAsync();
        Assert.Single(_received);
        _time.Advance(TimeSpan.FromSeconds(10));
        await _sender.SendDueAsync();
        Assert.Equal(2, _received.Count);
        Assert.Empty(_world[Domain].Deliveries);
    }

    [Fact]
    public async Task Send_Held_StaysUntilReleased()
    {
        _world[Domain].Faults.HoldWebhooks = true;
        await RaiseAsync();
        await _sender.SendDueAsync();
        Assert.Empty(_received);
        await _world.ChangeAsync(_world[Domain], shop =>
        {
            var delivery = shop.Deliveries.Values.Single();
            delivery.Held = false;
            shop.Put(delivery);
        });
        await _sender.SendDueAsync();
        Assert.Single(_received);
    }

    [Fact]
    public async Task Send_Doubled_ArrivesTwiceWithOneId()
    {
        _world[Domain].Faults.DoubleWebhooks = true;
        await RaiseAsync();
        await _sender.SendDueAsync();
        Assert.Equal(2, _received.Count);
        Assert.Single(_received.Select(r => r.Headers["X-Shopify-Webhook-Id"].ToString()).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Send_NamedWithChosenFields_CarriesTheNameAndOnlyThose()
    {
        await _world.ChangeAsync(_world[Domain], shop =>
        {
            var subscription = shop.Subscriptions.Values.Single();
            subscription.Name = "orders";
            subscription.IncludeFields = ["note"];
            shop.Put(subscription);
            shop.Raise("orders/create", "7", () => new JsonObject { ["id"] = 7, ["note"] = "Ring twice" });
        });
        await _sender.SendDueAsync();
        var (headers, body, _) = Assert.Single(_received);
        Assert.Equal(("orders", "{\"note\":\"Ring twice\"}"), (headers["X-Shopify-Name"].ToString(), Encoding.UTF8.GetString(body)));
    }

    [Fact]
    public async Task Send_ForTheApp_ArrivesWithoutASubscription()
    {
        await _world.ChangeAsync(_world[Domain], shop => shop.RaiseForApp("shop/redact", () => new JsonObject { ["shop_id"] = 1 }));
        await _sender.SendDueAsync();
        var (headers, _, path) = Assert.Single(_received);
        Assert.Equal(("shop/redact", "/webhooks/shopify"), (headers["X-Shopify-Topic"].ToString(), path));
    }

    [Fact]
    public async Task Start_WorkPutOff_IsDoneAndSentByItself()
    {
        await _world.ChangeAsync(_world[Domain], shop =>
        {
            shop.Shop.TokenDead = true;
            App.Sandbox.Actions.JobActions.Later(shop, null, SimJob.ShopRedact, "{}", 30);
        });
        _time.Advance(TimeSpan.FromSeconds(30));
        _sender.Start();
        await _arrived.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Single(_received);
        Assert.Empty(_world[Domain].Jobs);
    }

    [Fact]
    public async Task Start_Raised_ArrivesByItself()
    {
        _sender.Start();
        await RaiseAsync();
        await _arrived.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Single(_received);
    }

    public async ValueTask InitializeAsync()
    {
        await _receiver.StartAsync(TestContext.Current.CancellationToken);
        _world.SetWebhookTarget(new Uri(_receiver.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()));
        await _world.ChangeAsync(_world[Domain], shop => shop.Put(new SimWebhookSubscription
        {
            Id = shop.NewId(),
            Topic = "ORDERS_CREATE",
            Uri = "https://app.example/webhooks/shopify",
        }));
    }

    public async ValueTask DisposeAsync()
    {
        await _sender.DisposeAsync();
        await _receiver.DisposeAsync();
        _world.Dispose();
        _folder.Delete(recursive: true);
    }

    private Task RaiseAsync() => _world.ChangeAsync(_world[Domain], shop => shop.Raise("orders/create", "7", () => new JsonObject { ["id"] = 7 }));
}
