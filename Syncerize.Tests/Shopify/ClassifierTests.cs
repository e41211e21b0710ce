using System.Text;
using Syncerize.Core.Shopify;
using Syncerize.Core.Shopify.Wire;

namespace Syncerize.Tests.Shopify;

/// <summary>Every shape Shopify answers in, and what it means for a read and for a write.</summary>
public sealed class ClassifierTests
{
    private const string Cost = """
        "extensions":{"cost":{"requestedQueryCost":400,"actualQueryCost":null,"throttleStatus":{"maximumAvailable":2000,"currentlyAvailable":150,"restoreRate":100}}}
        """;

    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan BackOff = TimeSpan.FromSeconds(7);

    [Theory]
    [InlineData(401, """{"errors":"[API] Invalid API key or access token"}""", "Unauthorized", "Unauthorized")]
    [InlineData(402, "", "Unauthorized", "Unauthorized")]
    [InlineData(403, "", "Unauthorized", "Unauthorized")]
    [InlineData(404, """{"errors":"Not Found"}""", "Unauthorized", "Unauthorized")]
    [InlineData(423, "", "Unauthorized", "Unauthorized")]
    [InlineData(429, "", "Throttled", "Throttled")]
    [InlineData(430, "", "Throttled", "Throttled")]
    [InlineData(301, "", "Unreachable", "Unreachable")]
    [InlineData(400, "", "Bug", "Bug")]
    [InlineData(406, "", "Bug", "Bug")]
    [InlineData(408, "", "Unreachable", "Unknown")]
    [InlineData(500, "", "Unreachable", "Unknown")]
    [InlineData(502, "<html>", "Unreachable", "Unknown")]
    [InlineData(503, "", "Unreachable", "Unknown")]
    [InlineData(200, "<html>", "Unreachable", "Unknown")]
    [InlineData(200, "", "Unreachable", "Unknown")]
    [InlineData(200, "[]", "Unreachable", "Unknown")]
    [InlineData(200, "{}", "Unreachable", "Unknown")]
    [InlineData(200, """{"data":null}""", "Unreachable", "Unknown")]
    [InlineData(200, """{"errors":[{"message":"x","extensions":{"code":"INTERNAL_SERVER_ERROR","requestId":"r-9"}}],"data":null}""", "Unreachable", "Unknown")]
    [InlineData(200, """{"errors":[{"message":"x","extensions":{"code":"BAD_REQUEST"}}],"data":{"inventorySetQuantities":null}}""", "Bug", "Bug")]
    [InlineData(200, """{"errors":[{"message":"x","extensions":{"code":"INVALID_FIELD_ARGUMENTS"},"path":["inventorySetQuantities"]}],"data":{"inventorySetQuantities":null}}""", "Bug", "Bug")]
    [InlineData(200, """{"errors":[{"message":"x","extensions":{"code":"INVALID_VARIABLE","value":{},"problems":[]}}]}""", "Bug", "Bug")]
    [InlineData(200, """{"errors":[{"message":"x","extensions":{"code":"undefinedField","typeName":"Order","fieldName":"y"}}]}""", "Bug", "Bug")]
    [InlineData(200, """{"errors":[{"message":"x","extensions":{"code":"PARSE_ERROR"}}]}""", "Bug", "Bug")]
    [InlineData(200, """{"errors":[{"message":"x","extensions":{"code":"MAX_INPUT_SIZE_EXCEEDED"}}]}""", "Bug", "Rejected")]
    [InlineData(200, """{"errors":[{"message":"x"}]}""", "Bug", "Bug")]
    [InlineData(200, """{"errors":"some text"}""", "Bug", "Bug")]
    [InlineData(200, """{"errors":[{"message":"Invalid id: gid://shopify/X/1","extensions":{"code":"RESOURCE_NOT_FOUND"}}],"data":{"x":null}}""", "NotFound", "NotFound")]
    [InlineData(200, """{"errors":[{"message":"no","extensions":{"code":"ACCESS_DENIED","requiredAccess":"`read_orders` access scope."}}],"data":{"x":null}}""", "Unauthorized", "Unauthorized")]
    [InlineData(200, """{"errors":[{"message":"no","extensions":{"code":"ACCESS_DENIED"}}],"data":{"inventorySetQuantities":{"inventoryAdjustmentGroup":null}}}""", "Unauthorized", "Unknown")]
    [InlineData(200, """{"errors":[],"data":{"inventorySetQuantities":{"inventoryAdjustmentGroup":null,"userErrors":[]}}}""", "Done", "Done")]
    [InlineData(200, """{"data":{"inventorySetQuantities":{"inventoryAdjustmentGroup":{"id":"gid://shopify/InventoryAdjustmentGroup/1"},"userErrors":[]}}}""", "Done", "Done")]
    [InlineData(200, """{"data":{"inventorySetQuantities":{"inventoryAdjustmentGroup":{"id":null},"userErrors":[]}}}""", "Bug", "Unknown")]
    [InlineData(200, """{"data":{"somethingElse":{}}}""", "Bug", "Unknown")]
    public void Classify_Answer_Expected(int status, string body, string read, string write)
    {
        Assert.Equal(read, Kind(Classify(status, body, isWrite: false)));
        Assert.Equal(write, Kind(Classify(status, body, isWrite: true)));
    }

