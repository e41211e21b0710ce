using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Syncerize.Core.Shopify;

/// <summary>Keeps every shop's calls within its query budget: one bucket per shop, fed by what Shopify states, calls let in by priority with ageing.
/// A short wait is waited in place; a longer one is refused with a time, so that the lane's back-off takes over (engine rules, "Due work").</summary>
public sealed class ShopThrottle(TimeProvider time, IOptions<ShopifyOptions> options)
{
    private readonly ConcurrentDictionary<string, ShopGate> _gates = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, double> _costs = new(StringComparer.Ordinal);

    /// <summary>The budget last seen of a shop, for people; null where it was never called.</summary>
    public ShopBudget? BudgetOf(string domain) => _gates.TryGetValue(domain, out var gate) ? gate.Budget : null;

    /// <summary>The shops called since the start, with their budgets.</summary>
    public IReadOnlyDictionary<string, ShopBudget> Budgets => _gates.ToDictionary(g => g.Key, g => g.Value.Budget, StringComparer.OrdinalIgnoreCase);

    /// <summary>Asks to be let in.</summary>
    internal Task<Admission> EnterAsync(string domain, ShopifyDocument document, CallPriority priority, CancellationToken ct) =>
        GateOf(domain).EnterAsync(_costs.GetValueOrDefault(document.Name, document.Cost), priority, ct);

    /// <summary>Says how a call that was let in ended.</summary>
    /// <param name="domain">The shop.</param>
    /// <param name="document">What was sent.</param>
    /// <param name="admission">What <see cref="EnterAsync"/> gave.</param>
    /// <param name="stated">The cost Shopify stated, where it answered.</param>
    /// <param name="sent">Whether anything was sent; if not, the points are given back.</param>
    internal void Leave(string domain, ShopifyDocument document, Admission admission, QueryCost? stated, bool sent)
    {
        if (stated is not null)
        {
            _costs[document.Name] = stated.Requested;
        }

        GateOf(domain).Leave(admission, stated, sent);
    }

    private ShopGate GateOf(string domain) => _gates.GetOrAdd(domain, _ => new ShopGate(time, options.Value));
}

/// <summary>Whether a call was let in.</summary>
/// <param name="Cost">The points promised to it.</param>
/// <param name="RefusedUntil">When to ask again; null where it was let in.</param>
internal sealed record Admission(double Cost, DateTimeOffset? RefusedUntil);
