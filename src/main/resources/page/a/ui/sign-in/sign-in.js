import { memberId } from '../../state/member-identity.js';
import { SignedIn } from '../../state/signed-in.js';
import { attempt } from '../storage.js';
import { PAGE, remember } from './answer.js';
import { Provider } from './provider.js';

/** Whether this browser has somebody signed in; says nothing about who. */
const FLAG = 'parley.member.signed-in';
const SIGNED_OUT = 'parley.signed-out';
/** Answers to a silent question: somebody has to be asked. */
const NEEDS_USER = new Set(['login_required', 'interaction_required', 'consent_required', 'account_selection_required']);

/**
 * Signing in at the team's issuer: OpenID Connect, authorization code with PKCE, in this window. `as` says who the page
 * is opened for:
 * - `guest`: nobody signs in, as on every service without an issuer;
 * - `member`: the issuer has said who it is; `signedIn` has the tokens;
 * - `absent`: a member whom the issuer could not be asked about: their rooms are shown, nothing is sent yet;
 * - `nobody`: somebody has to choose first; `why`: `needed`, `ended`, `out`, `failed`, `refused` or `away`;
 * - `leaving`: the browser is on its way to the issuer.
 *
 * Fires `change`.
 */
export class SignIn extends EventTarget {
  #issuer;
  #storage;
  #session;
  #timers;
  #channel;
  #forget;
  #provider;
  #tokens;

  as = 'guest';
  why;
  user;
  signedIn;
  /** The rooms that the user was in as a guest, and is offered to join: `[{id, title}]`. */
  guestRooms = [];

  /**
   * @param config `{issuer?: {name, clientId, scopes}, guests}`, see config.js
   * @param storage of the browser; no token is put there
   * @param session of this tab
   * @param channel between the tabs of this browser
   * @param forget removes what the browser keeps for the user; nothing is kept after that
   */
  constructor({ issuer, guests = true }, { storage, session, timers, channel, forget }) {
    super();
    this.#issuer = issuer;
    this.guests = guests;
    this.#storage = storage;
    this.#session = session;
    this.#timers = timers;
    this.#channel = channel;
    this.#forget = forget;
    channel.onmessage = ({ data }) => this.#told(data);
  }

  /** Whether there is an issuer here. */
  get possible() {
    return this.#issuer !== undefined;
  }

  get member() {
    return this.as === 'member' || this.as === 'absent';
  }

