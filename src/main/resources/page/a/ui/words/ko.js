import { refusals } from './refusals/ko.js';

const numbers = new Intl.NumberFormat('ko');
const MAX_NAMES = 4;

const number = (count) => numbers.format(count ?? 0);

/** Ends in 님 or 명, so the subject particle after it is always 이. */
function list(names) {
  const more = names.length - MAX_NAMES;
  const shown = names.slice(0, MAX_NAMES).map((name) => `${name} 님`).join(', ');
  return more > 0 ? `${shown} 외 ${number(more)}명` : shown;
}

/** The page's text in Korean (해요체). No particle that depends on the last letter follows a name. */
export const ko = {
  language: 'ko',
  app: 'Parley',
  skip: '메시지 입력란으로 건너뛰기',

  rooms: '채팅방',
  yourRooms: '내 채팅방',
  moreRooms: '다른 채팅방',
  showMoreRooms: '채팅방 더 보기',
  loadingRooms: '채팅방을 불러오는 중…',
  roomTotal: (count) => `공개 채팅방 ${number(count)}개`,
  noOtherRooms: '다른 공개 채팅방이 아직 없어요. 위에서 새로 만들어 보세요.',
  joinLabel: '채팅방 참여 또는 만들기',
  joinPlaceholder: 'tea-corner',
  join: '참여',
  joinHint: '아직 없는 채팅방은 새로 만들어져요.',
  badRoom: '영문 소문자(a–z), 숫자, 하이픈을 64자까지 쓸 수 있고, 영문자나 숫자로 시작해야 해요.',
  leave: '채팅방 나가기',
  hide: '대화 숨기기',
  roomDetails: '채팅방 정보',
  kinds: { public: '공개 채팅방', private: '비공개 그룹', direct: '1:1 대화' },

  newGroup: '새 그룹',
  roomName: '이름',
  whoCanJoin: '참여할 수 있는 사람',
  privateKind: '비공개 (초대만 가능)',
  publicKind: '공개 (누구나 참여)',
  create: (count) => (count > 0 ? `${number(count)}명과 함께 만들기` : '만들기'),
  findPeople: '사람 찾기',
  noMatchingPeople: '여기서 만난 사람 중에 일치하는 사람이 없어요.',
  invite: '초대하기',
  inviteTo: (room) => `${room} 채팅방에 초대하기`,
  inviteCount: (count) => (count > 0 ? `${number(count)}명 초대하기` : '초대하기'),

  people: '사람',
  members: '멤버',
  onlineOf: (online, members) => `${number(members)}명 중 ${number(online)}명 온라인`,
  showMembers: (online) => `멤버 보기, ${number(online)}명 온라인`,
  showMoreMembers: '멤버 더 보기',
  presence: (online) => (online ? '온라인' : '오프라인'),
  you: '나',
  blocked: '차단됨',
  someone: '누군가',
  notesToSelf: '나와의 대화',
  writeNote: '나에게 메모 남기기',
  roles: { owner: '방장', moderator: '관리자' },
  messagePerson: (name) => `${name} 님에게 메시지 보내기`,
  makeModerator: '관리자로 지정',
  makeOwner: '방장으로 지정',
  demote: '관리자 해제',
  mute: '채팅 금지',
  duration: (ms) => (ms < 3_600_000 ? `${ms / 60_000}분` : `${ms / 3_600_000}시간`),
  unmute: '채팅 금지 해제',
  kick: '채팅방에서 내보내기',
  ban: '채팅방 입장 금지',
  unban: '입장 금지 해제',
  bannedPeople: '입장이 금지된 사람',
  block: '차단',
  unblock: '차단 해제',
  blockHint: '차단한 사람의 1:1 메시지와 초대는 받지 않아요. 상대방에게는 알리지 않아요.',

  backToRooms: (unread) => (unread > 0 ? `채팅방 목록으로, ${ko.unread(unread)}` : '채팅방 목록으로'),
  backToRoom: '대화로 돌아가기',
  counts: (members, online) => `멤버 ${number(members)}명, ${number(online)}명 온라인`,
  unread: (count) => `읽지 않은 메시지 ${count >= 100 ? '100개 이상' : `${count}개`}`,
  mentioned: '나를 멘션함',
  youPrefix: '나:',

  undo: '실행 취소',
  undone: '실행을 취소했어요.',
  confirm: {
    delete: (name) => (name ? `${name} 님의 메시지를 삭제할까요?` : '이 메시지를 삭제할까요?'),
    deleteHint: '모든 사람에게서 사라지고, 되돌릴 수 없어요.',
    leave: (room) => `${room} 채팅방에서 나갈까요?`,
    leavePrivateHint: '다시 초대를 받아야 돌아올 수 있고, 그 전에 쓴 메시지는 볼 수 없어요.',
    leaveLastHint: '남은 멤버가 나뿐이에요. 그룹과 모든 메시지가 영구히 삭제돼요.',
    leaveRoleHint: (role) => `지금은 이 채팅방의 ${ko.roles[role]}예요. 다시 들어오면 일반 멤버가 돼요.`,
    kick: (name, room) => `${name} 님을 ${room} 채팅방에서 내보낼까요?`,
    kickHint: '다시 초대해도 그 전에 쓴 메시지는 볼 수 없어요.',
    ban: (name, room) => `${name} 님의 ${room} 채팅방 입장을 금지할까요?`,
    banHint: '바로 내보내지고, 입장 금지를 해제할 때까지 돌아올 수 없어요.',
    owner: (name, room) => `${name} 님을 ${room} 채팅방의 방장으로 지정할까요?`,
    ownerHint: '나와 똑같은 권한을 갖게 되고, 그 권한은 본인만 내려놓을 수 있어요.',
  },
  done: {
    discard: '보내지 못한 내용을 삭제했어요.',
    leave: (room) => `${room} 채팅방에서 나갔어요.`,
    hide: (name) => `${name} 님과의 대화를 숨겼어요.`,
    kick: (name, room) => `${name} 님을 ${room} 채팅방에서 내보냈어요.`,
    mute: (name, span) => `${name} 님의 채팅을 ${span} 동안 금지했어요.`,
    unmute: (name) => `${name} 님이 다시 글을 쓸 수 있어요.`,
    unban: (name) => `${name} 님이 다시 들어올 수 있어요.`,
    promote: (name) => `${name} 님이 이제 관리자예요.`,
    demote: (name) => `${name} 님은 이제 관리자가 아니에요.`,
    block: (name) => `${name} 님을 차단했어요.`,
    unblock: (name) => `${name} 님의 차단을 해제했어요.`,
  },

  messagesOf: (room) => `${room} 채팅방의 메시지`,
  older: '이전 메시지 불러오기',
  loading: '불러오는 중…',
  beginning: '대화의 시작이에요.',
  empty: '아직 메시지가 없어요. 대화를 시작해 보세요.',
  directEmpty: (name) => `${name} 님과 나누는 대화의 시작이에요.`,
  newMessages: '여기부터 새 메시지',
  toLatest: (count) => (count > 0 ? `최신 메시지로 이동, ${ko.unread(count)}` : '최신 메시지로 이동'),
  present: '최신 메시지로',
  messageGone: '더 이상 볼 수 없는 메시지예요.',
  notMember: (room) => `${room} 채팅방에 참여하고 있지 않아요.`,
  notMemberHint: '참여하면 메시지를 읽고 쓸 수 있어요.',
  notParticipant: '이 대화에 참여하고 있지 않아요.',
  typing: (names) => (names.length > 3 ? '여러 명이 입력 중…' : `${list(names)}이 입력 중…`),
  joined: (names) => `${list(names)}이 들어왔어요`,
  left: (names) => `${list(names)}이 나갔어요`,

  messageMenu: (name) => `${name} 님의 메시지 메뉴`,
  messageActions: '메시지 메뉴',
  react: '반응 추가',
  reaction: (emoji, count) => `${emoji}, ${number(count)}명`,
  moreReactions: '반응 더 보기',
  emoji: '이모지',
  reply: '답장',
  copy: '텍스트 복사',
  edit: '수정',
  delete: '삭제',
  messageInfo: '메시지 정보',
  inReplyTo: '답장한 메시지',
  earlierMessage: '이전 메시지',
  edited: '수정됨',
  deleted: '삭제된 메시지예요.',
  deletedShort: '삭제된 메시지',
  spoken: (name, text) => `${name} 님: ${text}`,
  spokenCount: (count, names) => `${list(names)}이 보낸 새 메시지 ${number(count)}개`,
  codeBlock: '코드',
  dataShort: '데이터',

  changeName: (name) => `이름 바꾸기, 현재 ${name}`,
  messageLabel: (room) => `${room} 대화에 보낼 메시지`,
  messagePlaceholder: '메시지 입력',
  mention: '멘션',
  editing: '수정 중',
  replyingTo: (name) => `${name} 님에게 답장`,
  bytesLeft: (bytes) => (bytes >= 0 ? `${number(bytes)} 남음` : `${number(-bytes)} 초과`),
  tooLong: ({ size, most, encoded }) =>
    `메시지가 너무 길어요: ${encoded ? '보낼 때 ' : ''}${number(size)}바이트이고, 한도는 ${number(most)}바이트예요. 줄이거나 나누어 보내세요.`,
  send: '보내기',
  sendHint: 'Enter로 메시지를 보내고, Shift+Enter로 줄을 바꾸고, 위쪽 화살표로 마지막 메시지를 수정할 수 있어요.',
  sendHintButton: '보내기 버튼이나 Ctrl+Enter로 메시지를 보내고, Enter로 줄을 바꾸고, 위쪽 화살표로 마지막 메시지를 수정할 수 있어요.',
  nameTitle: '내 이름',
  nameHint: '1~40자로 입력해 주세요. 이제부터 내 메시지 옆에 표시돼요.',
  chooseName: '이름 정하기',
  welcome: (name) => `환영해요! 지금 쓰는 임시 이름: ${name}`,
  save: '저장',
  cancel: '취소',
  close: '닫기',
  settings: '설정',
  theme: '테마',
  themes: { auto: '시스템 설정', light: '라이트', dark: '다크' },
  enterKey: 'Enter 키',
  enterDoes: { send: '보내기', line: '줄 바꿈' },
  enterSendsHint: 'Shift+Enter로 줄을 바꿔요.',
  enterLineHint: '보내기 버튼이나 Ctrl+Enter로 보내요.',
  languageLabel: '언어',
  automatic: '브라우저 설정',
  notifications: '알림',
  notifyHint: '이 페이지를 보고 있지 않을 때 1:1 메시지, 그룹 메시지, 멘션을 알려 드려요.',
  notifyOn: '알림 켜기',
  notifyOff: '알림 끄기',
  notifyDenied:
    '브라우저가 이 페이지의 알림을 차단하고 있어요. 허용하려면 주소 옆의 아이콘으로 사이트 설정을 열고 ‘알림’을 ‘허용’으로 바꿔 주세요.',
  notifyUnsupported: '이 브라우저에서는 이 페이지의 알림을 볼 수 없어요. iPhone이나 iPad에서는 먼저 Parley를 홈 화면에 추가해 주세요.',
  notifyOffer: '1:1 메시지, 그룹 메시지, 멘션을 알림으로 받을까요?',
  notifyDecline: '괜찮아요',
  notifyDone: '알림을 켰어요. 설정에서 끌 수 있어요.',
  formatHint: '서식: *굵게*, _기울임_, ~취소선~, `코드`, ```코드 블록```',
  switchTitle: '채팅방 또는 사람으로 이동',
  switchKeys: 'Ctrl K',
  switchHint: '채팅방 또는 사람 검색',
  noResults: '검색 결과가 없어요',
  updateReady: '이 페이지의 새 버전이 나왔어요.',
  useUpdate: '지금 업데이트',

  deliveryStatus: { sent: '보냄', delivered: '전달됨', seen: '읽음' },
  seenBy: (count, of) => `${number(of)}명 중 ${number(count)}명 읽음`,
  countOf: (count, of) => `${number(of)}명 중 ${number(count)}명`,
  sending: '보내는 중…',
  queued: '연결 대기 중',
  inOtherTab: '다른 탭에서 대기 중',
  notSent: (why) => `보내지 못했어요. ${why}`,
  notDone: { edit: '수정하지 못했어요.', delete: '삭제하지 못했어요.', react: '반응을 바꾸지 못했어요.' },
  notInvited: (name, why) => `${name} 님을 초대하지 못했어요. ${why}`,
  notLoaded: (why) => `이전 메시지를 불러오지 못했어요. ${why}`,
  retry: '다시 시도',
  discard: '삭제',
  dismiss: '닫기',
  announcement: (name) => `${name} 님의 공지:`,
  view: '보기',

  connection: {
    connecting: '연결 중',
    open: '연결됨',
    waiting: '다시 연결 중',
    ended: '연결 끊김',
    goingAway: '다른 서버로 이동 중',
  },
  onPod: (pod) => `${pod} 서버에 연결됨`,
  connectionLost: '연결이 끊겼어요.',
  offline: '오프라인 상태예요.',
  savedUntilOnline: '메시지는 저장해 두었다가 다시 연결되면 보내요.',
  heldUntilOnline: '다시 연결되면 메시지를 보내요. 그때까지 이 페이지를 열어 두세요.',
  forgetful: '이 브라우저는 이 페이지의 데이터를 저장하지 않아요. 페이지를 닫으면 쓰던 글과 보내지 못한 메시지가 사라져요.',
  retryIn: (seconds) => (seconds > 0 ? `${number(seconds)}초 후 다시 시도` : '다시 시도하는 중…'),
  retryNow: '지금 다시 시도',
  reconnect: '다시 연결',

  ...refusals,

  notice: ({ code, room, title, reason, name, why, action }) => {
    switch (code) {
      case 'stranger':
        return '세션이 더 이상 유효하지 않아요. 새 게스트로 다시 접속해요.';
      case 'someone_new':
        return `세션이 더 이상 유효하지 않아 새 게스트로 접속했어요: ${name}`;
      case 'removed':
        return (removals[reason] ?? removals.other)(room);
      case 'added':
        return `${title} 그룹에 초대되었어요.`;
      default:
        return [ko.notDone[action], ko.refused(why, action)].filter(Boolean).join(' ');
    }
  },
};

const removals = {
  kicked: (room) => `${room} 채팅방에서 내보내졌어요.`,
  banned: (room) => `${room} 채팅방에 입장이 금지되었어요.`,
  left: (room) => `${room} 채팅방에서 나갔어요.`,
  other: (room) => `이제 ${room} 채팅방에 참여하고 있지 않아요.`,
};
