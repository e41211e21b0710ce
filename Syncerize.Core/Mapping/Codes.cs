using Syncerize.Core.Catalog;
using Syncerize.Core.Connections;

namespace Syncerize.Core.Mapping;

/// <summary>How codes are compared: without case and without white space around them; runs of white space within count as one. Nothing else is made equal.</summary>
public static class Codes
{
    /// <summary>The comparable form of a code; null where there is none.</summary>
    public static string? Normalize(string? code) => ProductTerms.Normalize(code);

    /// <summary>The comparable code of a variant; null where it has none.</summary>
    public static string? Of(Variant variant, UniqueIdentifier identifier)
    {
        ArgumentNullException.ThrowIfNull(variant);
        return Normalize(identifier == UniqueIdentifier.Sku ? variant.Sku : variant.Barcode);
    }

    /// <summary>The word for an identifier within a sentence.</summary>
    public static string Name(UniqueIdentifier identifier) => identifier == UniqueIdentifier.Sku ? "SKU" : "barcode";
}
