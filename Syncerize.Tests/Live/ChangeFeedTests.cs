using Microsoft.Extensions.Time.Testing;
using Syncerize.Core;
using Syncerize.Core.Live;

namespace Syncerize.Tests.Live;

public sealed class ChangeFeedTests
{
    private static readonly StoreId Store = new(1);

    private readonly ChangeFeed _feed = new(new FakeTimeProvider());

    [Fact]
    public void HasChangedSince_OnlyItsStoresTopicsAfterTheMark()
    {
        _feed.Raise(Store, LiveTopic.Orders);
        var mark = _feed.Mark();
        Assert.False(_feed.HasChangedSince(mark, Store, LiveTopic.All));

        _feed.Raise(Store, LiveTopic.Stock);
        _feed.Raise(new StoreId(2), LiveTopic.Orders);
        Assert.False(_feed.HasChangedSince(mark, Store, LiveTopic.Orders | LiveTopic.Stores));
        Assert.True(_feed.HasChangedSince(mark, Store, LiveTopic.Orders | LiveTopic.Stock));
        Assert.True(_feed.HasChangedSince(mark, new StoreId(2), LiveTopic.All));
        Assert.False(_feed.HasChangedSince(_feed.Mark(), Store, LiveTopic.All));
    }

    [Fact]
    public void HasChangedSince_MarkOfAnotherRun_IsTakenAsChanged() =>
        Assert.True(_feed.HasChangedSince(new ChangeFeed(new FakeTimeProvider()).Mark(), Store, LiveTopic.Orders));
}
