using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Syncerize.Core.Plans;

namespace Syncerize.Core.Data.Configurations;

internal sealed class StorePlanConfiguration : IEntityTypeConfiguration<StorePlan>
{
    public void Configure(EntityTypeBuilder<StorePlan> entity)
    {
        entity.HasKey(x => x.StoreId);
        entity.Property(x => x.StoreId).ValueGeneratedNever();
    }
}

internal sealed class ClaimConfiguration : IEntityTypeConfiguration<Claim>
{
    public void Configure(EntityTypeBuilder<Claim> entity)
    {
        entity.HasKey(x => new { x.StoreId, x.Meter, x.Subject });
        entity.HasIndex(x => new { x.StoreId, x.Meter, x.ClaimedAt });
    }
}
