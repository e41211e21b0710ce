namespace Syncerize.App.Sandbox.Seed;

/// <summary>
/// Numbers that look random and are the same for the same seed on every machine and runtime (SplitMix64). One stream per purpose, so that a change in one part
/// of the seed leaves the others as they were.
/// </summary>
internal sealed class SeedRandom
{
    private ulong _state;

    private SeedRandom(ulong state) => _state = state;

    public static SeedRandom For(long seed, string purpose)
    {
        var hash = 14695981039346656037ul;
        foreach (var c in purpose)
        {
            hash = (hash ^ c) * 1099511628211ul;
        }

        return new SeedRandom(hash ^ ((ulong)seed * 0x9E3779B97F4A7C15ul));
    }

    /// <summary>A number from 0 to below <paramref name="below"/>.</summary>
    public int Next(int below) => (int)((Bits() >> 33) % (ulong)below);

    /// <summary>A number from <paramref name="from"/> to <paramref name="to"/>, both included.</summary>
    public int Between(int from, int to) => from + Next(to - from + 1);

    /// <summary>A number from 0 to below 1.</summary>
    public double Unit() => (Bits() >> 11) * (1.0 / (1ul << 53));

    public bool Chance(double probability) => Unit() < probability;

    public T Pick<T>(IReadOnlyList<T> items) => items[Next(items.Count)];

    /// <summary>An index chosen by weight.</summary>
    public int Weighted(IReadOnlyList<int> weights)
    {
        var left = Next(weights.Sum());
        for (var i = 0; i < weights.Count; i++)
        {
            left -= weights[i];
            if (left < 0)
            {
                return i;
            }
        }

        return weights.Count - 1;
    }

    /// <summary>A shuffled copy.</summary>
    public List<T> Shuffled<T>(IEnumerable<T> items)
    {
        var list = items.ToList();
        for (var i = list.Count - 1; i > 0; i--)
        {
            var j = Next(i + 1);
            (list[i], list[j]) = (list[j], list[i]);
        }

        return list;
    }

    private ulong Bits()
    {
        _state += 0x9E3779B97F4A7C15ul;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ul;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBul;
        return z ^ (z >> 31);
    }
}
