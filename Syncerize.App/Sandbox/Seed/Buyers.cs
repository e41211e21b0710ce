using System.Globalization;
using Syncerize.App.Sandbox.Model;

namespace Syncerize.App.Sandbox.Seed;

/// <summary>Made-up buyers: names and streets from word lists, mail at example.com, telephone numbers from the ranges kept free for fiction.</summary>
internal sealed class Buyers
{
    private static readonly string[] First =
        ["Ada", "Amir", "Anika", "Ben", "Carla", "Chen", "Clara", "Dana", "Elif", "Emil", "Farah", "Felix", "Gita", "Hana", "Ivan", "Jade", "Jonas", "Kai", "Lena", "Leo", "Mara", "Milo", "Nadia", "Noah", "Olive", "Omar", "Petra", "Rosa", "Sam", "Tara", "Theo", "Uma", "Vera", "Wes", "Yara", "Zoe"];

    private static readonly string[] Last =
        ["Abbott", "Ahmed", "Baker", "Bell", "Brooks", "Carter", "Chan", "Cole", "Cruz", "Dube", "Ellis", "Ford", "Gagnon", "Grant", "Hayes", "Hughes", "Ito", "Jensen", "Kaur", "Lam", "Lewis", "Marsh", "Moore", "Nguyen", "Novak", "Owens", "Park", "Patel", "Quinn", "Reid", "Roy", "Shah", "Silva", "Stone", "Tran", "Vogel", "Walsh", "Young"];

    private static readonly string[] Streets = ["Birch", "Cedar", "Chestnut", "Elm", "Garden", "Hill", "Lake", "Linden", "Mill", "Park", "River", "School", "Station", "Victoria", "Willow"];

    private static readonly (string City, string Province, string Zip, int Area)[] Canada =
        [("Toronto", "ON", "M5V", 416), ("Toronto", "ON", "M4K", 647), ("Ottawa", "ON", "K1P", 613), ("Hamilton", "ON", "L8P", 905), ("London", "ON", "N6A", 519), ("Montréal", "QC", "H2X", 514), ("Québec", "QC", "G1R", 418), ("Vancouver", "BC", "V6B", 604), ("Victoria", "BC", "V8W", 250), ("Calgary", "AB", "T2P", 403), ("Edmonton", "AB", "T5J", 780), ("Winnipeg", "MB", "R3C", 204), ("Halifax", "NS", "B3J", 902)];

    private static readonly (string City, string Zip)[] Britain =
        [("London", "SE1"), ("London", "N16"), ("Bristol", "BS1"), ("Leeds", "LS2"), ("Manchester", "M4"), ("Edinburgh", "EH3"), ("Cardiff", "CF10"), ("Norwich", "NR2"), ("York", "YO1")];

    private readonly List<Buyer> _all;
    private readonly SeedRandom _random;

    /// <param name="newId">Gives each of them an id.</param>
    /// <param name="random">The same stream makes the same people.</param>
    /// <param name="country">Where they live: <c>CA</c>, or else Britain.</param>
    /// <param name="count">How many people there are.</param>
    public Buyers(Func<long> newId, SeedRandom random, string country, int count)
    {
        _random = random;
        _all = [.. Enumerable.Range(0, count).Select(i => Make(newId, country, i))];
    }

    /// <summary>The people who buy at a destination.</summary>
    public static Buyers OfDestination(Func<long> newId, long seed) => new(newId, SeedRandom.For(seed, "destination buyers"), "CA", 280);

    /// <summary>The people who buy from a source directly.</summary>
    public static Buyers OfSource(Func<long> newId, long seed, string domain) => new(newId, SeedRandom.For(seed, "source buyers " + domain), "GB", 90);

    /// <summary>Someone who buys: a fifth of the people place about half of the orders.</summary>
    public Buyer Next() => Pick(_random);

    /// <inheritdoc cref="Next"/>
    /// <param name="random">Decides who.</param>
    public Buyer Pick(SeedRandom random) => random.Chance(0.45) ? _all[random.Next(Math.Max(1, _all.Count / 5))] : random.Pick(_all);

    private Buyer Make(Func<long> newId, string country, int i)
    {
        var first = _random.Pick(First);
        var last = _random.Pick(Last);
        var (city, province, zip, phone) = country == "CA" ? Canadian() : British();
        var address = new SimAddress
        {
            FirstName = first,
            LastName = last,
            Address1 = string.Create(CultureInfo.InvariantCulture, $"{_random.Between(1, 240)} {_random.Pick(Streets)} {(country == "CA" ? _random.Pick(["Street", "Avenue", "Crescent"]) : _random.Pick(["Road", "Lane", "Terrace"]))}"),
            Address2 = _random.Chance(0.2) ? string.Create(CultureInfo.InvariantCulture, $"Unit {_random.Between(1, 60)}") : null,
            City = city,
            ProvinceCode = province,
            CountryCode = country,
            Zip = zip,
            Phone = _random.Chance(0.8) ? phone : null,
        };
        var email = string.Create(CultureInfo.InvariantCulture, $"{first}.{last}{i + 1}@example.com").ToLowerInvariant();
        return new Buyer(new SimCustomer { Id = newId(), FirstName = first, LastName = last, Email = email, Phone = address.Phone }, address);
    }

    private (string City, string? Province, string Zip, string Phone) Canadian()
    {
        var place = _random.Pick(Canada);
        const string letters = "ABCEGHJKLMNPRSTVWXYZ";
        return (place.City, place.Province, string.Create(CultureInfo.InvariantCulture, $"{place.Zip} {_random.Between(1, 9)}{letters[_random.Next(letters.Length)]}{_random.Between(1, 9)}"),
            string.Create(CultureInfo.InvariantCulture, $"+1{place.Area}55501{_random.Next(100):00}"));
    }

    private (string City, string? Province, string Zip, string Phone) British()
    {
        var place = _random.Pick(Britain);
        const string letters = "ABDEFGHJLNPQRSTUWXYZ";
        return (place.City, null, string.Create(CultureInfo.InvariantCulture, $"{place.Zip} {_random.Between(1, 9)}{letters[_random.Next(letters.Length)]}{letters[_random.Next(letters.Length)]}"),
            string.Create(CultureInfo.InvariantCulture, $"+442079460{_random.Next(1000):000}"));
    }
}

/// <summary>A buyer and where they live.</summary>
internal sealed record Buyer(SimCustomer Customer, SimAddress Address);
