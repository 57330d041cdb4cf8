import { html, nothing } from '../lit/lit-html.js';
import { closeIcon } from './icons.js';
import { words } from './words.js';

/** Close codes after which a member has to sign in again. */
const OVER = new Set([4401, 4501]);

const dismissButton = (act) =>
  html`<button type="button" class="round" aria-label=${words.dismiss} @click=${act}>${closeIcon()}</button>`;

/** What the user has to know now, above the conversation: connection problems, and what happened to them. */
export function banners(chat, page) {
  return html`${trouble(chat, page)} ${update(page)} ${forgetful(page)} ${announcement(chat)} ${notice(chat, page.actions)} ${guestRooms(chat, page)} ${notifications(page)}`;
}

function trouble(chat, { seconds, lasting, signIn, actions }) {
  const { kind, prolonged, code } = chat.status;
  if (signIn.as === 'absent') {
    return html`
      <div class="banner" id="trouble" role="status">
        <p><strong>${chat.offline ? words.offline : words.signInStates.away}</strong> ${lasting ? words.savedUntilOnline : words.heldUntilOnline}</p>
        <button type="button" id="sign-in-again" @click=${() => signIn.again()}>${words.retryNow}</button>
      </div>
    `;
  }
  if (kind === 'ended' && signIn.member && OVER.has(code)) {
    return html`
      <div class="banner hard" id="trouble" role="alert">
        <p><strong>${words.ended(code)}</strong> ${signIn.why === 'away' ? words.signInStates.away : lasting ? words.savedUntilSignIn : ''}</p>
        <button type="button" class="strong" id="sign-in-again" @click=${() => actions.signIn()}>${words.signIn}</button>
      </div>
    `;
  }
  if (prolonged || (chat.offline && kind !== 'open')) {
    const why = chat.offline ? words.offline : (words.interrupted(code) ?? words.connectionLost);
    return html`
      <div class="banner" id="trouble">
        <p><strong>${why}</strong> ${lasting ? words.savedUntilOnline : words.heldUntilOnline}</p>
        ${kind === 'waiting' && !chat.offline ? html`<span id="countdown">${words.retryIn(seconds())}</span>` : nothing}
        <button type="button" id="try-now" @click=${() => chat.start()}>${words.retryNow}</button>
      </div>
    `;
  }
  if (kind === 'ended') {
    return html`
      <div class="banner hard" id="trouble" role="alert">
        <p>${words.ended(code)}</p>
        <button type="button" id="connect-again" @click=${() => chat.start()}>${words.reconnect}</button>
      </div>
    `;
  }
  return nothing;
}

function update({ updates }) {
  return updates.ready
    ? html`
        <div class="banner calm" id="update" role="status">
          <p>${words.updateReady}</p>
          <button type="button" class="strong" id="use-update" @click=${() => updates.use()}>${words.useUpdate}</button>
        </div>
      `
    : nothing;
}

/** What the user writes is lost when they close the page. */
function forgetful({ lasting, actions }) {
  return lasting || actions.forgetfulKnown
    ? nothing
    : html`
        <div class="banner" id="forgetful" role="status">
          <p>${words.forgetful}</p>
          ${dismissButton(() => actions.dismissForgetful())}
        </div>
      `;
}

/** From an operator; it stays until it is dismissed. */
function announcement(chat) {
  return html`
    <div id="announcement" role="status">
      ${
        chat.announcement
          ? html`
              <div class="banner calm">
                <p><strong>${words.announcement(chat.announcement.name)}</strong> <span dir="auto">${chat.announcement.text}</span></p>
                ${dismissButton(() => chat.dismissAnnouncement())}
              </div>
            `
          : nothing
      }
    </div>
  `;
}

function notice(chat, actions) {
  return html`
    <div id="notice" role="status">
      ${
        chat.notice
          ? html`
              <div class="banner">
                <p>${words.notice(chat.notice)}</p>
                ${
                  chat.notice.code === 'added'
                    ? html`<button type="button" id="see-room" @click=${() => actions.openRoom(chat.notice.room)}>${words.open}</button>`
                    : nothing
                }
                ${dismissButton(() => chat.dismiss())}
              </div>
            `
          : nothing
      }
    </div>
  `;
}

/** Offers a member the rooms that they were in as a guest; what they said there stays the guest's. */
function guestRooms(chat, { signIn, actions }) {
  const rooms = signIn.guestRooms.filter(({ id }) => !chat.rooms.get(id));
  return signIn.member && chat.status.kind === 'open' && rooms.length > 0
    ? html`
        <div class="banner calm" id="guest-rooms" role="status">
          <p>${words.guestRooms(rooms.map(({ id, title }) => title || id))}</p>
          <div class="pair">
            <button type="button" class="strong" id="join-guest-rooms" @click=${() => actions.joinGuestRooms(rooms)}>${words.joinGuestRooms(rooms.length)}</button>
            <button type="button" id="leave-guest-rooms" @click=${() => signIn.guestRoomsDone()}>${words.notifyDecline}</button>
          </div>
        </div>
      `
    : nothing;
}

/** Offers notifications once there is a reason to, and says when the browser blocks them. */
function notifications({ notifier, actions }) {
  const { banner } = notifier;
  if (!banner) {
    return nothing;
  }
  return html`
    <div class="banner calm" id="notifications" role="status">
      <p>${banner === 'offer' ? words.notifyOffer : words.notifyDenied}</p>
      ${
        banner === 'offer'
          ? html`<div class="pair">
              <button type="button" class="strong" id="accept-notifications" @click=${() => actions.acceptNotifications()}>${words.notifyOn}</button>
              <button type="button" id="decline-notifications" @click=${() => actions.declineNotifications()}>${words.notifyDecline}</button>
            </div>`
          : dismissButton(() => actions.declineNotifications())
      }
    </div>
  `;
}
