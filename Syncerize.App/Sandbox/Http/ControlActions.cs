using System.Globalization;
using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;

namespace Syncerize.App.Sandbox.Http;

/// <summary>What customers and merchants do in a shop, one POST each. Things are named by id, or by SKU, handle or order name.</summary>
internal static class ControlActions
{
    public static void MapActions(this IEndpointRouteBuilder shop, SandboxWorld world)
    {
        Map<OrderBody>(shop, world, "/orders", Order);
        Map<StockBody>(shop, world, "/stock", Stock);
        Map<PriceBody>(shop, world, "/price", Price);
        Map<ProductBody>(shop, world, "/product", Product);
        Map<ProductBody>(shop, world, "/title", Product);
        Map<ProductBody>(shop, world, "/product/delete", DeleteProduct);
        Map<AddVariantBody>(shop, world, "/variant/add", AddVariant);
        Map<AddProductBody>(shop, world, "/product/add", AddProduct);
        Map<OrderActionBody>(shop, world, "/pay", Pay);
        Map<OrderActionBody>(shop, world, "/cancel", Cancel);
        Map<RefundBody>(shop, world, "/refund", Refund);
        Map<FulfilBody>(shop, world, "/fulfil", Fulfil);
        Map<EditBody>(shop, world, "/edit", Edit);
        Map(shop, world, "/uninstall", ShopActions.Uninstall);
        Map(shop, world, "/reinstall", ShopActions.Reinstall);
    }

    private static void Map(IEndpointRouteBuilder shop, SandboxWorld world, string path, Action<ShopState> act) =>
        shop.MapPost(path, (string shop) => ControlApi.WithShop(world, shop, async state =>
        {
            await world.ChangeAsync(state, act);
            return Results.Ok();
        }));

    private static void Map<TBody>(IEndpointRouteBuilder shop, SandboxWorld world, string path, Func<ShopState, TBody, IResult> act) =>
        shop.MapPost(path, (string shop, TBody body) => ControlApi.WithShop(world, shop, async state =>
        {
            try
            {
                return await world.ChangeAsync(state, s => act(s, body));
            }
            catch (SoldOutException)
            {
                // Thrown so that what was claimed for the other lines is given back.
                return ControlApi.Refused("It is sold out.");
            }
        }));

    private static IResult Order(ShopState shop, OrderBody body)
    {
        if (body.Lines is not { Count: > 0 } lines)
        {
            return ControlApi.Refused("lines must hold at least one {sku or variantId, quantity}.");
        }

        var order = new SimOrder
        {
            Name = "",
            Email = body.Email ?? "buyer@example.com",
            Phone = body.Phone,
            Note = body.Note,
            Test = body.Test ?? false,
            Tags = [.. body.Tags ?? []],
            SourceName = body.SourceName ?? "web",
            Customer = new SimCustomer { Id = shop.NewId(), FirstName = "Robin", LastName = "Buyer", Email = body.Email ?? "buyer@example.com", Phone = body.Phone },
            ShippingAddress = new SimAddress { FirstName = "Robin", LastName = "Buyer", Address1 = "1 Garden Street", City = "Sampletown", Zip = "M5V 2K1", CountryCode = shop.Shop.CountryCode },
        };
        foreach (var line in lines)
        {
            if (Variant(shop, line.VariantId, line.Sku) is not { } variant || line.Quantity is < 1)
            {
                return ControlApi.Refused($"There is no variant {line.Sku ?? line.VariantId?.ToString(CultureInfo.InvariantCulture)}, or its quantity is below 1.");
            }

            order.Lines.Add(shop.LineOf(variant, line.Quantity ?? 1, line.DiscountMinor ?? 0));
        }

        order.ShippingLines.Add(new SimShippingLine { Title = "Standard Shipping", Code = "STANDARD", PriceMinor = body.ShippingMinor ?? 995 });
        if (shop.Place(order, ClaimBehaviour.DecrementObeyingPolicy) is null)
        {
            throw new SoldOutException();
        }

        if (body.Paid ?? true)
        {
            shop.Pay(order, "shopify_payments");
        }

        return Results.Json(new { id = order.Id, name = order.Name });
    }

