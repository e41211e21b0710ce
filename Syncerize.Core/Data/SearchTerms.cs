using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Syncerize.Core.Catalog;

namespace Syncerize.Core.Data;

/// <summary>Search over mirrored products by prefix, through an index; and the index itself, kept in the transaction of every write of a product or variant.</summary>
public sealed class SearchTerms : SaveChangesInterceptor
{
    // The last code point of the basic plane: whatever begins with a prefix sorts before it.
    private const char Last = '\uFFFF';

    /// <summary>The products with everything that was typed: each word begins a word of title, vendor or tags, a SKU or a barcode; or the whole text begins one of them.</summary>
    /// <param name="db">The database.</param>
    /// <param name="products">What to search in.</param>
    /// <param name="stores">The stores these products are in.</param>
    /// <param name="search">What was typed; nothing leaves all.</param>
    public static IQueryable<Product> Matching(SyncerizeDb db, IQueryable<Product> products, IReadOnlyCollection<StoreId> stores, string? search)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(products);
        if (ProductTerms.Normalize(search) is not { } whole)
        {
            return products;
        }

        var words = ProductTerms.Split(whole).Distinct(StringComparer.Ordinal).ToList();
        var all = Beginning(db, stores, whole);
        if (words.Count == 1 && words[0] == whole)
        {
            return products.Where(p => all.Contains(p.ProductId));
        }

        var each = products;
        foreach (var word in words)
        {
            var ids = Beginning(db, stores, word);
            each = each.Where(p => ids.Contains(p.ProductId));
        }

        return words.Count == 0 ? products.Where(p => all.Contains(p.ProductId)) : each.Union(products.Where(p => all.Contains(p.ProductId)));
    }

    /// <summary>Fills the index of a database that was made before it existed. Whole or not at all.</summary>
    public static async Task FillAsync(SyncerizeDb db, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (await db.ProductTerms.AnyAsync(ct) || !await db.Products.AnyAsync(ct))
        {
            return;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await foreach (var p in db.Products.AsNoTracking().Select(p => new { p.StoreId, p.ProductId, p.Title, p.Vendor, p.Tags }).AsAsyncEnumerable().WithCancellation(ct))
        {
            db.ProductTerms.AddRange(Words(p.StoreId, p.ProductId, p.Title, p.Vendor, p.Tags));
        }

        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
        await foreach (var v in db.Variants.AsNoTracking().Select(v => new { v.StoreId, v.ProductId, v.VariantId, v.Sku, v.Barcode }).AsAsyncEnumerable().WithCancellation(ct))
        {
            db.ProductTerms.AddRange(CodesOf(v.StoreId, v.ProductId, v.VariantId, v.Sku, v.Barcode));
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    /// <inheritdoc/>
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(eventData);
        if (eventData.Context is SyncerizeDb db)
        {
            await KeepAsync(db, cancellationToken);
        }

        return result;
    }

    private static IQueryable<long> Beginning(SyncerizeDb db, IReadOnlyCollection<StoreId> stores, string prefix)
    {
        var end = prefix + Last;
#pragma warning disable CA1309 // It is translated: SQLite compares the bytes, and knows no other comparison.
        return db.ProductTerms.Where(t => stores.Contains(t.StoreId) && string.Compare(t.Term, prefix) >= 0 && string.Compare(t.Term, end) < 0).Select(t => t.ProductId);
#pragma warning restore CA1309
    }

    private static async Task KeepAsync(SyncerizeDb db, CancellationToken ct)
    {
        var add = new List<ProductTerm>();
        foreach (var entry in db.ChangeTracker.Entries<Product>().Where(e => e.State is EntityState.Added or EntityState.Modified).ToList())
        {
            var product = entry.Entity;
            if (entry.State == EntityState.Modified)
            {
                var before = ProductTerms.WordsOf(Original<string>(entry, nameof(Product.Title)), Original<string>(entry, nameof(Product.Vendor)), Original<IReadOnlyList<string>>(entry, nameof(Product.Tags)));
                if (before.SequenceEqual(ProductTerms.WordsOf(product.Title, product.Vendor, product.Tags), StringComparer.Ordinal))
                {
                    continue;
                }

                await db.ProductTerms.Where(t => t.StoreId == product.StoreId && before.Contains(t.Term) && t.Kind == TermKind.Word && t.ProductId == product.ProductId).ExecuteDeleteAsync(ct);
            }

            add.AddRange(Words(product.StoreId, product.ProductId, product.Title, product.Vendor, product.Tags));
        }

        foreach (var entry in db.ChangeTracker.Entries<Variant>().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted).ToList())
        {
            var variant = entry.Entity;
            var after = entry.State == EntityState.Deleted ? [] : CodesOf(variant.StoreId, variant.ProductId, variant.VariantId, variant.Sku, variant.Barcode).ToList();
            if (entry.State != EntityState.Added)
            {
                var before = CodesOf(variant.StoreId, variant.ProductId, variant.VariantId, Original<string?>(entry, nameof(Variant.Sku)), Original<string?>(entry, nameof(Variant.Barcode))).ToList();
                if (before.Select(t => (t.Kind, t.Term)).SequenceEqual(after.Select(t => (t.Kind, t.Term))))
                {
                    continue;
                }

                foreach (var old in before)
                {
                    await db.ProductTerms.Where(t => t.StoreId == old.StoreId && t.Term == old.Term && t.Kind == old.Kind && t.ProductId == old.ProductId && t.VariantId == old.VariantId).ExecuteDeleteAsync(ct);
                }
            }

            add.AddRange(after);
        }

        db.ProductTerms.AddRange(add);
    }

    private static T Original<T>(EntityEntry entry, string name) => (T)entry.Property(name).OriginalValue!;

    private static IEnumerable<ProductTerm> Words(StoreId store, long product, string title, string vendor, IReadOnlyList<string> tags) =>
        ProductTerms.WordsOf(title, vendor, tags).Select(w => new ProductTerm { StoreId = store, Term = w, Kind = TermKind.Word, ProductId = product });

    private static IEnumerable<ProductTerm> CodesOf(StoreId store, long product, long variant, string? sku, string? barcode)
    {
        if (ProductTerms.Normalize(sku) is { } s)
        {
            yield return new ProductTerm { StoreId = store, Term = s, Kind = TermKind.Sku, ProductId = product, VariantId = variant };
        }

        if (ProductTerms.Normalize(barcode) is { } b)
        {
            yield return new ProductTerm { StoreId = store, Term = b, Kind = TermKind.Barcode, ProductId = product, VariantId = variant };
        }
    }
}
