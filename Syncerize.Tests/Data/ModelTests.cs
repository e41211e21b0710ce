using Microsoft.EntityFrameworkCore;
using Syncerize.Tests.Work;

namespace Syncerize.Tests.Data;

public sealed class ModelTests
{
    [Fact]
    public async Task Model_AgainstTheMigrations_HasNoDrift()
    {
        await using var engine = await EngineUnderTest.StartAsync();
        await using var db = await engine.ReadAsync();
        Assert.False(db.Database.HasPendingModelChanges(), "The model changed: add a migration.");
    }
}
