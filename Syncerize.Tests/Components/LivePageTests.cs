using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
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
}
