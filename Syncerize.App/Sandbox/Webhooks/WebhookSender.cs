using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;

namespace Syncerize.App.Sandbox.Webhooks;

/// <summary>
/// Delivers webhooks as Shopify does: signed, within five seconds, 2xx or again up to eight times over about four hours with the original body. What waits
/// is in the file, so a restart goes on. No order is kept between deliveries.
/// </summary>
internal sealed class WebhookSender : IAsyncDisposable
{
    /// <summary>How long an answer may take.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    // Eight retries; together a little less than four hours.
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(2),
    ];

    private readonly SandboxWorld _world;
    private readonly ILogger<WebhookSender> _logger;
    private readonly HttpClient _http;
    private readonly SemaphoreSlim _bell = new(0, 1);
    private readonly SemaphoreSlim _slots = new(8, 8);
    private readonly ConcurrentDictionary<(string Shop, long Id), Task> _underWay = [];
    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;

    public WebhookSender(SandboxWorld world, ILogger<WebhookSender> logger)
    {
        _world = world;
        _logger = logger;
        // Redirects are failures at Shopify, and a proxy has no place on loopback.
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(1) })
        {
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        };
        _world.WebhooksDue = Ring;
    }

    /// <summary>Delivers what is due, and goes on until disposed.</summary>
    public void Start() => _loop = LoopAsync();

    /// <summary>Looks at the deliveries again: one became due, or was released.</summary>
    public void Ring()
    {
        if (_bell.CurrentCount == 0)
        {
            try
            {
                _bell.Release();
            }
            catch (SemaphoreFullException)
            {
                // Two rang at once: one ring is enough.
            }
        }
    }

    /// <summary>Sends everything due now and waits for the answers.</summary>
    public async Task SendDueAsync()
    {
        await BeginAsync();
        await Task.WhenAll(_underWay.Values);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        await Task.WhenAll(_underWay.Values);
        _http.Dispose();
        _bell.Dispose();
        _slots.Dispose();
        _stop.Dispose();
    }

    private async Task LoopAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var wait = await BeginAsync();
            using var early = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
            var rung = _bell.WaitAsync(early.Token);
            var due = Task.Delay(wait, _world.Time, early.Token);
            await Task.WhenAny(rung, due);
            await early.CancelAsync();
            // Whichever did not end first is cancelled by now; neither can fail otherwise.
            await rung.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await due.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<TimeSpan> BeginAsync()
    {
        var next = TimeSpan.FromMinutes(1);
        foreach (var shop in _world.Shops)
        {
            var left = await _world.ReadAsync(shop, BeginShop);
            next = left < next ? left : next;
        }

        return next;
    }

    /// <summary>Starts what is due in a shop.</summary>
    /// <returns>How long until the next one is.</returns>
    private TimeSpan BeginShop(ShopState shop)
    {
        var now = shop.Now;
        var next = TimeSpan.FromMinutes(1);
        if (shop.NextJobAt is { } job && job - now < next)
        {
            // Looked at again then: looking does the work, and its webhooks are due.
            next = job > now ? job - now : TimeSpan.Zero;
        }

        foreach (var delivery in shop.Deliveries.Values.Where(delivery => !delivery.Held))
        {
            var key = (shop.Domain, delivery.Id);
            if (delivery.DueAt > now)
            {
                next = delivery.DueAt - now < next ? delivery.DueAt - now : next;
            }
            else if (Address(delivery.Uri) is { } address && !_underWay.ContainsKey(key))
            {
                var secret = shop.Shop.ClientSecret;
                // Kept until it is over, so that a second look does not send it twice; it removes itself.
                var sending = new Task<Task>(() => SendAsync(shop, delivery, address, secret));
                _underWay[key] = sending.Unwrap().ContinueWith(
                    done =>
                    {
                        _underWay.TryRemove(key, out _);
                        if (done.Exception is { } bug)
                        {
                            _logger.LogCritical(bug, "A webhook of {Shop} could not be recorded", key.Domain);
                        }

                        return done;
                    },
                    CancellationToken.None,
                    TaskContinuationOptions.None,
                    TaskScheduler.Default).Unwrap();
                sending.Start(TaskScheduler.Default);
            }
        }

        return next;
    }

    private async Task SendAsync(ShopState shop, SimDelivery delivery, Uri address, string secret)
    {
        bool delivered;
        await _slots.WaitAsync(CancellationToken.None);
        try
        {
            delivered = await TryAsync(shop, delivery, address, secret);
        }
        finally
        {
            _slots.Release();
        }

        await _world.ChangeAsync(shop, state =>
        {
            // Another change of the shop may have been rolled back meanwhile: what counts is the delivery held now.
            if (state.Deliveries.GetValueOrDefault(delivery.Id) is not { } current)
            {
                return;
            }

            if (delivered)
            {
                state.Remove(current);
                return;
            }

            if (current.Attempts >= Waits.Length)
            {
                // Shopify also deletes a subscription made over the API that nobody has answered for so long.
                state.Remove(current);
                if (state.Subscriptions.GetValueOrDefault(current.SubscriptionId) is { } deaf)
                {
                    state.Remove(deaf);
                }

                return;
            }

            current.DueAt = state.Now + Waits[current.Attempts++];
            state.Put(current);
        });
        if (!delivered)
        {
            Ring();
        }
    }

    private async Task<bool> TryAsync(ShopState shop, SimDelivery delivery, Uri address, string secret)
    {
        var body = Encoding.UTF8.GetBytes(delivery.Body);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("X-Shopify-Topic", delivery.Topic);
        request.Headers.Add("X-Shopify-Hmac-Sha256", Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body)));
        request.Headers.Add("X-Shopify-Shop-Domain", shop.Domain);
        request.Headers.Add("X-Shopify-API-Version", delivery.ApiVersion);
        request.Headers.Add("X-Shopify-Webhook-Id", delivery.WebhookId);
        request.Headers.Add("X-Shopify-Event-Id", delivery.EventId);
        if (delivery.Name is { } name)
        {
            request.Headers.Add("X-Shopify-Name", name);
        }

        request.Headers.Add("X-Shopify-Triggered-At", delivery.TriggeredAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture));
        using var limit = new CancellationTokenSource(Timeout, _world.Time);
        try
        {
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            // Nobody listens, or the connection broke: the next attempt is due later.
            return false;
        }
        catch (OperationCanceledException)
        {
            // No answer in time.
            return false;
        }
    }

    /// <summary>Where a delivery really goes: the target set for all, or the subscription's own address if that is on this machine.</summary>
    private Uri? Address(string subscribed)
    {
        if (!Uri.TryCreate(subscribed, UriKind.Absolute, out var address))
        {
            return null;
        }

        return _world.WebhookTarget is { } target
            ? target.AbsolutePath == "/" ? new Uri(target, address.PathAndQuery) : target
            : address.IsLoopback ? address : null;
    }
}
