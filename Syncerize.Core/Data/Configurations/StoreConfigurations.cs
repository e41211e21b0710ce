using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Syncerize.Core.Connections;
using Syncerize.Core.Stores;

namespace Syncerize.Core.Data.Configurations;

internal sealed class StoreConfiguration : IEntityTypeConfiguration<Store>
{
    public void Configure(EntityTypeBuilder<Store> entity)
    {
        entity.Property(x => x.Id).ValueGeneratedOnAdd().UseAutoincrement();
        entity.HasIndex(x => x.Domain).IsUnique();
        entity.HasIndex(x => x.UniqueKey).IsUnique();
    }
}

internal sealed class ExchangeRateConfiguration : IEntityTypeConfiguration<ExchangeRate>
{
    public void Configure(EntityTypeBuilder<ExchangeRate> entity) =>
        entity.HasIndex(x => new { x.StoreId, x.FromCurrency, x.ToCurrency }).IsUnique();
}

internal sealed class BulkChangeConfiguration : IEntityTypeConfiguration<BulkChange>
{
    public void Configure(EntityTypeBuilder<BulkChange> entity)
    {
        entity.HasIndex(x => new { x.ConnectionId, x.Id });
        entity.HasIndex(x => new { x.StoreId, x.Id });
    }
}

internal sealed class ConnectionConfiguration : IEntityTypeConfiguration<Connection>
{
    public void Configure(EntityTypeBuilder<Connection> entity)
    {
        entity.Property(x => x.Id).ValueGeneratedOnAdd().UseAutoincrement();
        entity.HasIndex(x => new { x.DestinationId, x.SourceId }).IsUnique();
        entity.HasIndex(x => x.SourceId);
        entity.Property(x => x.Settings).HasJson();
    }
}

internal sealed class OrderPushDefaultsConfiguration : IEntityTypeConfiguration<OrderPushDefaults>
{
    public void Configure(EntityTypeBuilder<OrderPushDefaults> entity)
    {
        entity.HasKey(x => x.StoreId);
        entity.Property(x => x.StoreId).ValueGeneratedNever();
        entity.Property(x => x.Settings).HasJson();
    }
}
