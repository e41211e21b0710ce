using System.Buffers;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Syncerize.Core.Shopify;

/// <summary>Sends a document to a store's shop and gives the outcome: credentials, budget, one send, one classification. Retries nothing.</summary>
public sealed class ShopifyClient(
    IShopifyTransport transport, IShopCredentials credentials, ShopThrottle throttle, IOptions<ShopifyOptions> options, TimeProvider time)
{
    /// <summary>Sends a document once.</summary>
    internal async Task<Outcome<TData>> CallAsync<TVariables, TData>(
        StoreId store, ShopifyDocument<TVariables, TData> document, TVariables variables, CallPriority priority, CancellationToken ct)
    {
        var trace = new CallTrace(document.Name, null, time.GetUtcNow(), null);
        if (await credentials.FindAsync(store, ct).ConfigureAwait(false) is not { } access)
        {
            return new Outcome<TData>.Unauthorized("This store has no access to Shopify: the app is not installed there.", trace);
        }

        var body = Body(document, variables);
        var admission = await throttle.EnterAsync(access.Domain, document, priority, ct).ConfigureAwait(false);
        if (admission.RefusedUntil is { } until)
        {
            return new Outcome<TData>.Throttled(until, trace);
        }

        QueryCost? cost = null;
        var sent = true;
        try
        {
            trace = trace with { BegunAt = time.GetUtcNow() };
            var result = await transport.SendAsync(access, body, !document.IsWrite, ct).ConfigureAwait(false);
            sent = result is not TransportResult.NotSent;
            (var outcome, cost) = Classifier.Classify(result, document.IsWrite, trace, document.Data, time.GetUtcNow(), options.Value.DefaultBackOff);
            return outcome;
        }
        finally
        {
            throttle.Leave(access.Domain, document, admission, cost, sent);
        }
    }

    /// <summary>Follows a connection to its end.</summary>
    /// <param name="first">The page already read.</param>
    /// <param name="next">Reads the page after a cursor; a null value means that what holds it is gone.</param>
    /// <param name="trace">The call of the first page.</param>
    internal static async Task<Outcome<IReadOnlyList<TNode>>> FollowAsync<TNode>(
        Wire.Connection<TNode> first, Func<string?, Task<Outcome<Wire.Connection<TNode>?>>> next, CallTrace trace)
        where TNode : class
    {
        if (!first.PageInfo.HasNextPage)
        {
            return new Outcome<IReadOnlyList<TNode>>.Done(first.Nodes, trace);
        }

        var all = new List<TNode>(first.Nodes);
        for (var page = first; page.PageInfo.HasNextPage;)
        {
            var cursor = page.PageInfo.EndCursor;
            var outcome = await next(cursor).ConfigureAwait(false);
            if (outcome is not Outcome<Wire.Connection<TNode>?>.Done done)
            {
                return outcome.As<IReadOnlyList<TNode>>();
            }

            if (done.Value is null)
            {
                return new Outcome<IReadOnlyList<TNode>>.NotFound("It was deleted at Shopify while it was read.", done.Trace);
            }

            page = done.Value;
            all.AddRange(page.Nodes);
            if (page.PageInfo.HasNextPage && page.PageInfo.EndCursor == cursor)
            {
                return new Outcome<IReadOnlyList<TNode>>.Bug($"Shopify gave the same page of {done.Trace.Operation} twice.", done.Trace);
            }
        }

        return new Outcome<IReadOnlyList<TNode>>.Done(all, trace);
    }

    private static ReadOnlyMemory<byte> Body<TVariables, TData>(ShopifyDocument<TVariables, TData> document, TVariables variables)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("query", document.Text);
            writer.WriteString("operationName", document.Name);
            writer.WritePropertyName("variables");
            JsonSerializer.Serialize(writer, variables, document.Variables);
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}

/// <summary>Reading a mutation's payload, and joining the traces of several calls.</summary>
internal static class Payload
{
    /// <summary>The trace before any call was made: it makes no reading new.</summary>
    public static CallTrace NoCall(ShopifyDocument document) => new(document.Name, null, DateTimeOffset.MinValue, null);

    /// <summary>One trace of several calls: as old as the oldest, as dear as all together, with the last request's id.</summary>
    public static CallTrace Join(this CallTrace all, CallTrace next) => next with
    {
        BegunAt = all.BegunAt == DateTimeOffset.MinValue || next.BegunAt < all.BegunAt ? next.BegunAt : all.BegunAt,
        Cost = (all.Cost ?? 0) + (next.Cost ?? 0),
    };

    /// <summary>Takes the result out of a payload. A payload without errors and without a result confirms nothing, so the end is unknown.</summary>
    public static Outcome<TOut> Take<TData, TOut>(this Outcome<TData> outcome, Func<TData, TOut?> take)
        where TOut : class => outcome is Outcome<TData>.Done done
            ? take(done.Value) is { } value ? new Outcome<TOut>.Done(value, done.Trace) : Unconfirmed<TOut>(done.Trace)
            : outcome.As<TOut>();

    /// <summary>The same for a result that is a plain value.</summary>
    public static Outcome<TOut> TakeValue<TData, TOut>(this Outcome<TData> outcome, Func<TData, TOut?> take)
        where TOut : struct => outcome is Outcome<TData>.Done done
            ? take(done.Value) is { } value ? new Outcome<TOut>.Done(value, done.Trace) : Unconfirmed<TOut>(done.Trace)
            : outcome.As<TOut>();

    private static Outcome<TOut>.Unknown Unconfirmed<TOut>(CallTrace trace) => new($"Shopify answered {trace.Operation} without errors and without a result.", trace);
}
