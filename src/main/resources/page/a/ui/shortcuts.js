/**
 * Returns what a key means wherever the focus is: `switcher` for Ctrl+K or Command+K, `undo` for Ctrl+Z, `next` or
 * `previous` for Alt with an arrow. Keys mean nothing of this while a dialog is open or in a field that has its own use for
 * them.
 */
export function shortcutOf(event) {
  if (event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]') || ownsKeys(event.target)) {
    return undefined;
  }
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
    return withControl(event);
  }
  const plainAlt = event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  return plainAlt ? { ArrowUp: 'previous', ArrowDown: 'next' }[event.key] : undefined;
}

/** In a field, Ctrl+Z belongs to its text. */
function withControl({ key, target }) {
  const undo = target.closest?.('textarea') ? undefined : 'undo';
  return { k: 'switcher', z: undo }[key.toLowerCase()];
}

/** Any field but the composer's. */
function ownsKeys(target) {
  const field = target.closest?.('input, select, textarea, [contenteditable]');
  return Boolean(field) && field.id !== 'message';
}
