using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Data.Sqlite;

namespace Syncerize.App.Sandbox.Store;

/// <summary>One document to write; without a value it is deleted.</summary>
internal readonly record struct StoredDocument(string Type, string Id, object? Value);

/// <summary>
/// The simulator's own database file: a table of JSON documents. Everything is held in memory besides; the file is what a restart continues from, so a
/// change is committed here, durably, before it is answered.
/// </summary>
internal sealed class SandboxStore : IDisposable
{
    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly Lock _lock = new();
    private readonly SqliteConnection _connection;

    /// <summary>Opens or creates the file.</summary>
    public SandboxStore(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        // Pooling would keep the file open after Dispose; the simulator owns exactly one connection.
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();
        Execute("PRAGMA journal_mode=WAL");
        Execute("PRAGMA synchronous=FULL");
        Execute("PRAGMA busy_timeout=5000");
        Execute("CREATE TABLE IF NOT EXISTS document (shop TEXT NOT NULL, type TEXT NOT NULL, id TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (shop, type, id)) WITHOUT ROWID");
    }

    /// <summary>The domains of the shops in the file.</summary>
    public IReadOnlyList<string> Shops()
    {
        lock (_lock)
        {
            using var command = _connection.CreateCommand();
            command.CommandText = "SELECT shop FROM document WHERE type = 'shop' ORDER BY shop";
            using var reader = command.ExecuteReader();
            var domains = new List<string>();
            while (reader.Read())
            {
                domains.Add(reader.GetString(0));
            }

            return domains;
        }
    }

    /// <summary>Reads every document of a shop.</summary>
    public void Read(string shop, Action<string, string> each)
    {
        lock (_lock)
        {
            using var command = _connection.CreateCommand();
            command.CommandText = "SELECT type, json FROM document WHERE shop = $shop";
            command.Parameters.AddWithValue("$shop", shop);
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                each(reader.GetString(0), reader.GetString(1));
            }
        }
    }

    /// <summary>One document as it stands in the file, or null.</summary>
    public string? Find(string shop, string type, string id)
    {
        lock (_lock)
        {
            using var command = _connection.CreateCommand();
            command.CommandText = "SELECT json FROM document WHERE shop = $shop AND type = $type AND id = $id";
            command.Parameters.AddWithValue("$shop", shop);
            command.Parameters.AddWithValue("$type", type);
            command.Parameters.AddWithValue("$id", id);
            return command.ExecuteScalar() as string;
        }
    }

    /// <summary>A setting of the simulator as a whole, or null.</summary>
    public string? Setting(string name)
    {
        lock (_lock)
        {
            using var command = _connection.CreateCommand();
            command.CommandText = "SELECT json FROM document WHERE shop = '' AND type = 'setting' AND id = $id";
            command.Parameters.AddWithValue("$id", name);
            return command.ExecuteScalar() is string json ? JsonSerializer.Deserialize<string>(json, Json) : null;
        }
    }

    /// <summary>Keeps a setting of the simulator as a whole.</summary>
    public void Set(string name, string value) => Write([("", new StoredDocument("setting", name, value))]);

    /// <summary>Writes documents in one durable transaction.</summary>
    public void Write(IEnumerable<(string Shop, StoredDocument Document)> documents)
    {
        lock (_lock)
        {
            using var transaction = _connection.BeginTransaction();
            using var put = _connection.CreateCommand();
            put.CommandText = "INSERT INTO document (shop, type, id, json) VALUES ($shop, $type, $id, $json) ON CONFLICT (shop, type, id) DO UPDATE SET json = excluded.json";
            using var delete = _connection.CreateCommand();
            delete.CommandText = "DELETE FROM document WHERE shop = $shop AND type = $type AND id = $id";
            foreach (var command in new[] { put, delete })
            {
                command.Transaction = transaction;
                foreach (var name in new[] { "$shop", "$type", "$id" })
                {
                    command.Parameters.Add(name, SqliteType.Text);
                }
            }

            put.Parameters.Add("$json", SqliteType.Text);
            foreach (var (shop, document) in documents)
            {
                var command = document.Value is null ? delete : put;
                command.Parameters["$shop"].Value = shop;
                command.Parameters["$type"].Value = document.Type;
                command.Parameters["$id"].Value = document.Id;
                if (document.Value is { } value)
                {
                    command.Parameters["$json"].Value = JsonSerializer.Serialize(value, value.GetType(), Json);
                }

                command.ExecuteNonQuery();
            }

            transaction.Commit();
        }
    }

    /// <summary>A document's value from its JSON.</summary>
    public static T Parse<T>(string json) => JsonSerializer.Deserialize<T>(json, Json) ?? throw new InvalidDataException($"A {typeof(T).Name} in the sandbox file is empty.");

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
