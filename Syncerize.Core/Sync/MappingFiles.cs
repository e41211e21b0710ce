using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Activity;
using Syncerize.Core.Catalog;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Mapping;
using Syncerize.Core.Stores;

namespace Syncerize.Core.Sync;

/// <summary>What applying a file came to.</summary>
/// <param name="Mapped">Products mapped.</param>
/// <param name="Rows">Rows that were not, with the reason.</param>
/// <param name="Sentence">What happened, for people.</param>
public sealed record FileApplied(int Mapped, IReadOnlyList<JudgedRow> Rows, string Sentence);

/// <summary>Product mapping by file: the template to fill in, the preview of an uploaded one, and its application.</summary>
public sealed class MappingFiles(IDbContextFactory<SyncerizeDb> factory, WriteGate gate, MapProducts products)
{
    private const int Page = 500;

    /// <summary>A row per variant on offer and not synced, to fill in; read by key in pages, so that a large file keeps no reader open.</summary>
    /// <exception cref="AccessRefusedException">The actor does not belong to the destination.</exception>
    public async IAsyncEnumerable<MappingRow> TemplateAsync(Actor actor, ConnectionId connectionId, [EnumeratorCancellation] CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var after = 0L;
        while (true)
        {
            List<Product> page;
            await using (var db = await factory.CreateDbContextAsync(ct))
            {
                var connection = await db.Connections.SingleAsync(c => c.Id == connectionId, ct);
                actor.Demand(connection.DestinationId);
                page = await MappingCheck.Unsynced(db, connection, await Offers.RuleAsync(db, connection.SourceId, ct)).Include(p => p.Variants)
                    .Where(p => p.ProductId > after).OrderBy(p => p.ProductId).Take(Page).ToListAsync(ct);
            }

            foreach (var product in page)
            {
                foreach (var variant in product.Variants.OrderBy(v => v.Position).ThenBy(v => v.VariantId))
                {
                    yield return new MappingRow
                    {
                        SourceProductId = product.ProductId.ToString(CultureInfo.InvariantCulture),
                        SourceProduct = product.Title,
                        SourceVariantId = variant.VariantId.ToString(CultureInfo.InvariantCulture),
                        SourceVariant = variant.Title,
                        SourceSku = variant.Sku ?? "",
                        SourceBarcode = variant.Barcode ?? "",
                    };
                }
            }

            if (page.Count < Page)
            {
                yield break;
            }

            after = page[^1].ProductId;
        }
    }

    /// <summary>Judges every row of a file as applying it would, and changes nothing.</summary>
    /// <exception cref="AccessRefusedException">The actor does not belong to the destination.</exception>
    public async Task<MappingPlan> PreviewAsync(Actor actor, ConnectionId connectionId, IReadOnlyList<MappingLine> lines, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(lines);
        await using var db = await factory.CreateDbContextAsync(ct);
        var connection = await db.Connections.SingleAsync(c => c.Id == connectionId, ct);
        actor.Demand(connection.DestinationId);
        return await PlanAsync(db, connection, lines, ct);
    }

