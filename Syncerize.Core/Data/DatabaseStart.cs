using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Syncerize.Core.Data;

/// <summary>A start that must not go on, with a sentence that says what to do.</summary>
public sealed class StartRefusedException : Exception
{
    /// <summary>With the sentence for the person who started the app.</summary>
    public StartRefusedException(string sentence, Exception? cause = null)
        : base(sentence, cause)
    {
    }
}

/// <summary>The database's part of the start order: folder → only one instance → back-up if a migration is due → migrate → fill the search index where it is new → free the lanes of a killed instance.</summary>
public sealed class DatabaseStart(IDbContextFactory<SyncerizeDb> factory, IOptions<DataOptions> options, TimeProvider time, ILogger<DatabaseStart> log) : IDisposable
{
    private const int SharingViolation = unchecked((int)0x80070020);
    private const int WouldBlock = 11;

    private FileStream? _lock;

    /// <summary>Makes the database ready, or refuses.</summary>
    /// <exception cref="StartRefusedException">Another instance runs on the same data, or the folder cannot be written.</exception>
    public async Task RunAsync(CancellationToken ct)
    {
        var folder = options.Value.FullDirectory;
        try
        {
            Directory.CreateDirectory(folder);
            TakeLock(folder);
            await using var db = await factory.CreateDbContextAsync(ct);
            var pending = (await db.Database.GetPendingMigrationsAsync(ct)).ToList();
            if (pending.Count > 0 && File.Exists(options.Value.DatabaseFile) && (await db.Database.GetAppliedMigrationsAsync(ct)).Any())
            {
                await BackUpAsync(ct);
            }

            await db.Database.MigrateAsync(ct);
            await SearchTerms.FillAsync(db, ct);

            // Nobody else runs on this data: whoever holds a lane here was killed, and its lanes need not wait for their leases to end.
            await db.Lanes.Where(l => l.Owner != null).ExecuteUpdateAsync(s => s.SetProperty(l => l.Owner, (string?)null).SetProperty(l => l.LeaseUntil, (DateTimeOffset?)null), ct);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StartRefusedException($"The data folder {folder} cannot be written. Give this user write access to it, or set Data:Directory to another folder.", e);
        }
        catch (IOException e)
        {
            throw new StartRefusedException($"The data folder {folder} cannot be used: {e.Message} Set Data:Directory to another folder, or free some space.", e);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is 8 or 14)
        {
            throw new StartRefusedException($"The database in {folder} cannot be opened for writing. Check the folder's permissions, or set Data:Directory to another folder.", e);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is 13)
        {
            throw new StartRefusedException($"The disk that holds {folder} is full. Free some space and start again; nothing was lost.", e);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is 11 or 26)
        {
            throw new StartRefusedException($"The database file in {folder} is damaged. Restore a back-up from {Path.Combine(folder, "backups")}.", e);
        }
    }

    /// <summary>Copies the live database with SQLite's own online back-up.</summary>
    /// <returns>The file that was made.</returns>
    public async Task<string> BackUpAsync(CancellationToken ct)
    {
        var folder = Directory.CreateDirectory(Path.Combine(options.Value.FullDirectory, "backups")).FullName;
        var stamp = time.GetUtcNow().UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        var file = Path.Combine(folder, $"syncerize-{stamp}.db");
        await using var source = new SqliteConnection($"Data Source={options.Value.DatabaseFile};Mode=ReadOnly;Pooling=False");
        await using var target = new SqliteConnection($"Data Source={file};Pooling=False");
        await source.OpenAsync(ct);
        await target.OpenAsync(ct);
        source.BackupDatabase(target);
        log.LogInformation("Backed up the database to {File} before migrating it", file);
        return file;
    }

    /// <summary>Lets another instance start.</summary>
    public void Dispose() => _lock?.Dispose();

    private void TakeLock(string folder)
    {
        if (_lock is not null)
        {
            return;
        }

        try
        {
            _lock = new FileStream(Path.Combine(folder, "instance.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e.HResult is SharingViolation or WouldBlock)
        {
            throw new StartRefusedException($"Another instance of Syncerize already runs on {folder}. Stop it first, or set Data:Directory to another folder.", e);
        }
    }
}
