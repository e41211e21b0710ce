using System.Globalization;

namespace Syncerize.Core.Shopify.Wire;

internal sealed record BulkQueryVariables(string Query);

internal sealed record BulkMutationVariables(string Mutation, string Path, string ClientIdentifier);

internal sealed record StagedUploadsVariables(IReadOnlyList<StagedUploadInput> Input);

internal sealed record StagedUploadInput(string Filename, string MimeType, string Resource, string HttpMethod);

internal sealed record BulkQueryData(BulkPayload? BulkOperationRunQuery);

internal sealed record BulkMutationData(BulkPayload? BulkOperationRunMutation);

internal sealed record BulkCancelData(BulkPayload? BulkOperationCancel);

internal sealed record BulkPayload(IdOnly? BulkOperation);

internal sealed record BulkPollData(BulkNode? BulkOperation);

internal sealed record BulkNode(string Id, string Status, string? ErrorCode, string ObjectCount, string? Url, string? PartialDataUrl)
{
    public BulkReading ToReading() => new(
        Status switch
        {
            "CREATED" => BulkStatus.Created,
            "RUNNING" => BulkStatus.Running,
            "COMPLETED" => BulkStatus.Completed,
            "CANCELING" => BulkStatus.Canceling,
            "CANCELED" => BulkStatus.Canceled,
            "EXPIRED" => BulkStatus.Expired,
            _ => BulkStatus.Failed,
        },
        long.Parse(ObjectCount, NumberStyles.None, CultureInfo.InvariantCulture), (Url ?? PartialDataUrl) is { } url ? new Uri(url) : null, ErrorCode);
}

internal sealed record StagedUploadsData(StagedUploadsPayload? StagedUploadsCreate);

internal sealed record StagedUploadsPayload(IReadOnlyList<StagedTargetNode>? StagedTargets);

internal sealed record StagedTargetNode(string? Url, IReadOnlyList<NameValue> Parameters);
