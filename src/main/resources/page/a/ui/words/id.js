const numbers = new Intl.NumberFormat('id');
const lists = new Intl.ListFormat('id', { type: 'conjunction' });
const MAX_NAMES = 4;

const number = (count) => numbers.format(count ?? 0);

function list(names) {
  const more = names.length - MAX_NAMES;
  return lists.format(more > 0 ? [...names.slice(0, MAX_NAMES), `${more} lainnya`] : names);
}

/** The page's text in Indonesian. The user is always addressed as "Anda". */
export const id = {
  language: 'id',
  app: 'Parley',
  skip: 'Langsung ke kolom pesan',

  rooms: 'Ruang',
  yourRooms: 'Ruang Anda',
  moreRooms: 'Ruang lainnya',
  showMoreRooms: 'Tampilkan lebih banyak ruang',
  loadingRooms: 'Memuat ruang…',
  roomTotal: (count) => `${number(count)} ruang publik`,
  noOtherRooms: 'Belum ada ruang publik lain. Buat ruang baru di atas.',
  joinLabel: 'Gabung atau buat ruang',
  joinPlaceholder: 'pojok-teh',
  join: 'Gabung',
  joinHint: 'Jika ruang belum ada, ruang baru akan dibuat.',
  badRoom: 'Gunakan a–z, 0–9, dan tanda hubung, maksimal 64 karakter, diawali huruf atau angka.',
  leave: 'Keluar dari ruang',
  hide: 'Sembunyikan percakapan',
  roomDetails: 'Detail ruang',
  kinds: { public: 'Ruang publik', private: 'Grup privat', direct: 'Pesan langsung' },

  newGroup: 'Grup baru',
  roomName: 'Nama',
  whoCanJoin: 'Siapa yang dapat bergabung',
  privateKind: 'Privat (undangan saja)',
  publicKind: 'Publik (untuk semua)',
  create: (count) => (count > 0 ? `Buat dengan ${number(count)} orang` : 'Buat'),
  findPeople: 'Cari orang',
  noMatchingPeople: 'Tidak ada yang cocok di antara orang yang pernah Anda temui di sini.',
  invite: 'Tambahkan orang',
  inviteTo: (room) => `Tambahkan orang ke ${room}`,
  inviteCount: (count) => (count > 0 ? `Tambahkan ${number(count)} orang` : 'Tambahkan'),

  people: 'Orang',
  members: 'Anggota',
  onlineOf: (online, members) => `${number(online)} dari ${number(members)} online`,
  showMembers: (online) => `Tampilkan anggota, ${number(online)} online`,
  showMoreMembers: 'Tampilkan lebih banyak anggota',
  presence: (online) => (online ? 'online' : 'offline'),
  you: 'Anda',
  blocked: 'diblokir',
  someone: 'Seseorang',
  notesToSelf: 'Catatan pribadi',
  writeNote: 'Tulis catatan pribadi',
  roles: { owner: 'pemilik', moderator: 'moderator' },
  messagePerson: (name) => `Kirim pesan ke ${name}`,
  makeModerator: 'Jadikan moderator',
  makeOwner: 'Jadikan pemilik',
  demote: 'Berhentikan sebagai moderator',
  mute: 'Bisukan selama',
  duration: (ms) => (ms < 3_600_000 ? `${ms / 60_000} menit` : `${ms / 3_600_000} jam`),
  unmute: 'Batalkan bisu',
  kick: 'Keluarkan dari ruang',
  ban: 'Larang masuk ke ruang',
  unban: 'Cabut larangan',
  bannedPeople: 'Dilarang masuk',
  block: 'Blokir',
  unblock: 'Buka blokir',
  blockHint: 'Anda tidak akan menerima pesan langsung atau undangan dari orang yang Anda blokir. Mereka tidak akan diberi tahu.',

  backToRooms: (unread) => (unread > 0 ? `Kembali ke daftar ruang, ${id.unread(unread)}` : 'Kembali ke daftar ruang'),
  backToRoom: 'Kembali ke percakapan',
  counts: (members, online) => `${number(members)} anggota, ${number(online)} online`,
  unread: (count) => `${count >= 100 ? '100 atau lebih' : count} belum dibaca`,
  mentioned: 'Anda disebut',
  youPrefix: 'Anda:',

  messagesOf: (room) => `Pesan di ${room}`,
  older: 'Muat pesan sebelumnya',
  loading: 'Memuat…',
  beginning: 'Ini adalah awal percakapan.',
  empty: 'Belum ada pesan. Mulailah percakapan.',
  directEmpty: (name) => `Ini adalah awal percakapan Anda dengan ${name}.`,
  newMessages: 'Pesan baru',
  toLatest: (count) => (count > 0 ? `Ke pesan terbaru, ${id.unread(count)}` : 'Ke pesan terbaru'),
  notMember: (room) => `Anda belum bergabung di ${room}.`,
  notMemberHint: 'Bergabunglah untuk membaca dan menulis pesan.',
  notParticipant: 'Anda tidak termasuk dalam percakapan ini.',
  typing: (names) => (names.length > 3 ? 'Beberapa orang sedang mengetik…' : `${list(names)} sedang mengetik…`),
  joined: (names) => `${list(names)} bergabung`,
  left: (names) => `${list(names)} keluar`,

  messageMenu: (name) => `Tindakan untuk pesan dari ${name}`,
  messageActions: 'Tindakan pesan',
  react: 'Tambahkan reaksi',
  reaction: (emoji, count) => `${emoji}, ${number(count)} orang`,
  moreReactions: 'Reaksi lainnya',
  emoji: 'Emoji',
  reply: 'Balas',
  copy: 'Salin teks',
  edit: 'Edit',
  delete: 'Hapus',
  messageInfo: 'Info pesan',
  inReplyTo: 'Membalas',
  earlierMessage: 'Pesan sebelumnya',
  edited: 'diedit',
  deleted: 'Pesan ini telah dihapus.',
  deletedShort: 'Pesan dihapus',
  dataShort: 'Data',

  changeName: (name) => `Ubah nama Anda, saat ini ${name}`,
  messageLabel: (room) => `Pesan ke ${room}`,
  messagePlaceholder: 'Tulis pesan',
  mention: 'Sebut seseorang',
  editing: 'Mengedit',
  replyingTo: (name) => `Membalas ${name}`,
  bytesLeft: (bytes) => (bytes >= 0 ? `Sisa ${number(bytes)}` : `Kelebihan ${number(-bytes)}`),
  tooLong: ({ size, most, encoded }) =>
    `Pesan ini terlalu panjang: ${number(size)} byte${encoded ? ' saat dikirim' : ''}; batasnya ${number(most)}. Persingkat atau kirim dalam beberapa bagian.`,
  send: 'Kirim',
  sendHint: 'Tekan Enter untuk mengirim, Shift+Enter untuk baris baru, atau panah atas untuk mengedit pesan terakhir Anda.',
  nameTitle: 'Nama Anda',
  nameHint: '1 sampai 40 karakter. Mulai sekarang, orang lain akan melihatnya di samping pesan Anda.',
  chooseName: 'Pilih nama',
  welcome: (name) => `Selamat datang! Untuk sementara, nama Anda ${name}.`,
  save: 'Simpan',
  cancel: 'Batal',
  close: 'Tutup',
  settings: 'Pengaturan',
  theme: 'Tampilan',
  themes: { auto: 'Sistem', light: 'Terang', dark: 'Gelap' },
  languageLabel: 'Bahasa',
  automatic: 'Sesuai browser',
  notifications: 'Notifikasi',
  notifyHint: 'Untuk pesan langsung, grup, dan sebutan saat halaman ini berada di latar belakang.',
  notifyOn: 'Aktifkan notifikasi',
  notifyOff: 'Nonaktifkan notifikasi',
  notifyDenied: 'Browser Anda tidak mengizinkan notifikasi untuk halaman ini. Anda dapat mengubahnya di pengaturan browser.',
  formatHint: 'Format: *tebal*, _miring_, ~coret~, `kode`, ```blok kode```',
  switchTitle: 'Buka ruang atau percakapan',
  switchKeys: 'Ctrl K',
  switchHint: 'Cari ruang atau orang',
  noResults: 'Tidak ada hasil',
  updateReady: 'Versi baru halaman ini tersedia.',
  useUpdate: 'Perbarui sekarang',

  deliveryStatus: { sent: 'Terkirim', delivered: 'Diterima', seen: 'Dilihat' },
  seenBy: (count, of) => `Dilihat oleh ${number(count)} dari ${number(of)}`,
  countOf: (count, of) => `${number(count)} dari ${number(of)}`,
  sending: 'Mengirim…',
  queued: 'Menunggu koneksi',
  inOtherTab: 'Menunggu di tab lain',
  notSent: (why) => `Tidak terkirim. ${why}`,
  notChanged: (why) => `Tidak diubah. ${why}`,
  retry: 'Coba lagi',
  discard: 'Hapus',
  dismiss: 'Tutup',
  announcement: (name) => `Pengumuman dari ${name}:`,
  view: 'Lihat',

  connection: {
    connecting: 'Menghubungkan',
    open: 'Terhubung',
    waiting: 'Menghubungkan ulang',
    ended: 'Terputus',
    goingAway: 'Berpindah ke server lain',
  },
  onPod: (pod) => `Terhubung ke ${pod}`,
  connectionLost: 'Koneksi terputus.',
  offline: 'Anda sedang offline.',
  savedUntilOnline: 'Pesan Anda disimpan dan akan dikirim setelah koneksi pulih.',
  heldUntilOnline: 'Pesan Anda akan dikirim setelah koneksi pulih. Biarkan halaman ini terbuka sampai saat itu.',
  forgetful: 'Browser ini tidak menyimpan apa pun untuk halaman ini. Draf dan pesan yang belum terkirim hilang saat Anda menutupnya.',
  retryIn: (seconds) => (seconds > 0 ? `Mencoba lagi dalam ${number(seconds)} dtk` : 'Mencoba lagi…'),
  retryNow: 'Coba sekarang',
  reconnect: 'Hubungkan ulang',

  ended: (code, reason) => endings[code] ?? `Server menutup koneksi (${code}${reason ? `: ${reason}` : ''}).`,

  refused: ({ code, message }) => refusals[code] ?? message ?? code,

  notice: ({ code, room, title, reason, name, why }) => {
    switch (code) {
      case 'stranger':
        return 'Sesi Anda tidak berlaku lagi. Anda akan kembali sebagai tamu baru.';
      case 'someone_new':
        return `Sesi Anda tidak berlaku lagi. Anda sekarang menjadi tamu baru: ${name}.`;
      case 'removed':
        return (removals[reason] ?? removals.other)(room);
      case 'added':
        return `Anda ditambahkan ke ${title}.`;
      default:
        return id.refused(why ?? { code, message: reason });
    }
  },
};

