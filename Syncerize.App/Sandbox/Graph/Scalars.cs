using System.Globalization;
using GraphQL.Types;
using GraphQLParser.AST;
using Syncerize.App.Sandbox.Actions;

namespace Syncerize.App.Sandbox.Graph;

/// <summary>Shopify's scalars that travel as JSON strings. What comes in is kept as text; a number is accepted where Shopify accepts one.</summary>
internal sealed class TextScalar : ScalarGraphType
{
    private readonly bool _numeric;

    public TextScalar(string name)
    {
        Name = name;
        _numeric = name is "Money" or "Decimal" or "UnsignedInt64";
    }

    public override object? ParseLiteral(GraphQLValue value) => value switch
    {
        GraphQLStringValue text => Checked(text.Value.ToString()),
        GraphQLIntValue number when _numeric => number.Value.ToString(),
        GraphQLFloatValue number when _numeric => number.Value.ToString(),
        GraphQLNullValue => null,
        _ => ThrowLiteralConversionError(value),
    };

    public override object? ParseValue(object? value) => value switch
    {
        null => null,
        string text => Checked(text),
        int or long or decimal or double when _numeric => Convert.ToString(value, CultureInfo.InvariantCulture),
        DateTimeOffset at => Wire.Time(at),
        DateTime at => Wire.Time(new DateTimeOffset(DateTime.SpecifyKind(at, DateTimeKind.Utc))),
        _ => ThrowValueConversionError(value),
    };

    public override object? Serialize(object? value) => value switch
    {
        null => null,
        string text => text,
        DateTimeOffset at => Wire.Time(at),
        long or int => Convert.ToString(value, CultureInfo.InvariantCulture),
        // MoneyV2.amount is a Decimal: at least one decimal, no trailing zeros ("10.0"), unlike the Money scalar ("10.00").
        decimal number => number.ToString("0.0##", CultureInfo.InvariantCulture),
        _ => ThrowSerializationError(value),
    };

    private string Checked(string text)
    {
        var fits = Name switch
        {
            "Money" or "Decimal" => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out _),
            "UnsignedInt64" => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _),
            "DateTime" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _),
            "URL" => Uri.TryCreate(text, UriKind.Absolute, out _),
            _ => true,
        };
        return fits ? text : throw new FormatException($"{text} is not a valid {Name}.");
    }
}
