using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Syncerize.App.Sandbox.Model;

namespace Syncerize.App.Sandbox.Auth;

/// <summary>The token an embedded page gets for its user: a JWT signed with the client secret, good for a minute.</summary>
internal static class SessionToken
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(10);

    public static string Make(SimShop shop, DateTimeOffset now)
    {
        var header = Part(new JsonObject { ["alg"] = "HS256", ["typ"] = "JWT" });
        var payload = Part(new JsonObject
        {
            ["iss"] = $"https://{shop.Domain}/admin",
            ["dest"] = $"https://{shop.Domain}",
            ["aud"] = SandboxApp.ClientId,
            ["sub"] = "1",
            ["exp"] = (now + Life).ToUnixTimeSeconds(),
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["jti"] = Guid.CreateVersion7(now).ToString(),
        });
        return $"{header}.{payload}.{Signature(shop, $"{header}.{payload}")}";
    }

    /// <summary>Whether a token was signed for this app and this shop and is still good.</summary>
    public static bool IsValid(SimShop shop, string token, DateTimeOffset now)
    {
        if (token.Split('.') is not [var header, var payload, var signature]
            || !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(signature), Encoding.ASCII.GetBytes(Signature(shop, $"{header}.{payload}"))))
        {
            return false;
        }

        using var claims = JsonDocument.Parse(WebEncoders.Base64UrlDecode(payload));
        var root = claims.RootElement;
        return root.GetProperty("aud").GetString() == SandboxApp.ClientId
            && root.GetProperty("dest").GetString() == $"https://{shop.Domain}"
            && DateTimeOffset.FromUnixTimeSeconds(root.GetProperty("exp").GetInt64()) + Tolerance > now
            && DateTimeOffset.FromUnixTimeSeconds(root.GetProperty("nbf").GetInt64()) - Tolerance <= now;
    }

    private static string Part(JsonObject part) => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(part.ToJsonString()));

    private static string Signature(SimShop shop, string text) =>
        WebEncoders.Base64UrlEncode(HMACSHA256.HashData(Encoding.UTF8.GetBytes(shop.ClientSecret), Encoding.UTF8.GetBytes(text)));
}
