namespace Syncerize.Core.Connections;

/// <summary>What people do to a connection.</summary>
public enum ConnectionAction
{
    /// <summary>The destination (or the source, of an invitation) connects.</summary>
    Connect,

    /// <summary>Either side stops it for a while.</summary>
    Pause,

    /// <summary>Ends a pause.</summary>
    Resume,

    /// <summary>The source stops it.</summary>
    Block,

    /// <summary>The source ends its block.</summary>
    Unblock,

    /// <summary>The destination ends it, or takes its request back.</summary>
    Disconnect,

    /// <summary>The source lets a waiting destination in.</summary>
    Approve,

    /// <summary>The source refuses a waiting destination.</summary>
    Decline,
}

/// <summary>The state machine of a connection. Pure.</summary>
public static class ConnectionStates
{
    /// <summary>Where an action leads, or null where it is not possible.</summary>
    public static ConnectionState? Next(ConnectionState from, ConnectionAction action) => (from, action) switch
    {
        (ConnectionState.Disconnected, ConnectionAction.Connect) => ConnectionState.Connected,
        (ConnectionState.Pending, ConnectionAction.Approve) => ConnectionState.Connected,
        (ConnectionState.Pending, ConnectionAction.Decline) => ConnectionState.Disconnected,
        (ConnectionState.Connected, ConnectionAction.Pause) => ConnectionState.Paused,
        (ConnectionState.Paused, ConnectionAction.Resume) => ConnectionState.Connected,
        (ConnectionState.Connected or ConnectionState.Paused, ConnectionAction.Block) => ConnectionState.Blocked,
        (ConnectionState.Blocked, ConnectionAction.Unblock) => ConnectionState.Connected,
        (ConnectionState.Connected or ConnectionState.Paused or ConnectionState.Pending, ConnectionAction.Disconnect) => ConnectionState.Disconnected,
        _ => null,
    };

    /// <summary>Whether products sync and orders push.</summary>
    public static bool Works(ConnectionState state) => state == ConnectionState.Connected;

    /// <summary>For people.</summary>
    public static string Describe(ConnectionState state) => state switch
    {
        ConnectionState.Pending => "Waits for the source's approval",
        ConnectionState.Connected => "Connected",
        ConnectionState.Paused => "Paused",
        ConnectionState.Blocked => "Blocked by the source",
        _ => "Disconnected",
    };
}
