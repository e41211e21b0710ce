using System.Security.Cryptography;

namespace Syncerize.Core.Stores;

/// <summary>The unguessable key a merchant hands to a partner.</summary>
public static class UniqueKey
{
    // Without 0, O, 1, I and L: people read it to each other.
    private const string Letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    private const int Groups = 5;
    private const int GroupLength = 5;

    /// <summary>A new key: 25 letters in groups of five, about 123 bits.</summary>
    public static string Create() => string.Join('-', Enumerable.Range(0, Groups).Select(_ => RandomNumberGenerator.GetString(Letters, GroupLength)));

    /// <summary>What a person typed, as it is stored: upper case, grouped, without blanks.</summary>
    public static string Normalize(string typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        var letters = new string([.. typed.ToUpperInvariant().Where(char.IsLetterOrDigit)]);
        return string.Join('-', letters.Chunk(GroupLength).Select(c => new string(c)));
    }
}
