const COLOURS = { light: '#f4f1ea', dark: '#12181b' };

/** Shows the page by day, by night, or as the system does (`auto`); the frame of the window goes with it. */
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
