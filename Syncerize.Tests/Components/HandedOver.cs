using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;

namespace Syncerize.Tests.Components;

/// <summary>What travels through the browser from prerendering to the circuit, by the framework's own means.</summary>
internal sealed class HandedOver : IPersistentComponentStateStore
{
    private IReadOnlyDictionary<string, byte[]> _state = new Dictionary<string, byte[]>();

    /// <summary>Makes a context's pages, and the layout around them, hand over and take over.</summary>
    public static void Register(IServiceCollection services) => services
        .AddSingleton<IHostApplicationLifetime>(new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance))
        .AddSingleton<ComponentStatePersistenceManager>()
        .AddSingleton(provider => provider.GetRequiredService<ComponentStatePersistenceManager>().State)
        .AddSupplyValueFromPersistentComponentStateProvider();

    /// <summary>Prerendering ends: what its components show is kept.</summary>
    public Task LeaveAsync(PageContext prerendering) =>
        prerendering.Services.GetRequiredService<ComponentStatePersistenceManager>().PersistStateAsync(this, prerendering.Renderer);

    /// <summary>The circuit begins: the same components, once rendered, take it over.</summary>
    public Task TakeAsync(PageContext circuit) =>
        circuit.Services.GetRequiredService<ComponentStatePersistenceManager>().RestoreStateAsync(this, RestoreContext.InitialValue);

    public Task<IDictionary<string, byte[]>> GetPersistedStateAsync() => Task.FromResult<IDictionary<string, byte[]>>(_state.ToDictionary());

    public Task PersistStateAsync(IReadOnlyDictionary<string, byte[]> state)
    {
        _state = state.ToDictionary();
        return Task.CompletedTask;
    }
}
