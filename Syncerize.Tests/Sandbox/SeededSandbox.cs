using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Syncerize.App.Sandbox;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Seed;

namespace Syncerize.Tests.Sandbox;

/// <summary>A running sandbox with the full seed in it: three shops, months of orders. Shared by the tests of a class.</summary>
public sealed class SeededSandbox : IAsyncLifetime
{
    public const string Source = "harbour-home.myshopify.com";

    public const string Destination = "maple-and-main.myshopify.com";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seeded");
    private SandboxServer? _server;

    public HttpClient Http { get; } = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 14, 0, 0, TimeSpan.Zero));

    internal SandboxWorld World => _server!.World;

    internal Uri Address => _server!.BaseAddress;

    public async ValueTask InitializeAsync() => _server = await SandboxServer.StartAsync(
        new SandboxOptions { DataDirectory = _folder.FullName, Seed = world => SandboxSeed.Fill(world, new SeedOptions(20261, null)) }, Time, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _server!.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    public Task<HttpResponseMessage> SendAsync(string shop, string query, JsonObject? variables, string? token = null, string version = "2026-10")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, $"/admin/api/{version}/graphql.json"))
        {
            Content = new StringContent(new JsonObject { ["query"] = query, ["variables"] = variables?.DeepClone() }.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Host = shop;
        request.Headers.Add("X-Shopify-Access-Token", token ?? World[shop].Shop.AccessToken);
        return Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<JsonNode> AskAsync(string shop, string query, JsonObject? variables = null)
    {
        using var answer = await SendAsync(shop, query, variables);
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

    /// <summary>A POST to the control API.</summary>
    public async Task<(int Status, JsonNode? Body)> ControlAsync(string path, object body)
    {
        using var answer = await Http.PostAsJsonAsync(new Uri(Address, "/sandbox/" + path), body, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    /// <summary>The destination's stock of the n-th synced variant that has some.</summary>
    internal SimInventoryLevel Synced(int n)
    {
        var shop = World[Destination];
        var variant = shop.Products.Values.Where(p => p.Metafields.Count > 0).OrderBy(p => p.Id).SelectMany(p => shop.VariantsOf(p.Id))
            .Where(v => (v.Sku?.Length ?? 0) > 0).ElementAt(n * 7);
        return shop.LevelsOf(variant.InventoryItemId).Single();
    }
}
