const CHANNEL = 'parley.tabs';

/** The tabs of this browser make themselves known to each other, so that each can be the heir of any. */
export class Tabs {
  constructor(tab, estate, inherit) {
    const others = new BroadcastChannel(CHANNEL);
    others.onmessage = ({ data }) => estate.succeed(data, inherit);
    others.postMessage(tab);
    estate.watch(inherit);
  }
}
