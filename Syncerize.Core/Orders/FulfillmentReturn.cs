using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Syncerize.Core.Activity;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Shopify;
using Syncerize.Core.Work;

namespace Syncerize.Core.Orders;

/// <summary>Brings the source's shipments of a push back to the lane's (destination) shop, each once: re-reads what is left and what is tracked there, commits that it is
/// about to write, writes. Changed tracking follows.</summary>
public sealed class FulfillmentReturn(
    IDbContextFactory<SyncerizeDb> factory, WriteGate gate, OrderGateway orders, OrderChangeGateway changes, OrderStoring storing, OrderSettlement settlement, IOptions<ShopifyOptions> shopify, TimeProvider time)
    : IWorkHandler
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<WorkOutcome>> HandleAsync(LaneLease lease, IReadOnlyList<WorkItem> batch, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(batch);
        var outcomes = new List<WorkOutcome>();
        foreach (var work in batch)
        {
            outcomes.Add(await ReturnAsync(lease, int.Parse(work.Subject, CultureInfo.InvariantCulture), ct));
        }

        return outcomes;
    }

    private async Task<WorkOutcome> ReturnAsync(LaneLease lease, int pushId, CancellationToken ct)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        var push = await db.OrderPushes.Include(p => p.Lines).SingleOrDefaultAsync(p => p.Id == pushId && p.DestinationStoreId == lease.Store, ct);
        var connection = push is null ? null : await db.Connections.SingleAsync(c => c.Id == push.ConnectionId, ct);
        if (push?.SourceOrderId is null || connection is not { State: ConnectionState.Connected, Settings.OrderPush.ReturnShipments: true })
        {
            // A stopped connection is not written to; connecting again makes this due.
            return WorkOutcome.Finished;
        }

        if (await db.Orders.Include(o => o.Lines).SingleOrDefaultAsync(o => o.StoreId == push.SourceStoreId && o.OrderId == push.SourceOrderId, ct) is not { } sourceOrder)
        {
            return WorkOutcome.Finished;
        }

        // What is left and what is there already, before anything is written.
        var begunAt = time.GetUtcNow();
        var answer = await orders.ReadByIdsAsync(lease.Store, [push.OrderId], CallPriority.OrderPull, ct);
        if (answer is not Outcome<IReadOnlyDictionary<long, OrderReading?>>.Done { Value: var read })
        {
            return answer.ToWorkOutcome();
        }

        if (read.GetValueOrDefault(push.OrderId) is not { } reading)
        {
            return new WorkOutcome.Parked("The source shipped goods of an order that this shop does not have any more.");
        }

        // Storing it joins whatever is there already.
        await gate.WriteAsync(
            lease,
            async (write, c) =>
            {
                await storing.StoreAsync(write, lease.Store, [reading], begunAt, c);
                var at = await LoadAsync(write, push, c);
                ReturnedShipments.TakeOver(write, at, at.Pushes.Single(p => p.Id == push.Id), sourceOrder);
                await settlement.SettleAsync(write, at, c);
            },
            ct);
        var returned = await db.ReturnedFulfillments.Where(r => r.OrderPushId == push.Id).ToListAsync(ct);
        var notify = connection.Settings.OrderPush.NotifyCustomer;
        if (connection.Settings.OrderPush.TakeShipmentsBack && ReturnedShipments.Withdrawn(sourceOrder, push, returned).FirstOrDefault() is { } withdrawn)
        {
            return await TakeBackAsync(lease, push, sourceOrder.Fulfillments.First(f => f.Id == withdrawn.SourceFulfillmentId), withdrawn, ct);
        }

        if (ReturnedShipments.Missing(sourceOrder, push, returned).FirstOrDefault() is { } shipment)
        {
            return await ShipAsync(lease, push, sourceOrder, shipment, returned, reading, notify, ct);
        }

        return ReturnedShipments.Retracked(sourceOrder, push, returned).Select(r => ((ReturnedFulfillment, FulfillmentReading)?)r).FirstOrDefault() is { } retracked
            ? await RetrackAsync(lease, push, retracked.Item1, retracked.Item2, notify, ct)
            : WorkOutcome.Finished;
    }

    private async Task<WorkOutcome> ShipAsync(
        LaneLease lease, OrderPush push, Order sourceOrder, FulfillmentReading shipment, List<ReturnedFulfillment> returned, OrderReading reading, bool notify, CancellationToken ct)
    {
        var units = ReturnedShipments.Units(sourceOrder, push, shipment, returned);
        var row = returned.SingleOrDefault(r => r.SourceFulfillmentId == shipment.Id);
        if (row?.SendingAt is { } sendingAt)
        {
            if (time.GetUtcNow() < sendingAt + shopify.Value.RequestTimeout)
            {
                return new WorkOutcome.Later(time.GetUtcNow().AddSeconds(2), "Sent without an answer; looking for the shipment.");
            }

            if (ReturnedShipments.MatchUnits(reading.Fulfillments, returned, row.Lines, sendingAt.AddMinutes(-5)) is { } made)
            {
                await KeepAsync(lease, push, shipment, r => ReturnedShipments.Take(r, made, shipment, time.GetUtcNow()), null, ct);
                return Next();
            }
        }

        var plan = FulfillmentPlan.Of(reading, units);
        var tracking = ReturnedShipments.Tracking(shipment);
        if (plan.Parts.Count == 0)
        {
            var sentence = $"Nothing of {reading.Name} is left to ship here; the source's shipment was not entered a second time.";
            await KeepAsync(lease, push, shipment, r => (r.WrittenAt, r.Lines, r.Company, r.Numbers, r.Url) = (time.GetUtcNow(), [], tracking.Company, tracking.Numbers, tracking.Url), (ActivityLevel.Info, sentence), ct);
            return Next();
        }

        await KeepAsync(lease, push, shipment, r => (r.SendingAt, r.Lines) = (time.GetUtcNow(), plan.Units), null, ct);
        var numbers = ReturnedShipments.Numbers(shipment).ToList();
        var parcel = tracking is (null, null, null) ? null : new TrackingReading(tracking.Company, numbers.FirstOrDefault(), tracking.Url);
        var answer = await orders.FulfillAsync(lease.Store, new FulfillmentDraft(plan.Parts, parcel, [.. numbers.Skip(1)], notify), CallPriority.OrderPull, CancellationToken.None);
        switch (answer)
        {
            case Outcome<long>.Done done:
                await KeepAsync(
                    lease, push, shipment,
                    r =>
                    {
                        (r.DestinationFulfillmentId, r.WrittenAt, r.SendingAt) = (done.Value, time.GetUtcNow(), null);
                        (r.Company, r.Numbers, r.Url) = tracking;
                    },
                    (ActivityLevel.Success, $"{plan.Units.Sum(u => u.Units)} of {reading.Name} shipped by the source{Describe(tracking)}.{(plan.Complete ? "" : " Some units could not be entered: they are not left to ship at one location here.")}"),
                    CancellationToken.None,
                    answer.Trace);
                return Next();
            case Outcome<long>.Unknown or Outcome<long>.Bug:
                return new WorkOutcome.Later(time.GetUtcNow().AddSeconds(2), "Sent without an answer; looking for the shipment.");
            default:
                // Nothing was done: not a repeat next time.
                await KeepAsync(lease, push, shipment, r => r.SendingAt = null, null, CancellationToken.None);
                return answer is Outcome<long>.Rejected ? new WorkOutcome.Retry(answer.Describe()) : answer.ToWorkOutcome();
        }
    }

    private async Task<WorkOutcome> RetrackAsync(LaneLease lease, OrderPush push, ReturnedFulfillment row, FulfillmentReading shipment, bool notify, CancellationToken ct)
    {
        var tracking = ReturnedShipments.Tracking(shipment);
        var numbers = ReturnedShipments.Numbers(shipment).ToList();

        // It replaces: doing it twice is doing it once.
        var answer = await orders.UpdateTrackingAsync(
            lease.Store, row.DestinationFulfillmentId!.Value, new TrackingReading(tracking.Company, numbers.FirstOrDefault(), tracking.Url), [.. numbers.Skip(1)], notify, CallPriority.OrderPull, ct);
        if (answer is not Outcome<bool>.Done)
        {
            return answer.ToWorkOutcome();
        }

        await KeepAsync(
            lease, push, shipment,
            r =>
            {
                (r.Company, r.Numbers, r.Url) = tracking;
                r.WrittenAt = time.GetUtcNow();
            },
            (ActivityLevel.Info, $"The source changed the tracking{Describe(tracking)}."), ct, answer.Trace);
        return Next();
    }

    /// <summary>The destination was read a moment ago and still has it; one that is gone already is refused, read again and seen.</summary>
    private async Task<WorkOutcome> TakeBackAsync(LaneLease lease, OrderPush push, FulfillmentReading shipment, ReturnedFulfillment row, CancellationToken ct)
    {
        await KeepAsync(lease, push, shipment, r => r.SendingAt = time.GetUtcNow(), null, ct);
        var answer = await changes.CancelFulfillmentAsync(lease.Store, row.DestinationFulfillmentId!.Value, CallPriority.OrderPull, CancellationToken.None);
        switch (answer)
        {
            case Outcome<bool>.Done:
                await KeepAsync(
                    lease, push, shipment, r => ReturnedShipments.TakeBack(r, time.GetUtcNow()),
                    (ActivityLevel.Attention, $"A shipment was taken back, as the source did{Describe((row.Company, row.Numbers, row.Url))}. Its units wait to be shipped again."), CancellationToken.None, answer.Trace);
                return Next();
            case Outcome<bool>.Unknown or Outcome<bool>.Bug or Outcome<bool>.Rejected:
                return new WorkOutcome.Retry($"A shipment that the source took back was not taken back here yet. {answer.Describe()}");
            default:
                return answer.ToWorkOutcome();
        }
    }

    private Task KeepAsync(
        LaneLease lease, OrderPush push, FulfillmentReading shipment, Action<ReturnedFulfillment> change, (ActivityLevel Level, string Sentence)? tell, CancellationToken ct, CallTrace? trace = null) =>
        gate.WriteAsync(
            lease,
            async (write, c) =>
            {
                var at = await LoadAsync(write, push, c);
                var row = at.Returned.SingleOrDefault(r => r.OrderPushId == push.Id && r.SourceFulfillmentId == shipment.Id);
                if (row is null)
                {
                    row = new ReturnedFulfillment { OrderPushId = push.Id, SourceFulfillmentId = shipment.Id };
                    at.Returned.Add(row);
                    write.Db.ReturnedFulfillments.Add(row);
                }

                change(row);
                if (tell is { } told)
                {
                    var subject = OrderSettlement.Subject(at.Order);
                    write.Record(push.DestinationStoreId, told.Level, "fulfillment", told.Sentence, push.ConnectionId, subject, trace?.RequestId);
                    write.Db.PushAttempts.Add(new PushAttempt { OrderPushId = push.Id, Step = "fulfil", At = write.Now, Outcome = "Done", Sentence = told.Sentence, RequestId = trace?.RequestId });
                    await write.EnqueueAsync(new Due(push.DestinationStoreId, OrderWork.Pull, subject), c);
                }

                await settlement.SettleAsync(write, at, c);
            },
            ct);

    private static async Task<OrderCase> LoadAsync(Write write, OrderPush push, CancellationToken ct) =>
        await OrderCase.LoadAsync(write.Db, await Partners.LoadAsync(write.Db, push.DestinationStoreId, ct), push.OrderId, ct)
        ?? throw new InvalidOperationException($"Order {push.OrderId} of push {push.Id} is not mirrored.");

    private static string Describe((string? Company, string? Numbers, string? Url) tracking) =>
        string.Join(' ', new[] { tracking.Company, tracking.Numbers }.OfType<string>()) is { Length: > 0 } parcel ? $": {parcel}" : "";

    /// <summary>One shipment at a time, each after a fresh reading.</summary>
    private WorkOutcome Next() => new WorkOutcome.Later(time.GetUtcNow(), "Looking whether another shipment is to be brought back.");
}
