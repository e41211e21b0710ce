using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MimeKit;
using Syncerize.Core;
using Syncerize.Core.Activity;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Intake;
using Syncerize.Core.Operations;
using Syncerize.Core.Stores;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Operations;

/// <summary>Notices and their mail over a real database, with the pickup folder or a server that is not there. It is 2 March 2026, 09:00 UTC.</summary>
public sealed class NotificationTests : IAsyncLifetime
{
    private static readonly StoreId Store = new(1);
    private static readonly MailChoice On = new(true, "ada@example.com", MailFrequency.AtOnce, []);

    private TestDatabase _database = null!;

    private static CancellationToken Ct => TestDatabase.Ct;

    private string Folder => Path.Combine(_database.Folder, "mail");

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        await _database.Gate.WriteAsync(
            (write, _) =>
            {
                foreach (var id in new[] { 1, 2 })
                {
                    write.Db.Stores.Add(new Store { Id = new StoreId(id), Domain = $"s{id}.myshopify.com", Name = $"Shop {id}", UniqueKey = $"k{id}", Currency = "CAD", TimeZone = "America/Toronto", FirstReadAt = write.Now });
                }

                return Task.CompletedTask;
            },
            Ct);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Notify_SameOccasionTwice_ToldOnceAndUndoneWithItsCause()
    {
        await NotifyAsync("a", "Order #1 needs a person.");
        await NotifyAsync("a", "Order #1 needs a person, again.");
        await Assert.ThrowsAsync<InvalidOperationException>(() => _database.Gate.WriteAsync(
            (write, _) =>
            {
                write.Notify(Store, NoticeKind.PushParked, ActivityLevel.Critical, "b", "Never happened.");
                throw new InvalidOperationException("The cause failed.");
            },
            Ct));

        var list = await Center().ReadAsync(Actor.Of(Store), Store, onlyUnread: false, null, 10, Ct);
        Assert.Equal("Order #1 needs a person.", Assert.Single(list.Rows).Sentence);
        Assert.Equal(1, list.Unread);
    }

    [Fact]
    public async Task MarkRead_OneThenAll_CountsFollowAndOtherStoresStay()
    {
        foreach (var key in new[] { "a", "b", "c" })
        {
            await NotifyAsync(key, key);
        }

        await NotifyAsync("a", "Theirs.", store: 2);
        var rows = (await Center().ReadAsync(Actor.Of(Store), Store, false, null, 2, Ct)).Rows;
        Assert.Equal(["c", "b"], rows.Select(r => r.Sentence));
        await Center().MarkReadAsync(Actor.Of(Store), Store, rows[1].Id, andOlder: false, Ct);
        Assert.Equal(2, (await Center().ReadAsync(Actor.Of(Store), Store, onlyUnread: true, null, 10, Ct)).Rows.Count);
        await Center().MarkReadAsync(Actor.Of(Store), Store, long.MaxValue, andOlder: true, Ct);
        Assert.Equal(0, (await Center().ReadAsync(Actor.Of(Store), Store, false, null, 10, Ct)).Unread);
        Assert.Equal(1, (await Center().ReadAsync(Actor.Of(new StoreId(2)), new StoreId(2), false, null, 10, Ct)).Unread);
    }

