using Syncerize.Core.Data;

namespace Syncerize.Core.Connections;

/// <summary>Told, inside the same write, that a connection's state or settings changed. Implemented below Connections.</summary>
public interface IConnectionFollower
{
    /// <summary>The connection changed.</summary>
    Task ConnectionChangedAsync(Write write, ConnectionId connection, CancellationToken ct);
}
