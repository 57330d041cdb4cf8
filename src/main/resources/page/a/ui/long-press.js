const LONG_MS = 500;

/** One pointer presses at a time; an element may be drawn anew meanwhile. */
let timer;
let wasLong = false;

/**
 * Listeners for an element that does something else, `act`, when it is pressed long, or with the other button or the menu
 * key of a keyboard. The click that ends a long press does nothing.
 */
export function longPress(act) {
  return {
    down({ pointerType }) {
      wasLong = false;
      stop();
      if (pointerType === 'touch') {
        timer = setTimeout(() => {
          wasLong = true;
          act();
        }, LONG_MS);
      }
    },
    stop,
    menu(event) {
      event.preventDefault();
      if (event.pointerType !== 'touch') {
        act();
      }
    },
    /** What a click does. */
    click: (tap) => () => {
      const taps = !wasLong;
      wasLong = false;
      taps && tap();
    },
  };
}

function stop() {
  clearTimeout(timer);
}
