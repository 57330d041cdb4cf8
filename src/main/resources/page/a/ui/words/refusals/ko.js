import { refusalWords, waitIn } from '../../refusal-words.js';

const wait = waitIn('ko');
const again = (after) => (after ? `${wait(after)} 후에 다시 시도해 주세요.` : '잠시 후 다시 시도해 주세요.');

const roomLimit = '참여할 수 있는 채팅방 수가 가득 찼어요. 먼저 다른 채팅방에서 나가 주세요.';
const goneMessage = '이제 없는 메시지예요.';
const gonePerson = '이제 없는 사용자예요.';
const absentPerson = '이제 이 채팅방에 없는 사람이에요.';
const lowRole = '이 채팅방에서의 권한으로는 할 수 없어요.';

const moderation = { forbidden: lowRole, bad_request: absentPerson, not_found: gonePerson };

const general = {
  bad_request: '서버가 이 요청을 처리할 수 없어요. 페이지를 새로고침한 뒤 다시 시도해 주세요.',
  unsupported: '이 서버에서는 할 수 없어요. 서버가 이 페이지보다 이전 버전일 수 있어요.',
  unauthenticated: '서버가 더 이상 사용자 인증을 받아들이지 않아요. 페이지를 새로고침해 주세요.',
  forbidden: '이 작업을 할 권한이 없어요.',
  not_found: '이제 없는 항목이에요.',
  not_member: '이 채팅방에 참여하고 있지 않아요.',
  too_large: '이 서버에 보내기에는 너무 길어요.',
  rate_limited: (after) => `요청이 너무 많아요. ${again(after)}`,
  muted: '이 채팅방에서 채팅이 금지되었어요.',
  banned: '이 채팅방에 입장이 금지되었어요.',
  conflict: '이미 있거나 한도에 도달했어요.',
  unavailable: '서버가 데이터베이스에 연결할 수 없어요. 잠시 후 다시 시도해 주세요.',
  internal: '서버에서 오류가 발생했어요. 다시 시도해 주세요.',
  lost: '연결되어 있지 않아요. 다시 연결되면 시도해 주세요.',
  cancelled: '취소한 작업이에요.',
  rejected: '이것 때문에 서버가 연결을 끊었어요.',
  someone_new: '이 메시지를 쓸 때는 다른 사용자였어요.',
};

