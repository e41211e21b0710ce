using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Syncerize.Core.Orders;

namespace Syncerize.Core.Data.Configurations;

internal sealed class OrderConfiguration : IEntityTypeConfiguration<Order>
{
    public void Configure(EntityTypeBuilder<Order> entity)
    {
        entity.HasKey(x => new { x.StoreId, x.OrderId });
        entity.HasMany(x => x.Lines).WithOne().HasForeignKey(x => new { x.StoreId, x.OrderId });
        entity.HasIndex(x => new { x.StoreId, x.ProcessedAt, x.OrderId });
        entity.HasIndex(x => new { x.StoreId, x.Name });

        // One per tab and sort order of the lists: any page of a million orders is a short range of one of them.
        entity.HasIndex(x => new { x.StoreId, x.PushStatus, x.ProcessedAt, x.OrderId });
        entity.HasIndex(x => new { x.StoreId, x.PushStatus, x.NameLength, x.Name, x.OrderId });
        entity.HasIndex(x => new { x.StoreId, x.PushStatus, x.TotalMinor, x.OrderId });
        entity.HasIndex(x => new { x.StoreId, x.SourceTab, x.ProcessedAt, x.OrderId });
        entity.HasIndex(x => new { x.StoreId, x.SourceTab, x.NameLength, x.Name, x.OrderId });
        entity.HasIndex(x => new { x.StoreId, x.SourceTab, x.TotalMinor, x.OrderId });
        entity.HasIndex(x => new { x.StoreId, x.SearchName });
        entity.HasIndex(x => new { x.StoreId, x.SearchEmail });
        entity.HasIndex(x => new { x.StoreId, x.PushKey });
        entity.Property(x => x.ShippingAddress).HasJson();
        entity.Property(x => x.BillingAddress).HasJson();
        entity.Property(x => x.ShippingLines).HasJson();
        entity.Property(x => x.Tags).HasJson();
        entity.Property(x => x.Fulfillments).HasJson();
        entity.Property(x => x.Refunds).HasJson().HasDefaultValueSql("'[]'");
        entity.Property(x => x.Attributes).HasJson().HasDefaultValueSql("'[]'");
    }
}

internal sealed class OrderLineConfiguration : IEntityTypeConfiguration<OrderLine>
{
    public void Configure(EntityTypeBuilder<OrderLine> entity)
    {
        entity.HasKey(x => new { x.StoreId, x.LineId });
        entity.HasIndex(x => new { x.StoreId, x.VariantId });
        entity.HasIndex(x => new { x.ConnectionId, x.SourceVariantId });
        entity.HasIndex(x => x.SourceInventoryItemId);
        entity.Property(x => x.Properties).HasJson();
    }
}

internal sealed class OrderPushConfiguration : IEntityTypeConfiguration<OrderPush>
{
    public void Configure(EntityTypeBuilder<OrderPush> entity)
    {
        entity.HasIndex(x => x.Key).IsUnique();
        entity.HasIndex(x => new { x.DestinationStoreId, x.OrderId });
        entity.HasIndex(x => new { x.SourceStoreId, x.SourceOrderId });
        entity.HasIndex(x => new { x.ConnectionId, x.State });
        entity.HasIndex(x => new { x.DestinationStoreId, x.State, x.WaitingFor });
        entity.HasIndex(x => x.WaitsUntil);
        entity.HasIndex(x => new { x.ConnectionId, x.CreatedAt });
        entity.HasMany(x => x.Lines).WithOne().HasForeignKey(x => x.OrderPushId);
    }
}

internal sealed class OrderPushLineConfiguration : IEntityTypeConfiguration<OrderPushLine>
{
    public void Configure(EntityTypeBuilder<OrderPushLine> entity)
    {
        entity.HasKey(x => new { x.OrderPushId, x.LineId });
        entity.HasIndex(x => x.SourceInventoryItemId);
    }
}

internal sealed class PushAttemptConfiguration : IEntityTypeConfiguration<PushAttempt>
{
    public void Configure(EntityTypeBuilder<PushAttempt> entity) => entity.HasIndex(x => x.OrderPushId);
}

internal sealed class ReturnedFulfillmentConfiguration : IEntityTypeConfiguration<ReturnedFulfillment>
{
    public void Configure(EntityTypeBuilder<ReturnedFulfillment> entity)
    {
        entity.HasIndex(x => new { x.OrderPushId, x.SourceFulfillmentId }).IsUnique();
        entity.Property(x => x.Lines).HasJson();
    }
}

internal sealed class SourceChangeConfiguration : IEntityTypeConfiguration<SourceChange>
{
    public void Configure(EntityTypeBuilder<SourceChange> entity)
    {
        entity.HasIndex(x => new { x.OrderPushId, x.Kind, x.Cause }).IsUnique();
        entity.HasIndex(x => x.State);
        entity.Property(x => x.Lines).HasJson();
    }
}

internal sealed class OrderCountConfiguration : IEntityTypeConfiguration<OrderCount>
{
    public void Configure(EntityTypeBuilder<OrderCount> entity) => entity.HasKey(x => new { x.StoreId, x.Tab });
}

internal sealed class OrderPaymentConfiguration : IEntityTypeConfiguration<OrderPayment>
{
    public void Configure(EntityTypeBuilder<OrderPayment> entity)
    {
        entity.HasIndex(x => new { x.StoreId, x.OrderId });
        entity.Property(x => x.PaidOn).HasConversion(day => day.DayNumber, number => DateOnly.FromDayNumber(number));
    }
}