const endings = {
  1000: 'Server menutup koneksi.',
  1002: 'Server tidak dapat memproses data yang dikirim halaman ini.',
  1007: 'Server tidak dapat membaca data yang dikirim halaman ini.',
  1008: 'Server tidak mengizinkan koneksi ini.',
  1009: 'Pesan terakhir terlalu besar untuk server.',
  4500: 'Server tidak dapat membaca data yang dikirim halaman ini.',
  4501: 'Server tidak menerima identitas Anda.',
  4502: 'Operator memutus koneksi Anda.',
  4503: 'Parley dibuka di terlalu banyak tempat. Koneksi yang lebih baru menggantikan koneksi ini.',
  unauthenticated: 'Server ini tidak menerima tamu.',
};

const refusals = {
  muted: 'Anda dibisukan di ruang ini.',
  banned: 'Anda dilarang masuk ke ruang ini.',
  forbidden: 'Peran Anda di ruang ini tidak mengizinkan hal ini.',
  not_member: 'Anda belum bergabung di ruang ini.',
  not_found: 'Ruang ini tidak ada.',
  too_large: 'Terlalu panjang untuk server ini.',
  rate_limited: 'Terlalu banyak permintaan. Tunggu sebentar.',
  unavailable: 'Server tidak dapat terhubung ke basis datanya. Coba lagi sebentar lagi.',
  lost: 'Tidak ada koneksi. Coba lagi setelah koneksi pulih.',
  someone_new: 'Anda memakai identitas lain saat menulis ini.',
  conflict: 'Sudah ada, atau batasnya sudah tercapai.',
};

const removals = {
  kicked: (room) => `Anda dikeluarkan dari ${room}.`,
  banned: (room) => `Anda dilarang masuk ke ${room}.`,
  left: (room) => `Anda keluar dari ${room}.`,
  other: (room) => `Anda tidak lagi berada di ${room}.`,
};
