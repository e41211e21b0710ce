// Keeps the focus inside an open drawer, closes it on Escape, and gives the focus back to where it was.
let before = null;

const focusable = 'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), summary, [tabindex="0"]';

function onKey(event) {
  const drawer = event.currentTarget;
  if (event.key === 'Escape' && !document.querySelector('.mud-dialog')) {
    drawer.querySelector('.drawer-close').click();
    return;
  }

  if (event.key !== 'Tab') { return; }
  const inside = [...drawer.querySelectorAll(focusable)].filter((e) => e.tabIndex >= 0 && e.offsetParent !== null);
  if (inside.length === 0) { return; }
  const [first, last] = [inside[0], inside[inside.length - 1]];
  if (event.shiftKey && (document.activeElement === first || document.activeElement === drawer)) {
    last.focus();
    event.preventDefault();
  } else if (!event.shiftKey && document.activeElement === last) {
    first.focus();
    event.preventDefault();
  }
}

export function opened(drawer) {
  // The row it belongs to; the focus may have moved on while this module was fetched.
  before = document.querySelector('.open .row-link') ?? document.activeElement;
  document.documentElement.classList.add('drawer-over');
  drawer.addEventListener('keydown', onKey);
  drawer.focus({ preventScroll: true });
}

export function closed() {
  document.documentElement.classList.remove('drawer-over');
  if (before?.isConnected) { before.focus({ preventScroll: true }); }
  before = null;
}
