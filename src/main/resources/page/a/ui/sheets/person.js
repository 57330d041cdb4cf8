import { html, nothing } from '../../lit/lit-html.js';
import { isReversible } from '../../state/reversible.js';
import { avatar } from '../avatar.js';
import { words } from '../words.js';

const RANK = { member: 1, moderator: 2, owner: 3 };
const SPANS = [10 * 60_000, 60 * 60_000, 24 * 60 * 60_000];

/** One person, and what the user may do with them. */
export function personSheet({ user, problem }, chat, actions) {
  const { room } = chat;
  const member = room?.people.get(user.id) ?? user;
  const own = user.id === chat.me?.id;
  const name = room?.label({ id: user.id, name: user.name }) ?? user.name;
  return html`
    <div class="card">
      ${avatar(user.id, user.name ?? '', { round: true, online: member.online })}
      <h2 id="sheet-title">${name}</h2>
      <p class="hint">${[member.online !== undefined && words.presence(member.online), words.roles[member.role]].filter(Boolean).join(', ')}</p>
    </div>
    <div class="actions">
      <button type="button" class="strong" data-act="direct" data-first @click=${() => actions.openDirect(user)}>${own ? words.writeNote : words.messagePerson(name)}</button>
    </div>
    ${own ? nothing : moderation(room, member, chat, actions)} ${own ? nothing : blocking(user, chat.groups.isBlocked(user.id), actions)}
    ${problem ? html`<p class="hint wrong" role="alert">${problem}</p>` : nothing}
    <div class="choices"><button type="button" @click=${() => actions.closeSheet()}>${words.close}</button></div>
  `;
}

function blocking(user, blocked, actions) {
  return html`
    <div class="lines-of">
      <button type="button" class="line" data-act=${blocked ? 'unblock' : 'block'} @click=${() => actions.block(user, !blocked)}>
        <span class="what"><span class="title">${blocked ? words.unblock : words.block}</span>${blocked ? nothing : html`<span class="hint">${words.blockHint}</span>`}</span>
      </button>
    </div>
  `;
}

/** What a role may do to those below it (protocol.md section 4); red is what cannot be undone. */
function moderation(room, member, chat, actions) {
  if (!room?.canModerate || !room.people.get(member.id) || RANK[member.role] >= RANK[room.role]) {
    return nothing;
  }
  const until = chat.restricted.mutedUntil(room, member.id);
  const subject = { ...member, until };
  const act = (verb, label) => html`
    <button type="button" class=${isReversible(verb, { room, member: subject }) ? 'line' : 'line hard'} data-act=${verb} @click=${() => actions.moderate(verb, room, subject)}>
      <span class="title">${label}</span>
    </button>
  `;
  const owner = room.role === 'owner';
  return html`
    <section class="lines-of" aria-labelledby="moderation-title">
      <h3 id="moderation-title">${words.moderation}</h3>
      ${owner ? act('promote', member.role === 'moderator' ? words.makeOwner : words.makeModerator) : nothing}
      ${owner && member.role === 'moderator' ? act('demote', words.demote) : nothing}
      <div class="line" role="group" aria-label=${words.mute}>
        <span class="title">${words.mute}</span>
        <span class="spans">
          ${SPANS.map((span) => html`<button type="button" data-act="mute" data-span=${span} @click=${() => actions.moderate('mute', room, member, span)}>${words.duration(span)}</button>`)}
        </span>
      </div>
      ${until === undefined ? nothing : act('unmute', words.unmute)} ${act('kick', words.kick)} ${act('ban', words.ban)}
    </section>
  `;
}
