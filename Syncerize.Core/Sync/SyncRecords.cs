using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Activity;
using Syncerize.Core.Catalog;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Live;
using Syncerize.Core.Mapping;
using Syncerize.Core.Shopify;
using Syncerize.Core.Stock;
using Syncerize.Core.Work;

namespace Syncerize.Core.Sync;

/// <summary>Writes down what a sync did: the ledger as read back, the links' states, and sentences for people. All inside the caller's write.</summary>
public sealed class SyncRecords(ProductReadings readings)
{
    /// <summary>What was created (or found again by its key): linked, in the mirror and, where we made it just now, in the ledger.</summary>
    internal async Task CreatedAsync(Write write, SyncState state, ProductReading reading, DateTimeOffset begunAt, CallTrace? madeBy, CancellationToken ct)
    {
        var link = await LinkAsync(write, state.Link.Id, ct);
        if (link.State != LinkState.Creating)
        {
            // Ended by a person while Shopify worked: the product stays, nothing is linked.
            await StoreAsync(write, state, reading.ProductId, reading, begunAt, ct);
            return;
        }

        await StoreAsync(write, state, reading.ProductId, reading, begunAt, ct);
        await LinkedAsync(write, state, reading.ProductId, madeBy, isQuiet: false, ct);
    }

    /// <summary>A created product that the mirror has: linked, and where we made it just now, in the ledger.</summary>
    /// <param name="write">The write.</param>
    /// <param name="state">The state it was made of.</param>
    /// <param name="productId">The product at the destination.</param>
    /// <param name="madeBy">The call that made it; null where it was found, and is compared next.</param>
    /// <param name="isQuiet">True in an import, which tells of all its products at once.</param>
    /// <param name="ct">Cancels.</param>
    internal async Task LinkedAsync(Write write, SyncState state, long productId, CallTrace? madeBy, bool isQuiet, CancellationToken ct)
    {
        var link = await LinkAsync(write, state.Link.Id, ct);
        if (link.State != LinkState.Creating)
        {
            return;
        }

        var destination = await write.Db.Products.Include(p => p.Variants).SingleAsync(p => p.StoreId == link.DestinationStoreId && p.ProductId == productId, ct);
        link.DestinationProductId = productId;
        link.State = LinkState.Active;
        var pairs = VariantMatching.Match(state.Inputs!.Source.Variants, destination.Variants, whole: true);
        link.StateReason = await VariantLinking.LinkAsync(write, link, pairs, write.Now, ct);
        if (state.Inputs.Settings.Products.Handle != AttributeSync.Off && destination.Handle != state.Inputs.Source.Handle)
        {
            link.StateReason ??= ProductPlanner.HandleTaken(state.Inputs.Source.Handle, destination.Handle);
        }

        if (state.Inputs.Settings.Products.Images != AttributeSync.Off)
        {
            await ImageRecords.CreatedAsync(write, link, state.Inputs.Source, destination, ct);
        }

        if (state.Inputs.Settings.Products.NewProducts == NewProduct.OnlineStore)
        {
            write.Db.Ledger.Add(new LedgerEntry { ProductLinkId = link.Id, Field = SyncFields.OnlineStore, WrittenAt = write.Now });
            await write.EnqueueAsync(new Due(link.DestinationStoreId, SyncWork.Apply, VariantLinking.Subject(link.Id)), ct);
        }

        await write.Db.SaveChangesAsync(ct);
        if (madeBy is not null)
        {
            link.SyncedAt = write.Now;
            var plan = ProductPlanner.Plan(await InputsAsync(write, state.Inputs, link, destination, link.Variants, [], ct));
            await LedgerAsync(write, link, plan.Fields.Where(f => f.Planned is not null), plan.Fields, madeBy.RequestId, ct);
            if (!isQuiet)
            {
                write.Record(
                    link.DestinationStoreId, ActivityLevel.Success, "product", $"“{destination.Title}” was created from {state.SourceStore.Name}.", link.ConnectionId,
                    VariantLinking.Subject(productId), madeBy.RequestId);
            }
        }
        else
        {
            // Made by an earlier attempt whose answer was lost, or kept from an earlier connection: compared next.
            await write.EnqueueAsync(new Due(link.DestinationStoreId, SyncWork.Apply, VariantLinking.Subject(link.Id)), ct);
        }

        if (!isQuiet)
        {
            await SyncRunEnds.EndAsync(write, link.ConnectionId, link.SourceProductId, SyncItemState.Done, null, productId, ct);
        }

        Changed(write, link);
    }

