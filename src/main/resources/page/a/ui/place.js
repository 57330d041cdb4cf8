const GAP_PX = 6;

/** Places a popover next to its button within the window: below it if there is room, else above. */
export function placeBeside(menu, button) {
  const { top, bottom, left, right } = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const below = bottom + GAP_PX + height <= innerHeight;
  const x = left > innerWidth / 2 ? right - width : left;
  menu.style.top = `${below ? bottom + GAP_PX : Math.max(GAP_PX, top - GAP_PX - height)}px`;
  menu.style.left = `${Math.min(Math.max(GAP_PX, x), innerWidth - width - GAP_PX)}px`;
}
