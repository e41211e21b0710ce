namespace Syncerize.App.Sandbox.Model;

/// <summary>What a <see cref="SimToken"/> is good for.</summary>
internal enum SimTokenKind
{
    /// <summary>An authorization code: exchanged once, within minutes.</summary>
    Code,

    /// <summary>An access token that expires.</summary>
    Access,

    /// <summary>Gets the next access token, and is itself replaced by the next refresh token.</summary>
    Refresh,
}

/// <summary>Something the app was given to prove that it may act on the shop.</summary>
internal sealed class SimToken
{
    public required string Value { get; set; }

    public SimTokenKind Kind { get; set; }

    public List<string> Scopes { get; set; } = [];

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>A refresh token's first use; it may be used again, for a lost answer, until its successor is used.</summary>
    public DateTimeOffset? UsedAt { get; set; }

    /// <summary>A refresh token: the one it took the place of, which it retires when it is used.</summary>
    public string? Replaces { get; set; }
}
