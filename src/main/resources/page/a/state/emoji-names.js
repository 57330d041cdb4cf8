import { folded } from './folded.js';

/**
 * Emoji by name: an emoji, what it is called between colons, and more words for it in English, Indonesian and Korean. It is
 * loaded when somebody looks for one.
 */
const TABLE = `
😀 grinning smile happy / senyum senang / 웃음 미소
😄 smile happy joy / senyum senang / 웃음 기쁨
😁 grin beaming / nyengir / 활짝
😆 laughing lol / tertawa / 크게웃음
😅 sweat_smile phew / lega keringat / 식은땀
😂 joy tears lol / tertawa menangis / 눈물 웃겨
🤣 rofl rolling / terpingkal / 폭소
😊 blush shy / tersipu / 수줍음 미소
🙂 slight_smile fine / senyum tipis / 살짝미소
😉 wink / kedip / 윙크
😍 heart_eyes love / cinta mata / 사랑 하트눈
🥰 smiling_hearts adore / sayang / 애정
😘 kiss blow / cium / 뽀뽀 키스
😎 sunglasses cool / keren / 선글라스 멋짐
🤓 nerd geek / kutu / 공부 안경
🤔 thinking hmm / berpikir / 생각 고민
🤨 raised_eyebrow doubt / ragu / 의심
😐 neutral meh / datar / 무표정
😴 sleeping zzz / tidur / 잠 졸림
😮 open_mouth wow / kaget wow / 놀람
😱 scream fear / takut teriak / 비명 공포
😢 cry sad / sedih menangis / 슬픔 눈물
😭 sob bawl / menangis / 엉엉 울음
😤 triumph huff / kesal / 씩씩
😡 rage angry / marah / 화남 분노
🥳 partying celebrate / pesta / 파티 축하
🤗 hugs hug / peluk / 포옹
🤭 giggle oops / cekikik / 킥킥
🙄 eye_roll / memutar mata / 눈굴림
😬 grimace awkward / canggung / 어색
🤯 exploding_head mind / meledak / 충격
🥺 pleading please / memohon / 부탁 간절
😇 angel innocent / malaikat / 천사
😋 yum delicious / lezat enak / 맛있다 냠
😜 stuck_out_tongue silly / lidah / 메롱 혀
🤫 shush quiet / diam / 쉿 조용
🤒 sick fever / sakit demam / 아픔 열
😷 mask ill / masker / 마스크
🤝 handshake deal / jabat tangan / 악수 합의
👍 thumbsup +1 yes like / jempol setuju suka / 좋아요 엄지 최고
👎 thumbsdown -1 no dislike / tidak suka / 싫어요 반대
👌 ok_hand okay / oke / 오케이 확인
✌️ v peace victory / damai / 브이 평화
🤞 crossed_fingers luck / semoga / 행운
👏 clap applause bravo / tepuk tangan / 박수
🙌 raised_hands hooray / hore / 만세
🙏 pray thanks please / terima kasih tolong doa / 감사 부탁 기도
💪 muscle strong / kuat / 힘 화이팅
👋 wave hello bye / halo dadah / 안녕 인사
🫶 heart_hands love / cinta tangan / 손하트
✋ hand stop / tangan berhenti / 손 멈춤
👆 point_up / atas tunjuk / 위 손가락
👇 point_down / bawah tunjuk / 아래 손가락
👉 point_right / kanan tunjuk / 오른쪽
👈 point_left / kiri tunjuk / 왼쪽
❤️ heart love / hati cinta / 하트 사랑
🧡 orange_heart / hati oranye / 주황하트
💛 yellow_heart / hati kuning / 노란하트
💚 green_heart / hati hijau / 초록하트
💙 blue_heart / hati biru / 파란하트
💜 purple_heart / hati ungu / 보라하트
🖤 black_heart / hati hitam / 검은하트
🤍 white_heart / hati putih / 하얀하트
💔 broken_heart / patah hati / 이별
🔥 fire hot lit / api panas / 불 최고
✨ sparkles shiny / kilau / 반짝
⭐ star / bintang / 별
🎉 tada party congratulations / selamat pesta / 축하 파티
🎂 birthday cake / ulang tahun kue / 생일 케이크
🎁 gift present / hadiah / 선물
🏆 trophy win / juara piala / 우승 트로피
🥇 first_place gold medal / emas / 금메달 일등
⚽ soccer football / bola / 축구
🎵 music note / musik lagu / 음악 노래
🎮 game video / gim main / 게임
📷 camera photo / kamera foto / 사진 카메라
☕ coffee tea cup / kopi / 커피
🍵 tea green / teh / 차 녹차
🍺 beer / bir / 맥주
🍷 wine / anggur / 와인
🍕 pizza / pizza / 피자
🍔 burger hamburger / burger / 햄버거
🍜 noodles ramen / mi ramen / 라면 국수
🍚 rice / nasi / 밥
🍎 apple fruit / apel / 사과
🍌 banana / pisang / 바나나
🍫 chocolate / cokelat / 초콜릿
🌱 seedling plant / tunas tanaman / 새싹
🌸 cherry_blossom flower / bunga sakura / 벚꽃 꽃
🌹 rose / mawar / 장미
🌳 tree / pohon / 나무
🌧️ rain cloud / hujan / 비
⛈️ storm thunder / badai / 천둥
❄️ snow cold / salju dingin / 눈 추위
☀️ sun sunny / matahari cerah / 해 맑음
🌙 moon night / bulan malam / 달 밤
🌈 rainbow / pelangi / 무지개
🌍 earth world / bumi dunia / 지구 세계
🐛 bug / serangga kutu / 벌레 버그
🐱 cat / kucing / 고양이
🐶 dog / anjing / 강아지 개
🐰 rabbit bunny / kelinci / 토끼
🐻 bear / beruang / 곰
🐼 panda / panda / 판다
🦊 fox / rubah / 여우
🐢 turtle slow / kura / 거북이
🚀 rocket ship launch / roket / 로켓 출시
🚗 car / mobil / 차 자동차
🚲 bike bicycle / sepeda / 자전거
✈️ airplane flight / pesawat / 비행기
🏠 house home / rumah / 집
💡 bulb idea / ide lampu / 아이디어 전구
✅ white_check_mark done yes / selesai benar / 완료 체크
☑️ ballot_check / centang / 확인
❌ x no wrong / salah tidak / 아니요 엑스
❗ exclamation important / penting seru / 느낌표 중요
❓ question / tanya / 물음표 질문
💯 100 perfect / seratus sempurna / 백점 완벽
👀 eyes look / mata lihat / 눈 보기
🧠 brain smart / otak / 뇌 똑똑
💤 zzz sleep / tidur / 잠
💬 speech chat / obrolan / 말풍선 대화
📌 pin pushpin / sematkan / 고정 핀
📎 paperclip attach / klip lampiran / 클립 첨부
📅 calendar date / kalender tanggal / 달력 날짜
⏰ alarm clock time / jam alarm / 알람 시계
⏳ hourglass wait / tunggu / 모래시계 기다림
🔒 lock closed / kunci / 잠금 자물쇠
🔑 key / kunci / 열쇠
🔍 mag search / cari / 검색 돋보기
🔗 link / tautan / 링크
⚠️ warning / peringatan / 경고 주의
🚨 siren alert / sirene darurat / 긴급 사이렌
🛠️ tools fix / perbaiki alat / 도구 수리
📈 chart up growth / grafik naik / 상승 그래프
📉 chart_down / grafik turun / 하락
💰 money / uang / 돈
🎓 graduation / wisuda / 졸업
📚 books study / buku belajar / 책 공부
✏️ pencil write / pensil tulis / 연필
🗑️ wastebasket trash / sampah / 휴지통
♻️ recycle / daur ulang / 재활용
🙈 see_no_evil monkey / monyet malu / 원숭이
🤖 robot bot / robot / 로봇
👻 ghost / hantu / 유령
🤷 shrug / entah / 모름 어깨
🤦 facepalm / tepok jidat / 이마
🏃 running run / lari / 달리기
🇮🇩 indonesia flag_id / indonesia bendera / 인도네시아
🇰🇷 korea flag_kr / korea bendera / 한국 대한민국
`;

const MAX_FOUND = 40;
const ROWS = TABLE.trim().split('\n').map(rowOf);

function rowOf(line) {
  const [emoji, name, ...more] = line.replaceAll(' / ', ' ').split(' ');
  return { emoji, name, words: [name, ...name.split('_'), ...more].map(folded) };
}

/** The emoji with a word that begins with what is looked for, `{emoji, name}`; those so called come first. */
export function findEmoji(query) {
  const wanted = folded(query).trim();
  const begins = ROWS.filter(({ words }) => words.some((word) => word.startsWith(wanted)));
  return [...begins.filter(({ name }) => name.startsWith(wanted)), ...begins.filter(({ name }) => !name.startsWith(wanted))].slice(0, MAX_FOUND);
}

/** The emoji with this name, or else the first one with this word. */
export function emojiNamed(name) {
  const wanted = folded(name).trim();
  const called = ROWS.find((row) => folded(row.name) === wanted) ?? ROWS.find(({ words }) => words.includes(wanted));
  return called?.emoji;
}
