using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Auth;

namespace Syncerize.Tests.Sandbox.Auth;

public sealed class OAuthTests : IAsyncLifetime
{
    private const string Exchange = "urn:ietf:params:oauth:grant-type:token-exchange";
    private const string Session = "urn:ietf:params:oauth:token-type:id_token";
    private const string Offline = "urn:shopify:params:oauth:token-type:offline-access-token";

    private readonly HttpClient _browser = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
    private SandboxUnderTest _sandbox = null!;

    public async ValueTask InitializeAsync() => _sandbox = await SandboxUnderTest.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _sandbox.DisposeAsync();
    }

    [Fact]
    public async Task Authorize_Asked_ShowsTheShopAndTheScopes()
    {
        using var page = await _browser.GetAsync(Authorize("read_products,write_orders"), TestContext.Current.CancellationToken);
        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, "text/html"), (page.StatusCode, page.Content.Headers.ContentType?.MediaType));
        Assert.Contains(SmallWorld.Source, html, StringComparison.Ordinal);
        Assert.Contains("read_products", html, StringComparison.Ordinal);
        Assert.Contains("Change orders", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Authorize_Installed_SendsASignedCodeToTheApp()
    {
        var target = await InstallAsync("read_products,write_orders", "st&ate");
        Assert.Equal("http://127.0.0.1:5999/auth/callback", target.GetLeftPart(UriPartial.Path));
        var query = QueryHelpers.ParseQuery(target.Query);
        Assert.Equal((SmallWorld.Source, "st&ate", "1"), (query["shop"].ToString(), query["state"].ToString(), query["kept"].ToString()));
        Assert.Equal(SmallWorld.Start.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture), query["timestamp"].ToString());
        Assert.Equal("admin.shopify.com/store/small-source", Encoding.UTF8.GetString(Convert.FromBase64String(Padded(query["host"].ToString()))));
        var signed = string.Join('&', query.Where(p => p.Key is not ("hmac" or "kept")).OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value.ToString())}"));
        Assert.Equal(Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(SmallWorld.Secret), Encoding.UTF8.GetBytes(signed))), query["hmac"].ToString());
        Assert.Equal(["read_products", "write_orders"], _sandbox.Source.Shop.ApiScopes);
    }

    [Fact]
    public async Task Authorize_Cancelled_StaysAndChangesNothing()
    {
        var scopes = _sandbox.Source.Shop.ApiScopes;
        using var answer = await AnswerAsync("read_orders", "cancel");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Same(scopes, _sandbox.Source.Shop.ApiScopes);
        Assert.Empty(_sandbox.Source.Tokens);
    }

    [Theory]
    [InlineData("client_id", "other", "application_cannot_be_found")]
    [InlineData("redirect_uri", "https://elsewhere.example/callback", "redirect_uri is not whitelisted")]
    [InlineData("redirect_uri", "javascript:alert(1)", "redirect_uri is not whitelisted")]
    [InlineData("scope", "everything", "The access scope is invalid: everything")]
    public async Task Authorize_Wrong_IsRefusedWithShopifysSentence(string name, string value, string expected)
    {
        var url = new UriBuilder(Authorize("read_products"));
        var query = QueryHelpers.ParseQuery(url.Query);
        query[name] = value;
        url.Query = QueryHelpers.AddQueryString("", query).TrimStart('?');
        using var page = await _browser.GetAsync(url.Uri, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, page.StatusCode);
        Assert.Contains(expected, WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Authorize_AnsweredByAnotherSite_IsForbidden()
    {
        using var answer = await AnswerAsync("read_orders", "install", "https://elsewhere.example");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Empty(_sandbox.Source.Tokens);
    }

    [Fact]
    public async Task Code_ForExpiringTokens_WorksOnceAndForAnHour()
    {
        var code = await CodeAsync();
        var (status, first) = await TokenAsync(new { client_id = SandboxApp.ClientId, client_secret = SmallWorld.Secret, code, expiring = "1" });
        Assert.Equal((200, 3600, 7_776_000, "read_products,write_products"), (status, (int)first["expires_in"]!, (int)first["refresh_token_expires_in"]!, (string?)first["scope"]));
        var token = (string)first["access_token"]!;
        Assert.Equal(200, await CallAsync(token));
        _sandbox.Time.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(401, await CallAsync(token));
        Assert.Equal(200, await CallAsync(SmallWorld.Token));

        var (again, refused) = await TokenAsync(new { client_id = SandboxApp.ClientId, client_secret = SmallWorld.Secret, code, expiring = "1" });
        Assert.Equal((400, "The authorization code was not found or was already used"), (again, (string?)refused["error_description"]));
    }

    [Fact]
    public async Task Code_WithoutExpiry_GivesThePermanentToken()
    {
        var (_, body) = await TokenAsync(new { client_id = SandboxApp.ClientId, client_secret = SmallWorld.Secret, code = await CodeAsync() });
        Assert.Equal(SmallWorld.Token, (string?)body["access_token"]);
        Assert.False(body.ContainsKey("expires_in"));
    }

    [Fact]
    public async Task Refresh_AnswerLost_OldTokenWorksUntilTheNewOneIsUsed()
    {
        var (_, first) = await TokenAsync(new { client_id = SandboxApp.ClientId, client_secret = SmallWorld.Secret, code = await CodeAsync(), expiring = "1" });
        var lost = await RefreshAsync((string)first["refresh_token"]!);
        Assert.NotEqual((string?)first["refresh_token"], (string?)lost.Body["refresh_token"]);
        var second = await RefreshAsync((string)first["refresh_token"]!);
        Assert.Equal(200, second.Status);
        _sandbox.Time.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(401, await CallAsync((string)second.Body["access_token"]!));
        var third = await RefreshAsync((string)second.Body["refresh_token"]!);
        Assert.Equal(200, await CallAsync((string)third.Body["access_token"]!));
        var retired = await RefreshAsync((string)first["refresh_token"]!);
        Assert.Equal((400, "This request requires an active refresh_token"), (retired.Status, (string?)retired.Body["error_description"]));
    }

    [Fact]
    public async Task Refresh_UsedLongAgoOrExpired_IsRefused()
    {
        var (_, first) = await TokenAsync(new { client_id = SandboxApp.ClientId, client_secret = SmallWorld.Secret, code = await CodeAsync(), expiring = "1" });
        var next = await RefreshAsync((string)first["refresh_token"]!);
        _sandbox.Time.Advance(TimeSpan.FromDays(31));
        Assert.Equal(400, (await RefreshAsync((string)first["refresh_token"]!)).Status);
        _sandbox.Time.Advance(TimeSpan.FromDays(60));
        Assert.Equal(400, (await RefreshAsync((string)next.Body["refresh_token"]!)).Status);
    }

    [Fact]
    public async Task ClientCredentials_OwnOrganisationOnly_LastADay()
    {
        var request = new { client_id = SandboxApp.ClientId, client_secret = SmallWorld.Secret, grant_type = "client_credentials" };
        var (status, body) = await TokenAsync(request);
        Assert.Equal((200, 86_399, false), (status, (int)body["expires_in"]!, body.ContainsKey("refresh_token")));
        _sandbox.Time.Advance(TimeSpan.FromHours(23));
        Assert.Equal(200, await CallAsync((string)body["access_token"]!));
        _sandbox.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(401, await CallAsync((string)body["access_token"]!));
        await _sandbox.Server.World.ChangeAsync(_sandbox.Source, shop => shop.Shop.IsOwnOrganisation = false);
        (status, body) = await TokenAsync(request);
        Assert.Equal((400, "shop_not_permitted"), (status, (string?)body["error"]));
    }

    [Theory]
    [InlineData(0, 200)]
    [InlineData(69, 200)]
    [InlineData(71, 400)]
    public async Task TokenExchange_SessionToken_GoodForAMinute(int seconds, int expected)
    {
        var token = SessionToken.Make(_sandbox.Source.Shop, _sandbox.Time.GetUtcNow());
        _sandbox.Time.Advance(TimeSpan.FromSeconds(seconds));
        var (status, body) = await TokenAsync(new
        {
            client_id = SandboxApp.ClientId,
            client_secret = SmallWorld.Secret,
            grant_type = Exchange,
            subject_token = token,
            subject_token_type = Session,
            requested_token_type = Offline,
            expiring = "1",
        });
        Assert.Equal(expected, status);
        Assert.Equal(expected == 200 ? null : "invalid_subject_token", (string?)body["error"]);
    }

    [Fact]
    public async Task TokenExchange_OfAnotherShopOrChanged_IsRefused()
    {
        var foreign = SessionToken.Make(_sandbox.Destination.Shop, _sandbox.Time.GetUtcNow());
        var own = SessionToken.Make(_sandbox.Source.Shop, _sandbox.Time.GetUtcNow());
        foreach (var token in new[] { foreign, own + "x", "no token" })
        {
            var (status, body) = await TokenAsync(new
            {
                client_id = SandboxApp.ClientId,
                client_secret = SmallWorld.Secret,
                grant_type = Exchange,
                subject_token = token,
                subject_token_type = Session,
                requested_token_type = Offline,
            });
            Assert.Equal((400, "invalid_subject_token"), (status, (string?)body["error"]));
        }
    }

    [Theory]
    [InlineData("other", SmallWorld.Secret, "", 400, "application_cannot_be_found")]
    [InlineData(SandboxApp.ClientId, "wrong", "", 401, "invalid_client")]
    [InlineData(SandboxApp.ClientId, SmallWorld.Secret, "password", 400, "unsupported_grant_type")]
    public async Task Token_WrongRequest_SaysWhy(string client, string secret, string grant, int expected, string error)
    {
        var (status, body) = await TokenAsync(new { client_id = client, client_secret = secret, grant_type = grant });
        Assert.Equal((expected, error), (status, (string?)body["error"]));
    }

    [Fact]
    public async Task Token_AskedWithAForm_IsAnsweredToo()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_sandbox.Server.BaseAddress, "/admin/oauth/access_token"))
        {
            Content = new FormUrlEncodedContent([new("client_id", SandboxApp.ClientId), new("client_secret", SmallWorld.Secret), new("grant_type", "client_credentials")]),
        };
        request.Headers.Host = SmallWorld.Source;
        using var answer = await _browser.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Uninstall_EveryTokenDies_AndInstallingAgainOpensTheShop()
    {
        var (_, first) = await TokenAsync(new { client_id = SandboxApp.ClientId, client_secret = SmallWorld.Secret, code = await CodeAsync(), expiring = "1" });
        await _sandbox.Server.World.ChangeAsync(_sandbox.Source, ShopActions.Uninstall);
        Assert.Equal(401, await CallAsync((string)first["access_token"]!));
        Assert.Equal(401, await CallAsync(SmallWorld.Token));
        Assert.Equal(400, (await RefreshAsync((string)first["refresh_token"]!)).Status);
        Assert.Equal(400, (await TokenAsync(new { client_id = SandboxApp.ClientId, client_secret = SmallWorld.Secret, grant_type = "client_credentials" })).Status);
        var (_, again) = await TokenAsync(new { client_id = SandboxApp.ClientId, client_secret = SmallWorld.Secret, code = await CodeAsync(), expiring = "1" });
        Assert.Equal(200, await CallAsync((string)again["access_token"]!));
    }

    [Fact]
    public async Task Authorize_AlreadyInstalled_GoesStraightBackUnlessMoreIsAsked()
    {
        await TokenAsync(new { client_id = SandboxApp.ClientId, client_secret = SmallWorld.Secret, code = await CodeAsync(), expiring = "1" });
        using var again = await _browser.GetAsync(Authorize("read_products"), TestContext.Current.CancellationToken);
        using var more = await _browser.GetAsync(Authorize("read_products,write_orders"), TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.OK), (again.StatusCode, more.StatusCode));
    }

    private static string Padded(string base64) => base64.PadRight((base64.Length + 3) / 4 * 4, '=');

    private Uri Authorize(string scope, string state = "s") => new(_sandbox.Server.BaseAddress, QueryHelpers.AddQueryString("/admin/oauth/authorize", new Dictionary<string, string?>
    {
        ["shop"] = SmallWorld.Source,
        ["client_id"] = SandboxApp.ClientId,
        ["scope"] = scope,
        ["redirect_uri"] = "http://127.0.0.1:5999/auth/callback?kept=1",
        ["state"] = state,
    }));

    private async Task<HttpResponseMessage> AnswerAsync(string scope, string answer, string? origin = null, string state = "s")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Authorize(scope, state)) { Content = new FormUrlEncodedContent([new("answer", answer)]) };
        request.Headers.Add("Origin", origin ?? _sandbox.Server.BaseAddress.GetLeftPart(UriPartial.Authority));
        return await _browser.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private async Task<Uri> InstallAsync(string scope, string state = "s")
    {
        using var answer = await AnswerAsync(scope, "install", state: state);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!;
    }

    private async Task<string> CodeAsync() => QueryHelpers.ParseQuery((await InstallAsync("read_products,write_products")).Query)["code"].ToString();

    private Task<(int Status, JsonObject Body)> RefreshAsync(string token) =>
        TokenAsync(new { client_id = SandboxApp.ClientId, client_secret = SmallWorld.Secret, grant_type = "refresh_token", refresh_token = token });

    private async Task<(int Status, JsonObject Body)> TokenAsync(object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_sandbox.Server.BaseAddress, "/admin/oauth/access_token")) { Content = JsonContent.Create(body) };
        request.Headers.Host = SmallWorld.Source;
        using var answer = await _browser.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.AsObject());
    }

    private async Task<int> CallAsync(string token) => (await _sandbox.SendAsync("{ shop { id } }", token: token)).Status;
}
