using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Syncerize.App.Sandbox;
using Syncerize.App.Sandbox.Store;

namespace Syncerize.Tests.Sandbox;

/// <summary>A running sandbox with <see cref="SmallWorld"/> in it, in a folder of its own, and a client that speaks to it over HTTP.</summary>
internal sealed class SandboxUnderTest : IAsyncDisposable
{
    private readonly HttpClient _client = new();
    private readonly bool _ownsFolder;

    private SandboxUnderTest(SandboxServer server, FakeTimeProvider time, string folder, bool ownsFolder)
    {
        Server = server;
        Time = time;
        Folder = folder;
        _ownsFolder = ownsFolder;
    }

    public SandboxServer Server { get; }

    public FakeTimeProvider Time { get; }

    public string Folder { get; }

    public ShopState Source => Server.World[SmallWorld.Source];

    public ShopState Destination => Server.World[SmallWorld.Destination];

    public static async Task<SandboxUnderTest> StartAsync(string? folder = null)
    {
        var time = SmallWorld.Clock();
        var path = folder ?? Directory.CreateTempSubdirectory("syncerize-sandbox-").FullName;
        var server = await SandboxServer.StartAsync(new SandboxOptions { DataDirectory = path, Seed = SmallWorld.Fill }, time, TestContext.Current.CancellationToken);
        return new SandboxUnderTest(server, time, path, folder is null);
    }

    public async Task<(int Status, JsonNode Body, HttpResponseMessage Response)> SendAsync(
        string query, JsonObject? variables = null, string shop = SmallWorld.Source, string? token = SmallWorld.Token, string version = "2026-10")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Server.BaseAddress, $"/admin/api/{version}/graphql.json"));
        request.Headers.Host = shop;
        if (token is not null)
        {
            request.Headers.Add("X-Shopify-Access-Token", token);
        }

        var body = new JsonObject { ["query"] = query, ["variables"] = variables?.DeepClone() };
        request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, JsonNode.Parse(text)!, response);
    }

    /// <summary>The data of an answer that must have no errors.</summary>
    public async Task<JsonNode> DataAsync(string query, JsonObject? variables = null, string shop = SmallWorld.Source)
    {
        var (_, body, _) = await SendAsync(query, variables, shop);
        Assert.True(body["errors"] is null, body.ToJsonString());
        return body["data"]!;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Server.DisposeAsync();
        if (_ownsFolder)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
