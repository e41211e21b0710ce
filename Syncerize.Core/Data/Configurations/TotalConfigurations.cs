using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Syncerize.Core.Totals;

namespace Syncerize.Core.Data.Configurations;

internal sealed class TotalConfiguration : IEntityTypeConfiguration<Total>
{
    public void Configure(EntityTypeBuilder<Total> entity) => entity.HasKey(x => new { x.StoreId, x.Side, x.ConnectionId, x.Unit, x.Start });
}

internal sealed class ProductTotalConfiguration : IEntityTypeConfiguration<ProductTotal>
{
    // The migration makes this table WITHOUT ROWID: a range is then one run through the key, and the sums lie in it.
    public void Configure(EntityTypeBuilder<ProductTotal> entity) => entity.HasKey(x => new { x.StoreId, x.Side, x.Unit, x.Start, x.ConnectionId, x.ProductId });
}

internal sealed class LevelSnapshotConfiguration : IEntityTypeConfiguration<LevelSnapshot>
{
    public void Configure(EntityTypeBuilder<LevelSnapshot> entity) => entity.HasKey(x => new { x.StoreId, x.Side, x.ConnectionId, x.Day });
}

internal sealed class TotalsRebuildConfiguration : IEntityTypeConfiguration<TotalsRebuild>
{
    public void Configure(EntityTypeBuilder<TotalsRebuild> entity) => entity.HasKey(x => x.StoreId);
}
