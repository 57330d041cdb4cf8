import { fitViewport } from '/page/a/ui/viewport.js';
import { equal } from './world.js';

/** A window of 360 pixels, and what of it a keyboard leaves: a browser may only move the page up behind it. */
class Viewport extends EventTarget {
  height = 360;
  offsetTop = 0;
  scale = 1;
  root = document.createElement('div');

  constructor() {
    super();
    fitViewport(this.root, this, () => 360);
  }

  becomes(fields) {
    Object.assign(this, fields);
    this.dispatchEvent(new Event('resize'));
    return [this.root.style.getPropertyValue('--window'), this.root.style.getPropertyValue('--window-top'), this.root.dataset.height];
  }
}

export function thePageFitsIntoWhatTheKeyboardLeaves() {
  const viewport = new Viewport();
  equal(viewport.becomes({}), ['100dvh', '0px', 'low']);
  equal(viewport.becomes({ height: 150, offsetTop: 40 }), ['150px', '40px', 'tiny']);
  equal(viewport.becomes({ height: 360, offsetTop: 0 }), ['100dvh', '0px', 'low']);
}

export function aPageThatIsZoomedStaysAsItIs() {
  const viewport = new Viewport();
  equal(viewport.becomes({ height: 180, scale: 2 }), ['100dvh', '0px', 'low']);
}

export function withoutAVisualViewportTheWindowCounts() {
  const root = document.createElement('div');
  fitViewport(root, null, () => 900);
  equal(root.dataset.height, 'full');
}