    [Theory]
    [InlineData("CHANGE_FROM_QUANTITY_STALE", "Conflict")]
    [InlineData("IDEMPOTENCY_CONCURRENT_REQUEST", "Unknown")]
    [InlineData("IDEMPOTENCY_KEY_PARAMETER_MISMATCH", "Bug")]
    [InlineData("IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED", "Rejected")]
    [InlineData("INVALID_INVENTORY_ITEM", "Rejected")]
    [InlineData("INVENTORY_CLAIM_FAILED", "Rejected")]
    [InlineData("NOT_FOUND", "NotFound")]
    [InlineData("PRODUCT_DOES_NOT_EXIST", "NotFound")]
    [InlineData(null, "Rejected")]
    public void Classify_UserError_ByItsCode(string? code, string expected)
    {
        var stated = code is null ? "" : $@",""code"":""{code}""";
        var body = $$$$"""{"data":{"inventorySetQuantities":{"inventoryAdjustmentGroup":null,"userErrors":[{"field":["input","quantities","0"],"message":"no"{{{{stated}}}}}]}}}""";
        Assert.Equal(expected, Kind(Classify(200, body, isWrite: true)));
    }

    [Fact]
    public void Classify_StaleRows_NamesEachOnceInOrder()
    {
        const string Body = """
            {"data":{"inventorySetQuantities":{"inventoryAdjustmentGroup":null,"userErrors":[
              {"field":["input","quantities","12","changeFromQuantity"],"message":"stale","code":"CHANGE_FROM_QUANTITY_STALE"},
              {"field":["input","quantities","3","changeFromQuantity"],"message":"stale","code":"CHANGE_FROM_QUANTITY_STALE"},
              {"field":["input","quantities","3"],"message":"stale","code":"CHANGE_FROM_QUANTITY_STALE"},
              {"field":["input","quantities","5","locationId"],"message":"unknown","code":"INVALID_LOCATION"}]}}}
            """;
        Assert.Equal([3, 12], Assert.IsType<Outcome<InventorySetData>.Conflict>(Classify(200, Body, isWrite: true)).Rows);
    }

    [Fact]
    public void Classify_StaleWithoutRow_Rejected()
    {
        const string Body = """{"data":{"inventorySetQuantities":{"inventoryAdjustmentGroup":null,"userErrors":[{"field":null,"message":"stale","code":"CHANGE_FROM_QUANTITY_STALE"}]}}}""";
        Assert.Empty(Assert.IsType<Outcome<InventorySetData>.Rejected>(Classify(200, Body, isWrite: true)).Errors.Single().Field);
    }

