using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Syncerize.App.Sandbox.Images;
using Syncerize.App.Sandbox.Seed;

namespace Syncerize.Tests.Sandbox.Seed;

public sealed class ProductPictureTests
{
    [Theory]
    [InlineData("harwich-stoneware-mug-1", "harwich-stoneware-mug-2")]
    [InlineData("harwich-stoneware-mug_navy-1", "harwich-stoneware-mug_sage-1")]
    [InlineData("eiger-trekking-tent-1", "eiger-down-sleeping-bag-1")]
    [InlineData("what-is-this-1", "nobody-knows-1")]
    public void Svg_DifferentNames_DifferentWellFormedPictures(string first, string second)
    {
        Assert.Equal("svg", XDocument.Parse(ProductPicture.Svg(first)).Root!.Name.LocalName);
        Assert.Equal(ProductPicture.Svg(first), ProductPicture.Svg(first));
        Assert.NotEqual(ProductPicture.Svg(first), ProductPicture.Svg(second));
    }

    [Fact]
    public void Svg_EveryPictureOfTheSeed_IsWellFormed()
    {
        var world = SandboxSeed.Build(new SeedOptions(20261, null), new DateTimeOffset(2026, 11, 23, 14, 0, 0, TimeSpan.Zero));
        foreach (var url in world.Shops.SelectMany(s => s.Products).SelectMany(p => p.Media).Select(m => m.Url))
        {
            Assert.Matches("^/cdn/[a-z-]+/[a-z0-9_-]+-[0-9]+\\.svg$", url);
            var svg = XDocument.Parse(ProductPicture.Svg(Path.GetFileNameWithoutExtension(url)));
            Assert.DoesNotContain("{", svg.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Endpoint_KnownAndUnknownNames_AnswersOrRefuses()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapPictures();
        await app.StartAsync(TestContext.Current.CancellationToken);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        using var client = new HttpClient { BaseAddress = new Uri(address) };

        var answer = await client.GetAsync(new Uri("/cdn/harbour-home/harwich-stoneware-mug-1.svg", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal("image/svg+xml", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(TimeSpan.FromDays(365), answer.Headers.CacheControl!.MaxAge);
        var refused = await client.GetAsync(new Uri("/cdn/harbour-home/mug%3Cscript%3E-1.svg", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, refused.StatusCode);
    }
}
