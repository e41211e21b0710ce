using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;

namespace Syncerize.App.Sandbox.Auth;

/// <summary>What the token endpoint answers: a body, and 200 or why not.</summary>
internal sealed record TokenAnswer(int Status, JsonObject Body)
{
    public static TokenAnswer Refused(string error, string description, int status = StatusCodes.Status400BadRequest) =>
        new(status, new JsonObject { ["error"] = error, ["error_description"] = description });
}

/// <summary>Gives out codes and tokens, and says which of them are good.</summary>
internal static class Grants
{
    /// <summary>How long an access token with a refresh token lives.</summary>
    public static readonly TimeSpan AccessLife = TimeSpan.FromHours(1);

    /// <summary>How long a refresh token lives.</summary>
    public static readonly TimeSpan RefreshLife = TimeSpan.FromDays(90);

    /// <summary>How long a used refresh token may be used again where its successor never was.</summary>
    public static readonly TimeSpan RefreshAgain = TimeSpan.FromDays(30);

    /// <summary>How long a token for nothing but the app's credentials lives.</summary>
    public static readonly TimeSpan CredentialsLife = TimeSpan.FromHours(24);

    private static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(10);

    private const string SessionType = "urn:ietf:params:oauth:token-type:id_token";
    private const string OfflineType = "urn:shopify:params:oauth:token-type:offline-access-token";

    /// <summary>Whether an access token opens the shop. The permanent one always does while the app is installed.</summary>
    public static bool Opens(ShopState shop, string token) => !shop.Shop.TokenDead && token.Length > 0
        && (token == shop.Shop.AccessToken || (shop.Tokens.GetValueOrDefault(token) is { Kind: SimTokenKind.Access } given && given.ExpiresAt > shop.Now));

    /// <summary>Installs the app with these scopes, as the merchant approved it, and gives the code for its tokens.</summary>
    public static string Install(ShopState shop, IReadOnlyList<string> scopes)
    {
        if (shop.Shop.TokenDead)
        {
            shop.Reinstall();
        }

        var before = shop.Shop.ApiScopes;
        if (scopes.Count > 0 && !scopes.ToHashSet(StringComparer.Ordinal).SetEquals(before))
        {
            shop.Shop.ApiScopes = [.. scopes];
            shop.Touch();
            shop.Raise("app/scopes_update", shop.Domain, () => new JsonObject
            {
                ["id"] = shop.Shop.ShopId,
                ["previous"] = new JsonArray([.. before.Select(scope => JsonValue.Create(scope))]),
                ["current"] = new JsonArray([.. scopes.Select(scope => JsonValue.Create(scope))]),
                ["updated_at"] = Wire.Time(shop.Now),
            });
        }

        return Give(shop, SimTokenKind.Code, "", CodeLife, shop.Shop.ApiScopes).Value;
    }

    /// <summary>Answers a request to the token endpoint; its fields as they were sent.</summary>
    public static TokenAnswer Exchange(ShopState shop, IReadOnlyDictionary<string, string> fields)
    {
        string Field(string name) => fields.GetValueOrDefault(name) ?? "";
        if (Field("client_id") != SandboxApp.ClientId)
        {
            return TokenAnswer.Refused("application_cannot_be_found", $"Could not find Shopify API application with api_key {Field("client_id")}");
        }

        if (Field("client_secret") != shop.Shop.ClientSecret)
        {
            return TokenAnswer.Refused("invalid_client", "Client authentication failed.", StatusCodes.Status401Unauthorized);
        }

        foreach (var old in shop.Tokens.Values.Where(token => token.ExpiresAt <= shop.Now).ToList())
        {
            shop.Remove(old);
        }

        return Field("grant_type") switch
        {
            "" or "authorization_code" => ByCode(shop, Field("code"), Field("expiring") == "1"),
            "refresh_token" => Refresh(shop, Field("refresh_token")),
            "client_credentials" => ByCredentials(shop),
            "urn:ietf:params:oauth:grant-type:token-exchange" => BySubject(shop, Field("subject_token"), Field("subject_token_type"), Field("requested_token_type"), Field("expiring") == "1"),
            var other => TokenAnswer.Refused("unsupported_grant_type", $"The grant type {other} is not supported."),
        };
    }

