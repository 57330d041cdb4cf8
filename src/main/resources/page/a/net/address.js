/**
 * Where the socket is: on the host of `api`, or of the page when that is empty; `wss` wherever the page came by https.
 */
export function socketAddress(page, api = '') {
  const address = new URL('/ws', api || page);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  return address.href;
}
