/**
 * The address of the WebSocket of a service: `url` is where the service is, with or without `/ws`, as `https`, `http`,
 * `wss` or `ws`.
 */
export function socketAddress(url) {
  const address = new URL(url);
  address.protocol = ['https:', 'wss:'].includes(address.protocol) ? 'wss:' : 'ws:';
  address.pathname = address.pathname.replace(/(\/ws)?\/*$/, '/ws');
  address.search = '';
  address.hash = '';
  return address.href;
}
