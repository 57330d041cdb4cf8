/**
 * The address of the WebSocket: on the host of `api`, or on the page's own host when that is empty; `wss` if the page
 * was loaded over https.
 */
export function socketAddress(page, api = '') {
  const address = new URL('/ws', api || page);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  return address.href;
}
