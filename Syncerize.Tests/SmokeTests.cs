namespace Syncerize.Tests;

public sealed class SmokeTests
{
    [Fact]
    public void Build_Always_Runs() => Assert.True(typeof(Program).Assembly.GetName().Version is not null);
}
