namespace Syncerize.App.Sandbox.Model;

/// <summary>A bulk operation: a query whose answer, or a mutation whose lines, are worked through beside the requests.</summary>
internal sealed class SimBulkOperation
{
    public const string Query = "QUERY";
    public const string Mutation = "MUTATION";

    public long Id { get; set; }

    /// <summary>One of the names above.</summary>
    public string Type { get; set; } = Query;

    /// <summary>CREATED, RUNNING, COMPLETED, FAILED, CANCELING or CANCELED.</summary>
    public string Status { get; set; } = "CREATED";

    /// <summary>TIMEOUT, ACCESS_DENIED or INTERNAL_SERVER_ERROR.</summary>
    public string? ErrorCode { get; set; }

    /// <summary>The query, or the mutation that is run for every line.</summary>
    public string Document { get; set; } = "";

    /// <summary>A mutation's uploaded file.</summary>
    public string? UploadKey { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? CompletedAt { get; set; }

    /// <summary>Objects found, or lines worked.</summary>
    public long Objects { get; set; }

    /// <summary>Objects of the outermost connection, or lines worked.</summary>
    public long Roots { get; set; }

    /// <summary>A query: where the next page of the outermost connection begins.</summary>
    public string? Cursor { get; set; }

    /// <summary>Bytes of the result so far: what lies beyond them in the file was written by a run that was cut off.</summary>
    public long Bytes { get; set; }

    /// <summary>Bytes of the uploaded file worked so far.</summary>
    public long Read { get; set; }

    /// <summary>Whether it still works.</summary>
    public bool IsOpen => Status is "CREATED" or "RUNNING" or "CANCELING";
}
