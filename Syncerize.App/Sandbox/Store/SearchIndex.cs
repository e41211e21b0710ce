namespace Syncerize.App.Sandbox.Store;

/// <summary>
/// What searches see while they lag: every object as it stood before the changes they have not reached yet. Held in memory; after a restart the index has caught up.
/// </summary>
internal sealed class SearchIndex
{
    private readonly Dictionary<(string Type, long Id), List<(DateTimeOffset At, object? Before)>> _past = [];

    /// <summary>Remembers an object as it stood before a change; null where it did not exist.</summary>
    public void Note(string type, long id, DateTimeOffset at, object? before)
    {
        if (!_past.TryGetValue((type, id), out var changes))
        {
            _past[(type, id)] = changes = [];
        }

        changes.Add((at, before));
    }

    /// <summary>Forgets what searches have reached.</summary>
    public void Prune(DateTimeOffset reached)
    {
        foreach (var (key, changes) in _past.ToList())
        {
            changes.RemoveAll(change => change.At <= reached);
            if (changes.Count == 0)
            {
                _past.Remove(key);
            }
        }
    }

    /// <summary>An object as searches see it that have reached a moment; null where they do not know it yet.</summary>
    public T? Seen<T>(string type, long id, T current, DateTimeOffset reached)
        where T : class
    {
        if (_past.TryGetValue((type, id), out var changes))
        {
            foreach (var (at, before) in changes)
            {
                if (at > reached)
                {
                    return (T?)before;
                }
            }
        }

        return current;
    }
}
