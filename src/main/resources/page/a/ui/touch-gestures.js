const HOLD_MS = 450;
/** A finger does not keep still; what moves farther is a swipe, or scrolls. */
const STILL_PX = 10;
const ANSWER_PX = 64;
const MOST_PX = 88;
/** There the system goes back, or forward. */
const EDGE_PX = 28;

/**
 * What fingers do to messages: holding one opens its menu, and swiping it towards the end of the line answers it. What
 * has gestures of its own keeps them: links, reactions, text that is being selected, and code that scrolls; a vertical movement
 * scrolls the log, since the style sheet leaves only horizontal ones to the page.
 */
export class TouchGestures {
  #actions;
  #touch;

  /** @param actions `{held(line), swiping(id), swiped(line)}`, where `line` is a message in the document */
  constructor(actions) {
    this.#actions = actions;
  }

  down = (event) => {
    const { pointerType, isPrimary, target, currentTarget, clientX, clientY, pointerId } = event;
    this.cancel();
    const line = target.closest('.message');
    if (pointerType === 'touch' && isPrimary && line?.querySelector('.more') && !target.closest('a, .reaction, [data-selecting]')) {
      const hold = setTimeout(() => this.#hold(), HOLD_MS);
      this.#touch = { line, hold, pointerId, x: clientX, y: clientY, way: wayOf(currentTarget), swipes: swipes(line, target, clientX) };
    }
  };

  move = ({ pointerId, clientX, clientY }) => {
    const touch = this.#touch;
    if (touch?.pointerId !== pointerId || touch.done) {
      return;
    }
    const along = (clientX - touch.x) * touch.way;
    const across = Math.abs(clientY - touch.y);
    if (!touch.swiping && Math.hypot(along, across) > STILL_PX) {
      if (!touch.swipes || along < across) {
        this.cancel();
        return;
      }
      clearTimeout(touch.hold);
      touch.swiping = true;
      this.#actions.swiping(touch.line.dataset.id);
    }
    if (touch.swiping) {
      const shift = Math.min(Math.max(0, along), MOST_PX);
      touch.line.style.translate = `${shift * touch.way}px`;
      touch.line.toggleAttribute('data-answers', shift >= ANSWER_PX);
    }
  };

  up = ({ pointerId }) => {
    const touch = this.#touch;
    if (touch?.pointerId === pointerId) {
      const answers = touch.swiping && touch.line.hasAttribute('data-answers');
      this.cancel();
      if (answers) {
        this.#actions.swiped(touch.line);
      }
    }
  };

  /** The browser scrolls, or another finger has come. */
  cancel = () => {
    const touch = this.#touch;
    this.#touch = undefined;
    clearTimeout(touch?.hold);
    if (touch?.swiping) {
      touch.line.style.translate = '';
      touch.line.removeAttribute('data-answers');
      this.#actions.swiping(undefined);
    }
  };

  /** Where holding opens the page's menu, the browser's own does not appear, nor does it select a word. */
  contextMenu = (event) => {
    if (this.#touch) {
      event.preventDefault();
    }
  };

  #hold() {
    const { line, pointerId } = this.#touch;
    this.#touch.done = true;
    this.#actions.held(line, pointerId);
  }
}

function wayOf(log) {
  return getComputedStyle(log).direction === 'rtl' ? -1 : 1;
}

function swipes(line, target, x) {
  const wide = target.closest('.block, .data');
  return line.dataset.state === 'stored' && x > EDGE_PX && x < innerWidth - EDGE_PX && !(wide && wide.scrollWidth > wide.clientWidth);
}
