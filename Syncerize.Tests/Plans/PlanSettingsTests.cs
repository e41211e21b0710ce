using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Syncerize.Core.Plans;
using Syncerize.Tests.Architecture;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Plans;

/// <summary>The operator's tiers, as the settings have them.</summary>
public sealed class PlanSettingsTests
{
    [Fact]
    public void Settings_Shipped_AreTheTiersOfTheProduct()
    {
        var book = Book(new ConfigurationBuilder().AddJsonFile(Path.Combine(Repository.Root, "appsettings.json")).Build());
        Assert.Equal(
            [("Free", 1, 50, 25), ("Growth", 3, 1_000, 500), ("Scale", 10, 10_000, 5_000), ("Unlimited", -1, -1, -1)],
            book.Tiers.Select(t => (t.Name, t.Connections ?? -1, t.Products ?? -1, t.PushesPerMonth ?? -1)));
        Assert.Equal(("Free", "Unlimited"), (book.Default.Name, book.Simulated.Name));
        Assert.Empty(book.Default.Features);
        Assert.Equal(Enum.GetValues<Feature>(), book.Find("growth")!.Features);
        Assert.Equal(new FeatureLabel(false, "Growth"), book.LabelOf(book.Default, Feature.AutoMapping));
    }

    [Fact]
    public void Settings_NoTier_NothingIsMetered() => Assert.Equal(Tier.Unmetered, Book(new ConfigurationBuilder().Build()).Default);

    [Theory]
    [InlineData("Plans:Tiers:0:Products", "-1", "Plans:Tiers:0:Products is below zero")]
    [InlineData("Plans:Tiers:0:Features:0", "Teleport", "names “Teleport”")]
    [InlineData("Plans:Tiers:1:Name", "small", "is used twice")]
    [InlineData("Plans:Tiers:1:Name", "", "Plans:Tiers:1:Name is missing")]
    [InlineData("Plans:Default", "Huge", "Plans:Default is “Huge”")]
    [InlineData("Plans:Tiers:0:MonthlyPrice", "9", "needs an amount of zero or more and a Currency")]
    public void Settings_Wrong_RefusedWithASentence(string key, string value, string sentence)
    {
        var settings = new Dictionary<string, string?>(PlansUnderTest.SmallAndLarge(1, 2, 3)) { [key] = value };
        var refused = Assert.Throws<OptionsValidationException>(() => Book(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()));
        Assert.Contains(sentence, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-11-30T23:59:00Z", "Asia/Tokyo", "2026-11-30T15:00:00Z", "2026-12-31T15:00:00Z")]
    [InlineData("2026-03-01T04:59:00Z", "America/Toronto", "2026-02-01T05:00:00Z", "2026-03-01T05:00:00Z")]
    [InlineData("2026-03-15T00:00:00Z", "America/Toronto", "2026-03-01T05:00:00Z", "2026-04-01T04:00:00Z")]
    [InlineData("2026-03-15T00:00:00Z", "No/Zone", "2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z")]
    public void StoreMonth_Of_IsTheStoresOwn(string at, string zone, string from, string to)
    {
        var month = StoreMonth.Of(Parse(at), zone);
        Assert.Equal((Parse(from), Parse(to)), (month.From, month.To));
    }

    private static DateTimeOffset Parse(string at) => DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture);

    private static PlanBook Book(IConfiguration configuration) => new ServiceCollection().AddPlans(configuration).BuildServiceProvider().GetRequiredService<PlanBook>();
}
