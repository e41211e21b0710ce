using System.Text;
using Syncerize.Core.Shopify;

namespace Syncerize.Tests.Shopify;

public sealed class WebhookSignatureTests
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"id":1}""");

    [Fact]
    public void IsValid_OwnSignature_True() => Assert.True(WebhookSignature.IsValid(Body, WebhookSignature.Of(Body, "secret"), "secret"));

    [Fact]
    public void IsValid_KnownVector_True() =>
        // RFC 4231, test case 2.
        Assert.True(WebhookSignature.IsValid(
            "what do ya want for nothing?"u8, Convert.ToBase64String(Convert.FromHexString("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")), "Jefe"));

    [Fact]
    public void IsValid_OtherSecret_False() => Assert.False(WebhookSignature.IsValid(Body, WebhookSignature.Of(Body, "other"), "secret"));

    [Fact]
    public void IsValid_OtherBody_False() => Assert.False(WebhookSignature.IsValid("""{"id":2}"""u8, WebhookSignature.Of(Body, "secret"), "secret"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("no base64!")]
    [InlineData("c2hvcnQ=")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void IsValid_NoSignature_False(string? header) => Assert.False(WebhookSignature.IsValid(Body, header, "secret"));

    [Fact]
    public void IsValid_EmptySecret_SignsNothing() => Assert.False(WebhookSignature.IsValid(Body, WebhookSignature.Of(Body, string.Empty), string.Empty));
}