    /// <summary>What an existing product's plan came to: written fields as read back, variants linked, let go or lost, edits by hand noticed.</summary>
    /// <param name="write">The write.</param>
    /// <param name="state">The state the plan was made of.</param>
    /// <param name="plan">The plan that was carried out, or had nothing to write.</param>
    /// <param name="reading">What was read back; null where nothing was written.</param>
    /// <param name="begunAt">When that reading was begun.</param>
    /// <param name="requestId">Shopify's request id of the write.</param>
    /// <param name="ct">Cancels.</param>
    internal async Task SettledAsync(Write write, SyncState state, ProductPlan plan, ProductReading? reading, DateTimeOffset begunAt, string? requestId, CancellationToken ct)
    {
        var link = await LinkAsync(write, state.Link.Id, ct);
        var before = link.Variants.Where(v => v.IsActive).Select(v => v.Id).ToHashSet();
        if (reading is not null)
        {
            await StoreAsync(write, state, reading.ProductId, reading, begunAt, ct);
        }

        await VariantsAsync(write, link, plan, ct);
        await StopsAsync(write, link, plan, ct);
        var destination = await write.Db.Products.Include(p => p.Variants).SingleAsync(p => p.StoreId == link.DestinationStoreId && p.ProductId == link.DestinationProductId, ct);
        var fresh = plan.VariantsToLink.ToList();
        if (plan.VariantsToCreate.Count > 0)
        {
            // What was created just now is found by its option values.
            var known = link.Variants.Select(v => v.SourceVariantId).ToHashSet();
            var taken = link.Variants.Where(v => v.IsActive).Select(v => v.DestinationVariantId).ToHashSet();
            fresh.AddRange(VariantMatching.Match(
                [.. state.Inputs!.Source.Variants.Where(v => !known.Contains(v.VariantId))], [.. destination.Variants.Where(v => !taken.Contains(v.VariantId))], whole: false));
        }

        var conflict = fresh.Count == 0 ? null : await VariantLinking.LinkAsync(write, link, [.. fresh.DistinctBy(p => p.Source.VariantId)], write.Now, ct);
        if (fresh.Count > 0)
        {
            // New links have fields of their own to compare.
            await write.EnqueueAsync(new Due(link.DestinationStoreId, SyncWork.Apply, VariantLinking.Subject(link.Id)), ct);
        }

        if (reading is not null && plan.Images.Add.Count > 0)
        {
            // Where they stand is decided once they are known.
            await ImageRecords.ResolveAsync(write, link.Id, destination, begunAt, ct);
            await write.EnqueueAsync(new Due(link.DestinationStoreId, SyncWork.Apply, VariantLinking.Subject(link.Id)), ct);
        }

        Codes(state, link, destination);
        await write.Db.SaveChangesAsync(ct);
        var seen = ProductPlanner.Plan(await InputsAsync(write, state.Inputs!, link, destination, [.. link.Variants.Where(v => before.Contains(v.Id))], state.Inputs!.Ledger, ct)).Fields;
        var done = plan.Fields.Where(f => f.Verdict is FieldVerdict.Write or FieldVerdict.InStep && (f.Field != SyncFields.Images || plan.Images.Add.Count == 0));
        await LedgerAsync(write, link, done, seen, requestId, ct);
        History(write, link, plan, seen, requestId);
        await EditsAsync(write, link, plan, destination, state.Connection.Settings.Products.LocalEdits, ct);
        link.StateReason = conflict ?? (plan.Sentences.Count == 0 ? null : string.Join(" ", plan.Sentences));
        link.SyncedAt = reading is null && link.SyncedAt is not null ? link.SyncedAt : write.Now;
        if (reading is not null)
        {
            write.Record(
                link.DestinationStoreId, ActivityLevel.Info, "product", $"“{destination.Title}”: {Summary(plan.Changes)}", link.ConnectionId, VariantLinking.Subject(destination.ProductId), requestId);
        }

        Changed(write, link);
    }

