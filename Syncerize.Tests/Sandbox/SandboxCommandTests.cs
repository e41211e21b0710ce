using Microsoft.Extensions.Configuration;
using Syncerize.App.Sandbox;

namespace Syncerize.Tests.Sandbox;

public sealed class SandboxCommandTests
{
    [Theory]
    [InlineData("http://0.0.0.0:5010")]
    [InlineData("http://shop.example:5010")]
    [InlineData("nonsense")]
    public async Task Run_NotLoopback_IsRefused(string url) => Assert.Equal(2, await SandboxCommand.RunAsync(["--urls", url], TestContext.Current.CancellationToken));

    [Fact]
    public void Settings_SeedNotANumber_SaysSoAndGoesOn()
    {
        var problems = new List<string>();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Sandbox:Seed", "many"), new("Data:Directory", "somewhere")]).Build();
        var options = SandboxSettings.Read(configuration, "http://127.0.0.1:0", null, problems.Add);
        Assert.Contains("many", Assert.Single(problems), StringComparison.Ordinal);
        Assert.EndsWith("somewhere", options.DataDirectory, StringComparison.Ordinal);
    }
}
