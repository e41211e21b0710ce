using Microsoft.Extensions.DependencyInjection;
using Syncerize.Core.Orders;
using Syncerize.Core.Sync;

namespace Syncerize.Core.Insights;

/// <summary>Registers this folder.</summary>
public static class InsightsServices
{
    /// <summary>Adds what dashboards, lists of partners and activity read.</summary>
    public static IServiceCollection AddInsights(this IServiceCollection services) => services
        .AddSingleton<StoreDirectory>()
        .AddSingleton<DashboardQuery>()
        .AddSingleton<DailyLevels>()
        .AddSingleton<ActivityQuery>()
        .AddSingleton<PartnerQuery>()
        .AddSingleton<ShopContactQuery>()
        .AddSingleton<PartnerDetailQuery>()
        .AddSingleton<SettingsQuery>()
        .AddSingleton<PlanQuery>()
        .AddSingleton<SyncSettingsQuery>()
        .AddSingleton<ReportDays>()
        .AddSingleton<OrderReport>()
        .AddSingleton<SalesReport>()
        .AddSingleton<PayoutStatement>()
        .AddSingleton<MappingExport>()
        .AddSingleton<ProductList>()
        .AddSingleton<CompareQuery>()
        .AddSingleton<ProductDetailQuery>()
        .AddSingleton<OrderList>()
        .AddSingleton<OrderDetail>();
}
