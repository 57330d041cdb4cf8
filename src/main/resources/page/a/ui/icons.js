import { svg, html } from '../lit/lit-html.js';

const draw = (shape) =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${shape}</svg>`;

export const backIcon = () => draw(svg`<path d="M15 5l-7 7 7 7"/>`);
export const peopleIcon = () =>
  draw(svg`<circle cx="9" cy="8" r="3.5"/><path d="M2.5 19.5c.6-3.6 3-5.5 6.5-5.5s5.9 1.9 6.5 5.5"/><path d="M16 4.800a3.5 3.5 0 0 1 0 6.400M18 14.500c2 .8 3.2 2.5 3.5 5"/>`);
export const sendIcon = () => draw(svg`<path d="M4 12l16-7-6 15-3-6.500z"/><path d="M11 13.500l9-8.5"/>`);
export const penIcon = () => draw(svg`<path d="M5 19l1-4L16.5 4.500l3 3L9 18z"/>`);
export const closeIcon = () => draw(svg`<path d="M6 6l12 12M18 6L6 18"/>`);

/** The mark of the house: two voices that overlap. */
export const mark = () => html`
  <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <path class="mark-back" d="M12.5 3h11A6.5 6.5 0 0 1 30 9.500v5A6.5 6.5 0 0 1 23.5 21H12.500A6.5 6.5 0 0 1 6 14.500v-5A6.5 6.5 0 0 1 12.5 3z"/>
    <path class="mark-front" d="M8.5 11h9a6.5 6.5 0 0 1 6.5 6.500v1a6.5 6.5 0 0 1-6.5 6.500H10l-5.2 4.300c-.7.6-1.8.1-1.8-.8V17.500A6.5 6.5 0 0 1 8.5 11z"/>
  </svg>`;