    private static IResult Stock(ShopState shop, StockBody body)
    {
        if (Variant(shop, body.VariantId, body.Sku) is not { } variant)
        {
            return ControlApi.Refused("There is no such variant.");
        }

        var level = shop.LevelsOf(variant.InventoryItemId).FirstOrDefault(l => body.LocationId is null || l.LocationId == body.LocationId);
        if (level is null || (body.Available is null) == (body.Delta is null))
        {
            return ControlApi.Refused("Say available or delta, for a location that stocks it.");
        }

        shop.SetAvailable(level, body.Available ?? level.Available + body.Delta!.Value);
        return Results.Json(StockRow.Of(variant, level));
    }

    private static IResult Price(ShopState shop, PriceBody body)
    {
        if (Variant(shop, body.VariantId, body.Sku) is not { } variant || body.PriceMinor is not >= 0)
        {
            return ControlApi.Refused("There is no such variant, or priceMinor is missing.");
        }

        variant.PriceMinor = body.PriceMinor.Value;
        variant.CompareAtMinor = body.CompareAtMinor ?? variant.CompareAtMinor;
        shop.VariantChanged(variant);
        return Results.Json(new { id = variant.Id, price = variant.PriceMinor });
    }

    private static IResult Product(ShopState shop, ProductBody body)
    {
        if (Product(shop, body.ProductId, body.Handle) is not { } product)
        {
            return ControlApi.Refused("There is no such product.");
        }

        if (body.Status is not (null or "ACTIVE" or "DRAFT" or "ARCHIVED" or "UNLISTED"))
        {
            return ControlApi.Refused("status must be ACTIVE, DRAFT, ARCHIVED or UNLISTED.");
        }

        product.Title = body.Title ?? product.Title;
        product.DescriptionHtml = body.DescriptionHtml ?? product.DescriptionHtml;
        product.Status = body.Status ?? product.Status;
        shop.ProductChanged(product);
        return Results.Json(new { id = product.Id, handle = product.Handle });
    }

    private static IResult DeleteProduct(ShopState shop, ProductBody body)
    {
        if (Product(shop, body.ProductId, body.Handle) is not { } product)
        {
            return ControlApi.Refused("There is no such product.");
        }

        shop.DeleteProduct(product);
        return Results.Ok();
    }

    private static IResult AddProduct(ShopState shop, AddProductBody body)
    {
        if (string.IsNullOrWhiteSpace(body.Title))
        {
            return ControlApi.Refused("title is missing.");
        }

        var product = new SimProduct { Title = body.Title, Handle = shop.FreeHandle(ProductActions.Slug(body.Title)), DescriptionHtml = body.DescriptionHtml ?? "", Vendor = shop.Shop.Name };
        shop.AddProduct(product);
        product.Options.Add(new SimOption { Id = shop.NewId(), Name = "Title", Position = 1, Values = [new SimOptionValue { Id = shop.NewId(), Name = "Default Title" }] });
        var variant = new SimVariant
        {
            Sku = body.Sku,
            PriceMinor = body.PriceMinor ?? 1000,
            SelectedOptions = [new SimSelectedOption { Name = "Title", Value = "Default Title" }],
        };
        shop.AddVariant(product, variant);
        shop.Activate(variant.InventoryItemId, shop.Locations.Keys.First(), body.Available ?? 0);
        return Results.Json(new { id = product.Id, handle = product.Handle, variantId = variant.Id });
    }

    private static IResult AddVariant(ShopState shop, AddVariantBody body)
    {
        if (Product(shop, body.ProductId, body.Handle) is not { } product || body.Values is not { Count: > 0 } values || values.Count != product.Options.Count)
        {
            return ControlApi.Refused("There is no such product, or values does not hold one value per option.");
        }

        var variant = new SimVariant
        {
            ProductId = product.Id,
            Sku = body.Sku,
            PriceMinor = body.PriceMinor ?? shop.VariantsOf(product.Id)[0].PriceMinor,
            SelectedOptions = [.. values.Select((value, i) => new SimSelectedOption { Name = product.Options[i].Name, Value = value })],
        };
        shop.AddVariant(product, variant);
        shop.Activate(variant.InventoryItemId, shop.Locations.Keys.First(), body.Available ?? 0);
        shop.ProductChanged(product);
        return Results.Json(new { id = variant.Id, inventoryItemId = variant.InventoryItemId });
    }

    private static IResult Pay(ShopState shop, OrderActionBody body) => WithOrder(shop, body.OrderId, body.Name, order => shop.Pay(order, "shopify_payments"));

