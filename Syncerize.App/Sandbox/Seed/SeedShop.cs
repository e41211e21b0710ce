using System.Globalization;
using Syncerize.App.Sandbox.Catalog;
using Syncerize.App.Sandbox.Images;
using Syncerize.App.Sandbox.Model;

namespace Syncerize.App.Sandbox.Seed;

/// <summary>Everything one simulated shop starts with.</summary>
internal sealed class SeedShop(SimShop shop)
{
    private readonly HashSet<string> _handles = new(StringComparer.Ordinal);
    private readonly Dictionary<long, List<SimVariant>> _variants = [];
    private readonly Dictionary<long, List<SimInventoryLevel>> _levels = [];

    public SimShop Shop { get; } = shop;

    public List<SimLocation> Locations { get; } = [];

    public List<SimPublication> Publications { get; } = [];

    public List<SimMetafieldDefinition> Definitions { get; } = [];

    public List<SimProduct> Products { get; } = [];

    public IEnumerable<SimVariant> Variants => _variants.Values.SelectMany(variants => variants);

    public IEnumerable<SimInventoryLevel> Levels => _levels.Values.SelectMany(levels => levels);

    public List<SimOrder> Orders { get; } = [];

    public long NewId() => Shop.NextId++;

    public IReadOnlyList<SimVariant> VariantsOf(long productId) => _variants.GetValueOrDefault(productId) ?? [];

    public IReadOnlyList<SimInventoryLevel> LevelsOf(long inventoryItemId) => _levels.GetValueOrDefault(inventoryItemId) ?? [];

    /// <summary>Units for sale over all locations.</summary>
    public int Available(long inventoryItemId) => LevelsOf(inventoryItemId).Sum(level => level.Available);

    /// <summary>Adds a product with its variants and stock; a handle already in use gets a number, as Shopify does.</summary>
    public SimProduct Add(ProductBlueprint plan, DateTimeOffset createdAt, DateTimeOffset updatedAt)
    {
        var handle = plan.Handle;
        for (var n = 1; !_handles.Add(handle); n++)
        {
            handle = string.Create(CultureInfo.InvariantCulture, $"{plan.Handle}-{n}");
        }

        var product = new SimProduct
        {
            Id = NewId(),
            Title = plan.Title,
            Handle = handle,
            DescriptionHtml = plan.DescriptionHtml,
            Vendor = plan.Vendor,
            ProductType = plan.ProductType,
            Tags = [.. plan.Tags],
            Status = plan.Status,
            SeoTitle = plan.SeoTitle,
            SeoDescription = plan.SeoDescription,
            PublicationIds = plan.Status == "ACTIVE" ? [.. Publications.Select(p => p.Id)] : [],
            CreatedAt = createdAt,
            UpdatedAt = updatedAt,
            PublishedAt = plan.Status == "ACTIVE" ? createdAt : null,
        };
        IReadOnlyList<OptionBlueprint> options = plan.Options.Count > 0 ? plan.Options : [new OptionBlueprint("Title", ["Default Title"])];
        product.Options.AddRange(options.Select((option, i) => new SimOption
        {
            Id = NewId(),
            Name = option.Name,
            Position = i + 1,
            Values = [.. option.Values.Select(value => new SimOptionValue { Id = NewId(), Name = value })],
        }));
        product.Media.AddRange(plan.Images.Select((image, i) => new SimMedia
        {
            Id = NewId(),
            Url = PictureEndpoint.Path(Shop.Domain, plan.Handle, image.View, image.Colour),
            Alt = image.Alt,
            Position = i + 1,
            Width = 960,
            Height = 960,
        }));
        Products.Add(product);
        _variants[product.Id] = [.. plan.Variants.Select((variant, i) => Variant(product, options, variant, i + 1))];
        return product;
    }

    /// <summary>Stocks an item at a location.</summary>
    public SimInventoryLevel Stock(long inventoryItemId, long locationId, int available, DateTimeOffset createdAt, DateTimeOffset updatedAt)
    {
        var level = new SimInventoryLevel
        {
            Id = NewId(),
            InventoryItemId = inventoryItemId,
            LocationId = locationId,
            Available = available,
            OnHand = available,
            CreatedAt = createdAt,
            UpdatedAt = updatedAt,
        };
        if (!_levels.TryGetValue(inventoryItemId, out var levels))
        {
            _levels[inventoryItemId] = levels = [];
        }

        levels.Add(level);
        return level;
    }

    /// <summary>Keeps units of an item for an open order: they are on hand, but no longer for sale.</summary>
    public void Commit(long inventoryItemId, long locationId, int units, DateTimeOffset at)
    {
        var level = LevelsOf(inventoryItemId).Single(l => l.LocationId == locationId);
        level.Committed += units;
        level.OnHand += units;
        level.UpdatedAt = level.UpdatedAt > at ? level.UpdatedAt : at;
    }

    /// <summary>All of it, for the store.</summary>
    public ShopContent ToContent() => new()
    {
        Shop = Shop,
        Locations = Locations,
        Publications = Publications,
        Definitions = Definitions,
        Products = Products,
        Variants = [.. Variants],
        Levels = [.. Levels],
        Orders = Orders,
    };

    private SimVariant Variant(SimProduct product, IReadOnlyList<OptionBlueprint> options, VariantBlueprint plan, int position)
    {
        IReadOnlyList<string> values = plan.Values.Count > 0 ? plan.Values : ["Default Title"];
        var variant = new SimVariant
        {
            Id = NewId(),
            ProductId = product.Id,
            Title = string.Join(" / ", values),
            Sku = plan.Sku,
            Barcode = plan.Barcode,
            PriceMinor = plan.PriceMinor,
            CompareAtMinor = plan.CompareAtMinor,
            Position = position,
            SelectedOptions = [.. values.Select((value, i) => new SimSelectedOption { Name = options[i].Name, Value = value })],
            InventoryItemId = NewId(),
            Tracked = plan.Tracked,
            RequiresShipping = plan.RequiresShipping,
            Taxable = plan.Taxable,
            InventoryPolicy = plan.InventoryPolicy,
            Weight = Weights.FromGrams(plan.Grams, plan.WeightUnit),
            WeightUnit = plan.WeightUnit,
            UnitCostMinor = plan.UnitCostMinor,
            HarmonizedSystemCode = plan.Hs,
            CountryCodeOfOrigin = plan.Country,
            MediaId = plan.ImageIndex is { } index ? product.Media[index].Id : null,
            CreatedAt = product.CreatedAt,
            UpdatedAt = product.UpdatedAt,
            ItemUpdatedAt = product.UpdatedAt,
        };
        for (var i = 0; i < plan.Stock.Count; i++)
        {
            if (plan.Stock[i] is { } available)
            {
                Stock(variant.InventoryItemId, Locations[i].Id, available, product.CreatedAt, product.UpdatedAt);
            }
        }

        return variant;
    }
}

/// <summary>Weights in Shopify's units.</summary>
internal static class Weights
{
    /// <summary>Grams in another unit, to four decimals.</summary>
    public static decimal FromGrams(int grams, string unit) => unit switch
    {
        "KILOGRAMS" => grams / 1000m,
        "POUNDS" => decimal.Round(grams / 453.59237m, 2, MidpointRounding.AwayFromZero),
        "OUNCES" => decimal.Round(grams / 28.349523125m, 2, MidpointRounding.AwayFromZero),
        _ => grams,
    };
}
