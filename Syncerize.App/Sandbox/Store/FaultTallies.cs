namespace Syncerize.App.Sandbox.Store;

/// <summary>What can go wrong on purpose.</summary>
public enum FaultKind
{
    /// <summary>Refused for want of points.</summary>
    Throttle,

    /// <summary>Answered 503.</summary>
    ServerErrors,

    /// <summary>Done, but not answered.</summary>
    LostAnswers,

    /// <summary>Answered late.</summary>
    Slow,

    /// <summary>Searched in the past.</summary>
    SearchLag,

    /// <summary>Webhooks that were never sent.</summary>
    WebhooksDropped,

    /// <summary>Webhooks sent twice.</summary>
    WebhooksDoubled,

    /// <summary>Webhooks that overtook others.</summary>
    WebhooksReordered,

    /// <summary>Answered 401.</summary>
    TokenRevoked,
}

/// <summary>How often something went wrong since the last reset.</summary>
/// <param name="Count">Requests or webhooks that met it.</param>
/// <param name="LastAt">The last of them.</param>
/// <param name="LastWhat">The operation or topic of the last.</param>
/// <param name="WebhookId">The id of the last webhook, for those who look whether it arrived.</param>
public sealed record FaultTally(long Count, DateTimeOffset LastAt, string LastWhat, string? WebhookId = null);

/// <summary>What goes wrong with one request; counts were used up.</summary>
internal readonly record struct RequestFault(TimeSpan Delay, bool ServerError, bool Throttle, bool LoseAnswer)
{
    public bool IsAny => Delay > TimeSpan.Zero || ServerError || Throttle || LoseAnswer;
}
