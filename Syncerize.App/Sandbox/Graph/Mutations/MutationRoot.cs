using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GraphQLParser.AST;
using Syncerize.App.Sandbox.Model;

namespace Syncerize.App.Sandbox.Graph.Mutations;

/// <summary>The root of what can be changed. Each mutation is one change: alone in its shop, durable before it is answered, whole or not at all.</summary>
internal static class MutationRoot
{
    private const int MostItems = 250;

    /// <summary>Mutations that need <c>@idempotent(key:)</c>, as of 2026-04.</summary>
    private static readonly string[] KeyRequired = ["inventoryActivate", "inventoryAdjustQuantities", "inventorySetQuantities", "refundCreate"];

    public static void Bind(Binder binder)
    {
        void Add(string name, Func<Call, Payload> change) => binder.Bind("Mutation", name, (_, call) => Run(name, call, change));
        ProductMutations.Bind(Add);
        OptionMutations.Bind(Add);
        VariantMutations.Bind(Add);
        MetafieldMutations.Bind(Add);
        MediaMutations.Bind(Add);
        InventoryMutations.Bind(Add);
        OrderMutations.Bind(Add);
        FulfillmentMutations.Bind(Add);
        HoldMutations.Bind(Add);
        OrderEditMutations.Bind(Add);
        ShopMutations.Bind(Add);
        BulkMutations.Bind(Add);
    }

    private static Payload Run(string name, Call call, Func<Call, Payload> change)
    {
        var arguments = call.Arguments;
        RefuseLongLists(arguments.Values, name == "productSet");
        var key = Key(call);
        if (key is null && KeyRequired.Contains(name, StringComparer.Ordinal))
        {
            throw new AdminError("BAD_REQUEST", "The @idempotent directive is required for this mutation but was not provided.");
        }

        try
        {
            var payload = call.Scope.World.Change(call.Shop, shop => key is null ? change(call) : Once(name, key, call, change));
            DueJobs.Run(call.Scope.World, call.Shop);
            return payload;
        }
        catch (RefusedException refused)
        {
            return refused.Payload;
        }
    }

    /// <summary>The answer stored for the key, or the change itself and its answer stored beside it in one transaction.</summary>
    private static Payload Once(string name, string key, Call call, Func<Call, Payload> change)
    {
        var shop = call.Shop;
        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical(call.Arguments.Values))));
        if (shop.Answers.TryGetValue(key, out var stored))
        {
            return stored.Field == name && stored.Fingerprint == fingerprint
                ? StoredPayload.Read(shop, stored.PayloadJson)
                : Payload.Refused("IDEMPOTENCY_KEY_PARAMETER_MISMATCH", "The idempotency key was already used with other parameters.");
        }

        var payload = change(call);
        if (shop.Answers.Count >= 1000 && shop.Answers.Count % 100 == 0)
        {
            // The real retention is not published; a day is longer than any retry.
            foreach (var old in shop.Answers.Values.Where(answer => answer.CreatedAt < shop.Now.AddDays(-1)).ToList())
            {
                shop.Remove(old);
            }
        }

        shop.Put(new SimIdempotentAnswer { Key = key, Field = name, Fingerprint = fingerprint, PayloadJson = StoredPayload.Write(payload), CreatedAt = shop.Now });
        return payload;
    }

    private static string? Key(Call call)
    {
        var directive = call.Context.FieldAst.Directives?.Items.FirstOrDefault(d => d.Name == "idempotent");
        return directive?.Arguments?.Items.FirstOrDefault(a => a.Name == "key")?.Value switch
        {
            GraphQLStringValue text => text.Value.ToString(),
            GraphQLVariable variable => call.Context.Variables.FirstOrDefault(v => v.Name == variable.Name.StringValue)?.Value as string,
            _ => null,
        };
    }

    private static void RefuseLongLists(object? value, bool variantsMayBeMore, string name = "")
    {
        switch (value)
        {
            case IDictionary<string, object?> fields:
                foreach (var (key, inner) in fields)
                {
                    RefuseLongLists(inner, variantsMayBeMore, key);
                }

                break;
            case IEnumerable<object?> list:
                var items = list.ToList();
                var most = variantsMayBeMore && name is "variants" or "values" ? 2048 : MostItems;
                if (items.Count > most)
                {
                    throw new AdminError("MAX_INPUT_SIZE_EXCEEDED", FormattableString.Invariant($"The input array size of {items.Count} is greater than the maximum allowed of {most}."));
                }

                foreach (var item in items)
                {
                    RefuseLongLists(item, variantsMayBeMore);
                }

                break;
        }
    }

    private static string Canonical(object? value) => value switch
    {
        IDictionary<string, object?> fields => "{" + string.Join(',', fields.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{JsonSerializer.Serialize(f.Key)}:{Canonical(f.Value)}")) + "}",
        string text => JsonSerializer.Serialize(text),
        IEnumerable<object?> list => "[" + string.Join(',', list.Select(Canonical)) + "]",
        _ => JsonSerializer.Serialize(value),
    };
}
