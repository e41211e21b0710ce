using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Syncerize.Core.Data;

/// <summary>Lets <c>dotnet ef</c> see the model without starting the app.</summary>
internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<SyncerizeDb>
{
    public SyncerizeDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SyncerizeDb>();
        DataServices.Configure(options, "design-time.db");
        return new SyncerizeDb(options.Options);
    }
}
