using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Syncerize.Core.Catalog;
using Syncerize.Core.Mapping;
using Syncerize.Core.Stock;
using Syncerize.Core.Sync;

namespace Syncerize.Core.Data.Configurations;

internal sealed class ProductConfiguration : IEntityTypeConfiguration<Product>
{
    public void Configure(EntityTypeBuilder<Product> entity)
    {
        entity.HasKey(x => new { x.StoreId, x.ProductId });
        entity.HasMany(x => x.Variants).WithOne().HasForeignKey(x => new { x.StoreId, x.ProductId });
        entity.HasIndex(x => new { x.StoreId, x.Title });
        entity.HasIndex(x => new { x.StoreId, x.ProductKey });
        entity.Property(x => x.Tags).HasJson();
        entity.Property(x => x.Options).HasJson();
        entity.HasIndex(x => new { x.StoreId, x.Handle });
        entity.Property(x => x.Images).HasJson();
        entity.Property(x => x.Metafields).HasJson();
        entity.Property(x => x.CollectionIds).HasJson();
    }
}

internal sealed class VariantConfiguration : IEntityTypeConfiguration<Variant>
{
    public void Configure(EntityTypeBuilder<Variant> entity)
    {
        entity.HasKey(x => new { x.StoreId, x.VariantId });
        entity.HasIndex(x => new { x.StoreId, x.InventoryItemId });
        entity.HasIndex(x => new { x.StoreId, x.Sku });
        entity.HasIndex(x => new { x.StoreId, x.Barcode });
        entity.Property(x => x.Options).HasJson();
    }
}

internal sealed class ProductTermConfiguration : IEntityTypeConfiguration<ProductTerm>
{
    public void Configure(EntityTypeBuilder<ProductTerm> entity)
    {
        entity.HasKey(x => new { x.StoreId, x.Term, x.Kind, x.ProductId, x.VariantId });
        entity.HasOne<Product>().WithMany().HasForeignKey(x => new { x.StoreId, x.ProductId });
    }
}

internal sealed class CatalogReadingConfiguration : IEntityTypeConfiguration<CatalogReading>
{
    public void Configure(EntityTypeBuilder<CatalogReading> entity) => entity.HasIndex(x => new { x.StoreId, x.Id });
}

internal sealed class AvailabilityRuleConfiguration : IEntityTypeConfiguration<AvailabilityRule>
{
    public void Configure(EntityTypeBuilder<AvailabilityRule> entity)
    {
        entity.HasKey(x => x.StoreId);
        entity.Property(x => x.Tags).HasJson();
    }
}

internal sealed class ProductLinkConfiguration : IEntityTypeConfiguration<ProductLink>
{
    public void Configure(EntityTypeBuilder<ProductLink> entity)
    {
        entity.HasIndex(x => new { x.ConnectionId, x.SourceProductId }).IsUnique();
        entity.HasIndex(x => new { x.SourceStoreId, x.SourceProductId });
        entity.HasIndex(x => new { x.DestinationStoreId, x.DestinationProductId });
        entity.HasMany(x => x.Variants).WithOne(x => x.ProductLink).HasForeignKey(x => x.ProductLinkId);
    }
}

internal sealed class VariantLinkConfiguration : IEntityTypeConfiguration<VariantLink>
{
    public void Configure(EntityTypeBuilder<VariantLink> entity)
    {
        // One source per destination variant; ended links do not claim it.
        entity.HasIndex(x => new { x.DestinationStoreId, x.DestinationVariantId }).IsUnique().HasFilter("\"IsActive\" = 1");
        entity.HasIndex(x => new { x.SourceStoreId, x.SourceInventoryItemId });
        entity.HasIndex(x => new { x.SourceStoreId, x.SourceVariantId });
        entity.HasIndex(x => new { x.DestinationStoreId, x.DestinationInventoryItemId });
    }
}

internal sealed class SyncRunConfiguration : IEntityTypeConfiguration<SyncRun>
{
    public void Configure(EntityTypeBuilder<SyncRun> entity)
    {
        entity.HasIndex(x => new { x.ConnectionId, x.Kind, x.Id });
        entity.HasIndex(x => new { x.DestinationStoreId, x.Id });
    }
}

internal sealed class SyncRunItemConfiguration : IEntityTypeConfiguration<SyncRunItem>
{
    public void Configure(EntityTypeBuilder<SyncRunItem> entity)
    {
        entity.HasKey(x => new { x.RunId, x.SourceProductId });
        entity.HasIndex(x => new { x.RunId, x.State, x.SourceProductId });
    }
}

internal sealed class LedgerEntryConfiguration : IEntityTypeConfiguration<LedgerEntry>
{
    public void Configure(EntityTypeBuilder<LedgerEntry> entity) =>
        entity.HasIndex(x => new { x.ProductLinkId, x.VariantLinkId, x.Field }).IsUnique();
}

internal sealed class FieldWriteConfiguration : IEntityTypeConfiguration<FieldWrite>
{
    public void Configure(EntityTypeBuilder<FieldWrite> entity) => entity.HasIndex(x => new { x.ProductLinkId, x.Id });
}

internal sealed class ImageLinkConfiguration : IEntityTypeConfiguration<ImageLink>
{
    public void Configure(EntityTypeBuilder<ImageLink> entity) => entity.HasIndex(x => new { x.ProductLinkId, x.SourceMediaId }).IsUnique();
}

internal sealed class LocationConfiguration : IEntityTypeConfiguration<Location>
{
    public void Configure(EntityTypeBuilder<Location> entity) => entity.HasKey(x => new { x.StoreId, x.LocationId });
}

internal sealed class StockLevelConfiguration : IEntityTypeConfiguration<StockLevel>
{
    public void Configure(EntityTypeBuilder<StockLevel> entity) => entity.HasKey(x => new { x.StoreId, x.InventoryItemId, x.LocationId });
}

internal sealed class UnexplainedUnitsConfiguration : IEntityTypeConfiguration<UnexplainedUnits>
{
    public void Configure(EntityTypeBuilder<UnexplainedUnits> entity) => entity.HasKey(x => new { x.StoreId, x.InventoryItemId });
}

internal sealed class CompareRunConfiguration : IEntityTypeConfiguration<CompareRun>
{
    public void Configure(EntityTypeBuilder<CompareRun> entity) => entity.HasIndex(x => new { x.StoreId, x.Id });
}

internal sealed class ReservationConfiguration : IEntityTypeConfiguration<Reservation>
{
    public void Configure(EntityTypeBuilder<Reservation> entity)
    {
        entity.HasKey(x => new { x.StoreId, x.LineId });
        entity.HasIndex(x => new { x.SourceStoreId, x.SourceInventoryItemId });
        entity.HasIndex(x => new { x.StoreId, x.InventoryItemId });
        entity.HasIndex(x => new { x.StoreId, x.OrderId });
    }
}
