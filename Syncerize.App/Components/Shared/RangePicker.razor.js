const moving = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'];

// The page must not scroll while somebody walks through the days.
export function guard(grid) {
  grid.addEventListener('keydown', (event) => { if (moving.includes(event.key)) { event.preventDefault(); } });
}

export function focusDay(grid, day) {
  grid.querySelector(`[data-day="${day}"]`)?.focus();
}