    /// <summary>Keeps a sentence with a link, such as what it waits for or what Shopify refused.</summary>
    internal static async Task SentenceAsync(Write write, int linkId, string sentence, CancellationToken ct)
    {
        var link = await write.Db.ProductLinks.SingleAsync(l => l.Id == linkId, ct);
        link.StateReason = sentence;
        Changed(write, link);
    }

    private Task<IReadOnlyCollection<long>> StoreAsync(Write write, SyncState state, long productId, ProductReading? reading, DateTimeOffset begunAt, CancellationToken ct) =>
        readings.StoreAsync(write, state.Link.DestinationStoreId, new Dictionary<long, ProductReading?> { [productId] = reading }, begunAt, ct);

    private static async Task VariantsAsync(Write write, ProductLink link, ProductPlan plan, CancellationToken ct)
    {
        foreach (var gone in plan.VariantsToDelete.Concat(plan.VariantsToDetach).Concat(plan.VariantsLost))
        {
            link.Variants.Single(v => v.Id == gone.Id).IsActive = false;
        }

        foreach (var detached in plan.VariantsToDetach)
        {
            link.Variants.Single(v => v.Id == detached.Id).ClosingQuantity = 0;
        }

        if (plan.VariantsLost.Count > 0)
        {
            write.Record(
                link.DestinationStoreId, ActivityLevel.Attention, "product", $"{Plural.Of(plan.VariantsLost.Count, "synced variant was", "synced variants were")} deleted in the shop; they are not made again by themselves.",
                link.ConnectionId, VariantLinking.Subject(link.DestinationProductId ?? 0));
        }

        await write.EnqueueAsync(
            [.. plan.VariantsToDetach.Select(v => new Due(link.DestinationStoreId, StockWork.Apply, VariantLinking.Subject(v.DestinationInventoryItemId)))], ct);
    }

    // A code that changed after mapping stops its variant, visibly, and keeps its link (product.md, Product sync settings).
    private static async Task StopsAsync(Write write, ProductLink link, ProductPlan plan, CancellationToken ct)
    {
        foreach (var (stopped, reason) in plan.VariantsToStop)
        {
            var row = link.Variants.Single(v => v.Id == stopped.Id);
            (row.StopReason, row.ClosingQuantity) = (reason, 0);
            write.Record(link.DestinationStoreId, ActivityLevel.Attention, "product", reason, link.ConnectionId, VariantLinking.Subject(link.DestinationProductId ?? 0));
        }

        await write.EnqueueAsync([.. plan.VariantsToStop.Select(s => new Due(link.DestinationStoreId, StockWork.Apply, VariantLinking.Subject(s.Link.DestinationInventoryItemId)))], ct);
        var resumed = link.Variants.Where(v => plan.VariantsToResume.Any(r => r.Id == v.Id)).ToList();
        resumed.ForEach(v => (v.StopReason, v.ClosingQuantity) = (null, null));
        await VariantLinking.StockDueAsync(write, resumed, ct);
    }

    // What the codes were when the variants were joined.
    private static void Codes(SyncState state, ProductLink link, Product destination)
    {
        var (sources, destinations) = (state.Inputs!.Source.Variants.ToDictionary(v => v.VariantId), destination.Variants.ToDictionary(v => v.VariantId));
        foreach (var row in link.Variants.Where(v => link.Origin == LinkOrigin.Mapped && v is { IsActive: true, SourceCode: null }))
        {
            if (sources.TryGetValue(row.SourceVariantId, out var there) && destinations.TryGetValue(row.DestinationVariantId, out var here))
            {
                (row.SourceCode, row.DestinationCode) = (SyncFields.Code(there, state.Connection.Settings.Products.Identifier), SyncFields.Code(here, state.Connection.Settings.Products.Identifier));
            }
        }
    }

