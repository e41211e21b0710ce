using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Syncerize.Core.Catalog;

namespace Syncerize.Core.Data;

/// <summary>Gives SQLite the rule by which tags are matched, so that a query and the code that decides about one product cannot differ.</summary>
internal sealed class TagFunction : DbConnectionInterceptor
{
    /// <summary>What the function is called in SQL.</summary>
    public const string Name = "has_any_tag";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Add(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Add(connection);
        return Task.CompletedTask;
    }

    private static void Add(DbConnection connection) =>
        ((SqliteConnection)connection).CreateFunction<string, string, bool>(Name, (tags, wanted) => Offers.HasAnyTag(Read(tags), Read(wanted)), isDeterministic: true);

    private static string[] Read(string json) => JsonSerializer.Deserialize<string[]>(json) ?? [];
}
