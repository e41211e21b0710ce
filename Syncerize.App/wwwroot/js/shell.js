// What must work before (and without) the circuit: theme, collapsing the menu, the drawer of a phone, copying.
(() => {
  const root = document.documentElement;
  const stored = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const store = (key, value) => { try { localStorage.setItem(key, value); } catch { /* private mode: holds for this page only */ } };
  const system = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    const theme = stored('theme') ?? (system.matches ? 'dark' : 'light');
    if (root.dataset.theme !== theme) { root.dataset.theme = theme; }
    root.classList.toggle('collapsed', stored('sidebar') === 'collapsed');
  };

  apply();
  system.addEventListener('change', apply);
  document.addEventListener('DOMContentLoaded', () => window.Blazor?.addEventListener('enhancedload', apply));

  const actions = {
    theme: () => { store('theme', root.dataset.theme === 'dark' ? 'light' : 'dark'); apply(); },
    collapse: () => { store('sidebar', root.classList.contains('collapsed') ? 'open' : 'collapsed'); apply(); },
    drawer: () => root.classList.add('drawer-open'),
    'close-drawer': () => root.classList.remove('drawer-open'),
    copy: (element) => navigator.clipboard.writeText(element.dataset.copy).then(() => {
      element.classList.add('copied');
      setTimeout(() => element.classList.remove('copied'), 1500);
    }),
  };

  document.addEventListener('click', (event) => {
    const element = event.target.closest?.('[data-shell]');
    if (element) { actions[element.dataset.shell]?.(element); }
    if (event.target.closest?.('.sidebar a')) { root.classList.remove('drawer-open'); }
    for (const open of document.querySelectorAll('details.account[open]')) {
      if (!open.contains(event.target)) { open.removeAttribute('open'); }
    }
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      root.classList.remove('drawer-open');
      document.querySelectorAll('details.account[open]').forEach((d) => d.removeAttribute('open'));
    }
  });
})();
