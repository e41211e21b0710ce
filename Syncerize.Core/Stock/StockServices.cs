using Microsoft.Extensions.DependencyInjection;

namespace Syncerize.Core.Stock;

/// <summary>Registers this folder.</summary>
public static class StockServices
{
    /// <summary>Adds stock readings, reservations, and the kinds of stock work.</summary>
    public static IServiceCollection AddStock(this IServiceCollection services) => services
        .AddSingleton<StaleShops>()
        .AddScoped<Unexplained>()
        .AddScoped<Reservations>()
        .AddScoped<StockReadings>()
        .AddScoped<StockWriter>()
        .AddScoped<StockPull>()
        .AddScoped<StockReview>()
        .AddScoped<StockCompare>().AddScoped<StockCompareBulk>()
        .AddScoped<StockApply>();
}
