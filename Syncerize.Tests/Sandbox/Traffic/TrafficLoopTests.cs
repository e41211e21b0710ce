using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Syncerize.App.Sandbox;
using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Seed;
using Syncerize.App.Sandbox.Store;
using Syncerize.App.Sandbox.Traffic;

namespace Syncerize.Tests.Sandbox.Traffic;

public sealed class TrafficLoopTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 14, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("traffic");
    private readonly List<SandboxWorld> _worlds = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_SameSeedTwice_TellsTheSame()
    {
        var first = await TradeAsync("first", 5, TimeSpan.FromMinutes(50));
        var second = await TradeAsync("second", 5, TimeSpan.FromMinutes(50));
        var other = await TradeAsync("other", 6, TimeSpan.FromMinutes(50));
        Assert.Equal(Told(first), Told(second));
        Assert.NotEqual(Told(first), Told(other));
    }

    [Fact]
    public async Task Run_Hours_TheShopsTradeAndKeepTheirBooks()
    {
        var world = await TradeAsync("books", 5, TimeSpan.FromHours(3));
        var destination = world[SeededSandbox.Destination];
        var source = world[SeededSandbox.Source];
        var made = destination.Orders.Values.Where(o => o.CreatedAt >= Start).ToList();
        Assert.InRange(made.Count, 200, 800);
        Assert.Contains(made, o => o.CancelledAt is not null);
        Assert.Contains(made, o => o.Edited);
        Assert.Contains(destination.Orders.Values, o => o.Refunds.Exists(r => r.CreatedAt >= Start));
        Assert.Contains(source.Orders.Values.SelectMany(o => o.Fulfillments), parcel => parcel.CreatedAt >= Start && parcel.Tracking.Count == 1);
        Assert.Contains(source.Orders.Values, o => o.CreatedAt >= Start);
        Assert.InRange(source.Orders.Values.Count(o => o.CancelledAt is null && o.FulfillmentStatus != "FULFILLED"), 0, 30);
        foreach (var shop in world.Shops)
        {
            Assert.All(shop.Levels.Values, level => Assert.Equal(level.OnHand, level.Available + level.Committed));
            Assert.All(shop.Levels.Values, level => Assert.True(level.Available >= 0, $"{shop.Domain} sold {level.InventoryItemId} below zero"));
            Assert.All(shop.Variants.Values, variant => Assert.True(variant.PriceMinor > 0));
        }

        // Everything is in the file as well.
        using var again = new SandboxWorld(Path.Combine(_folder.FullName, "books", "sandbox.db"), world.Time);
        Assert.Equal(destination.Orders.Count, again[SeededSandbox.Destination].Orders.Count);
    }

    [Fact]
    public async Task Run_TenTimesTheSpeed_AboutTenTimesTheOrders()
    {
        var slow = (await TradeAsync("slow", 5, TimeSpan.FromMinutes(40)))[SeededSandbox.Destination].Orders.Values.Count(o => o.CreatedAt >= Start);
        var fast = (await TradeAsync("fast", 5, TimeSpan.FromMinutes(40), speed: 10))[SeededSandbox.Destination].Orders.Values.Count(o => o.CreatedAt >= Start);
        Assert.InRange(fast, slow * 6, slow * 15);
    }

    [Fact]
    public async Task Run_Paused_NothingHappensAndTheClockIsNotMadeUpFor()
    {
        var world = Open("paused", out var time);
        await using var traffic = new TrafficLoop(world, 5, 0, NullLogger<TrafficLoop>.Instance);
        for (var i = 0; i < 20; i++)
        {
            time.Advance(TimeSpan.FromMinutes(5));
            await traffic.RunDueAsync();
        }

        Assert.Equal(0, traffic.Done);
        Assert.Null(traffic.SecondsPerOrder(world[SeededSandbox.Destination]));
        Assert.True(traffic.SetSpeed(1));
        await traffic.RunDueAsync();
        Assert.Equal(0, traffic.Done);
        time.Advance(TimeSpan.FromHours(10));
        await traffic.RunDueAsync();
        Assert.InRange(traffic.Done, 1, 3);
        Assert.False(traffic.SetSpeed(-1));
        Assert.False(traffic.SetSpeed(double.NaN));
        Assert.False(traffic.SetSpeed(TrafficLoop.Fastest + 1));
        Assert.Equal(1, traffic.Speed);
    }

    [Fact]
    public async Task Run_Order_RaisesWebhooksAsTheControlsDo()
    {
        var world = Open("webhooks", out var time);
        var shop = world[SeededSandbox.Destination];
        await world.ChangeAsync(shop, s => s.Put(new SimWebhookSubscription { Id = s.NewId(), Topic = "ORDERS_CREATE", Uri = "https://app.example/webhooks/shopify" }));
        await using var traffic = new TrafficLoop(world, 5, 1, NullLogger<TrafficLoop>.Instance);
        var before = shop.Orders.Count;
        while (shop.Orders.Count == before)
        {
            time.Advance(TimeSpan.FromSeconds(10));
            await traffic.RunDueAsync();
        }

        var delivery = Assert.Single(shop.Deliveries.Values);
        Assert.Equal("orders/create", delivery.Topic);
        Assert.Contains(shop.Orders.Values.Last().Name, delivery.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Tidy_OldAndTooMany_AreForgottenOrdersStay()
    {
        var world = Open("tidy", out var time);
        var shop = world[SeededSandbox.Destination];
        var orders = shop.Orders.Count;
        world.Change(shop, s =>
        {
            for (var i = 0; i < Tidying.MostAnswers + 50; i++)
            {
                s.Put(new SimIdempotentAnswer { Key = $"{i}", Field = "x", Fingerprint = "", PayloadJson = "{}", CreatedAt = time.GetUtcNow().AddSeconds(i) });
            }

            for (var i = 0; i < Tidying.MostDeliveries + 7; i++)
            {
                s.Put(new SimDelivery { Id = i, Topic = "t", Uri = "u", WebhookId = "w", EventId = "e", ApiVersion = "v", Body = "{}" });
            }

            s.Put(new SimJob { Id = "old", Done = true, CreatedAt = time.GetUtcNow().AddDays(-2) });
            s.Put(new SimJob { Id = "new", Done = true, CreatedAt = time.GetUtcNow() });
            return true;
        });
        world.Change(shop, s =>
        {
            s.Tidy();
            return true;
        });
        Assert.Equal((Tidying.MostAnswers, Tidying.MostDeliveries), (shop.Answers.Count, shop.Deliveries.Count));
        Assert.False(shop.Answers.ContainsKey("49"));
        Assert.True(shop.Answers.ContainsKey("50"));
        Assert.Equal(7, shop.Deliveries.Keys.First());
        Assert.Equal(["new"], shop.Jobs.Keys);

        time.Advance(TimeSpan.FromDays(2));
        world.Change(shop, s =>
        {
            s.Tidy();
            return true;
        });
        Assert.Empty(shop.Answers);
        Assert.Equal(orders, shop.Orders.Count);
    }

    [Fact]
    public async Task Control_Speed_IsReadSetAndRefused()
    {
        var time = new FakeTimeProvider(Start);
        await using var server = await SandboxServer.StartAsync(new SandboxOptions { DataDirectory = _folder.FullName, Seed = SmallWorld.Fill, Speed = 2 }, time, Ct);
        using var http = new HttpClient();
        var address = new Uri(server.BaseAddress, "/sandbox/traffic");
        Assert.Equal(2, (double)JsonNode.Parse(await http.GetStringAsync(address, Ct))!["speed"]!);
        using var set = await http.PostAsJsonAsync(address, new { speed = 50 }, Ct);
        Assert.Equal(HttpStatusCode.OK, set.StatusCode);
        Assert.Equal(50, server.Traffic.Speed);
        using var refused = await http.PostAsJsonAsync(address, new { speed = -3 }, Ct);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("from 0 (pause) to 200", await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(50, server.Traffic.Speed);
    }

    [Theory]
    [InlineData("2.5", 2.5, false)]
    [InlineData("0", 0, false)]
    [InlineData("fast", 0, true)]
    [InlineData("-1", 0, true)]
    [InlineData("NaN", 0, true)]
    public void Setting_Speed_IsReadOrNamedInASentence(string text, double expected, bool problem)
    {
        var problems = new List<string>();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Sandbox:Speed", text), new("Data:Directory", "somewhere")]).Build();
        Assert.Equal(expected, SandboxSettings.Read(configuration, "http://127.0.0.1:0", null, problems.Add).Speed);
        Assert.Equal(problem, problems.Count == 1 && problems[0].StartsWith("Sandbox:Speed must be", StringComparison.Ordinal));
    }

    public void Dispose()
    {
        _worlds.ForEach(world => world.Dispose());
        _folder.Delete(recursive: true);
    }

    private SandboxWorld Open(string name, out FakeTimeProvider time)
    {
        time = new FakeTimeProvider(Start);
        var world = new SandboxWorld(Path.Combine(_folder.FullName, name, "sandbox.db"), time);
        SandboxSeed.Fill(world, new SeedOptions(20261, null));
        _worlds.Add(world);
        return world;
    }

    private async Task<SandboxWorld> TradeAsync(string name, long seed, TimeSpan duration, double speed = 1)
    {
        var world = Open(name, out var time);
        await using var traffic = new TrafficLoop(world, seed, speed, NullLogger<TrafficLoop>.Instance);
        var wait = await traffic.RunDueAsync();
        while (time.GetUtcNow() - Start < duration)
        {
            time.Advance(wait);
            wait = await traffic.RunDueAsync();
        }

        return world;
    }

    private static string Told(SandboxWorld world) => string.Join('\n', world.Shops.SelectMany(shop => shop.Orders.Values.Where(o => o.CreatedAt >= Start)
        .Select(o => $"{shop.Domain} {o.Name} {o.CreatedAt:O} {o.Email} {string.Join(',', o.Lines.Select(l => $"{l.Sku}x{l.CurrentQuantity}"))} {o.Total()} {o.FulfillmentStatus} {string.Join(',', o.Fulfillments.SelectMany(f => f.Tracking).Select(t => t.Number))}")));
}
