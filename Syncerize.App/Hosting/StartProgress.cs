namespace Syncerize.App.Hosting;

/// <summary>A step of the start, for the start page.</summary>
/// <param name="Sentence">What is done now.</param>
/// <param name="Percent">How far the whole is.</param>
internal sealed record StartStep(string Sentence, int Percent);

/// <summary>How far the start is; the start page and the health endpoint look at it.</summary>
internal sealed class StartProgress
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile StartStep _step = new("Starting", 0);
    private volatile string? _failure;

    /// <summary>The current step.</summary>
    public StartStep Step => _step;

    /// <summary>Whether the pages may be shown.</summary>
    public bool IsReady => _ready.Task.IsCompletedSuccessfully;

    /// <summary>Why the start did not succeed; null while it has not failed.</summary>
    public string? Failure => _failure;

    /// <summary>Ends when the pages may be shown.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Says what is done now.</summary>
    public void Report(string sentence, int percent) => _step = new StartStep(sentence, percent);

    /// <summary>Everything is there.</summary>
    public void Finish()
    {
        _step = new StartStep("Ready", 100);
        _ready.TrySetResult();
    }

    /// <summary>It cannot succeed; waiters get the sentence as an error.</summary>
    public void Fail(string sentence)
    {
        _failure = sentence;
        _ready.TrySetException(new InvalidOperationException(sentence));
    }
}
