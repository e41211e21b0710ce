using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Syncerize.App.Hosting;
using Syncerize.Core.Data;
using Syncerize.Core.Stores;
using Syncerize.Tests.Architecture;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Browser;

/// <summary>Every page in both themes, judged by axe against WCAG 2.2 AA: no finding.</summary>
[Collection(BrowserTests.Name)]
public sealed class AccessibilityTests(SharedApp shared)
{
    private const string Run = "async () => (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })).violations"
        + ".map(v => v.id + ': ' + v.help + '\\n' + v.nodes.slice(0, 4).map(n => '    ' + n.target.join(' ') + '  ' + n.failureSummary.split('\\n').slice(1).join(' ')).join('\\n'))";

    [Fact]
    public async Task EveryPage_LightAndDark_NoFindings()
    {
        OpenBrowser.SkipWithout();
        var app = await shared.RunningAsync();
        var stores = await app.StoresAsync();
        var destination = stores.Single(s => s.Roles == StoreRoles.Destination);
        Store source;
        await using (var db = await app.Services.GetRequiredService<IDbContextFactory<SyncerizeDb>>().CreateDbContextAsync(RunningApp.Ct))
        {
            var connected = await db.Connections.Select(c => c.SourceId).FirstAsync(RunningApp.Ct);
            source = stores.Single(s => s.Id == connected);
        }

        await using var browser = await OpenBrowser.OnAsync(app);
        var findings = new List<string>();
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            var page = await browser.WindowAsync(scheme);
            foreach (var path in new[] { "/sign-in", "/status/404", "/status/403" })
            {
                await CheckAsync(page, path, null);
            }

            await OpenBrowser.SignInAsync(page, destination);
            await OpenBrowser.FilledAsync(page, destination);
            await OpenBrowser.GoAsync(page, $"/s/{destination.Id}/orders?tab=pushed");
            var order = await page.Locator("tbody .row-link").First.GetAttributeAsync("href");
            foreach (var path in new[] { "dashboard", "products?tab=synced", "products?tab=unsynced", "stores", "stores/1", "orders?tab=not-pushed", "orders?tab=pushed", "orders/1", "activity", "settings", "settings/sync/1" })
            {
                await CheckAsync(page, $"/s/{destination.Id}/{path}", null);
            }

            await CheckAsync(page, order!, null);
            await CheckAsync(page, $"/s/{destination.Id}/products?tab=synced", async () =>
            {
                await page.Locator(".row-link").First.ClickAsync();
                await page.Locator(".drawer .variant summary").First.ClickAsync();
            });
            await CheckAsync(page, $"/s/{destination.Id}/products?tab=unsynced", () => page.Locator("th input[type=checkbox]").CheckAsync());
            await CheckAsync(page, $"/s/{destination.Id}/stores", async () =>
            {
                await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Add new store" }).First.ClickAsync();
                await page.Locator("#unique-key").WaitForAsync();
            });
            await CheckAsync(page, $"/s/{destination.Id}/settings", async () =>
            {
                await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Add a rate" }).ClickAsync();
                await page.Locator(".rate-value").FillAsync("0");
                await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Save the rate" }).ClickAsync();
                await page.Locator(".form-error").WaitForAsync();
                await page.Locator("summary[aria-label=Account]").ClickAsync();
            });

            await CheckAsync(page, $"/s/{destination.Id}/sandbox?shop=harbour-home", null);
            foreach (var (button, filled) in new[] { (".shop .shop-part .button", ".desk-found .button"), (".shop-stock .icon-button", ".desk-number") })
            {
                await CheckAsync(page, $"/s/{destination.Id}/sandbox", async () =>
                {
                    await page.Locator(button).First.ClickAsync();
                    await page.GetByRole(AriaRole.Dialog).Locator(filled).First.WaitForAsync();
                });
            }

            await OpenBrowser.SignInAsync(page, source);
            foreach (var path in new[] { "dashboard", "products?tab=all", "stores", "stores/1", "orders?tab=unfulfilled", "activity", "settings", "sandbox" })
            {
                await CheckAsync(page, $"/s/{source.Id}/{path}", null);
            }

            await CheckAsync(page, $"/s/{destination.Id}/orders", null);
            await OpenBrowser.SignInAsync(page, null);
            await CheckAsync(page, "/operator", null);
            await CheckAsync(page, "/sandbox", null);
            await page.Context.CloseAsync();

            async Task CheckAsync(IPage window, string path, Func<Task>? act)
            {
                await OpenBrowser.GoAsync(window, path);
                if (act is not null)
                {
                    await act();
                }

                Assert.Equal(scheme == ColorScheme.Dark ? "dark" : "light", await window.EvaluateAsync<string>("document.documentElement.dataset.theme"));
                findings.AddRange((await JudgeAsync(window)).Select(f => $"{scheme} {path}{(act is null ? "" : " (acted)")}: {f}"));
            }
        }

        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }

    [Fact]
    public async Task StartPage_LightAndDark_NoFindingsAndItFollowsTheStart()
    {
        OpenBrowser.SkipWithout();
        await using var browser = await OpenBrowser.OnAsync(await shared.RunningAsync());
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Services.AddSingleton<StartProgress>();
            builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
            await using var starting = builder.Build();
            starting.UseStartPage();
            starting.MapGet("/", () => Results.Text("<p>The page</p>", "text/html"));
            await starting.StartAsync(RunningApp.Ct);
            var progress = starting.Services.GetRequiredService<StartProgress>();
            progress.Report("Filling the shelves", 40);

            var page = await browser.WindowAsync(scheme);
            await page.GotoAsync(ServerAddress.Own(starting.Services)!.ToString());
            Assert.Empty(await JudgeAsync(page));
            progress.Report("Booking old orders", 60);
            await Assertions.Expect(page.Locator("p")).ToHaveTextAsync("Booking old orders");
            await Assertions.Expect(page.Locator("progress")).ToHaveAttributeAsync("value", "60");
            progress.Finish();
            await Assertions.Expect(page.Locator("p")).ToHaveTextAsync("The page");
            await page.Context.CloseAsync();
        }
    }

    private static async Task<IReadOnlyList<string>> JudgeAsync(IPage page)
    {
        await page.EvaluateAsync(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "Syncerize.App", "node_modules", "axe-core", "axe.min.js"), RunningApp.Ct));
        return [.. (await page.EvaluateAsync<JsonElement>(Run)).EnumerateArray().Select(f => f.GetString()!)];
    }
}
