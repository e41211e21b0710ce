using Microsoft.JSInterop;

namespace Syncerize.App.Components.Shared;

/// <summary>The browser's session storage, for free-text search: what people type stays out of addresses and logs.</summary>
internal sealed class BrowserSession(IJSRuntime js)
{
    public ValueTask<string?> GetAsync(string key) => js.InvokeAsync<string?>("sessionStorage.getItem", key);

    public ValueTask SetAsync(string key, string value) => js.InvokeVoidAsync("sessionStorage.setItem", key, value);
}