    private static TokenAnswer ByCode(ShopState shop, string code, bool expiring)
    {
        if (shop.Tokens.GetValueOrDefault(code) is not { Kind: SimTokenKind.Code } given)
        {
            return TokenAnswer.Refused("invalid_request", "The authorization code was not found or was already used");
        }

        shop.Remove(given);
        return Offline(shop, given.Scopes, expiring);
    }

    private static TokenAnswer BySubject(ShopState shop, string subject, string type, string requested, bool expiring)
    {
        if (requested != OfflineType)
        {
            return TokenAnswer.Refused("invalid_request", "The sandbox gives out offline access tokens only.");
        }

        // A permanent token may be exchanged for an expiring one. It stays good here, though not at Shopify: the shop was provisioned with it.
        var valid = type switch
        {
            SessionType => SessionToken.IsValid(shop.Shop, subject, shop.Now),
            OfflineType => subject == shop.Shop.AccessToken && !shop.Shop.TokenDead,
            _ => false,
        };
        if (!valid)
        {
            return TokenAnswer.Refused("invalid_subject_token", "The subject token is invalid.");
        }

        if (shop.Shop.TokenDead)
        {
            // The app's configuration installs it: with a session token there is nothing left to approve.
            shop.Reinstall();
        }

        return Offline(shop, shop.Shop.ApiScopes, expiring);
    }

    private static TokenAnswer Refresh(ShopState shop, string value)
    {
        if (shop.Tokens.GetValueOrDefault(value) is not { Kind: SimTokenKind.Refresh } token || token.UsedAt + RefreshAgain <= shop.Now)
        {
            return TokenAnswer.Refused("invalid_request", "This request requires an active refresh_token");
        }

        // Its own use is the proof that it arrived: the one before it is retired.
        if (token.Replaces is { } before && shop.Tokens.GetValueOrDefault(before) is { } retired)
        {
            shop.Remove(retired);
        }

        token.UsedAt ??= shop.Now;
        shop.Put(token);
        return Pair(shop, token.Scopes, token.Value);
    }

    private static TokenAnswer ByCredentials(ShopState shop)
    {
        if (!shop.Shop.IsOwnOrganisation)
        {
            return TokenAnswer.Refused("shop_not_permitted", "Client credentials cannot be performed on this shop.");
        }

        if (shop.Shop.TokenDead)
        {
            return TokenAnswer.Refused("app_not_installed", "The app is not installed on this shop.");
        }

        var access = Give(shop, SimTokenKind.Access, "shpat_", CredentialsLife, shop.Shop.ApiScopes);
        return new TokenAnswer(StatusCodes.Status200OK, new JsonObject
        {
            ["access_token"] = access.Value,
            ["scope"] = string.Join(',', access.Scopes),
            ["expires_in"] = (int)CredentialsLife.TotalSeconds - 1,
        });
    }

    // Without expiry every authorisation gives the same token.
    private static TokenAnswer Offline(ShopState shop, List<string> scopes, bool expiring) => expiring
        ? Pair(shop, scopes, null)
        : new TokenAnswer(StatusCodes.Status200OK, new JsonObject { ["access_token"] = shop.Shop.AccessToken, ["scope"] = string.Join(',', scopes) });

    private static TokenAnswer Pair(ShopState shop, List<string> scopes, string? replaces)
    {
        var access = Give(shop, SimTokenKind.Access, "shpat_", AccessLife, scopes);
        var refresh = Give(shop, SimTokenKind.Refresh, "shprt_", RefreshLife, scopes, replaces);
        return new TokenAnswer(StatusCodes.Status200OK, new JsonObject
        {
            ["access_token"] = access.Value,
            ["scope"] = string.Join(',', scopes),
            ["expires_in"] = (int)AccessLife.TotalSeconds,
            ["refresh_token"] = refresh.Value,
            ["refresh_token_expires_in"] = (int)RefreshLife.TotalSeconds,
        });
    }

    private static SimToken Give(ShopState shop, SimTokenKind kind, string prefix, TimeSpan life, List<string> scopes, string? replaces = null)
    {
        var token = new SimToken
        {
            Value = prefix + RandomNumberGenerator.GetHexString(32, lowercase: true),
            Kind = kind,
            Scopes = [.. scopes],
            CreatedAt = shop.Now,
            ExpiresAt = shop.Now + life,
            Replaces = replaces,
        };
        shop.Put(token);
        return token;
    }
}
