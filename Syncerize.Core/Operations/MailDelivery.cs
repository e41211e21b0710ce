using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;
using Syncerize.Core.Data;

namespace Syncerize.Core.Operations;

/// <summary>What became of a mail.</summary>
public abstract record MailOutcome
{
    /// <summary>The server took it, or it lies in the folder.</summary>
    public sealed record Sent : MailOutcome;

    /// <summary>It did not leave.</summary>
    /// <param name="Sentence">Why, for people; it names no password.</param>
    public sealed record Failed(string Sentence) : MailOutcome;
}

/// <summary>Hands mail to the SMTP server, or puts it as a file into the pickup folder where there is none.</summary>
public sealed class MailDelivery(IOptions<MailOptions> options, IOptions<DataOptions> data)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Whether a server is set up.</summary>
    public bool HasServer => options.Value.Host.Length > 0;

    /// <summary>Where mail is put without a server.</summary>
    public string PickupDirectory => options.Value.PickupDirectory is { Length: > 0 } folder ? folder : Path.Combine(data.Value.Directory, "mail");

    /// <summary>An address as people write it; null where it is none that mail can go to.</summary>
    public static string? Address(string? text) =>
        text?.Trim() is { Length: > 2 and <= 254 } trimmed && MailboxAddress.TryParse(trimmed, out var mailbox) && mailbox.Address == trimmed && trimmed.IndexOf('@', StringComparison.Ordinal) > 0 && !trimmed.EndsWith('@')
            ? trimmed
            : null;

    /// <summary>Sends a mail of plain words.</summary>
    /// <param name="to">The address.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="body">The words.</param>
    /// <param name="id">Names the mail: the same one sent again after a crash is known by it.</param>
    /// <param name="at">Its date, UTC.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<MailOutcome> SendAsync(string to, string subject, string body, string id, DateTimeOffset at, CancellationToken ct)
    {
        using var message = new MimeMessage();
        message.From.Add(MailboxAddress.Parse(options.Value.From));
        message.To.Add(MailboxAddress.Parse(to));
        message.Subject = subject;
        message.Date = at;
        message.MessageId = id + "@syncerize";
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Body = new TextPart("plain") { Text = body };
        try
        {
            await (HasServer ? SendAsync(message, ct) : DropAsync(message, id, ct));
            return new MailOutcome.Sent();
        }
        catch (AuthenticationException)
        {
            return new MailOutcome.Failed("The mail server refused our name or password. Check Mail:User and Mail:Password.");
        }
        catch (SmtpCommandException refused)
        {
            return new MailOutcome.Failed($"The mail server refused the mail: {refused.Message}");
        }
        catch (Exception broken) when (broken is SocketException or IOException or SslHandshakeException or SmtpProtocolException or ServiceNotConnectedException or TimeoutException or NotSupportedException or UnauthorizedAccessException)
        {
            return new MailOutcome.Failed(HasServer ? $"The mail server {options.Value.Host}:{options.Value.Port} could not be spoken to: {broken.Message}" : $"The mail could not be put into {PickupDirectory}: {broken.Message}");
        }
    }

    private async Task SendAsync(MimeMessage message, CancellationToken ct)
    {
        using var client = new SmtpClient { Timeout = (int)Patience.TotalMilliseconds };
        await client.ConnectAsync(options.Value.Host, options.Value.Port, options.Value.AllowPlain ? SecureSocketOptions.StartTlsWhenAvailable : options.Value.Port == 465 ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTls, ct);
        if (options.Value.User.Length > 0)
        {
            await client.AuthenticateAsync(options.Value.User, options.Value.Password, ct);
        }

        await client.SendAsync(message, ct);
        await client.DisconnectAsync(quit: true, ct);
    }

    // Written whole under another name first: whoever empties the folder never finds half a mail.
    private async Task DropAsync(MimeMessage message, string id, CancellationToken ct)
    {
        Directory.CreateDirectory(PickupDirectory);
        var file = Path.Combine(PickupDirectory, id + ".eml");
        await message.WriteToAsync(file + ".part", ct);
        File.Move(file + ".part", file, overwrite: true);
    }
}
