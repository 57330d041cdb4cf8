import { refusalWords, waitIn } from '../../refusal-words.js';

const wait = waitIn('id');
const again = (after) => (after ? `Coba lagi dalam ${wait(after)}.` : 'Tunggu sebentar, lalu coba lagi.');

const roomLimit = 'Jumlah ruang Anda sudah mencapai batas server ini. Keluarlah dari salah satu ruang dulu.';
const goneMessage = 'Pesan ini sudah tidak ada.';
const gonePerson = 'Orang ini sudah tidak ada.';
const absentPerson = 'Orang ini sudah tidak berada di ruang ini.';
const lowRole = 'Peran Anda di ruang ini tidak mengizinkan hal ini.';

const moderation = { forbidden: lowRole, bad_request: absentPerson, not_found: gonePerson };

const general = {
  bad_request: 'Server tidak dapat menerima ini. Muat ulang halaman dan coba lagi.',
  unsupported: 'Server ini tidak dapat melakukannya. Mungkin versinya lebih lama daripada halaman ini.',
  unauthenticated: 'Server tidak lagi menerima identitas Anda. Muat ulang halaman.',
  forbidden: 'Anda tidak memiliki izin untuk melakukan ini.',
  not_found: 'Ini sudah tidak ada.',
  not_member: 'Anda belum bergabung di ruang ini.',
  too_large: 'Terlalu panjang untuk server ini.',
  rate_limited: (after) => `Terlalu banyak permintaan. ${again(after)}`,
  muted: 'Anda dibisukan di ruang ini.',
  banned: 'Anda dilarang masuk ke ruang ini.',
  conflict: 'Sudah ada, atau batasnya sudah tercapai.',
  unavailable: 'Server tidak dapat terhubung ke basis datanya. Coba lagi sebentar lagi.',
  internal: 'Terjadi kesalahan di server. Coba lagi.',
  lost: 'Tidak ada koneksi. Coba lagi setelah koneksi pulih.',
  cancelled: 'Anda telah membatalkannya.',
  rejected: 'Server menutup koneksi karena hal ini.',
  someone_new: 'Anda memakai identitas lain saat menulis ini.',
};

