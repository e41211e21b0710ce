using System.ComponentModel.DataAnnotations;

namespace Syncerize.Core.Operations;

/// <summary>How mail leaves this installation (settings <c>Mail:…</c>).</summary>
public sealed class MailOptions
{
    /// <summary>The SMTP server; empty: mail is put as files into a folder instead.</summary>
    public string Host { get; set; } = "";

    /// <summary>Its port: 587 begins in clear and turns to TLS, 465 begins with TLS.</summary>
    [Range(1, 65_535)]
    public int Port { get; set; } = 587;

    /// <summary>Whether the server may be spoken to without TLS. Only for a server on the same machine.</summary>
    public bool AllowPlain { get; set; }

    /// <summary>Who signs in at the server; empty: nobody.</summary>
    public string User { get; set; } = "";

    /// <summary>The password.</summary>
    public string Password { get; set; } = "";

    /// <summary>The sender.</summary>
    [Required]
    public string From { get; set; } = "Syncerize <syncerize@localhost>";

    /// <summary>Where people reach this installation, for links; empty: mails have none.</summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>The folder that mail is put into where there is no server; empty: <c>mail</c> in the data folder.</summary>
    public string PickupDirectory { get; set; } = "";
}
