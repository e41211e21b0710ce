using System.Globalization;
using Syncerize.App.Sandbox.Model;

namespace Syncerize.App.Sandbox.Seed;

/// <summary>Tracking numbers in the carriers' own formats.</summary>
internal static class Carriers
{
    private static readonly int[] Weights = [8, 6, 4, 2, 3, 5, 9, 7];

    /// <summary>From a British warehouse to another country.</summary>
    public static SimTracking FromBritain(SeedRandom random) => random.Chance(0.6) ? RoyalMail(random) : Dhl(random);

    /// <summary>Inside Britain.</summary>
    public static SimTracking InBritain(SeedRandom random) => random.Chance(0.5) ? RoyalMail(random) : Dpd(random);

    /// <summary>Inside Canada: sixteen digits.</summary>
    public static SimTracking CanadaPost(SeedRandom random)
    {
        var number = "40" + Digits(random, 14);
        return Track("Canada Post", number, "https://www.canadapost-postescanada.ca/track-reperage/en#/details/" + number);
    }

    /// <summary>Inside Germany and from there: twenty digits, a serial shipping container code with its two leading zeros.</summary>
    public static SimTracking FromGermany(SeedRandom random)
    {
        // 0 0340 434 is Deutsche Post's own prefix.
        var serial = "0340434" + Digits(random, 10);
        var number = string.Create(CultureInfo.InvariantCulture, $"00{serial}{Gs1CheckDigit(serial)}");
        return Track("DHL", number, "https://www.dhl.de/de/privatkunden/dhl-sendungsverfolgung.html?piececode=" + number);
    }

    /// <summary>Anywhere else: <c>1Z</c>, the shipper's six characters, the service, a serial and a check digit.</summary>
    public static SimTracking Ups(SeedRandom random)
    {
        var body = "999AA1" + "03" + Digits(random, 7);
        var number = string.Create(CultureInfo.InvariantCulture, $"1Z{body}{UpsCheckDigit(body)}");
        return Track("UPS", number, "https://www.ups.com/track?tracknum=" + number);
    }

    /// <summary>A parcel from a warehouse in one country to an address in another or the same.</summary>
    public static SimTracking Between(string from, string? to, SeedRandom random) => from switch
    {
        "GB" => to is null or "GB" ? InBritain(random) : FromBritain(random),
        "CA" => CanadaPost(random),
        "DE" => FromGermany(random),
        _ => Ups(random),
    };

    /// <summary>The check digit of GS1 numbers: from the right, threefold and onefold.</summary>
    public static int Gs1CheckDigit(string digits) =>
        (10 - (digits.Reverse().Select((digit, i) => (digit - '0') * (i % 2 == 0 ? 3 : 1)).Sum() % 10)) % 10;

    /// <summary>The check digit of a 1Z number: letters count as (position in the alphabet + 1) modulo ten, every second character double.</summary>
    public static int UpsCheckDigit(string body) =>
        (10 - (body.Select((c, i) => (char.IsAsciiDigit(c) ? c - '0' : (c - 'A' + 2) % 10) * (i % 2 == 0 ? 1 : 2)).Sum() % 10)) % 10;

    /// <summary>The check digit of the Universal Postal Union's S10 numbers.</summary>
    public static int S10CheckDigit(string eightDigits)
    {
        var rest = 11 - (eightDigits.Select((digit, i) => (digit - '0') * Weights[i]).Sum() % 11);
        return rest switch { 10 => 0, 11 => 5, _ => rest };
    }

    private static SimTracking RoyalMail(SeedRandom random)
    {
        var serial = Digits(random, 8);
        var number = string.Create(CultureInfo.InvariantCulture, $"RN{serial}{S10CheckDigit(serial)}GB");
        return Track("Royal Mail", number, "https://www.royalmail.com/track-your-item#/tracking-results/" + number);
    }

    private static SimTracking Dhl(SeedRandom random)
    {
        // Ten digits, the last being the first nine modulo seven.
        var serial = random.Between(100_000_000, 999_999_999);
        var number = string.Create(CultureInfo.InvariantCulture, $"{serial}{serial % 7}");
        return Track("DHL Express", number, "https://www.dhl.com/gb-en/home/tracking.html?tracking-id=" + number);
    }

    private static SimTracking Dpd(SeedRandom random)
    {
        var number = "1550" + Digits(random, 10);
        return Track("DPD UK", number, "https://track.dpd.co.uk/parcels/" + number);
    }

    private static string Digits(SeedRandom random, int count) => string.Concat(Enumerable.Range(0, count).Select(_ => (char)('0' + random.Next(10))));

    private static SimTracking Track(string company, string number, string url) => new() { Company = company, Number = number, Url = url };
}