    private static IResult Cancel(ShopState shop, OrderActionBody body) =>
        WithOrder(shop, body.OrderId, body.Name, order => shop.Cancel(order, "CUSTOMER", body.Restock ?? true, refund: true, staffNote: null));

    private static IResult Refund(ShopState shop, RefundBody body) =>
        WithOrder(shop, body.OrderId, body.Name, order => shop.GiveBack(order, body.LineId, body.Quantity, body.Restock ?? false, body.Note));

    private static IResult Fulfil(ShopState shop, FulfilBody body) => WithOrder(shop, body.OrderId, body.Name, order =>
    {
        List<SimTracking> tracking = body.Number is null ? [] : [new SimTracking { Company = body.Company, Number = body.Number, Url = body.Url }];
        if (body.LineId is null)
        {
            shop.ShipAll(order, tracking);
            return;
        }

        foreach (var (owner, line) in order.FulfillmentOrders.Where(FulfillmentActions.IsOpen)
            .SelectMany(f => f.Lines.Where(l => l.LineId == body.LineId && l.RemainingQuantity > 0), (f, l) => (f, l)).ToList())
        {
            shop.Ship(order, [(owner, line, Math.Min(body.Quantity ?? line.RemainingQuantity, line.RemainingQuantity))], tracking);
        }
    });

    private static IResult Edit(ShopState shop, EditBody body)
    {
        var order = body.OrderId is { } id ? shop.Orders.GetValueOrDefault(id) : shop.Orders.Values.FirstOrDefault(o => o.Name == body.Name);
        var line = order?.Lines.Find(l => body.LineId is null ? l.Sku == body.Sku : l.Id == body.LineId);
        return order is not null && line is not null && shop.SetQuantity(order, line, body.Quantity ?? -1)
            ? Results.Json(order)
            : ControlApi.Refused("There is no such order or line, or its quantity cannot become that.");
    }

    private static IResult WithOrder(ShopState shop, long? id, string? name, Action<SimOrder> act)
    {
        var order = id is { } number ? shop.Orders.GetValueOrDefault(number) : shop.Orders.Values.FirstOrDefault(o => o.Name == name);
        if (order is null)
        {
            return ControlApi.Refused("There is no such order.");
        }

        act(order);
        return Results.Json(order);
    }

    private static SimVariant? Variant(ShopState shop, long? id, string? sku) =>
        id is { } number ? shop.Variants.GetValueOrDefault(number) : sku is null ? null : shop.Variants.Values.FirstOrDefault(v => v.Sku == sku);

    private static SimProduct? Product(ShopState shop, long? id, string? handle) =>
        id is { } number ? shop.Products.GetValueOrDefault(number) : shop.Products.Values.FirstOrDefault(p => p.Handle == handle);

    private sealed class SoldOutException : Exception;

    private sealed record EditBody(long? OrderId, string? Name, long? LineId, string? Sku, int? Quantity);

    private sealed record LineBody(long? VariantId, string? Sku, int? Quantity, long? DiscountMinor);

    private sealed record OrderBody(
        IReadOnlyList<LineBody>? Lines, bool? Paid, string? Email, string? Phone, string? Note, bool? Test, IReadOnlyList<string>? Tags, string? SourceName, long? ShippingMinor);

    private sealed record StockBody(long? VariantId, string? Sku, long? LocationId, int? Available, int? Delta);

    private sealed record PriceBody(long? VariantId, string? Sku, long? PriceMinor, long? CompareAtMinor);

    private sealed record ProductBody(long? ProductId, string? Handle, string? Title, string? DescriptionHtml, string? Status);

    private sealed record AddProductBody(string? Title, string? DescriptionHtml, string? Sku, long? PriceMinor, int? Available);

    private sealed record AddVariantBody(long? ProductId, string? Handle, IReadOnlyList<string>? Values, string? Sku, long? PriceMinor, int? Available);

    private sealed record OrderActionBody(long? OrderId, string? Name, bool? Restock);

    private sealed record RefundBody(long? OrderId, string? Name, long? LineId, int? Quantity, bool? Restock, string? Note);

    private sealed record FulfilBody(long? OrderId, string? Name, long? LineId, int? Quantity, string? Company, string? Number, string? Url);
}
