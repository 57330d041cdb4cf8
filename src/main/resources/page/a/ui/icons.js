import { svg, html } from '../lit/lit-html.js';

const draw = (shape, kind = '') =>
  html`<svg class=${`icon ${kind}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">${shape}</svg>`;

export const backIcon = () => draw(svg`<path d="M15 5l-7 7 7 7"/>`, 'turns');
export const peopleIcon = () =>
  draw(svg`<circle cx="9" cy="8" r="3.5"/><path d="M2.5 19.5c.6-3.6 3-5.5 6.5-5.5s5.9 1.9 6.5 5.5"/><path d="M16 4.8a3.5 3.5 0 0 1 0 6.4M18 14.5c2 .8 3.2 2.5 3.5 5"/>`);
export const sendIcon = () => draw(svg`<path d="M12 19.5V5M5.5 11.5L12 5l6.5 6.5"/>`);
export const penIcon = () => draw(svg`<path d="M5 19l1-4L16.5 4.5l3 3L9 18z"/>`);
export const linkIcon = () => draw(svg`<path d="M10 14a4 4 0 0 0 5.7 0l3.2-3.2a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-5.7 0l-3.2 3.2a4 4 0 0 0 5.7 5.7l1-1"/>`);
export const closeIcon = () => draw(svg`<path d="M6 6l12 12M18 6L6 18"/>`);
export const plusIcon = () => draw(svg`<path d="M12 5v14M5 12h14"/>`);
export const gearIcon = () =>
  draw(svg`<path d="M4 7h9M17 7h3M4 12h3M11 12h9M4 17h9M17 17h3"/><circle cx="15" cy="7" r="2"/><circle cx="9" cy="12" r="2"/><circle cx="15" cy="17" r="2"/>`);
export const searchIcon = () => draw(svg`<circle cx="11" cy="11" r="6.5"/><path d="M16 16l4.5 4.5"/>`);
export const moreIcon = () =>
  draw(svg`<circle cx="5" cy="12" r="1.3"/><circle cx="12" cy="12" r="1.3"/><circle cx="19" cy="12" r="1.3"/>`, 'dots');
export const smileIcon = () =>
  draw(svg`<circle cx="12" cy="12" r="8.5"/><path d="M8.5 14.2c.9 1.3 2 2 3.5 2s2.6-.7 3.5-2M9 9.5v.6M15 9.5v.6"/>`);
export const replyIcon = () => draw(svg`<path d="M10 6l-6 5.5 6 5.5v-3.5c5 0 8 1.5 10 5 0-6-3.5-9.5-10-9.5z"/>`, 'turns');
export const downIcon = () => draw(svg`<path d="M12 5v14M6 13l6 6 6-6"/>`);
export const clockIcon = () => draw(svg`<circle cx="12" cy="12" r="8"/><path d="M12 7.5V12l3 2"/>`);
export const tickIcon = () => draw(svg`<path d="M5 12.5l4.5 4.5L19 7.5"/>`);
export const ticksIcon = () => draw(svg`<path d="M2 12.5L6.5 17l8.5-9.5M11.5 16l1 1L22 7.5"/>`);
export const infoIcon = () => draw(svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5.5M12 7.5v.3"/>`);
export const alertIcon = () => draw(svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5v5.5M12 16v.3"/>`);

/** The logo: two overlapping speech bubbles. */
export const logo = () => html`
  <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <path class="mark-back" d="M12.5 3h11A6.5 6.5 0 0 1 30 9.5v5A6.5 6.5 0 0 1 23.5 21H12.5A6.5 6.5 0 0 1 6 14.5v-5A6.5 6.5 0 0 1 12.5 3z"/>
    <path class="mark-front" d="M8.5 11h9a6.5 6.5 0 0 1 6.5 6.5v1a6.5 6.5 0 0 1-6.5 6.5H10l-5.2 4.3c-.7.6-1.8.1-1.8-.8V17.5A6.5 6.5 0 0 1 8.5 11z"/>
  </svg>`;
