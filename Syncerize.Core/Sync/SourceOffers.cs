using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Activity;
using Syncerize.Core.Catalog;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Live;
using Syncerize.Core.Stores;
using Syncerize.Core.Work;

namespace Syncerize.Core.Sync;

/// <summary>
/// What a source offers: its availability mode and its hand-picked products. A change is committed with one due item per connection, whose destination's lane
/// then stops and resumes links in turns; each link's stop and its closing write are one write.
/// </summary>
public sealed class SourceOffers(WriteGate gate)
{
    /// <summary>Chooses the mode, and its tags.</summary>
    /// <exception cref="AccessRefusedException">The actor does not belong to the source.</exception>
    public Task SetModeAsync(Actor actor, StoreId source, Availability mode, IReadOnlyList<string> tags, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(tags);
        actor.Demand(source);
        return gate.WriteAsync(
            async (write, c) =>
            {
                var before = await Offers.RuleAsync(write.Db, source, c);
                var kept = JsonSerializer.Serialize(new OfferBefore(before.Mode, before.Tags));
                var rule = await SetRuleAsync(write, source, mode, tags, c);
                var sentence = mode switch
                {
                    Availability.All => "All products are offered to connected stores.",
                    Availability.Tags => $"Products with any of these tags are offered to connected stores: {string.Join(", ", rule.Tags)}.",
                    _ => "Hand-picked products are offered to connected stores.",
                };
                write.Record(source, ActivityLevel.Info, "settings", sentence);
                BulkChanges.Add(write, source, null, BulkChangeKind.Availability, actor, sentence, kept);
            },
            ct);
    }

    /// <summary>Picks products for the mode of hand-picked ones, or takes them out.</summary>
    /// <exception cref="AccessRefusedException">The actor does not belong to the source.</exception>
    public async Task PickAsync(Actor actor, StoreId source, IReadOnlyCollection<long> productIds, bool picked, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(productIds);
        actor.Demand(source);
        var flipped = new List<long>();
        foreach (var turn in productIds.Distinct().Chunk(500))
        {
            await gate.WriteAsync(
                async (write, c) =>
                {
                    var other = await write.Db.Products.Where(p => p.StoreId == source && turn.Contains(p.ProductId) && p.IsPicked != picked).Select(p => p.ProductId).ToListAsync(c);
                    await FlipAsync(write, source, other, c);
                    flipped.AddRange(other);
                },
                ct);
        }

        if (flipped.Count > 0)
        {
            var sentence = $"{Plural.Of(flipped.Count, "product was", "products were")} made {(picked ? "available" : "not available")} to connected stores.";
            await gate.WriteAsync(
                (write, _) =>
                {
                    write.Record(source, ActivityLevel.Info, "product", sentence);
                    BulkChanges.Add(write, source, null, BulkChangeKind.Picked, actor, sentence, JsonSerializer.Serialize(flipped));
                    return Task.CompletedTask;
                },
                ct);
        }
    }

    /// <summary>Sets the rule and makes due what follows, in the caller's write.</summary>
    internal static async Task<AvailabilityRule> SetRuleAsync(Write write, StoreId source, Availability mode, IReadOnlyList<string> tags, CancellationToken ct)
    {
        var rule = await write.Db.AvailabilityRules.SingleOrDefaultAsync(r => r.StoreId == source, ct);
        if (rule is null)
        {
            rule = new AvailabilityRule { StoreId = source };
            write.Db.AvailabilityRules.Add(rule);
        }

        rule.Mode = mode;
        rule.Tags = Clean(tags);
        await write.Db.SaveChangesAsync(ct);
        await FollowAsync(write, source, ct);
        return rule;
    }

    /// <summary>Turns the pick of products round, in the caller's write.</summary>
    internal static async Task FlipAsync(Write write, StoreId source, IReadOnlyCollection<long> productIds, CancellationToken ct)
    {
        foreach (var part in productIds.Chunk(500))
        {
            await write.Db.Products.Where(p => p.StoreId == source && part.Contains(p.ProductId)).ExecuteUpdateAsync(s => s.SetProperty(p => p.IsPicked, p => !p.IsPicked), ct);
        }

        await FollowAsync(write, source, ct);
    }

    /// <summary>Tags without blanks and doubles, as they are kept.</summary>
    internal static IReadOnlyList<string> Clean(IEnumerable<string> tags) => [.. tags.Select(t => t.Trim()).Where(t => t.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];

    private static async Task FollowAsync(Write write, StoreId source, CancellationToken ct)
    {
        write.Changed(source, LiveTopic.Products | LiveTopic.Stores);
        var connections = await write.Db.Connections.Where(c => c.SourceId == source).Select(c => new { c.Id, c.DestinationId }).ToListAsync(ct);
        await write.EnqueueAsync([.. connections.Select(c => new Due(c.DestinationId, SyncWork.Offers, VariantLinking.Subject(c.Id.Value)))], ct);
        foreach (var connection in connections)
        {
            write.Changed(connection.DestinationId, LiveTopic.Products);
        }
    }
}