/** By action. */
const of = {
  hello: {
    bad_request: '서버가 이 페이지를 이해하지 못했어요. 페이지를 새로고침해 주세요.',
    unauthenticated: '이 서버는 게스트를 받지 않아요.',
    forbidden: '서버가 접속을 허용하지 않아요.',
    rate_limited: (after) => `같은 네트워크에서 새 게스트가 너무 많이 접속했어요. ${again(after)}`,
  },
  send: {
    bad_request: '답장하려는 메시지가 없어졌거나 멘션한 사람이 나갔어요.',
    forbidden: '이 채팅방에서는 방장과 관리자만 쓸 수 있어요.',
    not_found: '이제 없는 대화예요.',
    conflict: roomLimit,
    rate_limited: (after) => `메시지를 너무 빨리 보내고 있어요. ${again(after)}`,
  },
  edit: {
    bad_request: goneMessage,
    forbidden: '메시지는 작성자만, 글을 쓸 수 있는 곳에서만 수정할 수 있어요.',
    not_found: goneMessage,
    too_large: '새 내용이 이 서버에 보내기에는 너무 길어요.',
  },
  delete: { bad_request: goneMessage, forbidden: '이 메시지는 작성자와 관리자만 삭제할 수 있어요.', not_found: goneMessage },
  react: {
    bad_request: '서버가 모르는 이모지예요.',
    not_found: goneMessage,
    conflict: '이 메시지에는 더 이상 새로운 반응을 추가할 수 없어요.',
  },
  join: {
    bad_request: '채팅방 이름으로 쓸 수 없어요.',
    forbidden: '이 채팅방에 참여할 수 없어요. 아직 없는 채팅방이라면 만들 권한이 없어요.',
    not_found: '없는 채팅방이거나 초대가 필요해요.',
    conflict: roomLimit,
    rate_limited: (after) => `채팅방에 너무 많이 참여했거나 너무 많이 만들었어요. ${again(after)}`,
  },
  leave: { not_found: '이제 없는 채팅방이에요.', not_member: '이미 나간 채팅방이에요.' },
  create: {
    forbidden: '여기서는 채팅방을 만들 수 없어요.',
    bad_request: '쓸 수 없는 이름이거나 초대할 수 없는 사람이 있어요.',
    not_found: '이제 없는 사용자가 포함되어 있어요.',
    too_large: '이름이 너무 길어요.',
    conflict: roomLimit,
    rate_limited: (after) => `채팅방을 너무 많이 만들었어요. ${again(after)}`,
  },
  title: {
    bad_request: '쓸 수 없는 이름이에요. 보이는 글자로 1~80자를 입력해 주세요.',
    forbidden: '방장과 관리자만 채팅방 이름을 바꿀 수 있어요.',
    not_found: '이제 없는 채팅방이에요.',
    too_large: '이름이 너무 길어요.',
  },
  set: { forbidden: '방장과 관리자만 누가 쓸 수 있는지 바꿀 수 있어요.', unavailable: '서버를 업데이트하는 동안에는 바꿀 수 없어요. 잠시 후 다시 시도해 주세요.' },
  topic: { bad_request: '사용할 수 없는 주제예요. 보이는 글자로 250자까지 적어 주세요.', forbidden: '방장과 관리자만 주제를 바꿀 수 있어요.' },
  rename: {
    forbidden: '이름은 로그인 계정에서 오기 때문에 그곳에서만 바꿀 수 있어요.',
    bad_request: '쓸 수 없는 이름이에요. 보이는 글자로 1~40자를 입력해 주세요.',
    too_large: '이름이 너무 길어요.',
    rate_limited: (after) => `이름을 너무 자주 바꿨어요. ${again(after)}`,
  },
  invite: {
    bad_request: gonePerson,
    forbidden: '방장과 관리자만 초대할 수 있어요.',
    not_found: gonePerson,
    conflict: '입장이 금지된 사람이거나, 그 사람이 참여할 수 있는 채팅방 수가 가득 찼어요.',
    rate_limited: (after) => `너무 많은 사람을 초대했어요. ${again(after)}`,
  },
  kick: moderation,
  ban: { ...moderation, conflict: '이 채팅방에 입장이 금지된 사람이 너무 많아요.' },
  unban: moderation,
  mute: { ...moderation, conflict: '이 채팅방에서 채팅이 금지된 사람이 너무 많아요.' },
  unmute: moderation,
  promote: moderation,
  demote: { ...moderation, conflict: '채팅방에는 방장이 있어야 해요. 먼저 다른 사람을 방장으로 지정해 주세요.' },
  block: { bad_request: '차단할 수 없는 사람이에요.', not_found: gonePerson, conflict: '차단할 수 있는 사람 수가 가득 찼어요.' },
  unblock: { bad_request: gonePerson, not_found: gonePerson },
  receipts: { forbidden: '이 채팅방에서는 누가 읽었는지 볼 수 없어요.', not_found: goneMessage },
};

/** By close code. */
const endings = {
  1000: '서버가 연결을 끊었어요.',
  1001: '이 서버가 곧 종료돼요.',
  1002: '서버가 이 페이지에서 보낸 데이터를 처리할 수 없었어요.',
  1003: '서버가 이 페이지에서 보낸 데이터를 받아들이지 않아요.',
  1007: '서버가 이 페이지에서 보낸 데이터를 읽을 수 없었어요.',
  1008: '서버가 이 연결을 허용하지 않아요.',
  1009: '마지막 메시지가 서버에서 받기에 너무 커요.',
  1011: '서버에서 오류가 발생했어요.',
  1012: '서버를 다시 시작하는 중이에요.',
  1013: '서버에 접속자가 너무 많아요.',
  4001: '서버가 이 페이지를 제때 확인하지 못했어요.',
  4002: '연결이 느려서 대화를 따라가지 못했어요.',
  4003: '서버와 이 페이지의 연락이 끊겼어요.',
  4004: '이 페이지에서 요청을 너무 많이 보내서 기다려야 해요.',
  4401: '로그인이 만료되었어요.',
  4500: '서버가 이 페이지에서 보낸 데이터를 읽을 수 없었어요.',
  4501: '서버가 사용자 인증을 받아들이지 않았어요.',
  4502: '운영자가 연결을 끊었어요.',
  4503: 'Parley가 너무 많은 곳에서 열려 있어, 더 새로운 연결이 이 연결을 대신했어요.',
};

/** In Korean, why the server refuses something or closes the connection. */
export const refusals = refusalWords({
  general,
  of,
  endings,
  unknown: (code) => `서버가 거부했어요 (${code}).`,
  unknownEnding: (code) => `서버가 연결을 끊었어요 (${code}).`,
});
