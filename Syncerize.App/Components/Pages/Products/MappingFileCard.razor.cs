using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Syncerize.Core;
using Syncerize.Core.Mapping;
using Syncerize.Core.Stores;
using Syncerize.Core.Sync;

namespace Syncerize.App.Components.Pages.Products;

/// <summary>Mapping by file: template, upload, preview, apply, errors by row.</summary>
public partial class MappingFileCard : ComponentBase
{
    private IReadOnlyList<MappingLine> _lines = [];
    private MappingPlan? _plan;
    private FileApplied? _applied;
    private string? _name;
    private string? _problem;
    private bool _busy;

    [Parameter, EditorRequired]
    public StoreId StoreId { get; set; }

    [Parameter, EditorRequired]
    public ConnectionId Connection { get; set; }

    [Parameter, EditorRequired]
    public required string SourceName { get; set; }

    /// <summary>Whoever is signed in, checked again.</summary>
    [Parameter, EditorRequired]
    public required Func<Task<Actor>> ActorOf { get; set; }

    [Parameter]
    public EventCallback OnMapped { get; set; }

    [Inject]
    internal MappingFiles Files { get; set; } = null!;

    private void Forget() => (_lines, _plan, _applied, _problem) = ([], null, null, null);

    private async Task UploadAsync(InputFileChangeEventArgs e)
    {
        Forget();
        _name = e.File.Name;
        if (e.File.Size > MappingCsv.LargestFile)
        {
            _problem = $"“{_name}” is larger than 20 MB. Split it into several files.";
            return;
        }

        _busy = true;
        try
        {
            // The reader wants all of it at once, the browser sends it in pieces.
            using var content = new MemoryStream();
            await using (var stream = e.File.OpenReadStream(MappingCsv.LargestFile))
            {
                await stream.CopyToAsync(content);
            }

            content.Position = 0;
            using var reader = new StreamReader(content);
            var file = MappingCsv.Read(reader);
            _problem = file.Problem;
            if (file.Problem is null)
            {
                _lines = file.Lines;
                _plan = await Files.PreviewAsync(await ActorOf(), Connection, _lines, CancellationToken.None);
            }
        }
        catch (IOException)
        {
            _problem = $"“{_name}” could not be received whole. Upload it again.";
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task ApplyAsync()
    {
        _busy = true;
        try
        {
            _applied = await Files.ApplyAsync(await ActorOf(), Connection, _lines, CancellationToken.None);
            (_lines, _plan) = ([], null);
            await OnMapped.InvokeAsync();
        }
        finally
        {
            _busy = false;
        }
    }
}
