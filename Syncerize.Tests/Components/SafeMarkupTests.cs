using Syncerize.App.Components.Shared;

namespace Syncerize.Tests.Components;

public sealed class SafeMarkupTests
{
    [Theory]
    [InlineData("<p>Soft <b>wool</b></p>", "<p>Soft <b>wool</b></p>")]
    [InlineData("<p onclick=\"x()\" style=\"position:fixed\">a</p>", "<p>a</p>")]
    [InlineData("a<script>alert(1)</script>b", "ab")]
    [InlineData("<style>p{}</style><p>a</p>", "<p>a</p>")]
    [InlineData("<img src=x onerror=alert(1)>a", "a")]
    [InlineData("<a href=\"javascript:alert(1)\">a</a>", "a")]
    [InlineData("<iframe src=\"https://example.com\">b</iframe>a", "a")]
    [InlineData("<form action=/x><input name=q>a</form>", "a")]
    [InlineData("<p dir=\"rtl\">إبريق</p>", "<p dir=\"rtl\">إبريق</p>")]
    [InlineData("<svg><script>alert(1)</script></svg>a", "a")]
    public void Of_HtmlOfAMerchant_OnlyWordsAndTheirShape(string html, string shown) => Assert.Equal(shown, SafeMarkup.Of(html).Value);

    [Fact]
    public void Of_HugeDescription_Cut() => Assert.True(SafeMarkup.Of(string.Concat(Enumerable.Repeat("<p>x</p>", 100_000))).Value.Length <= SafeMarkup.MostCharacters);
}
