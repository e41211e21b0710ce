using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Catalog;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Shopify;
using Syncerize.Core.Stores;

namespace Syncerize.Core.Mapping;

/// <summary>Runs the code doctor over a connection, and finds what a product could be mapped to by hand. Reads only.</summary>
public sealed class MappingCheck(IDbContextFactory<SyncerizeDb> factory)
{
    private const int Candidates = 20;

    /// <summary>Examines what the source offers and is not synced against the destination's products.</summary>
    /// <exception cref="AccessRefusedException">The actor does not belong to the destination.</exception>
    public async Task<DoctorReport> ExamineAsync(Actor actor, ConnectionId connectionId, UniqueIdentifier identifier, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await factory.CreateDbContextAsync(ct);
        var connection = await db.Connections.SingleAsync(c => c.Id == connectionId, ct);
        actor.Demand(connection.DestinationId);
        var source = await CodedAsync(db, connection.SourceId, await Unsynced(db, connection, await Offers.RuleAsync(db, connection.SourceId, ct)).Select(p => p.ProductId).ToListAsync(ct), identifier, ct);
        var mine = await db.Products.Where(p => p.StoreId == connection.DestinationId && p.DeletedAt == null).Select(p => p.ProductId).ToListAsync(ct);
        var destination = await CodedAsync(db, connection.DestinationId, mine, identifier, ct);
        var supplied = await db.ProductLinks.Where(l => l.DestinationStoreId == connection.DestinationId && l.DestinationProductId != null && l.State != LinkState.Ended && l.State != LinkState.Broken)
            .Select(l => l.DestinationProductId!.Value).ToListAsync(ct);
        return CodeDoctor.Examine(source, destination, supplied.ToHashSet());
    }

    /// <summary>The products a destination could map a source product to: those that share a code, then what a search finds; with the variants that pair.</summary>
    /// <param name="actor">The destination's person.</param>
    /// <param name="connectionId">The connection.</param>
    /// <param name="sourceProductId">The source's product.</param>
    /// <param name="search">What was typed; null proposes by code and title.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="AccessRefusedException">The actor does not belong to the destination.</exception>
    public async Task<MapChoices?> ChoicesAsync(Actor actor, ConnectionId connectionId, long sourceProductId, string? search, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await factory.CreateDbContextAsync(ct);
        var connection = await db.Connections.SingleAsync(c => c.Id == connectionId, ct);
        actor.Demand(connection.DestinationId);
        var source = await db.Products.Include(p => p.Variants).SingleOrDefaultAsync(p => p.StoreId == connection.SourceId && p.ProductId == sourceProductId && p.DeletedAt == null, ct);
        if (source is null)
        {
            return null;
        }

        var here = db.Products.Where(p => p.StoreId == connection.DestinationId && p.DeletedAt == null);
        List<long> ids;
        if (!string.IsNullOrWhiteSpace(search))
        {
            ids = await SearchTerms.Matching(db, here, [connection.DestinationId], search).OrderBy(p => p.Title).Select(p => p.ProductId).Take(Candidates).ToListAsync(ct);
        }
        else
        {
            var codes = source.Variants.SelectMany(v => new[] { Codes.Normalize(v.Sku), Codes.Normalize(v.Barcode) }).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
            ids = await db.ProductTerms.Where(t => t.StoreId == connection.DestinationId && codes.Contains(t.Term) && t.Kind != TermKind.Word).Select(t => t.ProductId).Distinct().Take(Candidates).ToListAsync(ct);
            ids.AddRange(await SearchTerms.Matching(db, here, [connection.DestinationId], source.Title).OrderBy(p => p.Title).Select(p => p.ProductId).Take(Candidates - ids.Count).ToListAsync(ct));
        }

        var products = await db.Products.Include(p => p.Variants).Where(p => p.StoreId == connection.DestinationId && ids.Contains(p.ProductId) && p.DeletedAt == null).ToListAsync(ct);
        var variants = products.SelectMany(p => p.Variants).Select(v => v.VariantId).ToList();
        var suppliers = (await (
            from l in db.VariantLinks
            where l.DestinationStoreId == connection.DestinationId && l.IsActive && variants.Contains(l.DestinationVariantId)
            join s in db.Stores on l.SourceStoreId equals s.Id
            select new { l.DestinationVariantId, s.Name }).ToListAsync(ct)).ToDictionary(x => x.DestinationVariantId, x => x.Name);
        return new MapChoices(source, [.. products
            .Select(p => new MapChoice(p, VariantPairing.Propose(source.Variants, p.Variants), p.Variants.Select(v => suppliers.GetValueOrDefault(v.VariantId)).FirstOrDefault(n => n is not null)))
            .OrderBy(c => c.Supplier is not null).ThenByDescending(c => c.Proposal.Count).ThenBy(c => c.Product.Title, StringComparer.OrdinalIgnoreCase)]);
    }

    /// <summary>What is on offer through a connection and joined by no link that lives.</summary>
    public static IQueryable<Product> Unsynced(SyncerizeDb db, Connection connection, AvailabilityRule rule)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(connection);
        var linked = db.ProductLinks.Where(l => l.ConnectionId == connection.Id && l.State != LinkState.Ended && l.State != LinkState.Broken).Select(l => l.SourceProductId);
        return db.Products.Offered(connection.SourceId, rule).Where(p => !linked.Contains(p.ProductId));
    }

    private static async Task<IReadOnlyCollection<CodedProduct>> CodedAsync(SyncerizeDb db, StoreId store, List<long> ids, UniqueIdentifier identifier, CancellationToken ct)
    {
        var wanted = ids.ToHashSet();
        var titles = await db.Products.Where(p => p.StoreId == store).Select(p => new { p.ProductId, p.Title }).ToListAsync(ct);
        var variants = (await db.Variants.Where(v => v.StoreId == store).OrderBy(v => v.Position)
            .Select(v => new { v.ProductId, v.VariantId, v.Title, Code = identifier == UniqueIdentifier.Sku ? v.Sku : v.Barcode, v.Options }).ToListAsync(ct)).ToLookup(v => v.ProductId);
        return [.. titles.Where(t => wanted.Contains(t.ProductId)).OrderBy(t => t.Title, StringComparer.OrdinalIgnoreCase).Select(t => new CodedProduct(
            t.ProductId, t.Title, [.. variants[t.ProductId].Select(v => new CodedVariant(v.VariantId, v.Title, v.Code, Values(v.Options)))]))];
    }

    private static string Values(IReadOnlyList<SelectedOption> options) => options.Count == 0 ? "DEFAULT TITLE" : string.Join('\u001F', options.Select(o => o.Value.Trim().ToUpperInvariant()));
}

/// <summary>A destination product a source product could be mapped to.</summary>
/// <param name="Product">The product, variants included.</param>
/// <param name="Proposal">Which variants pair.</param>
/// <param name="Supplier">The source that supplies it already; null where none does.</param>
public sealed record MapChoice(Product Product, PairProposal Proposal, string? Supplier);

/// <summary>A source product and what it could be mapped to, best first.</summary>
public sealed record MapChoices(Product Source, IReadOnlyList<MapChoice> Choices);