    [Fact]
    public async Task Mail_AtOnce_GoesOnceWithWhatIsWantedOnly()
    {
        await NotifyAsync("old", "Before mail was switched on.");
        await SaveAsync(On with { Muted = [NoticeKind.Drift] });
        await NotifyAsync("a", "Order #1 needs a person.\r\nBcc: everybody@example.com");
        await NotifyAsync("b", "A difference.", NoticeKind.Drift);
        Assert.Equal(1, await Mail().RunAsync(Ct));
        Assert.Equal(0, await Mail().RunAsync(Ct));

        var mail = Assert.Single(Mails());
        Assert.Equal("Shop 1: Order #1 needs a person. Bcc: everybody@example.com", mail.Subject);
        Assert.Equal("ada@example.com", mail.To.Mailboxes.Single().Address);
        Assert.Empty(mail.Bcc);
        Assert.Contains("2 Mar 2026, 04:00", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("https://sync.example/s/1/orders/7", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("/s/1/settings#mail", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("A difference.", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("Before mail", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_SwitchedOff_NothingIsSentAndNothingLater()
    {
        await NotifyAsync("a", "Unmailed.");
        await Mail().RunAsync(Ct);
        await SaveAsync(On);
        await SaveAsync(On with { MailOn = false });
        await NotifyAsync("b", "Unmailed as well.");
        await Mail().RunAsync(Ct);
        await SaveAsync(On);
        Assert.Equal(0, await Mail().RunAsync(Ct));
        Assert.False(Directory.Exists(Folder));
    }

    [Fact]
    public async Task Mail_Daily_AllInOneAtEightInTheStoresZone()
    {
        await SaveAsync(On with { Frequency = MailFrequency.Daily });
        await NotifyAsync("a", "First.");
        Assert.Equal(0, await Mail().RunAsync(Ct));
        _database.Time.SetUtcNow(new DateTimeOffset(2026, 3, 2, 12, 59, 0, TimeSpan.Zero));
        await NotifyAsync("b", "Second.");
        Assert.Equal(0, await Mail().RunAsync(Ct));
        _database.Time.SetUtcNow(new DateTimeOffset(2026, 3, 2, 13, 0, 0, TimeSpan.Zero));
        Assert.Equal(1, await Mail().RunAsync(Ct));
        var mail = Assert.Single(Mails());
        Assert.Equal("Shop 1: 2 notifications", mail.Subject);
        Assert.Contains("First.", mail.TextBody, StringComparison.Ordinal);

        // The next one, over the change of the clocks: eight is eight.
        _database.Time.SetUtcNow(new DateTimeOffset(2026, 3, 8, 11, 59, 0, TimeSpan.Zero));
        await NotifyAsync("c", "Third.");
        Assert.Equal(new DateTimeOffset(2026, 3, 8, 12, 0, 0, TimeSpan.Zero), NoticeMail.NextDigest(await StoreAsync(), _database.Time.GetUtcNow()));
    }

    [Fact]
    public async Task Mail_ServerNotThere_IsSaidAndTriedAgainLater()
    {
        await SaveAsync(On);
        await NotifyAsync("a", "Order #1 needs a person.");

        // A port nobody listens on.
        var dead = new MailOptions { Host = "127.0.0.1", Port = 1, From = "a@example.com" };
        Assert.Equal(0, await Mail(dead).RunAsync(Ct));
        var reading = await Center().MailAsync(Actor.Of(Store), Store, Ct);
        Assert.Contains("127.0.0.1:1", reading.Failure, StringComparison.Ordinal);
        Assert.Equal(_database.Time.GetUtcNow().AddMinutes(1), reading.NextTryAt);
        Assert.Equal(0, await Mail().RunAsync(Ct));

        _database.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await Mail().RunAsync(Ct));
        Assert.Null((await Center().MailAsync(Actor.Of(Store), Store, Ct)).Failure);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("ada")]
    [InlineData("ada@")]
    [InlineData("Ada <ada@example.com>")]
    [InlineData("a@example.com, b@example.com")]
    [InlineData("a@example.com\r\nBcc: b@example.com")]
    public async Task SaveMail_NoAddress_IsRefusedAndNothingSaved(string? address)
    {
        Assert.NotNull(await Center().SaveMailAsync(Actor.Of(Store), Store, On with { Address = address }, Ct));
        Assert.False((await Center().MailAsync(Actor.Of(Store), Store, Ct)).Choice.MailOn);
    }

    [Fact]
    public async Task Notifications_OfAnotherStore_Refused()
    {
        var other = Actor.Of(new StoreId(2));
        await Assert.ThrowsAsync<AccessRefusedException>(() => Center().ReadAsync(other, Store, false, null, 10, Ct));
        await Assert.ThrowsAsync<AccessRefusedException>(() => Center().MarkReadAsync(other, Store, 1, true, Ct));
        await Assert.ThrowsAsync<AccessRefusedException>(() => Center().MailAsync(other, Store, Ct));
        await Assert.ThrowsAsync<AccessRefusedException>(() => Center().SaveMailAsync(other, Store, On, Ct));
        await Assert.ThrowsAsync<AccessRefusedException>(() => Center().TryMailAsync(other, Store, "a@b.c", Ct));
    }

    [Fact]
    public async Task SourceWatch_SilentSource_IsToldOncePerSilence()
    {
        await _database.Gate.WriteAsync(
            (write, _) =>
            {
                write.Db.Connections.Add(new Connection { Id = new ConnectionId(5), DestinationId = Store, SourceId = new StoreId(2), State = ConnectionState.Connected });
                write.Db.PollCursors.Add(new PollCursor { StoreId = new StoreId(2), Feed = "products", CompletedAt = write.Now });
                return Task.CompletedTask;
            },
            Ct);
        var watch = new SourceWatch(_database, _database.Gate, _database.Time);
        await watch.RunAsync(Ct);
        Assert.Empty((await Center().ReadAsync(Actor.Of(Store), Store, false, null, 10, Ct)).Rows);
        _database.Time.Advance(TimeSpan.FromHours(3));
        await watch.RunAsync(Ct);
        await watch.RunAsync(Ct);
        var row = Assert.Single((await Center().ReadAsync(Actor.Of(Store), Store, false, null, 10, Ct)).Rows);
        Assert.Equal((NoticeKind.SourceSilent, new ConnectionId(5)), (row.Kind, row.Connection!.Value));
        Assert.Contains("Shop 2", row.Sentence, StringComparison.Ordinal);
    }

    private Task NotifyAsync(string key, string sentence, NoticeKind kind = NoticeKind.PushParked, int store = 1) => _database.Gate.WriteAsync(
        (write, _) =>
        {
            write.Notify(new StoreId(store), kind, ActivityLevel.Critical, key, sentence, order: 7);
            return Task.CompletedTask;
        },
        Ct);

    private async Task SaveAsync(MailChoice choice) => Assert.Null(await Center().SaveMailAsync(Actor.Of(Store), Store, choice, Ct));

    private IReadOnlyList<MimeMessage> Mails() => [.. Directory.GetFiles(Folder, "*.eml").Select(f => MimeMessage.Load(f, Ct))];

    private Notifications Center() => new(_database, _database.Gate, Delivery(), _database.Time);

    private NoticeMail Mail(MailOptions? options = null)
    {
        options ??= Usual();
        return new NoticeMail(_database, _database.Gate, Delivery(options), Options.Create(options), _database.Time);
    }

    private MailOptions Usual() => new() { PickupDirectory = Folder, PublicUrl = "https://sync.example/", From = "Syncerize <sync@example.com>" };

    private MailDelivery Delivery(MailOptions? options = null) => new(Options.Create(options ?? Usual()), Options.Create(new DataOptions { Directory = _database.Folder }));

    private async Task<Store> StoreAsync()
    {
        await using var db = _database.CreateDbContext();
        return await db.Stores.SingleAsync(s => s.Id == Store, Ct);
    }
}
