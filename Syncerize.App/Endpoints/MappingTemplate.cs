using Syncerize.App.Accounts;
using Syncerize.App.Components;
using Syncerize.Core;
using Syncerize.Core.Mapping;
using Syncerize.Core.Sync;

namespace Syncerize.App.Endpoints;

/// <summary>The product mapping CSV to fill in, written as it is read, so that a large one needs no memory.</summary>
internal static class MappingTemplate
{
    public static void MapMappingTemplate(this IEndpointRouteBuilder app) => app.MapGet(Urls.MappingTemplateRoute, WriteAsync).RequireAuthorization(StoreRequirement.Policy);

    private static async Task<IResult> WriteAsync(int storeId, int connectionId, HttpContext context, MappingFiles files, ProductList products, CancellationToken ct)
    {
        var actor = StoreAccess.ActorFor(context.User, new StoreId(storeId))!;
        var sources = await products.SourcesAsync(actor, new StoreId(storeId), ct);
        if (sources.All(s => s.Connection.Value != connectionId))
        {
            return Results.NotFound();
        }

        var rows = files.TemplateAsync(actor, new ConnectionId(connectionId), ct);
        return Results.Stream(stream => MappingCsv.WriteAsync(stream, rows, ct), "text/csv; charset=utf-8", "product-mapping.csv");
    }
}
