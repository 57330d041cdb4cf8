const numbers = new Intl.NumberFormat('ko');
const MOST_NAMES = 4;

const number = (count) => numbers.format(count ?? 0);

function list(names) {
  const more = names.length - MOST_NAMES;
  const shown = names.slice(0, MOST_NAMES).map((name) => `${name} 님`).join(', ');
  return more > 0 ? `${shown} 외 ${number(more)}명` : shown;
}

/** What the page says in Korean. Names are followed by no particle that would depend on their last letter. */
export const ko = {
  language: 'ko',
  app: 'Parley',
  skip: '메시지 입력란으로 건너뛰기',

  rooms: '대화방',
  yourRooms: '내 대화방',
  moreRooms: '다른 대화방',
  showMoreRooms: '대화방 더 보기',
  loadingRooms: '대화방을 불러오는 중 …',
  roomTotal: (count) => `공개 대화방 모두 ${number(count)}개`,
  noOtherRooms: '다른 공개 대화방이 아직 없습니다. 위에서 하나 만들어 보세요.',
  joinLabel: '대화방 들어가기 또는 만들기',
  joinPlaceholder: 'tea-corner',
  join: '들어가기',
  joinHint: '없는 대화방은 새로 만들어집니다.',
  badRoom: 'a–z, 0–9, 하이픈을 64자까지 쓸 수 있으며, 글자나 숫자로 시작해야 합니다.',
  leave: '이 대화방 나가기',
  hide: '이 대화 숨기기',
  roomSettings: '대화방 정보',
  kinds: { public: '공개 대화방', private: '비공개 그룹', direct: '일대일 대화' },

  newGroup: '새 그룹',
  groupTitle: '제목',
  whoMayCome: '누가 들어올 수 있나요',
  privateKind: '비공개, 초대로만',
  publicKind: '공개, 누구나',
  make: (count) => (count > 0 ? `${number(count)}명과 함께 만들기` : '만들기'),
  findPeople: '사람 찾기',
  nobodyFits: '여기서 만난 사람 가운데 맞는 사람이 없습니다.',
  invite: '사람 초대',
  inviteTo: (room) => `${room} 대화방에 초대`,
  bring: (count) => (count > 0 ? `${number(count)}명 초대` : '초대'),

  people: '사람들',
  peopleOf: (online, members) => `${number(members)}명 중 ${number(online)}명 접속 중`,
  showPeople: (online) => `사람들, ${number(online)}명 접속 중`,
  showMorePeople: '사람 더 보기',
  presence: (online) => (online ? '접속 중' : '자리 비움'),
  you: '나',
  blocked: '차단함',
  someone: '누군가',
  notes: '나에게 쓰는 메모',
  notesToSelf: '나에게 메모 쓰기',
  roles: { owner: '방장', moderator: '관리자' },
  writeTo: (name) => `${name} 님에게 쓰기`,
  makeModerator: '관리자로 임명',
  makeOwner: '방장으로 임명',
  demote: '직책 거두기',
  mute: '말 못 하게 하기',
  span: (ms) => (ms < 3_600_000 ? `${ms / 60_000}분` : `${ms / 3_600_000}시간`),
  unmute: '다시 말하게 하기',
  kick: '대화방에서 내보내기',
  ban: '출입 금지',
  unban: '출입 금지 풀기',
  bannedPeople: '출입 금지된 사람',
  block: '차단',
  unblock: '차단 풀기',
  blockHint: '차단한 사람의 일대일 메시지와 초대는 오지 않습니다. 상대에게는 알리지 않습니다.',

  backToRooms: (unread) => (unread > 0 ? `대화방 목록으로, ${ko.unread(unread)}` : '대화방 목록으로'),
  backToRoom: '대화로 돌아가기',
  counts: (members, online) => `${number(members)}명, ${number(online)}명 접속 중`,
  unread: (count) => `읽지 않음 ${count >= 100 ? '100개 이상' : `${count}개`}`,
  mentioned: '나를 언급함',
  youSaid: '나:',

  messagesOf: (room) => `${room} 대화방의 메시지`,
  older: '이전 메시지',
  loading: '불러오는 중 …',
  beginning: '대화가 여기서 시작됩니다.',
  quiet: '아직 아무도 말하지 않았습니다. 먼저 말을 걸어 보세요.',
  directQuiet: (name) => `${name} 님과 나누는 대화의 시작입니다.`,
  newFromHere: '여기부터 새 메시지',
  toEnd: (count) => (count > 0 ? `최신 메시지로, ${ko.unread(count)}` : '최신 메시지로'),
  notMember: (room) => `${room} 대화방에 들어가 있지 않습니다.`,
  notMemberHint: '들어가면 읽고 말할 수 있습니다.',
  notYours: '이 대화에 참여하고 있지 않습니다.',
  typing: (names) => (names.length > 3 ? '여러 사람이 쓰는 중 …' : `${list(names)} 쓰는 중 …`),
  came: (names) => `${list(names)} 들어옴`,
  left: (names) => `${list(names)} 나감`,

  messageMenu: (name) => `${name} 님의 메시지로 할 일`,
  messageActions: '이 메시지로 할 일',
  react: '이모지로 답하기',
  reaction: (emoji, count) => `${emoji}, ${number(count)}명`,
  moreEmoji: '이모지 더 보기',
  emoji: '이모지',
  reply: '답장',
  copy: '글 복사',
  edit: '고치기',
  delete: '지우기',
  whoSaw: '읽은 사람',
  answerTo: '답장한 메시지',
  earlierMessage: '이전 메시지',
  edited: '고침',
  deleted: '지워진 메시지입니다.',
  deletedShort: '지워짐',
  dataShort: '데이터',

  changeName: (name) => `이름 바꾸기, 지금은 ${name}`,
  messageLabel: (room) => `${room} 대화방에 보낼 메시지`,
  messagePlaceholder: '메시지 쓰기',
  mention: '언급할 사람',
  editing: '고치는 중',
  answering: (name) => `${name} 님에게 답장`,
  room: (bytes) => (bytes >= 0 ? `${number(bytes)} 남음` : `${number(-bytes)} 넘침`),
  send: '보내기',
  sendHint: 'Enter로 보내고, Shift와 Enter로 줄을 바꾸고, 위쪽 화살표로 마지막 메시지를 고칩니다.',
  nameTitle: '내 이름',
  nameHint: '1자에서 40자. 이제부터 내가 하는 말 옆에 보입니다.',
  chooseName: '이름 정하기',
  welcome: (name) => `어서 오세요. 지금 이름은 ${name}입니다.`,
  save: '저장',
  cancel: '취소',
  close: '닫기',
  settings: '설정',
  theme: '화면 모드',
  themes: { auto: '시스템 설정', light: '밝게', dark: '어둡게' },
  languageLabel: '언어',
  automatic: '브라우저 설정',
  notifications: '알림',
  notifyHint: '이 페이지가 가려져 있을 때 일대일 메시지, 그룹 메시지, 나를 언급한 메시지를 알려 드립니다.',
  notifyOn: '알림 받기',
  notifyOff: '알림 그만 받기',
  notifyDenied: '브라우저가 이 페이지의 알림을 막고 있습니다. 브라우저 설정에서 바꿀 수 있습니다.',
  formatHint: '*굵게*, _기울여_, ~줄 그어~, `코드`, ```코드 묶음```으로 쓸 수 있습니다.',
  switchTitle: '대화방이나 사람으로 가기',
  switchKeys: 'Ctrl K',
  switchHint: '대화방이나 사람',
  nothingFits: '맞는 것이 없습니다.',
  updateReady: '이 페이지의 새 버전이 있습니다.',
  useUpdate: '지금 쓰기',

  fate: { sent: '보냄', delivered: '도착함', seen: '읽음' },
  seenBy: (count, of) => `${number(of)}명 중 ${number(count)}명 읽음`,
  countOf: (count, of) => `${number(of)}명 중 ${number(count)}명`,
  sending: '보내는 중 …',
  queued: '연결을 기다리는 중',
  elsewhere: '다른 탭에서 기다리는 중',
  notSent: (why) => `보내지 못했습니다. ${why}`,
  retry: '다시 시도',
  discard: '버리기',
  dismiss: '닫기',
  announcement: (name) => `${name} 님이 모두에게:`,
  look: '보기',

  connection: {
    connecting: '연결 중',
    open: '연결됨',
    waiting: '다시 연결 중',
    ended: '연결 끊김',
    goingAway: '다른 서버로 옮기는 중',
  },
  onPod: (pod) => `${pod} 서버에 연결되어 있습니다`,
  lostNow: '연결이 끊겼습니다.',
  offlineNow: '오프라인입니다.',
  kept: '쓴 글은 보관했다가 연결되는 대로 보냅니다.',
  again: (seconds) => (seconds > 0 ? `${number(seconds)}초 뒤 다시 시도` : '시도하는 중 …'),
  tryNow: '지금 시도',
  connectAgain: '다시 연결',

  ended: (code, reason) => endings[code] ?? `서버가 연결을 끊었습니다 (${code}${reason ? `: ${reason}` : ''}).`,

  refused: ({ code, message }) => refusals[code] ?? message ?? code,

  notice: ({ code, room, title, reason, name, why }) => {
    switch (code) {
      case 'stranger':
        return '서버가 더는 누구인지 알지 못합니다. 새 손님으로 돌아옵니다.';
      case 'someone_new':
        return `서버가 더는 누구인지 알지 못합니다. 이제 새 손님입니다: ${name}.`;
      case 'removed':
        return (removals[reason] ?? removals.other)(room);
      case 'added':
        return `${title} 그룹에 초대되었습니다.`;
      default:
        return ko.refused(why ?? { code, message: reason });
    }
  },
};

