using Microsoft.AspNetCore.Components;
using Syncerize.App.Components.Shared;
using Syncerize.Core.Live;
using Syncerize.Core.Operations;
using Syncerize.Core.Stores;

namespace Syncerize.App.Components.Pages.Notifications;

/// <summary>The notification centre of a store.</summary>
public partial class NoticesPage : LivePage<NoticeList>
{
    private const int PageSize = 30;

    private int _shown = PageSize;

    [Inject]
    internal Syncerize.Core.Operations.Notifications Center { get; set; } = null!;

    [SupplyParameterFromQuery]
    public string? Show { get; set; }

    protected override LiveTopic Topics => LiveTopic.Activity;

    protected override object Asked => (StoreId, OnlyUnread);

    private bool OnlyUnread => Show == "unread";

    protected override Task<NoticeList> ReadAsync(Actor actor, CancellationToken ct) => Center.ReadAsync(actor, Store, OnlyUnread, olderThan: null, _shown, ct);

    private async Task OpenedAsync(NoticeRow row) => await Center.MarkReadAsync(await ActorAsync(), Store, row.Id, andOlder: false, Gone);

    private async Task AllReadAsync()
    {
        await Center.MarkReadAsync(await ActorAsync(), Store, Model!.Rows[0].Id, andOlder: true, Gone);
        await RefreshAsync();
    }

    private async Task OlderAsync()
    {
        _shown += PageSize;
        await RefreshAsync();
    }
}
