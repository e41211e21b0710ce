using Syncerize.App.Sandbox.Bulk;
using Syncerize.App.Sandbox.Model;
using Syncerize.Core;

namespace Syncerize.App.Sandbox.Graph.Mutations;

/// <summary>Bulk operations and the uploads they work from.</summary>
internal static class BulkMutations
{
    private const int MostAtOnce = 5;

    public static void Bind(Action<string, Func<Call, Payload>> add)
    {
        add("bulkOperationRunQuery", RunQuery);
        add("bulkOperationRunMutation", RunMutation);
        add("bulkOperationCancel", Cancel);
        add("stagedUploadsCreate", Stage);
    }

    private static Payload RunQuery(Call call)
    {
        var text = call.Arguments.Text("query") ?? "";
        var (_, problem) = BulkDocument.Query(text);
        return problem is not null ? Payload.Refused("INVALID", problem, "query")
            : Full(call, SimBulkOperation.Query) ? Payload.Refused("LIMIT_REACHED", "You have reached the maximum number of concurrent bulk query operations.")
            : Begin(call, new SimBulkOperation { Type = SimBulkOperation.Query, Document = text });
    }

    private static Payload RunMutation(Call call)
    {
        var text = call.Arguments.Text("mutation") ?? "";
        var key = call.Arguments.Text("stagedUploadPath") ?? "";
        var file = new FileInfo(BulkFiles.Upload(call.Scope.World.Folder, key));
        var (_, problem) = BulkDocument.Mutation(text);
        return problem is not null ? Payload.Refused("INVALID_MUTATION", problem, "mutation")
            : !file.Exists ? Payload.Refused("NO_SUCH_FILE", "The JSONL file could not be found.", "stagedUploadPath")
            : file.Length > BulkFiles.LargestUpload ? Payload.Refused("INVALID_STAGED_UPLOAD_FILE", "The JSONL file is larger than 100 MB.", "stagedUploadPath")
            : Full(call, SimBulkOperation.Mutation) ? Payload.Refused("LIMIT_REACHED", "You have reached the maximum number of concurrent bulk mutation operations.")
            : Begin(call, new SimBulkOperation { Type = SimBulkOperation.Mutation, Document = text, UploadKey = key });
    }

    private static Payload Cancel(Call call)
    {
        if (!call.Shop.BulkOperations.TryGetValue(call.Arguments.Id("id") ?? -1, out var operation))
        {
            return Payload.Refused(null, "Bulk operation does not exist", "id");
        }

        if (!operation.IsOpen)
        {
            return Payload.Refused(null, $"A bulk operation cannot be canceled when it is {operation.Status.ToLowerInvariant()}", "id");
        }

        operation.Status = "CANCELING";
        call.Shop.Put(operation);
        return Payload.Of("bulkOperation", operation);
    }

    private static Payload Stage(Call call)
    {
        var targets = new List<StagedTarget>();
        foreach (var input in call.Arguments.Objects("input"))
        {
            if (input.Text("resource") != "BULK_MUTATION_VARIABLES" || input.Text("httpMethod") != "POST")
            {
                return Payload.Refused(null, "The sandbox stages variables of bulk mutations only, by POST.", "input", "resource");
            }

            var key = $"tmp/{call.Shop.Shop.ShopId}/bulk/{Guid.CreateVersion7(call.Shop.Now)}/{input.Text("filename")}";
            var url = new Uri(call.Scope.Base, "/staged").ToString();
            targets.Add(new StagedTarget(url, url, [("key", key), ("Content-Type", input.Text("mimeType") ?? "text/jsonl"), ("success_action_status", "201"), ("acl", "private")]));
        }

        return Payload.Of("stagedTargets", targets);
    }

    private static bool Full(Call call, string type) => call.Shop.BulkOperations.Values.Count(o => o.IsOpen && o.Type == type) >= MostAtOnce;

    private static Payload Begin(Call call, SimBulkOperation operation)
    {
        operation.Id = call.Shop.NewId();
        operation.CreatedAt = call.Shop.Now;
        call.Shop.Put(operation);
        return Payload.Of("bulkOperation", operation);
    }
}

/// <summary>Where a file is to be uploaded, and the form fields that go with it.</summary>
internal sealed record StagedTarget(string Url, string ResourceUrl, IReadOnlyList<(string Name, string Value)> Parameters);

/// <summary>The types of bulk operations.</summary>
internal static class BulkTypes
{
    public static void Bind(Binder binder)
    {
        binder.Type<SimBulkOperation>("BulkOperation")
            .Field("id", x => Gid.Of("BulkOperation", x.Id))
            .Field("type", x => x.Type)
            .Field("status", x => x.Status)
            .Field("errorCode", x => x.ErrorCode)
            .Field("query", x => x.Document)
            .Field("createdAt", x => x.CreatedAt)
            .Field("completedAt", x => x.CompletedAt)
            .Field("objectCount", x => x.Objects)
            .Field("rootObjectCount", x => x.Roots)
            .Field("fileSize", x => x.IsOpen ? null : (object)x.Bytes)
            .Field("url", (x, call) => x.Status == "COMPLETED" && x.Objects > 0 ? Address(x, call) : null)
            .Field("partialDataUrl", (x, call) => x.Status is "FAILED" or "CANCELED" && x.Objects > 0 ? Address(x, call) : null);
        binder.Type<StagedTarget>("StagedMediaUploadTarget").Field("url", x => x.Url).Field("resourceUrl", x => x.ResourceUrl).Field("parameters", x => x.Parameters.Select(p => new StagedField(p.Name, p.Value)));
        binder.Type<StagedField>("StagedUploadParameter").Field("name", x => x.Name).Field("value", x => x.Value);
    }

    private static string Address(SimBulkOperation operation, Call call) => new Uri(call.Scope.Base, FormattableString.Invariant($"/bulk/{call.Shop.Domain}/{operation.Id}.jsonl")).ToString();

    private sealed record StagedField(string Name, string Value);
}
