using GraphQL.Resolvers;
using GraphQL.Utilities;

namespace Syncerize.App.Sandbox.Graph;

/// <summary>Ties the published schema's fields to the simulator's objects.</summary>
internal sealed class Binder(SchemaBuilder builder)
{
    private readonly HashSet<(string Type, string Field)> _bound = [];

    public TypeBinder<T> Type<T>(string name)
        where T : class => new(this, name);

    public bool IsBound(string type, string field) => _bound.Contains((type, field));

    public void Bind(string type, string field, Func<object?, Call, object?> resolve)
    {
        _bound.Add((type, field));
        builder.Types.For(type).FieldFor(field).Resolver = new FuncFieldResolver<object>(context => resolve(context.Source, new Call(context)));
    }
}

/// <summary>The fields of one type.</summary>
internal sealed class TypeBinder<T>(Binder binder, string type)
    where T : class
{
    public TypeBinder<T> Field(string name, Func<T, object?> resolve) => Field(name, (source, _) => resolve(source));

    public TypeBinder<T> Field(string name, Func<T, Call, object?> resolve)
    {
        binder.Bind(type, name, (source, call) => resolve(
            source as T ?? throw new InvalidOperationException($"{type}.{name} was asked of a {source?.GetType().Name}."), call));
        return this;
    }

    public TypeBinder<T> Constant(string name, object? value) => Field(name, (_, _) => value);
}
