using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Syncerize.Core;
using Syncerize.Core.Catalog;
using Syncerize.Core.Intake;
using Syncerize.Core.Orders;
using Syncerize.Core.Stores;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Intake;

/// <summary>From a webhook's bytes to due work, without any shop behind it.</summary>
public sealed class InboxTests : IAsyncLifetime
{
    private const string Domain = "one.myshopify.com";
    private static readonly StoreId Store = new(1);
    private readonly InboxBell _bell = new();
    private TestDatabase _database = null!;
    private InboxWriter _writer = null!;
    private InboxTranslator _translator = null!;

    private static CancellationToken Ct => TestDatabase.Ct;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _writer = new InboxWriter(_database.Gate, _bell, NullLogger<InboxWriter>.Instance);
        _translator = new InboxTranslator(_database, _database.Gate, NullLogger<InboxTranslator>.Instance);
        await _database.Gate.WriteAsync(
            (write, _) =>
            {
                write.Db.Stores.Add(new Store
                {
                    Id = Store,
                    Domain = Domain,
                    Name = "One",
                    UniqueKey = "k",
                    Currency = "CAD",
                    TimeZone = "UTC",
                    InstalledAt = _database.Time.GetUtcNow(),
                    ProtectedToken = [1],
                });
                return Task.CompletedTask;
            },
            Ct);
    }

    public async ValueTask DisposeAsync()
    {
        _writer.Dispose();
        _bell.Dispose();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Intake_SameWebhookTwice_OneRow()
    {
        Assert.Equal([true, false], await _writer.StoreGroupAsync([Message("w1", "products/update", """{"id":7}"""), Message("w1", "products/update", """{"id":7}""")], Ct));
        Assert.Equal([false, true], await _writer.StoreGroupAsync([Message("w1", "products/update", """{"id":7}"""), Message("w1", "orders/create", """{"id":7}""")], Ct));

        await using var db = _database.CreateDbContext();
        Assert.Equal(["products/update", "orders/create"], await db.Inbox.OrderBy(m => m.Id).Select(m => m.Topic).ToListAsync(Ct));
    }

    [Fact]
    public async Task StoreAsync_WhileAnotherWrites_AnsweredOnlyAfterTheCommit()
    {
        await _writer.StartAsync(Ct);
        var entered = new TaskCompletionSource();
        var leave = new TaskCompletionSource();
        var other = _database.Gate.WriteAsync(
            async (_, _) =>
            {
                entered.SetResult();
                await leave.Task;
            },
            Ct);
        await entered.Task;

        var stored = Enumerable.Range(0, 450).Select(i => _writer.StoreAsync(Message(i.ToString(CultureInfo.InvariantCulture), "products/update", """{"id":7}"""), Ct)).ToList();
        Assert.DoesNotContain(stored, s => s.IsCompleted);
        leave.SetResult();
        await other;

        Assert.All(await Task.WhenAll(stored), Assert.True);
        await using var db = _database.CreateDbContext();
        Assert.Equal(450, await db.Inbox.CountAsync(Ct));
        await _writer.StopAsync(Ct);
    }

    [Fact]
    public async Task StopAsync_WithSomeWaiting_AllStored()
    {
        await _writer.StartAsync(Ct);
        var stored = Enumerable.Range(0, 20).Select(i => _writer.StoreAsync(Message(i.ToString(CultureInfo.InvariantCulture), "products/update", """{"id":7}"""), Ct)).ToList();
        await _writer.StopAsync(Ct);

        Assert.All(await Task.WhenAll(stored), Assert.True);
        await Assert.ThrowsAsync<System.Threading.Channels.ChannelClosedException>(() => _writer.StoreAsync(Message("late", "products/update", "{}"), Ct));
    }

    [Fact]
    public async Task RunAsync_BurstAboutOneProduct_OneItemWithTheNewestStamp()
    {
        await TranslateAsync(
            ("products/create", """{"id":7,"updated_at":"2026-03-02T08:00:05Z"}"""),
            ("products/update", """{"id":7,"updated_at":"2026-03-02T10:00:09+01:00"}"""),
            ("products/update", """{"id":7,"updated_at":"2026-03-02T08:00:01Z"}"""));

        await using var db = _database.CreateDbContext();
        var item = Assert.Single(await db.WorkItems.ToListAsync(Ct));
        Assert.Equal((Store, CatalogWork.Pull.Name, "7"), (item.Lane, item.Kind, item.Subject));
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 9, 0, 9, TimeSpan.Zero), item.WantedAt);
    }

    [Theory]
    [InlineData("orders/create", """{"id":9,"updated_at":"2026-03-02T08:00:05Z"}""")]
    [InlineData("orders/updated", """{"id":9}""")]
    [InlineData("orders/paid", """{"id":9}""")]
    [InlineData("orders/cancelled", """{"id":9}""")]
    [InlineData("orders/fulfilled", """{"id":9}""")]
    [InlineData("orders/edited", """{"order_edit":{"id":3,"order_id":9}}""")]
    [InlineData("fulfillments/create", """{"id":3,"order_id":9}""")]
    [InlineData("fulfillments/update", """{"id":3,"order_id":9}""")]
    [InlineData("refunds/create", """{"id":3,"order_id":9}""")]
    public async Task RunAsync_AnythingAboutAnOrder_TheOrderIsReadAgain(string topic, string body)
    {
        await TranslateAsync((topic, body));

        await using var db = _database.CreateDbContext();
        var item = Assert.Single(await db.WorkItems.ToListAsync(Ct));
        Assert.Equal((OrderWork.Pull.Name, "9"), (item.Kind, item.Subject));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"title":"no id"}""")]
    [InlineData("""{"id":"seven"}""")]
    [InlineData("""{"id":7,"updated_at":"yesterday"}""")]
    public async Task RunAsync_MalformedBody_OnlyThatRowIsParkedWithASentence(string body)
    {
        await TranslateAsync(("products/update", """{"id":1}"""), ("products/update", body), ("products/update", """{"id":2}"""));

        await using var db = _database.CreateDbContext();
        Assert.Equal([InboxState.Handled, InboxState.Parked, InboxState.Handled], await db.Inbox.OrderBy(m => m.Id).Select(m => m.State).ToListAsync(Ct));
        Assert.NotNull(await db.Inbox.Where(m => m.State == InboxState.Parked).Select(m => m.Sentence).SingleAsync(Ct));
        Assert.Equal(["1", "2"], await db.WorkItems.OrderBy(w => w.Subject).Select(w => w.Subject).ToListAsync(Ct));
        Assert.Single(await db.Activity.ToListAsync(Ct));
    }

    [Fact]
    public async Task RunAsync_UnknownTopicOrShop_KeptAndNothingDue()
    {
        await _writer.StoreGroupAsync([Message("a", "carts/create", """{"id":1}"""), Message("b", "orders/create", """{"id":1}""", "other.myshopify.com")], Ct);
        await RunAsync();

        await using var db = _database.CreateDbContext();
        Assert.All(await db.Inbox.ToListAsync(Ct), m => Assert.Equal(InboxState.Unknown, m.State));
        Assert.Empty(await db.WorkItems.ToListAsync(Ct));
    }

    [Fact]
    public async Task RunAsync_MoreThanOneTurn_NothingLeft()
    {
        await _writer.StoreGroupAsync([.. Enumerable.Range(0, 1100).Select(i => Message(i.ToString(CultureInfo.InvariantCulture), "orders/create", $$"""{"id":{{i + 1}}}"""))], Ct);
        await RunAsync();

        await using var db = _database.CreateDbContext();
        Assert.False(await db.Inbox.AnyAsync(m => m.State != InboxState.Handled, Ct));
        Assert.Equal(1100, await db.WorkItems.CountAsync(Ct));
    }

    [Theory]
    [InlineData(60, StoreState.Uninstalled)]
    [InlineData(-60, StoreState.Active)]
    public async Task RunAsync_AppUninstalled_OnlyThePresentInstallationEnds(int secondsAfterInstalling, StoreState expected)
    {
        var message = Message("u", "app/uninstalled", """{"id":1}""");
        message.TriggeredAt = _database.Time.GetUtcNow().AddSeconds(secondsAfterInstalling);
        await _writer.StoreGroupAsync([message], Ct);
        await RunAsync();

        await using var db = _database.CreateDbContext();
        Assert.Equal(expected, (await db.Stores.SingleAsync(Ct)).State);
    }

    private async Task TranslateAsync(params (string Topic, string Body)[] webhooks)
    {
        await _writer.StoreGroupAsync([.. webhooks.Select((w, i) => Message(i.ToString(CultureInfo.InvariantCulture), w.Topic, w.Body))], Ct);
        await RunAsync();
    }

    private async Task RunAsync()
    {
        while (await _translator.RunAsync(Ct) > 0)
        {
        }
    }

    private InboxMessage Message(string id, string topic, string body, string domain = Domain) =>
        new() { ShopDomain = domain, Topic = topic, WebhookId = id, ReceivedAt = _database.Time.GetUtcNow(), Body = Encoding.UTF8.GetBytes(body) };
}
