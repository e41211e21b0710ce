// What must work before (and without) the circuit: theme, collapsing the menu, the drawer of a phone, menus, hidden columns, copying, the view of a store with both roles.
(() => {
  const root = document.documentElement;
  const stored = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const store = (key, value) => { try { localStorage.setItem(key, value); } catch { /* private mode: holds for this page only */ } };
  const system = matchMedia('(prefers-color-scheme: dark)');
  const narrow = matchMedia('(max-width: 1180px)');
  let theme = stored('theme') ?? 'system';

  const apply = () => {
    const shown = theme === 'light' || theme === 'dark' ? theme : system.matches ? 'dark' : 'light';
    if (root.dataset.theme !== shown) { root.dataset.theme = shown; }
    for (const button of document.querySelectorAll('[data-shell="theme"]')) { button.setAttribute('aria-pressed', String(button.dataset.value === theme)); }
    root.classList.toggle('collapsed', (stored('sidebar') ?? (narrow.matches ? 'collapsed' : 'open')) === 'collapsed');
  };

  // Hidden columns are one style sheet of the page, so that tables are drawn right from the first paint on.
  const sheet = new CSSStyleSheet();
  const hidden = () => new Set((stored('hidden-columns') ?? '').split(' ').filter(Boolean));
  const hideColumns = () => sheet.replaceSync([...hidden()].filter((c) => /^[a-z-]+\/[a-z-]+$/.test(c)).map((c) => c.split('/'))
    .map(([table, column]) => `[data-table="${table}"] [data-col="${column}"] { display: none !important; }`).join('\n'));
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

  apply();
  hideColumns();
  system.addEventListener('change', apply);
  narrow.addEventListener('change', apply);
  document.addEventListener('DOMContentLoaded', () => {
    window.Blazor?.addEventListener('enhancedload', apply);
    // The server no longer knows this page's circuit (it was restarted): a fresh page goes on where this one stood.
    document.getElementById('components-reconnect-modal')?.addEventListener('components-reconnect-state-changed', (event) => {
      if (event.detail?.state === 'rejected') { location.reload(); }
    });
  });

  const actions = {
    theme: (element) => { theme = element.dataset.value; store('theme', theme); apply(); },
    collapse: () => { store('sidebar', root.classList.contains('collapsed') ? 'open' : 'collapsed'); apply(); },
    drawer: () => { root.classList.add('drawer-open'); document.querySelector('.sidebar a')?.focus(); },
    'close-drawer': () => root.classList.remove('drawer-open'),
    copy: (element) => navigator.clipboard.writeText(element.dataset.copy).then(() => {
      element.classList.add('copied');
      setTimeout(() => element.classList.remove('copied'), 1500);
    }),
    print: () => window.print(),
    view: (element) => {
      const others = (document.cookie.match(/(?:^|; )views=([^;]*)/)?.[1] ?? '').split('_').filter((c) => c && !c.startsWith(`${element.dataset.store}-`));
      document.cookie = `views=${[...others, `${element.dataset.store}-${element.dataset.value}`].join('_')}; path=/; max-age=31536000; samesite=lax`;
      location.assign(`/s/${element.dataset.store}/dashboard`);
    },
  };

  const openMenus = () => document.querySelectorAll('details[data-menu][open]');

  document.addEventListener('click', (event) => {
    const element = event.target.closest?.('[data-shell]');
    if (element) { actions[element.dataset.shell]?.(element); }
    if (event.target.closest?.('.sidebar a')) { root.classList.remove('drawer-open'); }
    for (const open of openMenus()) {
      if (!open.contains(event.target) || event.target.closest('[data-menu] a, [data-menu] .menu-item')) { open.removeAttribute('open'); }
    }
  });
  document.addEventListener('change', (event) => {
    const column = event.target.dataset?.column;
    if (!column) { return; }
    const now = hidden();
    if (event.target.checked) { now.delete(column); } else { now.add(column); }
    store('hidden-columns', [...now].join(' '));
    hideColumns();
  });
  document.addEventListener('toggle', (event) => {
    if (!event.target.matches?.('details[data-menu][open]')) { return; }
    apply();
    for (const box of event.target.querySelectorAll('[data-column]')) { box.checked = !hidden().has(box.dataset.column); }
  }, true);
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      if (root.classList.contains('drawer-open')) {
        root.classList.remove('drawer-open');
        document.querySelector('[data-shell="drawer"]')?.focus();
      }

      for (const open of openMenus()) {
        open.removeAttribute('open');
        open.querySelector('summary')?.focus();
      }
    }
  });
})();

// A file made on the server, saved by the browser.
window.saveFile = async (name, reference) => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([await reference.arrayBuffer()], { type: 'text/csv' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
};