const endings = {
  1000: '서버가 연결을 끊었습니다.',
  1002: '서버가 이 페이지가 보낸 것을 따라갈 수 없었습니다.',
  1007: '서버가 이 페이지가 보낸 것을 읽을 수 없었습니다.',
  1008: '서버가 이 연결을 허용하지 않습니다.',
  1009: '마지막 메시지가 서버에 너무 컸습니다.',
  4500: '서버가 이 페이지가 보낸 것을 읽을 수 없었습니다.',
  4501: '서버가 신원을 받아들이지 않습니다.',
  4502: '이 서버에서 출입 금지되었습니다.',
  4503: 'Parley를 여러 곳에서 열어, 더 새로운 곳이 이 자리를 가져갔습니다.',
  unauthenticated: '이 서버는 손님을 받지 않습니다.',
};

const refusals = {
  muted: '이 대화방에서 말할 수 없는 상태입니다.',
  banned: '이 대화방에서 출입 금지되었습니다.',
  forbidden: '이 대화방에서의 직책으로는 할 수 없습니다.',
  not_member: '이 대화방에 들어가 있지 않습니다.',
  not_found: '그런 대화방이 없습니다.',
  too_large: '이 서버에 보내기에는 너무 깁니다.',
  rate_limited: '한꺼번에 너무 많았습니다. 잠시 기다려 주세요.',
  unavailable: '서버가 저장소에 닿지 못합니다. 곧 다시 시도해 주세요.',
  lost: '연결이 없습니다. 연결되면 다시 시도해 주세요.',
  someone_new: '이 글을 쓸 때는 다른 사람이었습니다.',
  conflict: '이미 있거나 너무 많습니다.',
};

const removals = {
  kicked: (room) => `${room} 대화방에서 내보내졌습니다.`,
  banned: (room) => `${room} 대화방에서 출입 금지되었습니다.`,
  left: (room) => `${room} 대화방에서 나갔습니다.`,
  other: (room) => `이제 ${room} 대화방에 있지 않습니다.`,
};
