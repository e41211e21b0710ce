using System.Text;
using System.Text.Json;
using GraphQL;
using GraphQL.SystemTextJson;
using GraphQL.Types;
using GraphQLParser.AST;
using Syncerize.App.Sandbox.Graph;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;

namespace Syncerize.App.Sandbox.Bulk;

/// <summary>
/// Works bulk operations forward before anybody looks at a shop: as many objects as the shop's stated pace allows since they were created. What is done is durable,
/// so an operation goes on after a restart; a mutation's line is one change, whole or not at all, as every mutation is.
/// </summary>
internal sealed class BulkRunner(SandboxWorld world, ISchema schema, DocumentExecuter executer, GraphQLSerializer serializer)
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>Works what may be worked now. The caller holds the shop's gate.</summary>
    public async Task RunAsync(ShopState shop, Uri address)
    {
        foreach (var operation in shop.BulkOperations.Values.Where(o => o.IsOpen).ToList())
        {
            if (operation.Status == "CANCELING")
            {
                End(shop, operation, "CANCELED", null);
            }
            else if (shop.Now - operation.CreatedAt > Longest)
            {
                End(shop, operation, "FAILED", "TIMEOUT");
            }
            else
            {
                await WorkAsync(shop, operation, address);
            }
        }
    }

    private async Task WorkAsync(ShopState shop, SimBulkOperation operation, Uri address)
    {
        var pace = operation.Type == SimBulkOperation.Query ? shop.Shop.Pace.BulkObjectsPerSecond : shop.Shop.Pace.BulkLinesPerSecond;
        var allowed = pace <= 0 ? long.MaxValue : (long)((shop.Now - operation.CreatedAt).TotalSeconds * pace);
        await using var output = new FileStream(BulkFiles.Result(world.Folder, operation), FileMode.OpenOrCreate, FileAccess.Write);
        output.SetLength(operation.Bytes);
        output.Position = operation.Bytes;
        var ended = operation.Type == SimBulkOperation.Query
            ? await QueryAsync(shop, operation, output, allowed, address)
            : await MutateAsync(shop, operation, output, allowed, address);
        await output.FlushAsync(CancellationToken.None);
        operation.Bytes = output.Length;
        if (ended)
        {
            End(shop, operation, "COMPLETED", null);
        }
        else
        {
            world.Change(shop, state =>
            {
                operation.Status = "RUNNING";
                state.Put(operation);
                return true;
            });
        }
    }

    private async Task<bool> QueryAsync(ShopState shop, SimBulkOperation operation, Stream output, long allowed, Uri address)
    {
        var document = BulkDocument.Query(operation.Document).Document!;
        while (operation.Objects < allowed)
        {
            using var answer = await AnswerAsync(shop, document.Page(operation.Cursor), Inputs.Empty, address, operation.Id);
            var root = answer.RootElement.GetProperty("data").GetProperty(document.Root);
            foreach (var edge in root.GetProperty("edges").EnumerateArray())
            {
                operation.Roots++;
                operation.Objects += Flatten(edge.GetProperty("node"), null, output);
            }

            var page = root.GetProperty("pageInfo");
            if (!page.GetProperty("hasNextPage").GetBoolean())
            {
                return true;
            }

            operation.Cursor = page.GetProperty("endCursor").GetString();
        }

        return false;
    }

    private async Task<bool> MutateAsync(ShopState shop, SimBulkOperation operation, Stream output, long allowed, Uri address)
    {
        var document = BulkDocument.Mutation(operation.Document).Document!;
        await using var file = File.OpenRead(BulkFiles.Upload(world.Folder, operation.UploadKey!));
        file.Position = operation.Read;
        using var reader = new StreamReader(file, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: false);
        while (operation.Objects < allowed)
        {
            if (await reader.ReadLineAsync() is not { } line)
            {
                return true;
            }

            operation.Read += Encoding.UTF8.GetByteCount(line) + 1;
            if (line.Length == 0)
            {
                continue;
            }

            using (var answer = await LineAsync(shop, document, line, address, operation.Id))
            await using (var writer = new Utf8JsonWriter(output))
            {
                writer.WriteStartObject();
                foreach (var part in answer.RootElement.EnumerateObject().Where(p => p.Name is "data" or "errors"))
                {
                    part.WriteTo(writer);
                }

                writer.WriteNumber("__lineNumber", operation.Objects);
                writer.WriteEndObject();
            }

            output.WriteByte((byte)'\n');
            operation.Objects++;
            operation.Roots++;

            // The line's effect is durable; so is that it was worked.
            await output.FlushAsync(CancellationToken.None);
            operation.Bytes = output.Position;
            world.Change(shop, state =>
            {
                state.Put(operation);
                return true;
            });
        }

        return false;
    }

    private async Task<JsonDocument> LineAsync(ShopState shop, BulkDocument document, string line, Uri address, long operation)
    {
        Inputs variables;
        try
        {
            variables = serializer.Deserialize<Inputs>(line) ?? Inputs.Empty;
        }
        catch (JsonException)
        {
            return JsonDocument.Parse("{\"errors\":[{\"message\":\"The line is no JSON object.\"}]}");
        }

        return await AnswerAsync(shop, document.Parsed, variables, address, operation);
    }

    private async Task<JsonDocument> AnswerAsync(ShopState shop, GraphQLDocument document, Inputs variables, Uri address, long operation)
    {
        var result = await executer.ExecuteAsync(new ExecutionOptions
        {
            Schema = schema,
            Query = "bulk",
            Document = document,
            Variables = variables,
            UserContext = new RequestScope { World = world, Shop = shop, Base = address, RequestId = $"bulk-{operation}", IsBulk = true },
            ThrowOnUnhandledException = false,
        });
        return JsonDocument.Parse(serializer.Serialize(result));
    }

    private void End(ShopState shop, SimBulkOperation operation, string status, string? error) => world.Change(shop, state =>
    {
        (operation.Status, operation.ErrorCode, operation.CompletedAt) = (status, error, state.Now);
        state.Put(operation);
        return true;
    });

    /// <summary>An object's own members on one line, then each nested list's, which name it as their parent.</summary>
    private static int Flatten(JsonElement node, string? parent, Stream output)
    {
        using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartObject();
            foreach (var member in node.EnumerateObject().Where(m => !IsConnection(m.Value)))
            {
                member.WriteTo(writer);
            }

            if (parent is not null)
            {
                writer.WriteString("__parentId", parent);
            }

            writer.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
        var count = 1;
        foreach (var edge in node.EnumerateObject().Where(m => IsConnection(m.Value)).SelectMany(m => m.Value.GetProperty("edges").EnumerateArray()))
        {
            count += Flatten(edge.GetProperty("node"), node.TryGetProperty("id", out var id) ? id.GetString() : null, output);
        }

        return count;
    }

    private static bool IsConnection(JsonElement value) => value.ValueKind == JsonValueKind.Object && value.TryGetProperty("edges", out var edges) && edges.ValueKind == JsonValueKind.Array;
}
