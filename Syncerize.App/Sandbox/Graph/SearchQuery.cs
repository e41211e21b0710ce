using System.Globalization;
using System.Text;

namespace Syncerize.App.Sandbox.Graph;

/// <summary>
/// Shopify's search syntax as far as it is used here: <c>field:value</c>, comparisons, quotes, a trailing <c>*</c>, AND, OR, NOT, brackets.
/// An unknown field is an error. (The real API ignores it with a warning and answers everything, which a test would not notice.)
/// </summary>
internal sealed class SearchQuery
{
    private readonly List<string> _tokens;
    private int _at;

    private SearchQuery(List<string> tokens) => _tokens = tokens;

    /// <summary>A filter over objects whose fields are given by name: texts, numbers or times; null for an unknown field.</summary>
    public static Func<Func<string, IEnumerable<object?>?>, bool> Parse(string? text)
    {
        var tokens = Tokens(text ?? "");
        if (tokens.Count == 0)
        {
            return _ => true;
        }

        var query = new SearchQuery(tokens);
        var filter = query.Or();
        return query._at == tokens.Count ? filter : throw new AdminError("BAD_REQUEST", $"The search query could not be read at: {tokens[query._at]}");
    }

    private Func<Func<string, IEnumerable<object?>?>, bool> Or()
    {
        var left = And();
        while (Take("OR"))
        {
            var (a, b) = (left, And());
            left = fields => a(fields) || b(fields);
        }

        return left;
    }

    private Func<Func<string, IEnumerable<object?>?>, bool> And()
    {
        var left = Not();
        while (_at < _tokens.Count && _tokens[_at] is not ("OR" or ")"))
        {
            Take("AND");
            var (a, b) = (left, Not());
            left = fields => a(fields) && b(fields);
        }

        return left;
    }

    private Func<Func<string, IEnumerable<object?>?>, bool> Not()
    {
        if (Take("NOT"))
        {
            var inner = Not();
            return fields => !inner(fields);
        }

        if (Take("("))
        {
            var inner = Or();
            Take(")");
            return inner;
        }

        return _at < _tokens.Count ? Term(_tokens[_at++]) : throw new AdminError("BAD_REQUEST", "The search query ends too early.");
    }

    private bool Take(string token)
    {
        if (_at < _tokens.Count && _tokens[_at] == token)
        {
            _at++;
            return true;
        }

        return false;
    }

    private static Func<Func<string, IEnumerable<object?>?>, bool> Term(string token)
    {
        var negative = token.StartsWith('-');
        var body = negative ? token[1..] : token;
        var colon = body.IndexOf(':', StringComparison.Ordinal);
        var field = colon < 0 ? "" : body[..colon];
        var value = colon < 0 ? body : body[(colon + 1)..];
        var comparison = value.StartsWith(">=", StringComparison.Ordinal) || value.StartsWith("<=", StringComparison.Ordinal) ? value[..2]
            : value.StartsWith('>') || value.StartsWith('<') ? value[..1] : "";
        value = Unquote(value[comparison.Length..]);
        return fields =>
        {
            var known = fields(field) ?? throw new AdminError("BAD_REQUEST", $"The search field {(field.Length > 0 ? field : "(default)")} is not simulated.");
            return known.Any(actual => Fits(actual, comparison, value)) != negative;
        };
    }

    private static bool Fits(object? actual, string comparison, string value)
    {
        switch (actual)
        {
            case null:
                return false;
            case DateTimeOffset at:
                var wanted = DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
                    ? time
                    : throw new AdminError("BAD_REQUEST", $"{value} is not a time.");
                return Holds(at.CompareTo(wanted), comparison);
            case long number:
                return long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var other) && Holds(number.CompareTo(other), comparison);
            default:
                var text = Convert.ToString(actual, CultureInfo.InvariantCulture) ?? "";
                return value.EndsWith('*')
                    ? text.StartsWith(value[..^1], StringComparison.OrdinalIgnoreCase)
                    : string.Equals(text, value, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static bool Holds(int order, string comparison) => comparison switch
    {
        ">=" => order >= 0,
        "<=" => order <= 0,
        ">" => order > 0,
        "<" => order < 0,
        _ => order == 0,
    };

    private static string Unquote(string value)
    {
        if (value.Length >= 2 && value[0] is '"' or '\'' && value[^1] == value[0])
        {
            value = value[1..^1];
        }

        var plain = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '\\' && i + 1 < value.Length)
            {
                i++;
            }

            plain.Append(value[i]);
        }

        return plain.ToString();
    }

    private static List<string> Tokens(string text)
    {
        var tokens = new List<string>();
        var current = new StringBuilder();
        var quote = '\0';
        void End()
        {
            if (current.Length > 0)
            {
                tokens.Add(current.ToString());
                current.Clear();
            }
        }

        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\\' && i + 1 < text.Length)
            {
                current.Append(c).Append(text[++i]);
            }
            else if (quote != '\0')
            {
                current.Append(c);
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '"' or '\'')
            {
                quote = c;
                current.Append(c);
            }
            else if (char.IsWhiteSpace(c))
            {
                End();
            }
            else if (c is '(' or ')')
            {
                End();
                tokens.Add(c.ToString());
            }
            else
            {
                current.Append(c);
            }
        }

        End();
        return tokens;
    }
}
