using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Syncerize.Core.Activity;
using Syncerize.Core.Intake;
using Syncerize.Core.Work;

namespace Syncerize.Core.Data.Configurations;

internal sealed class WorkItemConfiguration : IEntityTypeConfiguration<WorkItem>
{
    public void Configure(EntityTypeBuilder<WorkItem> entity)
    {
        entity.HasIndex(x => new { x.Lane, x.Kind, x.Subject }).IsUnique();
        entity.HasIndex(x => new { x.Lane, x.ParkedAt, x.DueAt });
    }
}

internal sealed class LaneConfiguration : IEntityTypeConfiguration<Lane>
{
    public void Configure(EntityTypeBuilder<Lane> entity) => entity.HasKey(x => x.StoreId);
}

internal sealed class GenerationSequenceConfiguration : IEntityTypeConfiguration<GenerationSequence>
{
    public void Configure(EntityTypeBuilder<GenerationSequence> entity)
    {
        entity.Property(x => x.Id).ValueGeneratedNever();
        entity.HasData(new GenerationSequence { Id = 1, Value = 0 });
    }
}

internal sealed class InboxMessageConfiguration : IEntityTypeConfiguration<InboxMessage>
{
    public void Configure(EntityTypeBuilder<InboxMessage> entity)
    {
        entity.HasIndex(x => new { x.ShopDomain, x.Topic, x.WebhookId }).IsUnique();
        entity.HasIndex(x => new { x.State, x.Id });
    }
}

internal sealed class PollCursorConfiguration : IEntityTypeConfiguration<PollCursor>
{
    public void Configure(EntityTypeBuilder<PollCursor> entity) => entity.HasKey(x => new { x.StoreId, x.Feed });
}

internal sealed class ActivityEntryConfiguration : IEntityTypeConfiguration<ActivityEntry>
{
    public void Configure(EntityTypeBuilder<ActivityEntry> entity)
    {
        entity.HasIndex(x => new { x.StoreId, x.At });
        entity.HasIndex(x => new { x.StoreId, x.Kind, x.Subject });
    }
}

internal sealed class NoticeConfiguration : IEntityTypeConfiguration<Notice>
{
    public void Configure(EntityTypeBuilder<Notice> entity)
    {
        entity.HasIndex(x => new { x.StoreId, x.Key }).IsUnique();
        entity.HasIndex(x => new { x.StoreId, x.ReadAt, x.Id });
        entity.HasIndex(x => new { x.MailedAt, x.StoreId });
    }
}

internal sealed class NotificationSettingsConfiguration : IEntityTypeConfiguration<NotificationSettings>
{
    public void Configure(EntityTypeBuilder<NotificationSettings> entity)
    {
        entity.HasKey(x => x.StoreId);
        entity.Property(x => x.Muted).HasJson();
    }
}
