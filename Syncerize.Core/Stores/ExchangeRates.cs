using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Activity;
using Syncerize.Core.Data;
using Syncerize.Core.Live;

namespace Syncerize.Core.Stores;

/// <summary>A destination's exchange rates, set by its merchant.</summary>
public sealed class ExchangeRates(WriteGate gate, IEnumerable<IStoreFollower> followers)
{
    /// <summary>The rate between two currencies at a store: 1,000,000 where they are the same, null where none is set.</summary>
    public static async Task<long?> FindAsync(SyncerizeDb db, StoreId destination, string from, string to, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        return from == to
            ? 1_000_000
            : await db.ExchangeRates.Where(r => r.StoreId == destination && r.FromCurrency == from && r.ToCurrency == to).Select(r => (long?)r.RateMillionths).FirstOrDefaultAsync(ct);
    }

    /// <summary>Sets a rate.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="destination">The destination store.</param>
    /// <param name="from">The source's currency.</param>
    /// <param name="to">The destination's currency.</param>
    /// <param name="rate">How many units of <paramref name="to"/> one unit of <paramref name="from"/> is worth; above zero.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not between 0.000001 and 1,000,000.</exception>
    public Task SetAsync(Actor actor, StoreId destination, string from, string to, decimal rate, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Demand(destination);
        ArgumentOutOfRangeException.ThrowIfLessThan(rate, 0.000001m);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rate, 1_000_000m);
        return gate.WriteAsync(
            async (write, c) =>
            {
                var row = await write.Db.ExchangeRates.SingleOrDefaultAsync(r => r.StoreId == destination && r.FromCurrency == from && r.ToCurrency == to, c);
                if (row is null)
                {
                    row = new ExchangeRate { StoreId = destination, FromCurrency = from, ToCurrency = to };
                    write.Db.ExchangeRates.Add(row);
                }

                row.RateMillionths = (long)decimal.Round(rate * 1_000_000m, 0, MidpointRounding.AwayFromZero);
                row.UpdatedAt = write.Now;
                write.Record(destination, ActivityLevel.Info, "settings", $"Exchange rate set: 1 {from} = {rate.ToString(System.Globalization.CultureInfo.InvariantCulture)} {to}.");
                write.Changed(destination, LiveTopic.Stores);
                foreach (var follower in followers)
                {
                    await follower.StoreChangedAsync(write, destination, c);
                }
            },
            ct);
    }
}