    [Fact]
    public void Classify_Throttled_UntilTheCostIsThere()
    {
        const string Body = $$$$"""{"errors":[{"message":"Throttled","extensions":{"code":"THROTTLED"}}],{{{{Cost}}}}}""";
        foreach (var isWrite in new[] { false, true })
        {
            Assert.Equal(Now.AddSeconds(2.5), Assert.IsType<Outcome<InventorySetData>.Throttled>(Classify(200, Body, isWrite)).Until);
        }
    }

    [Fact]
    public void Classify_ThrottledWithoutCost_UntilTheBackOff() =>
        Assert.Equal(Now + BackOff, Assert.IsType<Outcome<InventorySetData>.Throttled>(
            Classify(200, """{"errors":[{"message":"Throttled","extensions":{"code":"THROTTLED"}}]}""", isWrite: true)).Until);

    [Fact]
    public void Classify_TooManyRequests_UntilRetryAfter()
    {
        var answer = new TransportResult.Answered(429, default, RetryAfter: TimeSpan.FromSeconds(2));
        Assert.Equal(Now.AddSeconds(2), Assert.IsType<Outcome<InventorySetData>.Throttled>(Classify(answer, isWrite: true)).Until);
    }

    [Fact]
    public void Classify_NotSent_UnreachableEvenForAWrite()
    {
        Assert.IsType<Outcome<InventorySetData>.Unreachable>(Classify(new TransportResult.NotSent("no connection"), isWrite: true));
        Assert.IsType<Outcome<InventorySetData>.Unknown>(Classify(new TransportResult.NoAnswer("timeout"), isWrite: true));
        Assert.IsType<Outcome<InventorySetData>.Unreachable>(Classify(new TransportResult.NoAnswer("timeout"), isWrite: false));
    }

    [Fact]
    public void Classify_Done_CarriesRequestIdAndActualCost()
    {
        const string Body = """
            {"data":{"inventorySetQuantities":null},"extensions":{"cost":{"requestedQueryCost":13,"actualQueryCost":11,"throttleStatus":{"maximumAvailable":2000,"currentlyAvailable":1986,"restoreRate":100}}}}
            """;
        var (outcome, cost) = Classifier.Classify(
            new TransportResult.Answered(200, Encoding.UTF8.GetBytes(Body), "r-1"), true, Trace(), WireJson.Default.InventorySetData, Now, BackOff);
        Assert.Equal(new CallTrace("InventorySet", "r-1", Now, 11), outcome.Trace);
        Assert.Equal(new QueryCost(13, 11, 2000, 1986, 100), cost);
    }

    [Fact]
    public void Classify_CancelErrors_AreUserErrors()
    {
        const string Body = """{"data":{"orderCancel":{"job":null,"orderCancelUserErrors":[{"field":["orderId"],"message":"closed","code":"INVALID"}]}}}""";
        var (outcome, _) = Classifier.Classify(
            new TransportResult.Answered(200, Encoding.UTF8.GetBytes(Body)), true, Trace(), WireJson.Default.OrderCancelData, Now, BackOff);
        Assert.Equal("INVALID", Assert.IsType<Outcome<OrderCancelData>.Rejected>(outcome).Errors.Single().Code);
    }

    private static string Kind(Outcome<InventorySetData> outcome) => outcome.GetType().Name;

    private static CallTrace Trace() => new("InventorySet", null, Now, null);

    private static Outcome<InventorySetData> Classify(int status, string body, bool isWrite) =>
        Classify(new TransportResult.Answered(status, Encoding.UTF8.GetBytes(body)), isWrite);

    private static Outcome<InventorySetData> Classify(TransportResult result, bool isWrite) =>
        Classifier.Classify(result, isWrite, Trace(), WireJson.Default.InventorySetData, Now, BackOff).Outcome;
}
