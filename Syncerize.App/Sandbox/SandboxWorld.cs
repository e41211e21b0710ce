using System.Collections.Concurrent;
using Syncerize.App.Sandbox.Graph.Mutations;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;
using Syncerize.Core.Live;

namespace Syncerize.App.Sandbox;

/// <summary>All simulated shops. Every change goes through <see cref="ChangeAsync{T}"/>: one at a time per shop, durable before it is answered.</summary>
internal sealed class SandboxWorld : IDisposable
{
    private readonly SandboxStore _store;
    private readonly ConcurrentDictionary<string, ShopState> _shops = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Opens the file and reads the shops in it.</summary>
    public SandboxWorld(string path, TimeProvider time)
    {
        Time = time;
        Folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Feed = new ChangeFeed(time);
        _store = new SandboxStore(path);
        foreach (var domain in _store.Shops())
        {
            _shops[domain] = ShopState.Load(_store, time, domain);
        }

        if (_store.Setting("webhook-target") is { } target)
        {
            WebhookTarget = new Uri(target);
        }
    }

    public TimeProvider Time { get; }

    /// <summary>Where the file lies, and beside it what bulk operations read and wrote.</summary>
    public string Folder { get; }

    /// <summary>Raised, for no store in particular, after something changed or went wrong in any shop.</summary>
    public ChangeFeed Feed { get; }

    public IEnumerable<ShopState> Shops => _shops.Values.OrderBy(shop => shop.Domain, StringComparer.Ordinal);

    /// <summary>Where webhooks go instead of their subscription's host; null delivers only to loopback addresses.</summary>
    public Uri? WebhookTarget { get; private set; }

    /// <summary>Rung when webhooks became due.</summary>
    public Action? WebhooksDue { get; set; }

    public ShopState? Find(string domain) => _shops.GetValueOrDefault(domain);

    /// <summary>The shop of that domain.</summary>
    public ShopState this[string domain] => Find(domain) ?? throw new KeyNotFoundException($"There is no simulated shop {domain}.");

    /// <summary>Sets where webhooks go.</summary>
    public void SetWebhookTarget(Uri target)
    {
        _store.Set("webhook-target", target.ToString());
        WebhookTarget = target;
        WebhooksDue?.Invoke();
    }

    /// <summary>Fills shops that do not exist yet, all documents in one transaction.</summary>
    public void Add(IReadOnlyCollection<ShopContent> shops)
    {
        _store.Write(shops.SelectMany(content => Documents(content).Select(document => (content.Shop.Domain, document))));
        foreach (var content in shops)
        {
            _shops[content.Shop.Domain] = ShopState.Load(_store, Time, content.Shop.Domain);
        }
    }

    /// <summary>Changes a shop: alone, durable when it returns, and either whole or not at all.</summary>
    public async Task<T> ChangeAsync<T>(ShopState shop, Func<ShopState, T> change)
    {
        // No cancellation: a caller that goes away must not undo what it asked for.
        await shop.Gate.WaitAsync(CancellationToken.None);
        try
        {
            DueJobs.Run(this, shop);
            return Change(shop, change);
        }
        finally
        {
            shop.Gate.Release();
        }
    }

    /// <summary>The same without a result.</summary>
    public Task ChangeAsync(ShopState shop, Action<ShopState> change) => ChangeAsync(shop, state =>
    {
        change(state);
        return true;
    });

    /// <summary>The same for whoever already holds the shop's gate.</summary>
    public T Change<T>(ShopState shop, Func<ShopState, T> change)
    {
        bool raised;
        T result;
        try
        {
            result = change(shop);
            raised = shop.Commit();
        }
        catch
        {
            shop.Rollback();
            throw;
        }

        if (raised)
        {
            WebhooksDue?.Invoke();
        }

        Notice();
        return result;
    }

    /// <summary>Tells whoever watches the shops to look again.</summary>
    public void Notice() => Feed.Raise(default, LiveTopic.All);

    /// <summary>Reads a shop while nobody changes it.</summary>
    public async Task<T> ReadAsync<T>(ShopState shop, Func<ShopState, T> read)
    {
        await shop.Gate.WaitAsync(CancellationToken.None);
        try
        {
            DueJobs.Run(this, shop);
            return read(shop);
        }
        finally
        {
            shop.Gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _store.Dispose();

    private static IEnumerable<StoredDocument> Documents(ShopContent content)
    {
        static StoredDocument Of(string type, long id, object value) => new(type, id.ToString(System.Globalization.CultureInfo.InvariantCulture), value);
        return content.Locations.Select(x => Of("location", x.Id, x))
            .Concat(content.Publications.Select(x => Of("publication", x.Id, x)))
            .Concat(content.Collections.Select(x => Of("collection", x.Id, x)))
            .Concat(content.Definitions.Select(x => Of("definition", x.Id, x)))
            .Concat(content.Products.Select(x => Of("product", x.Id, x)))
            .Concat(content.Variants.Select(x => Of("variant", x.Id, x)))
            .Concat(content.Levels.Select(x => Of("level", x.Id, x)))
            .Concat(content.Orders.Select(x => Of("order", x.Id, x)))
            .Append(new StoredDocument("shop", content.Shop.Domain, content.Shop));
    }
}
