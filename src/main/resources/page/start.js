/* Applies the chosen theme before anything is drawn (ui/theme.js). */
(() => {
  try {
    const { theme } = JSON.parse(localStorage.getItem('parley.settings') ?? '{}');
    if (theme && theme !== 'auto') {
      document.documentElement.dataset.theme = theme;
    }
  } catch {
    // The browser stores nothing for this page, so nothing was chosen.
  }
})();

/*
 * Runs before the modules and notices when they fail to load. During a rolling upgrade the page may come from one pod
 * and its files be requested from another, which does not have that build. Each missing file is then requested until
 * the right pod answers: its path contains a hash of the build, so the browser caches it for good, and after one reload
 * nothing is missing.
 */
(() => {
  const LONGEST_MS = 30_000;
  const PAUSE_MS = 400;
  const started = Date.now();
  let repairing = false;

  const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE_MS * (0.5 + Math.random())));

  async function fetched(href) {
    while (Date.now() - started < LONGEST_MS) {
      const answer = await fetch(href).catch(() => undefined);
      if (answer?.ok) {
        return;
      }
      await pause();
    }
  }

  async function repair() {
    if (repairing || !navigator.onLine) {
      return;
    }
    repairing = true;
    const parts = document.querySelectorAll('link[rel=modulepreload], link[rel=stylesheet], script[type=module]');
    await Promise.all(Array.from(parts, (part) => fetched(part.href || part.src)));
    await pause();
    location.reload();
  }

  addEventListener('error', ({ target }) => target instanceof HTMLElement && repair(), { capture: true });
})();
