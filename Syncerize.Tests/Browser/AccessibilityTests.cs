using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Syncerize.Core.Data;
using Syncerize.Core.Stores;
using Syncerize.Tests.Architecture;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Browser;

/// <summary>Every page in both themes, judged by axe against WCAG 2.2 AA: no finding.</summary>
[Collection(BrowserTests.Name)]
public sealed class AccessibilityTests
{
    private const string Run = "async () => (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })).violations"
        + ".map(v => v.id + ': ' + v.help + '\\n' + v.nodes.slice(0, 4).map(n => '    ' + n.target.join(' ') + '  ' + n.failureSummary.split('\\n').slice(1).join(' ')).join('\\n'))";

    [Fact]
    public async Task EveryPage_LightAndDark_NoFindings()
    {
        OpenBrowser.SkipWithout();
        var axe = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "Syncerize.App", "node_modules", "axe-core", "axe.min.js"), RunningApp.Ct);
        await using var app = await RunningApp.StartAsync();
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

            await OpenBrowser.SignInAsync(page, source);
            foreach (var path in new[] { "dashboard", "products?tab=all", "stores", "stores/1", "orders?tab=unfulfilled", "activity", "settings" })
            {
                await CheckAsync(page, $"/s/{source.Id}/{path}", null);
            }

            await CheckAsync(page, $"/s/{destination.Id}/orders", null);
            await OpenBrowser.SignInAsync(page, null);
            await CheckAsync(page, "/operator", null);
            await page.Context.CloseAsync();

            async Task CheckAsync(IPage window, string path, Func<Task>? act)
            {
                await OpenBrowser.GoAsync(window, path);
                if (act is not null)
                {
                    await act();
                }

                Assert.Equal(scheme == ColorScheme.Dark ? "dark" : "light", await window.EvaluateAsync<string>("document.documentElement.dataset.theme"));
                await window.EvaluateAsync(axe);
                var found = await window.EvaluateAsync<JsonElement>(Run);
                findings.AddRange(found.EnumerateArray().Select(f => $"{scheme} {path}{(act is null ? "" : " (acted)")}: {f.GetString()}"));
            }
        }

        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }
}
