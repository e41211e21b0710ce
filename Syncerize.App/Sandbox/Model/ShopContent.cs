namespace Syncerize.App.Sandbox.Model;

/// <summary>Everything one shop holds, for filling it in one go.</summary>
internal sealed class ShopContent
{
    public required SimShop Shop { get; init; }

    public List<SimLocation> Locations { get; init; } = [];

    public List<SimPublication> Publications { get; init; } = [];

    public List<SimCollection> Collections { get; init; } = [];

    public List<SimMetafieldDefinition> Definitions { get; init; } = [];

    public List<SimProduct> Products { get; init; } = [];

    public List<SimVariant> Variants { get; init; } = [];

    public List<SimInventoryLevel> Levels { get; init; } = [];

    public List<SimOrder> Orders { get; init; } = [];
}
