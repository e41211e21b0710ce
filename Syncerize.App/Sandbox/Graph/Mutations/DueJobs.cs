using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;

namespace Syncerize.App.Sandbox.Graph.Mutations;

/// <summary>Does the work a shop put off, when its time has come and before anybody looks at the shop. Each piece is one change, whole or not at all.</summary>
internal static class DueJobs
{
    /// <summary>Does what is due. The caller holds the shop's gate.</summary>
    public static void Run(SandboxWorld world, ShopState shop)
    {
        while (shop.NextJobAt is { } due && due <= shop.Now)
        {
            var id = shop.Jobs.Values.Where(job => !job.Done).MinBy(job => (job.DueAt, job.Id))!.Id;
            SimJobError[] errors = [];
            try
            {
                world.Change(shop, state =>
                {
                    var job = state.Jobs[id];
                    Do(world, state, job);
                    Finish(state, job);
                    return true;
                });
            }
            catch (RefusedException refused)
            {
                errors = [.. (refused.Payload["userErrors"] as IReadOnlyList<Refusal> ?? []).Select(e => new SimJobError { Code = e.Code, Field = e.Field?.ToList(), Message = e.Message })];
            }
            catch (AdminError wrong)
            {
                errors = [new SimJobError { Code = "JOB_ERROR", Message = wrong.Message }];
            }

            if (errors.Length > 0)
            {
                world.Change(shop, state =>
                {
                    var job = state.Jobs[id];
                    job.Errors.AddRange(errors);
                    Finish(state, job);
                    return true;
                });
            }
        }
    }

    private static void Finish(ShopState shop, SimJob job)
    {
        job.Done = true;
        if (job.Kind is SimJob.Media or SimJob.ShopRedact)
        {
            // Nobody can ask for these.
            shop.Remove(job);
            return;
        }

        shop.Put(job);
    }

    private static void Do(SandboxWorld world, ShopState shop, SimJob job)
    {
        var arguments = InputJson.Read(job.Arguments);
        switch (job.Kind)
        {
            case SimJob.Cancel:
                if (shop.Orders.GetValueOrDefault(arguments.Id("orderId") ?? -1) is { CancelledAt: null } order)
                {
                    shop.Cancel(order, arguments.Text("reason")!, arguments.Flag("restock") == true, arguments.Flag("refund") == true, arguments.Text("staffNote"));
                }

                break;
            case SimJob.ProductSet:
                var scope = new RequestScope { World = world, Shop = shop, Base = new Uri("http://127.0.0.1"), RequestId = job.Id };
                var payload = ProductSet.Set(new Call(scope, arguments));
                if (payload["userErrors"] is IReadOnlyList<Refusal> { Count: > 0 })
                {
                    throw new RefusedException(payload);
                }

                job.ProductId = (payload["product"] as SimProduct)?.Id;
                break;
            case SimJob.ProductDelete:
                if (shop.Products.GetValueOrDefault(job.ProductId ?? -1) is { } product)
                {
                    shop.DeleteProduct(product);
                }

                break;
            case SimJob.Media:
                shop.MediaReady(arguments.Id("productId") ?? -1, arguments.Id("mediaId") ?? -1);
                break;
            case SimJob.MediaReorder:
                MediaMutations.Move(shop, arguments);
                break;
            case SimJob.ShopRedact:
                shop.RedactShop();
                break;
            default:
                throw new InvalidOperationException($"The sandbox knows no work of kind {job.Kind}.");
        }
    }
}
