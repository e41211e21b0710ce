using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Activity;
using Syncerize.Core.Live;
using Syncerize.Core.Work;

namespace Syncerize.Core.Data;

/// <summary>One open write: the tracked context, and what is to be told once it is committed.</summary>
public sealed class Write
{
    private readonly Dictionary<StoreId, LiveTopic> _changes = [];
    private readonly HashSet<StoreId> _lanes = [];
    private readonly List<Action> _afterCommit = [];
    private readonly List<Notice> _notices = [];

    internal Write(SyncerizeDb db, DateTimeOffset now)
    {
        Db = db;
        Now = now;
    }

    /// <summary>The tracked context of this transaction; saved at the end.</summary>
    public SyncerizeDb Db { get; }

    /// <summary>When the write began, UTC: one instant for everything in it.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>Tells the screens of a store, after the commit.</summary>
    public void Changed(StoreId store, LiveTopic topics) => _changes[store] = _changes.GetValueOrDefault(store) | topics;

    /// <summary>Rings a lane, after the commit.</summary>
    public void Ring(StoreId lane) => _lanes.Add(lane);

    /// <summary>Runs something cheap after the commit, such as waking the translator.</summary>
    public void AfterCommit(Action action) => _afterCommit.Add(action);

    /// <summary>Records what happened for the people of a store.</summary>
    public void Record(StoreId store, ActivityLevel level, string kind, string sentence, ConnectionId? connection = null, string? subject = null, string? requestId = null)
    {
        Db.Activity.Add(new ActivityEntry
        {
            StoreId = store,
            ConnectionId = connection,
            At = Now,
            Level = level,
            Kind = kind,
            Sentence = sentence,
            Subject = subject,
            RequestId = requestId,
        });
        Changed(store, LiveTopic.Activity);
    }

    /// <summary>Tells the people of a store: in the notification centre, and by mail as they set it. One of the same key is told once.</summary>
    /// <param name="store">The store.</param>
    /// <param name="kind">What it is about.</param>
    /// <param name="level">How much it asks of them.</param>
    /// <param name="key">Names the occasion.</param>
    /// <param name="sentence">What happened and what to do.</param>
    /// <param name="connection">The connection it is about, if any.</param>
    /// <param name="order">The order of that store, if it is about one.</param>
    public void Notify(StoreId store, NoticeKind kind, ActivityLevel level, string key, string sentence, ConnectionId? connection = null, long? order = null)
    {
        _notices.Add(new Notice { StoreId = store, Kind = kind, Level = level, Key = key, At = Now, Sentence = sentence, ConnectionId = connection, OrderId = order });
        Changed(store, LiveTopic.Activity);
    }

    // Put in by key, so that the same occasion told again is not an error that undoes its cause.
    internal async Task SaveNoticesAsync(CancellationToken ct)
    {
        foreach (var n in _notices)
        {
            await Db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO "Notices" ("StoreId", "Kind", "Level", "Key", "At", "Sentence", "ConnectionId", "OrderId")
                VALUES ({n.StoreId.Value}, {(int)n.Kind}, {(int)n.Level}, {n.Key}, {n.At.ToUnixTimeMilliseconds()}, {n.Sentence}, {(n.ConnectionId is { } c ? (int?)c.Value : null)}, {n.OrderId}) ON CONFLICT ("StoreId", "Key") DO NOTHING
                """,
                ct);
        }
    }

    internal void Committed(ChangeFeed feed, LaneBell bell)
    {
        foreach (var lane in _lanes)
        {
            bell.Ring(lane);
        }

        foreach (var (store, topics) in _changes)
        {
            feed.Raise(store, topics);
        }

        foreach (var action in _afterCommit)
        {
            action();
        }
    }
}