    /// <summary>Maps the good rows of a file; each product is judged again as it stands then. Rows that are wrong change nothing.</summary>
    /// <exception cref="AccessRefusedException">The actor does not belong to the destination.</exception>
    public async Task<FileApplied> ApplyAsync(Actor actor, ConnectionId connectionId, IReadOnlyList<MappingLine> lines, CancellationToken ct)
    {
        var plan = await PreviewAsync(actor, connectionId, lines, ct);
        var refused = plan.Rows.Where(r => r.Verdict == MappingVerdict.Wrong).ToList();
        var mapped = 0;
        foreach (var turn in plan.Mappings.Chunk(40))
        {
            await gate.WriteAsync(
                async (write, c) =>
                {
                    var connection = await write.Db.Connections.SingleAsync(x => x.Id == connectionId, c);
                    actor.Demand(connection.DestinationId);
                    if (!ConnectionStates.Works(connection.State))
                    {
                        refused.AddRange(turn.SelectMany(m => Refused(plan, m, $"The connection does not work: {ConnectionStates.Describe(connection.State).ToLowerInvariant()}.")));
                        return;
                    }

                    foreach (var mapping in turn)
                    {
                        var answer = await products.BeginAsync(write, connection, mapping.Source, mapping.Destination, mapping.Pairs, addMissing: false, c);
                        mapped += answer.Mapped ? 1 : 0;
                        refused.AddRange(answer.Mapped ? [] : Refused(plan, mapping, answer.Sentence));
                    }
                },
                ct);
        }

        await gate.WriteAsync(
            async (write, c) =>
            {
                var connection = await write.Db.Connections.SingleAsync(x => x.Id == connectionId, c);
                write.Record(connection.DestinationId, refused.Count == 0 ? ActivityLevel.Success : ActivityLevel.Attention, "product", $"{actor.Name} applied a mapping file: {Plural.Of(mapped, "product")} mapped, {Plural.Of(refused.Count, "row")} not.", connectionId);
            },
            ct);
        return new FileApplied(mapped, [.. refused.OrderBy(r => r.Line)], refused.Count == 0
            ? $"{Plural.Of(mapped, "product is", "products are")} mapped; their sync has begun."
            : $"{Plural.Of(mapped, "product is", "products are")} mapped. {Plural.Of(refused.Count, "row is", "rows are")} not: correct them and upload the file again; what is mapped already is not touched.");
    }

    private static IEnumerable<JudgedRow> Refused(MappingPlan plan, PlannedMapping mapping, string sentence) =>
        plan.Rows.Where(r => mapping.Lines.Contains(r.Line)).Select(r => r with { Verdict = MappingVerdict.Wrong, Sentence = sentence });

    private static async Task<MappingPlan> PlanAsync(SyncerizeDb db, Connection connection, IReadOnlyList<MappingLine> lines, CancellationToken ct)
    {
        var rule = await Offers.RuleAsync(db, connection.SourceId, ct);
        var sources = new Dictionary<long, Product>();
        foreach (var ids in lines.Select(l => long.TryParse(l.Row.SourceProductId, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).Where(id => id > 0).Distinct().Chunk(Page))
        {
            foreach (var product in await MappingCheck.Unsynced(db, connection, rule).Include(p => p.Variants).Where(p => ids.Contains(p.ProductId)).ToListAsync(ct))
            {
                sources[product.ProductId] = product;
            }
        }

        var codes = lines.SelectMany(l => new[] { Codes.Normalize(l.Row.YourSku), Codes.Normalize(l.Row.YourBarcode) }).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var variants = lines.Select(l => long.TryParse(l.Row.YourVariantId, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).Where(id => id > 0).Distinct().ToList();
        var wanted = new HashSet<long>();
        foreach (var part in codes.Chunk(Page))
        {
            wanted.UnionWith(await db.ProductTerms.Where(t => t.StoreId == connection.DestinationId && part.Contains(t.Term) && t.Kind != TermKind.Word).Select(t => t.ProductId).ToListAsync(ct));
        }

        foreach (var part in variants.Chunk(Page))
        {
            wanted.UnionWith(await db.Variants.Where(v => v.StoreId == connection.DestinationId && part.Contains(v.VariantId)).Select(v => v.ProductId).ToListAsync(ct));
        }

        var products = new List<Product>();
        foreach (var part in wanted.Chunk(Page))
        {
            products.AddRange(await db.Products.Include(p => p.Variants).Where(p => p.StoreId == connection.DestinationId && part.Contains(p.ProductId) && p.DeletedAt == null).ToListAsync(ct));
        }

        var suppliers = (await (
            from l in db.VariantLinks
            where l.DestinationStoreId == connection.DestinationId && l.IsActive
            join s in db.Stores on l.SourceStoreId equals s.Id
            select new { l.DestinationVariantId, s.Name }).ToListAsync(ct)).ToDictionary(x => x.DestinationVariantId, x => x.Name);
        return MappingPlanner.Plan(lines, sources, products, suppliers);
    }
}
