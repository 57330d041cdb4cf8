import { html, nothing } from '../../lit/lit-html.js';
import { avatar } from '../avatar.js';
import { words } from '../words.js';

const RANK = { member: 1, moderator: 2, owner: 3 };
const SPANS = [10 * 60_000, 60 * 60_000, 24 * 60 * 60_000];

/** One person, and what the user may do with them. */
export function personSheet({ user, problem }, chat, actions) {
  const { room } = chat;
  const member = room?.people.get(user.id) ?? user;
  const own = user.id === chat.me?.id;
  const blocked = chat.groups.isBlocked(user.id);
  const name = room?.label({ id: user.id, name: user.name }) ?? user.name;
  return html`
    <div class="card">
      ${avatar(user.id, user.name ?? '', { round: true, online: member.online })}
      <h2 id="sheet-title">${name}</h2>
      <p class="hint">${[member.online !== undefined && words.presence(member.online), words.roles[member.role]].filter(Boolean).join(', ')}</p>
    </div>
    <div class="actions">
      ${action('direct', own ? words.writeNote : words.messagePerson(name), () => actions.openDirect(user), 'strong')}
      ${own ? nothing : rule(room, member, chat, actions)}
      ${own ? nothing : action(blocked ? 'unblock' : 'block', blocked ? words.unblock : words.block, () => actions.block(user, !blocked), blocked ? '' : 'hard')}
      ${own || blocked ? nothing : html`<p class="hint">${words.blockHint}</p>`}
    </div>
    ${problem ? html`<p class="hint wrong" role="alert">${problem}</p>` : nothing}
    <div class="choices"><button type="button" data-first @click=${() => actions.closeSheet()}>${words.close}</button></div>
  `;
}

function action(id, label, act, kind = '') {
  return html`<button type="button" class=${kind} data-act=${id} @click=${act}>${label}</button>`;
}

/** What a role may do to those below it (protocol.md section 4). */
function rule(room, member, chat, actions) {
  if (!room?.canModerate || !room.people.get(member.id) || RANK[member.role] >= RANK[room.role]) {
    return nothing;
  }
  const subject = { ...member, until: chat.restricted.mutedUntil(room, member.id) };
  const act = (verb, label, kind) => action(verb, label, () => actions.moderate(verb, room, subject), kind);
  const owner = room.role === 'owner';
  return html`
    ${owner ? act('promote', member.role === 'moderator' ? words.makeOwner : words.makeModerator) : nothing}
    ${owner && member.role === 'moderator' ? act('demote', words.demote) : nothing}
    <div class="span" role="group" aria-label=${words.mute}>
      <span>${words.mute}</span>
      ${SPANS.map((span) => html`<button type="button" data-act="mute" data-span=${span} @click=${() => actions.moderate('mute', room, member, span)}>${words.duration(span)}</button>`)}
      ${act('unmute', words.unmute)}
    </div>
    ${act('kick', words.kick, 'hard')} ${act('ban', words.ban, 'hard')}
  `;
}
