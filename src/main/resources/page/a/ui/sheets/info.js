import { html, nothing } from '../../lit/lit-html.js';
import { previewOf } from '../message.js';
import { words } from '../words.js';

/** Who has seen and received one of the user's messages; only counts if the room is large. */
export function infoSheet({ message, answer, problem }, chat, actions) {
  return html`
    <h2 id="sheet-title">${words.messageInfo}</h2>
    <p class="hint" dir="auto">${previewOf(message)}</p>
    ${problem ? html`<p class="hint wrong" role="alert">${problem}</p>` : nothing}
    ${answer ? outcome(answer, chat) : problem ? nothing : html`<p class="hint" role="status">${words.loading}</p>`}
    <div class="choices"><button type="button" data-first @click=${() => actions.closeSheet()}>${words.close}</button></div>
  `;
}

function outcome({ counts, delivered, seen }, chat) {
  const nameOf = (id) => {
    const member = chat.room?.people.get(id);
    return member ? chat.room.label(member) : words.someone;
  };
  const received = delivered?.filter((id) => !seen.includes(id));
  return html`
    <dl class="info">
      ${group('seen', words.deliveryStatus.seen, counts.seen, counts.members, seen?.map(nameOf))}
      ${group('delivered', words.deliveryStatus.delivered, counts.delivered, counts.members, received?.map(nameOf))}
    </dl>
  `;
}

function group(id, label, count, of, names) {
  return html`
    <dt>${label} <span class="counts">${words.countOf(count, of)}</span></dt>
    ${names?.length ? names.map((name) => html`<dd data-way=${id}>${name}</dd>`) : nothing}
  `;
}
