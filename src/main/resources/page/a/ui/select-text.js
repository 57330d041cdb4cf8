/**
 * Selects the text of a message, where holding it means something else. The reader can then change the selection with its
 * handles, and copy it; once nothing in it is selected, holding opens the menu again.
 */
export function selectText(line) {
  const text = line?.querySelector('.text');
  if (text) {
    line.toggleAttribute('data-selecting', true);
    getSelection().selectAllChildren(text);
    document.addEventListener('selectionchange', function ended() {
      const { isCollapsed, anchorNode } = getSelection();
      if (isCollapsed || !line.contains(anchorNode)) {
        line.removeAttribute('data-selecting');
        document.removeEventListener('selectionchange', ended);
      }
    });
  }
}
