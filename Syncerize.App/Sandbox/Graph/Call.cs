using GraphQL;
using GraphQL.Execution;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;

namespace Syncerize.App.Sandbox.Graph;

/// <summary>What every resolver of one request shares.</summary>
internal sealed class RequestScope : Dictionary<string, object?>
{
    public required SandboxWorld World { get; init; }

    public required ShopState Shop { get; init; }

    /// <summary>The simulator's own address, put before its pictures.</summary>
    public required Uri Base { get; init; }

    public required string RequestId { get; init; }

    /// <summary>Whether a bulk operation asks: it costs no points, and its lists have no page size.</summary>
    public bool IsBulk { get; init; }
}

/// <summary>One field being resolved.</summary>
internal readonly struct Call
{
    private readonly IResolveFieldContext? _context;
    private readonly Input? _later;

    public Call(IResolveFieldContext context)
    {
        _context = context;
        Scope = (RequestScope)context.UserContext;
    }

    /// <summary>A mutation that was put off, with the arguments it was given then.</summary>
    public Call(RequestScope scope, Input arguments)
    {
        Scope = scope;
        _later = arguments;
    }

    public IResolveFieldContext Context => _context ?? throw new InvalidOperationException("Work that was put off answers no field.");

    public RequestScope Scope { get; }

    public ShopState Shop => Scope.Shop;

    public string Currency => Shop.Shop.Currency;

    /// <summary>The field's arguments; what was not sent is absent, save defaults of the schema.</summary>
    public Input Arguments => _later ?? new(Context.Arguments?
        .Where(argument => argument.Value.Source != ArgumentSource.FieldDefault || argument.Value.Value is not null)
        .ToDictionary(argument => argument.Key, argument => argument.Value.Value, StringComparer.Ordinal) ?? []);
}

/// <summary>An amount for <c>MoneyBag</c> and <c>MoneyV2</c>; the simulator's shops sell in their own currency only.</summary>
internal sealed record Amount(long Minor, string Currency);

/// <summary>A line with its order.</summary>
internal sealed record LineOf(SimOrder Order, SimOrderLine Line);

/// <summary>A fulfilment order with its order.</summary>
internal sealed record ToShip(SimOrder Order, SimFulfillmentOrder Value);

/// <summary>A line of a fulfilment order with its order.</summary>
internal sealed record ToShipLine(SimOrder Order, SimFulfillmentOrderLine Line);

/// <summary>A shipment with its order.</summary>
internal sealed record Shipment(SimOrder Order, SimFulfillment Value);

/// <summary>A line of a shipment with its order.</summary>
internal sealed record ShipmentLine(SimOrder Order, SimFulfillmentLine Line);

/// <summary>A refund with its order.</summary>
internal sealed record RefundOf(SimOrder Order, SimRefund Value);

/// <summary>A line of a refund with its order.</summary>
internal sealed record RefundLineOf(SimOrder Order, SimRefundLine Line);

/// <summary>A shipping line with its order.</summary>
internal sealed record ShippingLineOf(SimOrder Order, SimShippingLine Line);

/// <summary>A payment movement with its order.</summary>
internal sealed record TransactionOf(SimOrder Order, SimTransaction Value);

/// <summary>A metafield with the kind of its owner.</summary>
internal sealed record MetafieldOf(string OwnerType, SimMetafield Value)
{
    /// <summary>Its owner's global id, where it is answered as an identifier.</summary>
    public string OwnerGid { get; init; } = "";
}

/// <summary>An address with an id made from its order's.</summary>
internal sealed record AddressOf(long OrderId, SimAddress Value);

/// <summary>A product operation: as its mutation answers it, or as a poll finds it.</summary>
internal sealed record OperationOf(SimJob Job, bool JustMade)
{
    public string Type => Job.Kind == SimJob.ProductSet ? "ProductSetOperation" : "ProductDeleteOperation";
}

/// <summary>The inventory item of a variant.</summary>
internal sealed record ItemOf(SimVariant Variant);

/// <summary>An option with its product.</summary>
internal sealed record OptionOf(SimProduct Product, SimOption Value);

/// <summary>An option value with its product and option.</summary>
internal sealed record OptionValueOf(SimProduct Product, SimOption Option, SimOptionValue Value);

/// <summary>One of a payload's user errors.</summary>
internal sealed record Refusal(string? Code, IReadOnlyList<string>? Field, string Message, int? ElementIndex = null);

/// <summary>A mutation's answer by field name.</summary>
internal sealed class Payload : Dictionary<string, object?>
{
    public Payload()
        : base(StringComparer.Ordinal)
    {
        this["userErrors"] = Array.Empty<Refusal>();
    }

    public static Payload Of(string field, object? value) => new() { [field] = value };

    public static Payload Refused(string? code, string message, params string[] field) => Refused(new Refusal(code, field.Length > 0 ? field : null, message));

    public static Payload Refused(params Refusal[] errors) => new() { ["userErrors"] = errors, ["orderCancelUserErrors"] = errors };
}

/// <summary>Ends a mutation with user errors after something was already changed: the change is rolled back, the payload answered.</summary>
internal sealed class RefusedException(Payload payload) : Exception("The mutation was refused.")
{
    public Payload Payload { get; } = payload;
}

/// <summary>A top-level error in Shopify's form.</summary>
internal sealed class AdminError : ExecutionError
{
    public AdminError(string code, string message, IReadOnlyDictionary<string, object?>? more = null)
        : base(message)
    {
        Code = code;
        More = more ?? new Dictionary<string, object?>();
    }

    public IReadOnlyDictionary<string, object?> More { get; }

    public static AdminError InvalidId(string id) => new("RESOURCE_NOT_FOUND", $"Invalid id: {id}");
}
