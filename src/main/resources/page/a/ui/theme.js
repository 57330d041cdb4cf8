const COLOURS = { light: '#f4f1ea', dark: '#12181b' };

/** Applies the light or dark theme, or the system's (`auto`), to the page and to the browser's own bars. */
export function showTheme(theme = 'auto') {
  const root = document.documentElement;
  if (theme === 'auto') {
    delete root.dataset.theme;
  } else {
    root.dataset.theme = theme;
  }
  for (const meta of document.querySelectorAll('meta[name=theme-color]')) {
    meta.content = COLOURS[theme] ?? COLOURS[meta.media.includes('dark') ? 'dark' : 'light'];
  }
}
