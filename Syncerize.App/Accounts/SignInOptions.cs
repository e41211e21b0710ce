namespace Syncerize.App.Accounts;

/// <summary>How people sign in.</summary>
internal sealed class SignInOptions
{
    /// <summary>With simulated shops, anybody at this machine chooses one of them (or the operator); without, sign-in is closed until accounts are set up.</summary>
    public bool ChooseStore { get; set; }
}
