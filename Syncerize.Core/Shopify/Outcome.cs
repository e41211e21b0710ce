namespace Syncerize.Core.Shopify;

/// <summary>What one call told about itself, for activity, logs and support.</summary>
/// <param name="Operation">The document's name, such as <c>InventorySet</c>.</param>
/// <param name="RequestId">Shopify's <c>X-Request-Id</c>, or null where no answer came.</param>
/// <param name="BegunAt">When the request was begun, UTC. A reading is at least as new as this.</param>
/// <param name="Cost">The actual query cost in points, where stated.</param>
public sealed record CallTrace(string Operation, string? RequestId, DateTimeOffset BegunAt, int? Cost);

/// <summary>One of Shopify's <c>userErrors</c>.</summary>
/// <param name="Code">Shopify's code, or null: plain <c>UserError</c> has none.</param>
/// <param name="Field">The path of the input it speaks of; empty where Shopify gave none.</param>
/// <param name="Message">Shopify's text, for people only; nothing may match on it.</param>
public sealed record UserError(string? Code, IReadOnlyList<string> Field, string Message);

/// <summary>The closed set of what a call to Shopify can end in. One classifier makes it.</summary>
/// <typeparam name="T">What a successful call gives.</typeparam>
public abstract record Outcome<T>
{
    private Outcome(CallTrace trace) => Trace = trace;

    /// <summary>The call this came from.</summary>
    public CallTrace Trace { get; init; }

    /// <summary>It was done and this is the answer.</summary>
    public sealed record Done(T Value, CallTrace Trace) : Outcome<T>(Trace);

    /// <summary>Shopify refused the input; nothing was changed.</summary>
    public sealed record Rejected(IReadOnlyList<UserError> Errors, CallTrace Trace) : Outcome<T>(Trace);

    /// <summary>The shop's budget is used up; nothing was done. Try again at <paramref name="Until"/>.</summary>
    public sealed record Throttled(DateTimeOffset Until, CallTrace Trace) : Outcome<T>(Trace);

    /// <summary>A compare-and-set found another value; nothing of the batch was written.</summary>
    /// <param name="Rows">Indexes into the batch that was sent.</param>
    /// <param name="Trace">The call.</param>
    public sealed record Conflict(IReadOnlyList<int> Rows, CallTrace Trace) : Outcome<T>(Trace);

    /// <summary>What the call speaks of does not exist there.</summary>
    public sealed record NotFound(string Sentence, CallTrace Trace) : Outcome<T>(Trace);

    /// <summary>The shop does not accept our token, or a scope is missing, or the shop is closed to us.</summary>
    public sealed record Unauthorized(string Sentence, CallTrace Trace) : Outcome<T>(Trace);

    /// <summary>Nothing reached Shopify, or Shopify said that nothing was done (5xx on a read, no connection).</summary>
    public sealed record Unreachable(string Sentence, CallTrace Trace) : Outcome<T>(Trace);

    /// <summary>A write was sent and no answer came: it may or may not have happened. Never repeated blindly.</summary>
    public sealed record Unknown(string Sentence, CallTrace Trace) : Outcome<T>(Trace);

    /// <summary>Our request was wrong (invalid document, missing argument) or the answer could not be read.</summary>
    public sealed record Bug(string Sentence, CallTrace Trace) : Outcome<T>(Trace);

    /// <summary>The same failure for another result type.</summary>
    /// <exception cref="InvalidOperationException">This is <see cref="Done"/>.</exception>
    public Outcome<TOther> As<TOther>() => this switch
    {
        Rejected x => new Outcome<TOther>.Rejected(x.Errors, x.Trace),
        Throttled x => new Outcome<TOther>.Throttled(x.Until, x.Trace),
        Conflict x => new Outcome<TOther>.Conflict(x.Rows, x.Trace),
        NotFound x => new Outcome<TOther>.NotFound(x.Sentence, x.Trace),
        Unauthorized x => new Outcome<TOther>.Unauthorized(x.Sentence, x.Trace),
        Unreachable x => new Outcome<TOther>.Unreachable(x.Sentence, x.Trace),
        Unknown x => new Outcome<TOther>.Unknown(x.Sentence, x.Trace),
        Bug x => new Outcome<TOther>.Bug(x.Sentence, x.Trace),
        _ => throw new InvalidOperationException("A finished call has a value, not a failure."),
    };

    /// <summary>Maps the value of a finished call; a failure passes through.</summary>
    public Outcome<TOther> Map<TOther>(Func<T, TOther> map) => this is Done done ? new Outcome<TOther>.Done(map(done.Value), Trace) : As<TOther>();

    /// <summary>A sentence for people: what happened.</summary>
    public string Describe() => this switch
    {
        Done => "Done.",
        Rejected x => "Shopify refused: " + string.Join("; ", x.Errors.Select(e => e.Message)),
        Throttled => "Shopify asked us to slow down; it goes on by itself.",
        Conflict => "The value changed at Shopify in the meantime; it is read again.",
        NotFound x => x.Sentence,
        Unauthorized x => x.Sentence,
        Unreachable x => x.Sentence,
        Unknown x => x.Sentence,
        Bug x => x.Sentence,
        _ => string.Empty,
    };
}
