namespace Syncerize.Core.Data;

/// <summary>An asynchronous lock with two queues: whoever is urgent goes before whoever is not.</summary>
internal sealed class PriorityGate
{
    private readonly Lock _lock = new();
    private readonly LinkedList<TaskCompletionSource<Releaser>>[] _queues = [new(), new()];
    private bool _taken;

    public async ValueTask<Releaser> EnterAsync(WriteUrgency urgency, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        TaskCompletionSource<Releaser> waiter;
        LinkedListNode<TaskCompletionSource<Releaser>> node;
        lock (_lock)
        {
            if (!_taken)
            {
                _taken = true;
                return new Releaser(this);
            }

            waiter = new(TaskCreationOptions.RunContinuationsAsynchronously);
            node = _queues[(int)urgency].AddLast(waiter);
        }

        await using var registration = ct.Register(() =>
        {
            lock (_lock)
            {
                if (node.List is { } list)
                {
                    list.Remove(node);
                    waiter.TrySetCanceled(ct);
                }
            }
        });
        return await waiter.Task;
    }

    private void Leave()
    {
        lock (_lock)
        {
            foreach (var queue in _queues)
            {
                if (queue.First is { } next)
                {
                    queue.RemoveFirst();
                    next.Value.SetResult(new Releaser(this));
                    return;
                }
            }

            _taken = false;
        }
    }

    internal readonly struct Releaser(PriorityGate gate) : IDisposable
    {
        public void Dispose() => gate.Leave();
    }
}
