using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Syncerize.App.Sandbox.Model;

namespace Syncerize.App.Sandbox.Auth;

/// <summary>What an app asks the merchant to approve.</summary>
internal sealed partial record AuthorizeRequest(Uri RedirectUri, IReadOnlyList<string> Scopes, string State)
{
    /// <summary>Reads the query of the authorize page; or why it cannot be shown, as Shopify words it.</summary>
    public static (AuthorizeRequest? Request, string? Wrong) Read(IQueryCollection query)
    {
        if (query["client_id"] != SandboxApp.ClientId)
        {
            return (null, $"Oauth error application_cannot_be_found: Could not find Shopify API application with api_key {query["client_id"]}");
        }

        // Shopify knows the app's addresses; here every address on this machine is one, and no other.
        if (!Uri.TryCreate(query["redirect_uri"], UriKind.Absolute, out var redirect) || redirect is { Scheme: not ("http" or "https") } or { IsLoopback: false })
        {
            return (null, "Oauth error invalid_request: The redirect_uri is not whitelisted");
        }

        if (query["grant_options[]"] == "per-user")
        {
            return (null, "The sandbox gives out offline access tokens only: leave grant_options[] out.");
        }

        var scopes = query["scope"].ToString().Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal).ToList();
        return scopes.Find(scope => !ScopeForm().IsMatch(scope)) is { } unknown
            ? (null, $"Oauth error invalid_scope: The access scope is invalid: {unknown}")
            : (new AuthorizeRequest(redirect, scopes, query["state"].ToString()), null);
    }

    /// <summary>Where the browser goes after the merchant approved: the app's address with the code, signed with the client secret.</summary>
    public Uri Approved(SimShop shop, string code, DateTimeOffset now)
    {
        var parameters = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["code"] = code,
            ["host"] = Convert.ToBase64String(Encoding.UTF8.GetBytes($"admin.shopify.com/store/{shop.Domain.Split('.')[0]}")).TrimEnd('='),
            ["shop"] = shop.Domain,
            ["state"] = State,
            ["timestamp"] = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        };
        var text = string.Join('&', parameters.Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value)}"));
        var hmac = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(shop.ClientSecret), Encoding.UTF8.GetBytes(text)));
        return new UriBuilder(RedirectUri) { Query = $"{RedirectUri.Query.TrimStart('?')}{(RedirectUri.Query.Length > 1 ? "&" : "")}{text}&hmac={hmac}" }.Uri;
    }

    /// <summary>The page that asks the merchant.</summary>
    public string Page(SimShop shop)
    {
        var scopes = Scopes.Count > 0 ? Scopes : shop.ApiScopes;
        return Shell($"Install {SandboxApp.Name}", $"""
            <p class="shop">{Text(shop.Name)}<br><small>{Text(shop.Domain)} · simulated shop</small></p>
            <h1>Install {SandboxApp.Name}?</h1>
            <p>The app will be able to:</p>
            <ul>{string.Concat(scopes.Select(scope => $"<li>{Text(Words(scope))} <code>{Text(scope)}</code></li>"))}</ul>
            <form method="post"><button name="answer" value="cancel">Cancel</button><button class="install" name="answer" value="install">Install</button></form>
            """);
    }

    /// <summary>A page with one sentence.</summary>
    public static string Message(string sentence) => Shell("Sandbox", $"<h1>{Text(sentence)}</h1>");

    private static string Words(string scope) => scope.Split('_', 2) is [var verb, var thing]
        ? (verb switch { "read" => "See ", "write" => "Change ", _ => verb + " " }) + thing.Replace('_', ' ')
        : scope;

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Shell(string title, string body) => $$"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{{Text(title)}}</title>
        <style>
        :root { color-scheme: light dark; }
        body { font: 1rem/1.5 system-ui, sans-serif; margin: 0; min-height: 100vh; display: grid; place-items: center; background: light-dark(#f3f4f6, #14171c); color: light-dark(#1b1f24, #e6e8eb); }
        main { width: min(30rem, 100vw - 4rem); padding: 2rem; border-radius: .75rem; background: light-dark(#fff, #1d2127); border: 1px solid light-dark(#dfe3e8, #2f353d); }
        h1 { font-size: 1.25rem; margin: 0 0 1rem; } ul { padding-left: 1.25rem; } code, small { color: light-dark(#57606a, #9aa4af); }
        form { display: flex; gap: .75rem; justify-content: flex-end; margin-top: 1.5rem; }
        button { font: inherit; padding: .5rem 1.25rem; border-radius: .5rem; border: 1px solid light-dark(#c4cad1, #444c56); background: none; color: inherit; cursor: pointer; }
        .install { background: #1f6f4a; border-color: #1f6f4a; color: #fff; }
        </style>
        </head>
        <body><main>{{body}}</main></body>
        </html>
        """;

    [GeneratedRegex("^(unauthenticated_)?(read|write)_[a-z_]+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ScopeForm();
}
