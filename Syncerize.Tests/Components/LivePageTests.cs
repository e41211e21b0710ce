using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Syncerize.App.Components;
using Syncerize.App.Components.Layout;
using Syncerize.App.Components.Shared;
using Syncerize.Core.Live;
using Syncerize.Core.Stores;

namespace Syncerize.Tests.Components;

/// <summary>A circuit takes over what prerendering read; what changed between the two must not be lost.</summary>
public sealed class LivePageTests
{
    [Fact]
    public async Task TakeOver_NothingChanged_IsNotReadAgain()
    {
        await using var context = await PageContext.CreateAsync();
        var page = TakeOver(context, context.Database.Feed.Mark());
        Assert.Equal("prerendered", page.Markup);
    }

    [Fact]
    public async Task TakeOver_ChangedBeforeTheCircuitSubscribed_IsReadAgain()
    {
        await using var context = await PageContext.CreateAsync();
        var mark = context.Database.Feed.Mark();
        await context.WriteAsync((write, _) =>
        {
            write.Changed(PageContext.Destination, LiveTopic.Orders);
            return Task.CompletedTask;
        });
        Assert.Equal("read", TakeOver(context, mark).Markup);
    }

    [Fact]
    public async Task TakeOver_AnotherStoreOrTopicChanged_IsNotReadAgain()
    {
        await using var context = await PageContext.CreateAsync();
        var mark = context.Database.Feed.Mark();
        await context.WriteAsync((write, _) =>
        {
            write.Changed(PageContext.Source, LiveTopic.Orders);
            write.Changed(PageContext.Destination, LiveTopic.Activity);
            return Task.CompletedTask;
        });
        Assert.Equal("prerendered", TakeOver(context, mark).Markup);
    }

    [Fact]
    public async Task Parameters_SetAgainAfterTheTakeOver_KeepWhatWasReadMeanwhile()
    {
        var handedOver = new HandedOver();
        await using (var prerendering = await PageContext.CreateAsync(HandedOver.Register))
        {
            Assert.Equal("prerendered", Named(prerendering, "prerendered").Markup);
            await handedOver.LeaveAsync(prerendering);
        }

        await using var circuit = await PageContext.CreateAsync(HandedOver.Register);
        await handedOver.TakeAsync(circuit);

        // The mark is of another run, so the circuit reads again; then the layout hands down a new summary.
        var page = Named(circuit, "read again");
        Assert.Equal("read again", page.Markup);
        page.Render(p => p.Add(x => x.Name, "not asked for"));
        Assert.Equal("read again", page.Markup);
    }

    [Fact]
    public async Task Layout_GivenAnotherPageAfterTheTakeOver_KeepsTheSummaryReadMeanwhile()
    {
        var handedOver = new HandedOver();
        await using (var prerendering = await PageContext.CreateAsync(HandedOver.Register))
        {
            Assert.Equal("Harbour Home", Layout(prerendering).Instance.Summary?.Name);
            await handedOver.LeaveAsync(prerendering);
        }

        await using var circuit = await PageContext.CreateAsync(HandedOver.Register);
        await handedOver.TakeAsync(circuit);
        await circuit.WriteAsync(async (write, ct) => (await write.Db.Stores.SingleAsync(s => s.Id == PageContext.Destination, ct)).Name = "Harbour House");
        var layout = Layout(circuit);
        layout.WaitForAssertion(() => Assert.Equal("Harbour House", layout.Instance.Summary?.Name));
        layout.Render(p => p.Add(x => x.Body, "<p>Another page</p>"));
        Assert.Equal("Harbour House", layout.Instance.Summary?.Name);
    }

    private static IRenderedComponent<NamedPage> Named(PageContext context, string name) =>
        context.Render<NamedPage>(p => p.Add(x => x.StoreId, PageContext.Destination.Value).Add(x => x.Name, name));

    private static IRenderedComponent<MainLayout> Layout(PageContext context)
    {
        context.Services.GetRequiredService<NavigationManager>().NavigateTo(Urls.Stores(PageContext.Destination));
        return context.Render<MainLayout>(p => p.Add(x => x.Body, "<p>A page</p>"));
    }

    private static IRenderedComponent<TakenOver> TakeOver(PageContext context, LiveMark mark) =>
        context.Render<TakenOver>(p => p.Add(x => x.StoreId, PageContext.Destination.Value).Add(x => x.Mark, mark));

    /// <summary>A page as the circuit gets it: with a model already.</summary>
    internal sealed class TakenOver : LivePage<string>
    {
        [Parameter]
        public LiveMark? Mark { get; set; }

        protected override LiveTopic Topics => LiveTopic.Orders | LiveTopic.Stores;

        protected override void OnInitialized() => (Model, ReadAt) = ("prerendered", Mark);

        protected override Task<string> ReadAsync(Actor actor, CancellationToken ct) => Task.FromResult("read");

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, Model);
    }

    /// <summary>Reads its parameter.</summary>
    internal sealed class NamedPage : LivePage<string>
    {
        [Parameter]
        public string Name { get; set; } = "";

        protected override LiveTopic Topics => LiveTopic.Orders;

        protected override Task<string> ReadAsync(Actor actor, CancellationToken ct) => Task.FromResult(Name);

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, Model);
    }
}
