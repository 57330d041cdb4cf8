import { copiedTime } from './times.js';

/**
 * Copies a selection over several messages as lines that say who wrote what, and when. Within one message the browser
 * copies what is selected, as everywhere.
 */
export function copyLines(event) {
  const selection = getSelection();
  if (selection.isCollapsed || selection.rangeCount === 0) {
    return;
  }
  const lines = linesOf(event.currentTarget, selection.getRangeAt(0));
  if (lines.length > 1) {
    event.preventDefault();
    event.clipboardData.setData('text/plain', lines.join('\n'));
  }
}

function linesOf(log, range) {
  return [...log.querySelectorAll('.message')].filter((message) => range.intersectsNode(message)).flatMap((message) => lineOf(message, range));
}

/** Only the selected part of what was said, without the menus, reactions and ticks around it. */
function lineOf(message, range) {
  const said = [...message.querySelectorAll('.text, .data')].map((text) => selectedIn(text, range)).filter(Boolean);
  if (said.length === 0) {
    return [];
  }
  const at = Date.parse(message.querySelector('time').dateTime);
  return [`[${copiedTime(at)}] ${message.querySelector('.author').textContent.trim()}: ${said.join('\n')}`];
}

function selectedIn(text, range) {
  if (!range.intersectsNode(text)) {
    return '';
  }
  const part = document.createRange();
  part.selectNodeContents(text);
  if (part.compareBoundaryPoints(Range.START_TO_START, range) < 0) {
    part.setStart(range.startContainer, range.startOffset);
  }
  if (part.compareBoundaryPoints(Range.END_TO_END, range) > 0) {
    part.setEnd(range.endContainer, range.endOffset);
  }
  return part.toString();
}
