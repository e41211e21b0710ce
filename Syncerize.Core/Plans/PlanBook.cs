using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Syncerize.Core.Data;

namespace Syncerize.Core.Plans;

/// <summary>The operator's tiers, and which one a store is on.</summary>
public sealed class PlanBook
{
    private readonly Dictionary<string, Tier> _byName;

    /// <summary>Of the settings.</summary>
    public PlanBook(IOptions<PlanOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Tiers = options.Value.Tiers.Count == 0 ? [Tier.Unmetered] : [.. options.Value.Tiers.Select(Of)];
        _byName = Tiers.ToDictionary(t => t.Name, StringComparer.OrdinalIgnoreCase);
        Default = Find(options.Value.Default) ?? Tiers[0];
        Simulated = Find(options.Value.Simulated) ?? Tiers[^1];
    }

    /// <summary>All tiers, the smallest first.</summary>
    public IReadOnlyList<Tier> Tiers { get; }

    /// <summary>The tier of a store that installs the app, and of one whose tier the operator took out of the settings.</summary>
    public Tier Default { get; }

    /// <summary>The tier of a simulated shop.</summary>
    public Tier Simulated { get; }

    /// <summary>The tier of a name; null where there is none.</summary>
    public Tier? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The label of a feature under a tier.</summary>
    public FeatureLabel LabelOf(Tier tier, Feature feature)
    {
        ArgumentNullException.ThrowIfNull(tier);
        return new FeatureLabel(tier.Has(feature), FirstWith(feature)?.Name);
    }

    /// <summary>The first tier that has a feature, for the label beside it; null where none has.</summary>
    public Tier? FirstWith(Feature feature) => Tiers.FirstOrDefault(t => t.Has(feature));

    /// <summary>The tier a store is on.</summary>
    public async Task<Tier> OfAsync(SyncerizeDb db, StoreId store, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        var name = await db.StorePlans.Where(p => p.StoreId == store).Select(p => p.Tier).FirstOrDefaultAsync(ct);
        return (name is null ? null : Find(name)) ?? Default;
    }

    /// <summary>Whether a store's plan has a feature.</summary>
    public async Task<bool> HasAsync(SyncerizeDb db, StoreId store, Feature feature, CancellationToken ct) => (await OfAsync(db, store, ct)).Has(feature);

    private static Tier Of(TierOptions options) => new(
        options.Name.Trim(), options.Connections, options.Products, options.PushesPerMonth,
        [.. options.Features.Select(f => Enum.Parse<Feature>(f, ignoreCase: true)).Distinct()],
        options.MonthlyPrice is { } price ? Money.FromDecimal(price, options.Currency.ToUpperInvariant()) : null);
}
