import { linkTo, messageHref, placeOf, roomHref, routeOf } from '/page/a/ui/route.js';
import { equal } from './world.js';

export function theAddressNamesARoomAndAMessage() {
  equal(routeOf('#room/tea'), { pane: 'room', room: 'tea', seq: undefined });
  equal(routeOf(messageHref('g:a_B-c', 42)), { pane: 'room', room: 'g:a_B-c', seq: 42 });
  equal(routeOf('#people/tea/42'), { pane: 'people', room: 'tea', seq: undefined });
  for (const wrong of ['0', '-1', '1e3', '9'.repeat(16), 'x', '1.5', '']) {
    equal(routeOf(`#room/tea/${wrong}`).seq, undefined, wrong);
  }
}

export function linksLeadBackToThePage() {
  const link = linkTo(messageHref('tea', 7));
  equal([link.startsWith(location.origin), placeOf(link)], [true, '#room/tea/7']);
  equal(placeOf(linkTo(roomHref('d:a:b'))), roomHref('d:a:b'));
  equal(placeOf('https://example.org/#room/tea'), undefined);
}
