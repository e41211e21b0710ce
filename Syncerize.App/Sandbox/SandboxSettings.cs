using System.Globalization;
using Syncerize.App.Sandbox.Seed;
using Syncerize.App.Sandbox.Traffic;
using Syncerize.Core.Data;

namespace Syncerize.App.Sandbox;

/// <summary>The settings <c>Sandbox:*</c>, read into what the simulator starts with.</summary>
internal static class SandboxSettings
{
    /// <summary>The seed of an installation that sets none.</summary>
    public const long DefaultSeed = 20261;

    /// <param name="url">A loopback address; port 0 takes any free one.</param>
    /// <param name="progress">Told how the first start goes on.</param>
    /// <param name="problem">Told, in a sentence, where a setting could not be used.</param>
    public static SandboxOptions Read(IConfiguration configuration, string url, IProgress<SeedStep>? progress, Action<string> problem)
    {
        var data = configuration.GetSection(DataOptions.Section).Get<DataOptions>() ?? new DataOptions();
        var section = configuration.GetSection("Sandbox");
        var seed = DefaultSeed;
        if (section["Seed"] is { Length: > 0 } text && !long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out seed))
        {
            seed = DefaultSeed;
            problem($"Sandbox:Seed must be a whole number, not \"{text}\"; {DefaultSeed.ToString(CultureInfo.InvariantCulture)} is used.");
        }

        var speed = 0d;
        if (section["Speed"] is { Length: > 0 } pace && (!double.TryParse(pace, NumberStyles.Float, CultureInfo.InvariantCulture, out speed) || !TrafficLoop.IsPossible(speed)))
        {
            speed = 0;
            problem(string.Create(CultureInfo.InvariantCulture, $"Sandbox:Speed must be a number from 0 (no traffic) to {TrafficLoop.Fastest}, not \"{pace}\"; nothing happens by itself."));
        }

        return new SandboxOptions
        {
            DataDirectory = data.FullDirectory,
            Url = url,
            Speed = speed,
            TrafficSeed = seed,
            Seed = world =>
            {
                if (SandboxSeed.Fill(world, new SeedOptions(seed, section["Catalog"]), progress) is { } sentence)
                {
                    problem(sentence);
                }
            },
        };
    }
}
