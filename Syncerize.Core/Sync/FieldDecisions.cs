using Syncerize.Core.Connections;

namespace Syncerize.Core.Sync;

/// <summary>Decides about one field after another of a product, from what is planned, what was read back after our last write, and what is there. Pure.</summary>
internal sealed class FieldDecisions(PlanInputs inputs)
{
    private readonly Dictionary<(int, string), LedgerEntry> _ledger = inputs.Ledger.ToDictionary(l => (l.VariantLinkId, l.Field));

    /// <summary>Every field decided so far.</summary>
    public List<PlannedField> Fields { get; } = [];

    /// <summary>The changes, for people.</summary>
    public List<PlannedChange> Changes { get; } = [];

    /// <summary>What stands against something.</summary>
    public HashSet<string> Sentences { get; } = new(StringComparer.Ordinal);

    /// <summary>What was last planned for a field; null where it was never written, or the source's value is asked for again.</summary>
    public LedgerEntry? Last(int variantLink, string field) => _ledger.GetValueOrDefault((variantLink, field));

    /// <summary>Whether a field is to be written, and only then.</summary>
    /// <param name="variantLink">The variant link, 0 for the product.</param>
    /// <param name="subject">Whose field it is, for people.</param>
    /// <param name="field">The field.</param>
    /// <param name="setting">When it is written.</param>
    /// <param name="planned">The source's value, settings applied; null where it cannot be known yet.</param>
    /// <param name="seen">What the destination has.</param>
    /// <param name="how">How it was computed.</param>
    /// <param name="policy">What becomes of a change by hand, where it is not what the connection says.</param>
    public bool Writes(int variantLink, string subject, string field, AttributeSync setting, string? planned, string seen, string? how = null, EditPolicy? policy = null)
    {
        if (setting != AttributeSync.KeepInSync)
        {
            return false;
        }

        var last = Last(variantLink, field);
        var verdict = Verdict(last, planned, seen, policy ?? inputs.Settings.Products.LocalEdits);
        var edited = last is { Planned: not null, ReadBack: not null } && seen != last.ReadBack;
        var why = verdict != FieldVerdict.Write ? null
            : edited && last!.Planned == planned ? "changed in the shop; the connection overwrites such edits"
            : how ?? (last is null ? "not in step yet" : last.Planned is null ? "the source's value was asked for" : "changed at the source");
        Fields.Add(new PlannedField(variantLink, field, planned, seen, verdict, why));
        if (verdict == FieldVerdict.Waits)
        {
            Sentences.Add(ProductPlanner.RateMissing(inputs) ?? "Something this needs is not known yet.");
        }
        else if (verdict == FieldVerdict.Write)
        {
            Changes.Add(new PlannedChange(subject, field, seen, planned!, why!));
        }

        return verdict == FieldVerdict.Write;
    }

    /// <summary>For what our own writes to other fields move as well, such as the order of variants: a change by hand lasts until the source changes at most.</summary>
    public EditPolicy AtMostUntilSourceChanges => inputs.Settings.Products.LocalEdits == EditPolicy.Overwrite ? EditPolicy.Overwrite : EditPolicy.KeepUntilSourceChanges;

    private static FieldVerdict Verdict(LedgerEntry? last, string? planned, string seen, EditPolicy policy)
    {
        if (planned is null)
        {
            return FieldVerdict.Waits;
        }

        if (seen == planned)
        {
            return FieldVerdict.InStep;
        }

        if (last?.Planned is null)
        {
            return FieldVerdict.Write;
        }

        if (last.IsKept)
        {
            return FieldVerdict.KeptEdit;
        }

        if (last.ReadBack is null || seen == last.ReadBack)
        {
            return last.Planned == planned ? FieldVerdict.InStep : FieldVerdict.Write;
        }

        return policy switch
        {
            EditPolicy.Overwrite => FieldVerdict.Write,
            EditPolicy.Keep => FieldVerdict.KeptEdit,
            _ => last.Planned == planned ? FieldVerdict.KeptEdit : FieldVerdict.Write,
        };
    }
}