    private static async Task<PlanInputs> InputsAsync(
        Write write, PlanInputs inputs, ProductLink link, Product destination, IReadOnlyList<VariantLink> variants, IReadOnlyList<LedgerEntry> ledger, CancellationToken ct) =>
        inputs with { Destination = destination, Links = variants, Ledger = ledger, Images = await write.Db.ImageLinks.Where(i => i.ProductLinkId == link.Id).ToListAsync(ct) };

    private static void History(Write write, ProductLink link, ProductPlan plan, IReadOnlyCollection<PlannedField> seen, string? requestId)
    {
        var now = seen.ToDictionary(f => (f.VariantLinkId, f.Field), f => f.Seen);
        foreach (var field in plan.Fields.Where(f => f.Verdict == FieldVerdict.Write && now.ContainsKey((f.VariantLinkId, f.Field))))
        {
            write.Db.FieldWrites.Add(new FieldWrite
            {
                ProductLinkId = link.Id,
                VariantLinkId = field.VariantLinkId,
                Field = field.Field,
                From = field.Seen,
                To = now[(field.VariantLinkId, field.Field)],
                Why = field.Why ?? "",
                At = write.Now,
                RequestId = requestId,
            });
        }
    }

    private static async Task LedgerAsync(Write write, ProductLink link, IEnumerable<PlannedField> done, IReadOnlyCollection<PlannedField> seen, string? requestId, CancellationToken ct)
    {
        var rows = await write.Db.Ledger.Where(l => l.ProductLinkId == link.Id).ToDictionaryAsync(l => (l.VariantLinkId, l.Field), ct);
        var now = seen.ToDictionary(f => (f.VariantLinkId, f.Field), f => f.Seen);
        foreach (var field in done.Where(f => now.ContainsKey((f.VariantLinkId, f.Field))))
        {
            var key = (field.VariantLinkId, field.Field);
            if (!rows.TryGetValue(key, out var row))
            {
                row = new LedgerEntry { ProductLinkId = link.Id, VariantLinkId = field.VariantLinkId, Field = field.Field, WrittenAt = write.Now };
                write.Db.Ledger.Add(row);
            }

            if (field.Verdict == FieldVerdict.Write)
            {
                row.WrittenAt = write.Now;
                row.RequestId = requestId;
            }

            row.IsKept = false;
            row.Planned = field.Planned;
            row.ReadBack = now[key];
            row.Seen = now[key];
        }
    }

    private static async Task EditsAsync(Write write, ProductLink link, ProductPlan plan, Product destination, EditPolicy policy, CancellationToken ct)
    {
        var rows = await write.Db.Ledger.Where(l => l.ProductLinkId == link.Id).ToDictionaryAsync(l => (l.VariantLinkId, l.Field), ct);
        foreach (var edit in plan.Fields.Where(f => f.Verdict == FieldVerdict.KeptEdit))
        {
            var row = rows[(edit.VariantLinkId, edit.Field)];
            if (row.Seen == edit.Seen)
            {
                continue;
            }

            row.Seen = edit.Seen;
            write.Record(
                link.DestinationStoreId, ActivityLevel.Attention, "product",
                $"The {edit.Field} of “{destination.Title}” was changed in the shop, from “{Short(row.ReadBack)}” to “{Short(edit.Seen)}”. It stays {(policy == EditPolicy.Keep || row.IsKept ? "until the source's value is asked for again" : "until the source changes it")}.",
                link.ConnectionId, VariantLinking.Subject(destination.ProductId));
        }
    }

    private static Task<ProductLink> LinkAsync(Write write, int id, CancellationToken ct) => write.Db.ProductLinks.Include(l => l.Variants).SingleAsync(l => l.Id == id, ct);

    private static void Changed(Write write, ProductLink link)
    {
        write.Changed(link.DestinationStoreId, LiveTopic.Products);
        write.Changed(link.SourceStoreId, LiveTopic.Products);
    }

    private static string Summary(IReadOnlyList<PlannedChange> changes) =>
        string.Join("; ", changes.Take(4).Select(c => $"{c.Field} {Short(c.From)} → {Short(c.To)}")) + (changes.Count > 4 ? $"; and {changes.Count - 4} more" : "") + ".";

    private static string Short(string? text) => text is null || text.Length == 0 ? "nothing" : text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 57), "…");
}