  /** The host of the issuer, for people to recognize. */
  get host() {
    return new URL(this.#issuer.name).host;
  }

  /**
   * Finds out whom the page is opened for.
   *
   * @param answer of the issuer, if one has just come: see answer.js
   */
  async arrive(answer) {
    if (!this.possible) {
      return;
    }
    if (answer) {
      await this.#answered(answer);
    } else if (this.#get(FLAG)) {
      await this.#silently();
    } else if (this.#take(SIGNED_OUT)) {
      this.#set('nobody', 'out');
    } else if (!this.guests) {
      this.#set('nobody', 'needed');
    }
  }

  /** The user wants to sign in; `rooms` are those that they are in as a guest. */
  async begin(rooms = []) {
    await this.#ask({ silent: false, rooms });
  }

  /** Asks the issuer again, without bothering the user. */
  async again() {
    await this.#ask({ silent: true });
  }

  /** The user goes on as a guest. */
  asGuest() {
    this.#set('guest');
  }

  /** The user has answered what to do with the rooms that they were in as a guest. */
  guestRoomsDone() {
    this.guestRooms = [];
    this.#changed();
  }

  /** Signs out here, in all tabs, and at the issuer. */
  async out() {
    const tokens = this.signedIn?.tokens;
    await this.#leave();
    this.#channel.postMessage('out');
    const farewell = tokens?.idToken && this.#provider && (await this.#discover())?.farewell(tokens);
    if (farewell) {
      submit(farewell);
    } else {
      location.reload();
    }
  }

  async #answered({ parameters, question }) {
    if (parameters.get('state') !== question.secrets.state) {
      this.#set('nobody', 'failed');
      return;
    }
    this.guestRooms = question.rooms ?? [];
    if (parameters.has('error')) {
      this.#refused(parameters.get('error'), question.silent);
      return;
    }
    try {
      this.#provider = await Provider.discover(this.#issuer, PAGE);
      this.#tokens = await this.#provider.redeem(parameters, question.secrets);
      this.user = await memberId(this.#issuer.name, this.#tokens.subject);
      attempt(() => this.#storage.setItem(FLAG, 'true'));
      this.#channel.postMessage('in');
      this.#set('member');
    } catch (failure) {
      console.warn(`Signing in failed: ${failure?.code ?? failure?.name}`);
      this.#set('nobody', failure instanceof TypeError && !failure.code ? 'away' : 'failed');
    }
  }

  #refused(error, silent) {
    if (silent && NEEDS_USER.has(error)) {
      this.#remove(FLAG);
      this.#set('nobody', 'ended');
    } else {
      this.#set('nobody', 'refused');
    }
  }

  /** Whom the browser has signed in comes back without being asked, or waits for the issuer. */
  async #silently() {
    this.as = 'absent';
    if (navigator.onLine && (await this.#ask({ silent: true }))) {
      this.as = 'leaving';
    }
  }

  /** Sends the browser to the issuer; resolves to whether it is on its way. */
  async #ask({ silent, rooms = [] }) {
    const provider = await this.#discover();
    if (!provider) {
      this.#set(this.as, 'away');
      return false;
    }
    const { address, secrets } = await provider.question(silent);
    try {
      remember({ secrets, silent, rooms });
    } catch {
      // Without a place for the secrets the answer could not be told from a forged one.
      this.#set('nobody', 'failed');
      return false;
    }
    if (silent) {
      location.replace(address);
    } else {
      location.assign(address);
    }
    return true;
  }

  /** Asked anew: where the issuer is away the browser must not be sent there. */
  async #discover() {
    try {
      return await Provider.discover(this.#issuer, PAGE);
    } catch (failure) {
      console.warn(`The issuer cannot be reached: ${failure?.code ?? failure?.name}`);
      return undefined;
    }
  }

  /** Starts to renew the tokens; `present` gives each fresh one to the service. */
  keep(present) {
    const refresh = (tokens) => this.#provider.refresh(tokens);
    this.signedIn = new SignedIn(this.#tokens, { refresh, present, timers: this.#timers });
    return this.signedIn;
  }

  /** Another tab of this browser has signed in or out. */
  async #told(what) {
    if (what === 'out' && this.member) {
      await this.#leave();
      location.reload();
    } else if (what === 'in' && this.as === 'nobody') {
      this.again();
    }
  }

  /** Removes whatever the page has of its user. */
  async #leave() {
    this.signedIn?.stop();
    this.#tokens = undefined;
    this.as = 'leaving';
    this.#changed();
    await this.#forget();
    attempt(() => this.#session.setItem(SIGNED_OUT, 'true'));
  }

  #set(as, why) {
    Object.assign(this, { as, why });
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }

  #get(key) {
    return attempt(() => this.#storage.getItem(key)) ?? undefined;
  }

  #remove(key) {
    attempt(() => this.#storage.removeItem(key));
  }

  #take(key) {
    return attempt(() => {
      const value = this.#session.getItem(key);
      this.#session.removeItem(key);
      return value;
    });
  }
}

/** A form leaves nothing of its fields in an address. */
function submit({ address, fields }) {
  const form = document.createElement('form');
  Object.assign(form, { method: 'post', action: address, hidden: true });
  for (const [name, value] of Object.entries(fields)) {
    const field = document.createElement('input');
    Object.assign(field, { type: 'hidden', name, value });
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}
