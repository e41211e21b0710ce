using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.EntityFrameworkCore;
using Syncerize.App.Components.Layout;
using Syncerize.App.Components.Pages.Notifications;
using Syncerize.App.Components.Pages.Settings;
using Syncerize.App.Components.Shared;
using Syncerize.Core;
using Syncerize.Core.Activity;
using Syncerize.Core.Operations;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Components;

/// <summary>The bell, the notification centre and the mail settings.</summary>
public sealed class NotificationPageTests
{
    [Fact]
    public async Task Bell_NewNotice_CountsLinksAndIsRead()
    {
        await using var context = await PageContext.CreateAsync();
        var bell = context.Render<NotificationBell>(p => p.Add(b => b.StoreId, 1).Add(b => b.Zone, "UTC"));
        Assert.Empty(bell.FindAll(".bell-count"));
        Assert.Contains("Nothing needs you.", bell.Markup, StringComparison.Ordinal);

        await NotifyAsync(context, "a", "Order #1042 needs a person.", order: 500);
        bell.WaitForAssertion(() => Assert.Equal("1", bell.Find(".bell-count").TextContent), TimeSpan.FromSeconds(10));
        Assert.Equal("Notifications, 1 unread", bell.Find("summary").GetAttribute("aria-label"));
        Assert.Equal("/s/1/orders/500", bell.Find(".notice-row").GetAttribute("href"));

        await bell.Find("button.menu-item").ClickAsync(new MouseEventArgs());
        bell.WaitForAssertion(() => Assert.Empty(bell.FindAll(".bell-count")), TimeSpan.FromSeconds(10));
        Assert.Single(bell.FindAll(".notice-row"));
    }

    [Fact]
    public async Task Notices_EmptyNormalLiveAndUnread_EachAsItShould()
    {
        await using var context = await PageContext.CreateAsync();
        var page = context.PageOf<NoticesPage, NoticeList>(PageContext.Destination);
        Assert.Contains("Nothing needs you", page.Markup, StringComparison.Ordinal);
        await context.WriteAsync((write, _) =>
        {
            for (var i = 0; i < 35; i++)
            {
                write.Notify(PageContext.Destination, NoticeKind.PushParked, ActivityLevel.Critical, $"k{i}", $"Notice {i}.", new ConnectionId(1));
            }

            return Task.CompletedTask;
        });

        page.WaitForAssertion(() => Assert.Equal(30, page.FindAll(".notice-row").Count), TimeSpan.FromSeconds(10));
        Assert.Equal("/s/1/stores/1", page.Find(".notice-row").GetAttribute("href"));
        await page.FindAll("button").Single(b => b.TextContent == "Show older").ClickAsync(new MouseEventArgs());
        page.WaitForAssertion(() => Assert.Equal(35, page.FindAll(".notice-row").Count), TimeSpan.FromSeconds(10));

        await page.FindAll("button").Single(b => b.TextContent == "Mark all as read").ClickAsync(new MouseEventArgs());
        var unread = context.PageOf<NoticesPage, NoticeList>(PageContext.Destination, "show=unread");
        Assert.Contains("Everything is read", unread.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Notices_ReadFails_BoundaryShowsIt()
    {
        await using var context = await PageContext.CreateAsync();
        await context.WriteAsync((write, ct) => write.Db.Database.ExecuteSqlRawAsync("DROP TABLE Notices", ct));
        var page = context.Render<ErrorBoundary>(p => p
            .Add(b => b.ChildContent, builder =>
            {
                builder.OpenComponent<NoticesPage>(0);
                builder.AddComponentParameter(1, nameof(NoticesPage.StoreId), 1);
                builder.CloseComponent();
            })
            .Add(b => b.ErrorContent, _ => builder =>
            {
                builder.OpenComponent<Failing>(0);
                builder.CloseComponent();
            }));
        Assert.Contains("This page could not be shown", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MailSettings_SwitchedOnWithoutAddress_AskForItThenSave()
    {
        await using var context = await PageContext.CreateAsync();
        var card = context.PageOf<MailCard, MailReading>(PageContext.Destination);
        Assert.Contains("no mail server yet", card.Markup, StringComparison.Ordinal);
        await card.Find("input[role=switch]").ChangeAsync(new ChangeEventArgs { Value = true });
        await card.FindAll("button").Single(b => b.TextContent == "Save").ClickAsync(new MouseEventArgs());
        Assert.Contains("Enter the address that mail should go to.", card.Find("[role=alert]").TextContent, StringComparison.Ordinal);

        await card.Find("input[type=email]").ChangeAsync(new ChangeEventArgs { Value = "ada@example.com" });
        await card.FindAll(".mail-kind input")[5].ChangeAsync(new ChangeEventArgs { Value = false });
        await card.Find("select").ChangeAsync(new ChangeEventArgs { Value = "Daily" });
        await card.FindAll("button").Single(b => b.TextContent == "Save").ClickAsync(new MouseEventArgs());
        await using var db = context.Database.CreateDbContext();
        var saved = await db.NotificationSettings.SingleAsync(TestDatabase.Ct);
        Assert.Equal((true, "ada@example.com", MailFrequency.Daily), (saved.MailOn, saved.Address, saved.Frequency));
        Assert.Equal([NoticeKind.Drift], saved.Muted);

        await card.FindAll("button").Single(b => b.TextContent == "Send a test mail").ClickAsync(new MouseEventArgs());
        Assert.Single(Directory.GetFiles(Path.Combine(context.Database.Folder, "mail"), "*.eml"));
    }

    private static Task NotifyAsync(PageContext context, string key, string sentence, long? order = null, int? connection = null) => context.WriteAsync((write, _) =>
    {
        write.Notify(PageContext.Destination, NoticeKind.PushParked, ActivityLevel.Critical, key, sentence, connection is { } c ? new ConnectionId(c) : null, order);
        return Task.CompletedTask;
    });
}
