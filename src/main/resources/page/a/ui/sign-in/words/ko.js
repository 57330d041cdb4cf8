/** What the pages for operators say until somebody has proven to be one, in Korean. */
export const access = {
  door: {
    needed: '운영자를 위한 페이지예요.',
    forbidden: '운영자가 아니에요. “admin” 역할이 필요해요.',
    rejected: '이 토큰이나 키는 더 이상 쓸 수 없어요. 만료되었거나 취소되었을 수 있어요.',
    ended: '로그인이 끝났어요.',
    out: '로그아웃했어요.',
    failed: '로그인하지 못했어요.',
    refused: '로그인 서비스가 허용하지 않았어요.',
    away: '로그인 서비스에 연결할 수 없어요.',
  },
  signIn: '로그인',
  signInAt: (host) => `${host}에서`,
  proof: '토큰 또는 키',
  enter: '들어가기',
  proofHint: '“admin” 역할이 필요해요. 이 탭에만 보관하고, 탭을 닫으면 사라져요.',
  toChat: '채팅으로',
  forget: '토큰 지우기',
  signOut: '로그아웃',

  troubles: {
    lost: '서버가 응답하지 않아요. 다시 시도하고 있어요.',
    unavailable: '서버가 데이터베이스에 연결할 수 없어요. 다시 시도하고 있어요.',
    internal: '서버에 문제가 생겼어요. 다시 시도하고 있어요.',
    rate_limited: '서버가 허용하는 것보다 자주 요청했어요. 다시 시도하고 있어요.',
    unauthenticated: '서버가 더 이상 로그인을 받아들이지 않아요.',
    too_large: '이 서버에는 너무 길어요.',
    forbidden: '“admin” 역할이 필요해요.',
  },
  notDone: (code) => `서버가 거절했어요: ${code}`,
};