/** By action. */
const of = {
  hello: {
    bad_request: 'Server tidak mengenali halaman ini. Muat ulang halaman.',
    unauthenticated: 'Server ini tidak menerima tamu.',
    forbidden: 'Server tidak mengizinkan Anda masuk.',
    rate_limited: (after) => `Terlalu banyak tamu baru dari jaringan Anda. ${again(after)}`,
  },
  send: {
    bad_request: 'Pesan yang dibalas sudah tidak ada, atau orang yang disebut sudah keluar.',
    forbidden: 'Hanya pemilik dan moderator yang dapat menulis di ruang ini.',
    not_found: 'Percakapan ini sudah tidak ada.',
    conflict: roomLimit,
    rate_limited: (after) => `Anda menulis terlalu cepat. ${again(after)}`,
  },
  edit: {
    bad_request: goneMessage,
    forbidden: 'Hanya penulisnya yang dapat mengedit pesan, dan hanya di tempat ia boleh menulis.',
    not_found: goneMessage,
    too_large: 'Teks yang baru terlalu panjang untuk server ini.',
  },
  delete: { bad_request: goneMessage, forbidden: 'Hanya penulisnya dan moderator yang dapat menghapus pesan ini.', not_found: goneMessage },
  react: {
    bad_request: 'Server tidak mengenal emoji ini.',
    not_found: goneMessage,
    conflict: 'Jumlah jenis reaksi pada pesan ini sudah mencapai batas.',
  },
  join: {
    bad_request: 'Nama ini tidak dapat dipakai untuk ruang.',
    forbidden: 'Anda tidak dapat bergabung di ruang ini, atau ruang ini belum ada dan Anda tidak boleh membuatnya.',
    not_found: 'Ruang ini tidak ada, atau Anda memerlukan undangan.',
    conflict: roomLimit,
    rate_limited: (after) => `Anda bergabung atau membuat terlalu banyak ruang. ${again(after)}`,
  },
  leave: { not_found: 'Ruang ini sudah tidak ada.', not_member: 'Anda sudah tidak berada di ruang ini.' },
  create: {
    forbidden: 'Anda tidak boleh membuat ruang di sini.',
    bad_request: 'Server tidak menerima nama ini atau salah satu dari orang-orang ini.',
    not_found: 'Salah satu dari orang-orang ini sudah tidak ada.',
    too_large: 'Nama ini terlalu panjang.',
    conflict: roomLimit,
    rate_limited: (after) => `Anda membuat terlalu banyak ruang. ${again(after)}`,
  },
  title: {
    bad_request: 'Server tidak menerima nama ini. Gunakan 1 sampai 80 karakter yang terlihat.',
    forbidden: 'Hanya pemilik dan moderator yang dapat mengganti nama ruang ini.',
    not_found: 'Ruang ini sudah tidak ada.',
    too_large: 'Nama ini terlalu panjang.',
  },
  set: { forbidden: 'Hanya pemilik dan moderator yang dapat mengubah siapa yang dapat menulis.', unavailable: 'Ini tidak dapat diubah selama server sedang diperbarui. Coba lagi sebentar lagi.' },
  topic: { bad_request: 'Server tidak menerima topik ini. Gunakan hingga 250 karakter yang terlihat.', forbidden: 'Hanya pemilik dan moderator yang dapat mengubah topik.' },
  rename: {
    forbidden: 'Nama Anda berasal dari akun masuk Anda dan hanya dapat diubah di sana.',
    bad_request: 'Server tidak menerima nama ini. Gunakan 1 sampai 40 karakter yang terlihat.',
    too_large: 'Nama ini terlalu panjang.',
    rate_limited: (after) => `Anda terlalu sering mengganti nama. ${again(after)}`,
  },
  invite: {
    bad_request: gonePerson,
    forbidden: 'Hanya pemilik dan moderator yang dapat menambahkan orang.',
    not_found: gonePerson,
    conflict: 'Orang ini dilarang masuk ke ruang ini, atau jumlah ruangnya sudah mencapai batas server.',
    rate_limited: (after) => `Anda mengundang terlalu banyak orang. ${again(after)}`,
  },
  kick: moderation,
  ban: { ...moderation, conflict: 'Terlalu banyak orang yang dilarang masuk ke ruang ini.' },
  unban: moderation,
  mute: { ...moderation, conflict: 'Terlalu banyak orang yang dibisukan di ruang ini.' },
  unmute: moderation,
  promote: moderation,
  demote: { ...moderation, conflict: 'Ruang harus memiliki pemilik. Jadikan orang lain pemilik dulu.' },
  block: { bad_request: 'Anda tidak dapat memblokir orang ini.', not_found: gonePerson, conflict: 'Jumlah orang yang Anda blokir sudah mencapai batas.' },
  unblock: { bad_request: gonePerson, not_found: gonePerson },
  receipts: { forbidden: 'Ruang ini tidak menunjukkan siapa yang sudah membaca.', not_found: goneMessage },
};

/** By close code. */
const endings = {
  1000: 'Server menutup koneksi.',
  1001: 'Server ini akan berhenti.',
  1002: 'Server tidak dapat memproses data yang dikirim halaman ini.',
  1003: 'Server tidak menerima data yang dikirim halaman ini.',
  1007: 'Server tidak dapat membaca data yang dikirim halaman ini.',
  1008: 'Server tidak mengizinkan koneksi ini.',
  1009: 'Pesan terakhir terlalu besar untuk server.',
  1011: 'Terjadi kesalahan di server.',
  1012: 'Server ini sedang dimulai ulang.',
  1013: 'Server sedang kelebihan beban.',
  4001: 'Server tidak mengenali halaman ini pada waktunya.',
  4002: 'Koneksi Anda terlalu lambat untuk mengikuti percakapan.',
  4003: 'Server kehilangan kontak dengan halaman ini.',
  4004: 'Halaman ini mengirim terlalu banyak permintaan dan harus menunggu.',
  4401: 'Masa berlaku identitas Anda telah habis.',
  4500: 'Server tidak dapat membaca data yang dikirim halaman ini.',
  4501: 'Server tidak menerima identitas Anda.',
  4502: 'Operator memutus koneksi Anda.',
  4503: 'Parley dibuka di terlalu banyak tempat. Koneksi yang lebih baru menggantikan koneksi ini.',
};

/** In Indonesian, why the server refuses something or closes the connection. */
export const refusals = refusalWords({
  general,
  of,
  endings,
  unknown: (code) => `Server menolak ini (${code}).`,
  unknownEnding: (code) => `Server menutup koneksi (${code}).`,
});
