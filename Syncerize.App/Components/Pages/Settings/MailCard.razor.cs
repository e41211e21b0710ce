using Microsoft.AspNetCore.Components;
using MudBlazor;
using Syncerize.App.Components.Shared;
using Syncerize.Core.Live;
using Syncerize.Core.Operations;
using Syncerize.Core.Stores;

namespace Syncerize.App.Components.Pages.Settings;

/// <summary>Which mail the people of a store get. What was typed stays until it is saved, whatever moves meanwhile.</summary>
public partial class MailCard : LivePage<MailReading>
{
    private bool _busy;
    private bool _changed;
    private string? _problem;
    private MailChoice? _edited;

    [Inject]
    internal Syncerize.Core.Operations.Notifications Center { get; set; } = null!;

    [Inject]
    internal ISnackbar Snackbar { get; set; } = null!;

    protected override LiveTopic Topics => LiveTopic.Activity;

    private MailChoice? Shown => _edited ?? Model?.Choice;

    protected override Task<MailReading> ReadAsync(Actor actor, CancellationToken ct) => Center.MailAsync(actor, Store, ct);

    private void Change(MailChoice choice)
    {
        (_edited, _changed, _problem) = (choice, true, null);
    }

    private async Task SwitchAsync(bool on)
    {
        Change(Shown! with { MailOn = on });
        if (!on || !string.IsNullOrWhiteSpace(Shown!.Address))
        {
            await SaveAsync();
        }
    }

    private Task SaveAsync() => DoAsync(async actor =>
    {
        _problem = await Center.SaveMailAsync(actor, Store, Shown!, Gone);
        if (_problem is null)
        {
            (_edited, _changed) = (null, false);
            await RefreshAsync();
            Snackbar.Add(Model!.Choice.MailOn ? $"Mail goes to {Model.Choice.Address}." : "No mail is sent.", Severity.Success);
        }
    });

    private Task TryAsync() => DoAsync(async actor =>
    {
        var (sent, sentence) = await Center.TryMailAsync(actor, Store, Shown!.Address, Gone);
        _problem = sent ? null : sentence;
        if (sent)
        {
            Snackbar.Add(sentence, Severity.Success);
        }
    });

    private async Task DoAsync(Func<Actor, Task> command)
    {
        _busy = true;
        try
        {
            await command(await ActorAsync());
        }
        finally
        {
            _busy = false;
        }
    }
}
