/* Shows the theme that was chosen before anything is drawn (ui/theme.js). */
(() => {
  try {
    const { theme } = JSON.parse(localStorage.getItem('parley.settings') ?? '{}');
    if (theme && theme !== 'auto') {
      document.documentElement.dataset.theme = theme;
    }
  } catch {
    // The browser keeps nothing for this page; then nothing was chosen.
  }
})();

/*
 * Runs before the modules and sees them fail. During a rolling upgrade the page may come from one pod and its files be
 * asked of another, which does not have that build. Then each missing file is asked for until the right pod answers:
 * its path names its content, so the browser keeps it for good, and one reload later nothing is missing.
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
