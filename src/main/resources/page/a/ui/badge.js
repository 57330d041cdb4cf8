import { attempt } from './storage.js';

const SIZE = 64;
const MOST = 99;
let shown = 0;
let plain;

/**
 * Shows how many messages are new on the icon of the installed page, and on that of the tab. Which of the two there are
 * depends on the browser.
 */
export function showCount(count) {
  if (count === shown) {
    return;
  }
  shown = count;
  const told = count > 0 ? navigator.setAppBadge?.(count) : navigator.clearAppBadge?.();
  told?.catch(() => {
    // The browser shows badges of installed pages only.
  });
  showOnTab(count);
}

async function showOnTab(count) {
  const link = document.querySelector('link[rel=icon][type="image/svg+xml"]');
  if (!link) {
    return;
  }
  plain ??= link.href;
  const href = count > 0 ? await drawn(plain, count).catch(() => plain) : plain;
  if (count === shown && link.href !== href) {
    link.href = href;
  }
}

/** The icon with a number in its corner, as an address that holds all of it. */
async function drawn(icon, count) {
  const image = new Image(SIZE, SIZE);
  image.src = icon;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: SIZE, height: SIZE });
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0, SIZE, SIZE);
  const [x, y, radius] = [SIZE - 21, SIZE - 21, 21];
  context.fillStyle = '#b3261e';
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
  context.fillStyle = '#fff';
  context.font = `bold ${count > 9 ? 26 : 32}px sans-serif`;
  Object.assign(context, { textAlign: 'center', textBaseline: 'middle' });
  context.fillText(count > MOST ? '99' : String(count), x, y + 2);
  return attempt(() => canvas.toDataURL('image/png')) ?? icon;
}
