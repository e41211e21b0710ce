using Syncerize.App.Sandbox.Model;

namespace Syncerize.App.Sandbox.Catalog;

/// <summary>The setting <c>Sandbox:Catalog</c>, read: which shop is stocked from a product CSV, or why not.</summary>
internal sealed class CatalogSetting
{
    private readonly string? _domain;
    private readonly IReadOnlyList<ProductBlueprint> _products;

    private CatalogSetting(string? domain, IReadOnlyList<ProductBlueprint> products, string? problem) => (_domain, _products, Problem) = (domain, products, problem);

    /// <summary>A sentence where the file or the setting cannot be used; the shop then keeps its generated catalogue.</summary>
    public string? Problem { get; }

    /// <summary>What the shop is stocked with instead of its generated catalogue, or null.</summary>
    public IReadOnlyList<ProductBlueprint>? For(SimShop shop) => shop.Domain == _domain ? _products : null;

    /// <param name="setting"><c>shop=path</c>, a bare path, or blank.</param>
    public static CatalogSetting Read(string? setting, IReadOnlyList<SimShop> shops, int locations)
    {
        if (string.IsNullOrWhiteSpace(setting))
        {
            return new CatalogSetting(null, [], null);
        }

        var (name, path) = Split(setting, shops);
        var shop = name is null
            ? shops.First(s => s.Role == SimRole.Source && !shops.Any(d => d.ConnectTo == s.Domain))
            : shops.FirstOrDefault(s => Names(s).Contains(name, StringComparer.OrdinalIgnoreCase));
        if (shop is null)
        {
            return new CatalogSetting(null, [], $"Sandbox:Catalog names the shop {name}, which does not exist. Use one of {string.Join(", ", shops.Select(s => s.Domain.Split('.')[0]))}.");
        }

        var read = ProductCsv.Read(path, locations);
        return read.Problem is null
            ? new CatalogSetting(shop.Domain, read.Products, null)
            : new CatalogSetting(null, [], $"{read.Problem} {shop.Name} keeps its generated catalogue.");
    }

    /// <summary>A path may hold an equals sign itself: only a known shop's name, or a name without a path's signs, counts as one.</summary>
    private static (string? Shop, string Path) Split(string setting, IReadOnlyList<SimShop> shops)
    {
        var at = setting.IndexOf('=', StringComparison.Ordinal);
        if (at <= 0)
        {
            return (null, setting.Trim());
        }

        var name = setting[..at].Trim();
        return shops.SelectMany(Names).Contains(name, StringComparer.OrdinalIgnoreCase) || name.IndexOfAny(['/', '\\']) < 0
            ? (name, setting[(at + 1)..].Trim())
            : (null, setting.Trim());
    }

    private static IEnumerable<string> Names(SimShop shop) => [shop.Domain, shop.Domain.Split('.')[0], shop.Name];
}
