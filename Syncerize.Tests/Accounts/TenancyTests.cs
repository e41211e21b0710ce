using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Syncerize.Core.Activity;
using Syncerize.Core.Insights;
using Syncerize.Core.Orders;
using Syncerize.Core.Stores;
using Syncerize.Core.Sync;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Accounts;

public sealed class TenancyTests
{
    [Fact]
    public async Task Tenancy_OtherStoresPage_Refused()
    {
        await using var app = await RunningApp.StartAsync();
        var stores = await app.StoresAsync();
        var (mine, other) = (stores[0], stores[1]);
        using var client = await app.SignedInAsync(mine.Id.ToString());

        using var own = await client.GetAsync($"/s/{mine.Id}/dashboard", RunningApp.Ct);
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        Assert.Contains(mine.UniqueKey, await own.Content.ReadAsStringAsync(RunningApp.Ct), StringComparison.Ordinal);
        foreach (var page in new[] { "", "/dashboard", "/products", "/stores", "/orders", "/orders/1", "/activity", "/reports", "/reports/orders.csv", "/reports/products.xlsx", "/reports/stores.html", "/reports/payout.csv?store=1", "/reports/mapping.csv" })
        {
            using var answer = await client.GetAsync($"/s/{other.Id}{page}", RunningApp.Ct);
            var html = await answer.Content.ReadAsStringAsync(RunningApp.Ct);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.Contains("No access to this store", html, StringComparison.Ordinal);
            Assert.DoesNotContain(other.UniqueKey, html, StringComparison.Ordinal);
            Assert.DoesNotContain(other.Name, html, StringComparison.Ordinal);
        }

        using var file = await client.GetAsync($"/s/{mine.Id}/reports/orders.csv?range=all", RunningApp.Ct);
        Assert.Equal((HttpStatusCode.OK, "text/csv"), (file.StatusCode, file.Content.Headers.ContentType!.MediaType));
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition!.DispositionType);
        Assert.StartsWith("Destination order,", await file.Content.ReadAsStringAsync(RunningApp.Ct), StringComparison.Ordinal);
        using var sheet = await client.GetAsync($"/s/{mine.Id}/reports/mapping.xlsx", RunningApp.Ct);
        Assert.Equal((byte)'P', (await sheet.Content.ReadAsByteArrayAsync(RunningApp.Ct))[0]);
        foreach (var (path, status) in new[] { ("orders.csv?store=9999", HttpStatusCode.BadRequest), ("payout.csv", HttpStatusCode.BadRequest), ("orders.pdf", HttpStatusCode.NotFound), ("rubbish.csv", HttpStatusCode.NotFound) })
        {
            using var refused = await client.GetAsync($"/s/{mine.Id}/reports/{path}", RunningApp.Ct);
            Assert.Equal(status, refused.StatusCode);
        }

        using var system = await client.GetAsync("/operator", RunningApp.Ct);
        Assert.Equal(HttpStatusCode.Forbidden, system.StatusCode);

        using var stranger = app.Client();
        using var asked = await stranger.GetAsync($"/s/{mine.Id}/orders", RunningApp.Ct);
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        Assert.Contains("/sign-in", asked.Headers.Location!.ToString(), StringComparison.Ordinal);

        using var chief = await app.SignedInAsync("operator");
        using var seen = await chief.GetAsync($"/s/{other.Id}/dashboard", RunningApp.Ct);
        Assert.Equal(HttpStatusCode.OK, seen.StatusCode);

        // The queries refuse by themselves, whatever page asks.
        var actor = Actor.Of(mine.Id);
        await Assert.ThrowsAsync<AccessRefusedException>(() => app.Services.GetRequiredService<DashboardQuery>().ReadAsync(actor, other.Id, new DashboardAsked(Syncerize.Core.Totals.TotalSide.Destination, RangeAsked.Everything), RunningApp.Ct));
        await Assert.ThrowsAsync<AccessRefusedException>(() => app.Services.GetRequiredService<ActivityQuery>().ReadAsync(actor, other.Id, ActivityLevel.Info, null, 10, RunningApp.Ct));
        await Assert.ThrowsAsync<AccessRefusedException>(() => app.Services.GetRequiredService<PartnerQuery>().ReadAsync(actor, other.Id, RunningApp.Ct));
        await Assert.ThrowsAsync<AccessRefusedException>(() => app.Services.GetRequiredService<ProductList>().SourceAsync(actor, other.Id, new ProductListQuery(ProductTab.All, null, null, 1, 10), RunningApp.Ct));
        await Assert.ThrowsAsync<AccessRefusedException>(() => app.Services.GetRequiredService<OrderList>().ReadAsync(actor, other.Id, OrderTab.NotPushed, new OrderFilter(), OrderPlace.Newest, 10, RunningApp.Ct));
        await Assert.ThrowsAsync<AccessRefusedException>(() => app.Services.GetRequiredService<OrderDetail>().ReadAsync(actor, other.Id, 1, RunningApp.Ct));
    }

    [Fact]
    public async Task SignIn_WithoutTokenOrSandbox_Refused()
    {
        await using var app = await RunningApp.StartAsync();
        using var client = app.Client();
        using var forged = await client.PostAsync("/sign-in/choose", new FormUrlEncodedContent([new("choice", "operator")]), RunningApp.Ct);
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
    }
}
