/** Heights in pixels below which the layout gives up what is around the conversation. */
const LOW_PX = 420;
const TINY_PX = 260;

/**
 * Fits the page into the part of the window that an on-screen keyboard leaves, also in browsers that only move the page
 * up behind it, and marks a low window for the style sheets. A page that is zoomed by two fingers stays as it is.
 */
export function fitViewport(root = document.documentElement, viewport = globalThis.visualViewport, whole = () => innerHeight) {
  const fit = () => {
    const zoomed = viewport && Math.abs(viewport.scale - 1) > 0.01;
    if (zoomed) {
      return;
    }
    const height = viewport?.height ?? whole();
    const covered = whole() - height > 1;
    root.style.setProperty('--window', covered ? `${height}px` : '100dvh');
    root.style.setProperty('--window-top', covered ? `${viewport.offsetTop}px` : '0px');
    root.dataset.height = height < TINY_PX ? 'tiny' : height < LOW_PX ? 'low' : 'full';
  };
  fit();
  viewport?.addEventListener('resize', fit);
  viewport?.addEventListener('scroll', fit);
  addEventListener('resize', fit);
}
