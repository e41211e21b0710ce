using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Syncerize.Core.Stores;

/// <summary>Encrypts access tokens at rest. The keys live outside the data folder (engine invariant SecretsStayHome).</summary>
public sealed class TokenProtection(IDataProtectionProvider provider)
{
    private readonly IDataProtector _protector = provider.CreateProtector("Syncerize.Stores.AccessToken.v1");

    /// <summary>For storing.</summary>
    public byte[] Protect(string token) => _protector.Protect(Encoding.UTF8.GetBytes(token));

    /// <summary>For calling Shopify.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The keys are not those it was protected with.</exception>
    public string Unprotect(byte[] token) => Encoding.UTF8.GetString(_protector.Unprotect(token));
}
