const numbers = new Intl.NumberFormat('id');
const lists = new Intl.ListFormat('id', { type: 'conjunction' });
const MOST_NAMES = 4;

const number = (count) => numbers.format(count ?? 0);

function list(names) {
  const more = names.length - MOST_NAMES;
  return lists.format(more > 0 ? [...names.slice(0, MOST_NAMES), `${more} lainnya`] : names);
}

/** What the page says in Indonesian. */
export const id = {
  language: 'id',
  app: 'Parley',
  skip: 'Langsung ke kolom pesan',

  rooms: 'Ruang',
  yourRooms: 'Ruang Anda',
  moreRooms: 'Ruang lain',
  showMoreRooms: 'Tampilkan ruang lain',
  loadingRooms: 'Memuat ruang …',
  roomTotal: (count) => `Ada ${number(count)} ruang publik`,
  noOtherRooms: 'Belum ada ruang publik lain. Buat satu di atas.',
  joinLabel: 'Masuk atau buat ruang',
  joinPlaceholder: 'pojok-teh',
  join: 'Masuk',
  joinHint: 'Ruang yang belum ada akan dibuat.',
  badRoom: 'Gunakan a–z, 0–9 dan tanda hubung, paling banyak 64, diawali huruf atau angka.',
  leave: 'Keluar dari ruang ini',
  hide: 'Sembunyikan percakapan ini',
  roomSettings: 'Tentang ruang ini',
  kinds: { public: 'Ruang publik', private: 'Grup pribadi', direct: 'Percakapan langsung' },

  newGroup: 'Grup baru',
  groupTitle: 'Judul',
  whoMayCome: 'Siapa yang boleh masuk',
  privateKind: 'Pribadi, dengan undangan',
  publicKind: 'Publik, untuk semua',
  make: (count) => (count > 0 ? `Buat dengan ${number(count)} orang` : 'Buat'),
  findPeople: 'Cari orang',
  nobodyFits: 'Tidak ada yang cocok di antara orang yang Anda temui di sini.',
  invite: 'Tambah orang',
  inviteTo: (room) => `Tambah orang ke ${room}`,
  bring: (count) => (count > 0 ? `Tambah ${number(count)} orang` : 'Tambah'),

  people: 'Orang',
  peopleOf: (online, members) => `${number(online)} dari ${number(members)} daring`,
  showPeople: (online) => `Orang, ${number(online)} daring`,
  showMorePeople: 'Tampilkan lebih banyak orang',
  presence: (online) => (online ? 'daring' : 'luring'),
  you: 'Anda',
  blocked: 'diblokir',
  someone: 'Seseorang',
  notes: 'Catatan pribadi',
  notesToSelf: 'Tulis catatan untuk diri sendiri',
  roles: { owner: 'pemilik', moderator: 'moderator' },
  writeTo: (name) => `Tulis ke ${name}`,
  makeModerator: 'Jadikan moderator',
  makeOwner: 'Jadikan pemilik',
  demote: 'Cabut perannya',
  mute: 'Bisukan selama',
  span: (ms) => (ms < 3_600_000 ? `${ms / 60_000} menit` : `${ms / 3_600_000} jam`),
  unmute: 'Bunyikan lagi',
  kick: 'Keluarkan dari ruang ini',
  ban: 'Larang masuk ruang ini',
  unban: 'Cabut larangan',
  bannedPeople: 'Dilarang masuk',
  block: 'Blokir',
  unblock: 'Buka blokir',
  blockHint: 'Pesan langsung dan undangan dari orang yang diblokir tidak sampai kepada Anda. Mereka tidak diberi tahu.',

  backToRooms: (unread) => (unread > 0 ? `Kembali ke daftar ruang, ${id.unread(unread)}` : 'Kembali ke daftar ruang'),
  backToRoom: 'Kembali ke percakapan',
  counts: (members, online) => `${number(members)} anggota, ${number(online)} daring`,
  unread: (count) => `${count >= 100 ? '100 atau lebih' : count} belum dibaca`,
  mentioned: 'Anda disebut',
  youSaid: 'Anda:',

  messagesOf: (room) => `Pesan di ${room}`,
  older: 'Pesan sebelumnya',
  loading: 'Memuat …',
  beginning: 'Percakapan dimulai di sini.',
  quiet: 'Belum ada yang berbicara. Anda bisa menjadi yang pertama.',
  directQuiet: (name) => `Inilah awal percakapan Anda dengan ${name}.`,
  newFromHere: 'Baru mulai dari sini',
  toEnd: (count) => (count > 0 ? `Ke pesan terbaru, ${id.unread(count)}` : 'Ke pesan terbaru'),
  notMember: (room) => `Anda tidak berada di ${room}.`,
  notMemberHint: 'Masuklah untuk membaca dan berbicara.',
  notYours: 'Anda tidak ada dalam percakapan ini.',
  typing: (names) => (names.length > 3 ? 'Beberapa orang sedang menulis …' : `${list(names)} sedang menulis …`),
  came: (names) => `${list(names)} datang`,
  left: (names) => `${list(names)} pergi`,

  messageMenu: (name) => `Tindakan untuk pesan dari ${name}`,
  messageActions: 'Tindakan untuk pesan ini',
  react: 'Balas dengan tanda',
  reaction: (emoji, count) => `${emoji}, ${number(count)} orang`,
  moreEmoji: 'Tanda lain',
  emoji: 'Emoji',
  reply: 'Balas',
  copy: 'Salin teks',
  edit: 'Ubah',
  delete: 'Hapus',
  whoSaw: 'Siapa yang sudah melihat',
  answerTo: 'Menjawab',
  earlierMessage: 'Pesan terdahulu',
  edited: 'diubah',
  deleted: 'Pesan ini dihapus.',
  deletedShort: 'Dihapus',
  dataShort: 'Data',

  changeName: (name) => `Ubah nama Anda, sekarang ${name}`,
  messageLabel: (room) => `Pesan ke ${room}`,
  messagePlaceholder: 'Katakan sesuatu',
  mention: 'Siapa yang Anda maksud',
  editing: 'Mengubah',
  answering: (name) => `Menjawab ${name}`,
  room: (bytes) => (bytes >= 0 ? `Sisa ${number(bytes)}` : `Kelebihan ${number(-bytes)}`),
  send: 'Kirim',
  sendHint: 'Enter mengirim, Shift dan Enter memulai baris baru, panah atas mengubah pesan terakhir Anda.',
  nameTitle: 'Nama Anda',
  nameHint: '1 sampai 40 karakter. Orang lain melihatnya di samping pesan Anda mulai sekarang.',
  chooseName: 'Pilih nama',
  welcome: (name) => `Selamat datang. Untuk sementara nama Anda ${name}.`,
  save: 'Simpan',
  cancel: 'Batal',
  close: 'Tutup',
  settings: 'Pengaturan',
  theme: 'Tampilan',
  themes: { auto: 'Ikuti sistem', light: 'Terang', dark: 'Gelap' },
  languageLabel: 'Bahasa',
  automatic: 'Ikuti peramban',
  notifications: 'Pemberitahuan',
  notifyHint: 'Untuk pesan langsung, grup dan setiap kali Anda disebut, selama halaman ini tersembunyi.',
  notifyOn: 'Beri tahu saya',
  notifyOff: 'Jangan beri tahu saya lagi',
  notifyDenied: 'Peramban tidak mengizinkannya untuk halaman ini. Anda dapat mengubahnya di pengaturan peramban.',
  formatHint: '*tebal*, _miring_, ~coret~, `kode` dan ```blok kode``` ditampilkan demikian.',
  switchTitle: 'Pergi ke ruang atau orang',
  switchKeys: 'Ctrl K',
  switchHint: 'Ruang atau orang',
  nothingFits: 'Tidak ada yang cocok.',
  updateReady: 'Ada versi baru halaman ini.',
  useUpdate: 'Pakai sekarang',

  fate: { sent: 'Terkirim', delivered: 'Sampai', seen: 'Dilihat' },
  seenBy: (count, of) => `Dilihat ${number(count)} dari ${number(of)}`,
  countOf: (count, of) => `${number(count)} dari ${number(of)}`,
  sending: 'Mengirim …',
  queued: 'Menunggu sambungan',
  elsewhere: 'Menunggu di tab lain',
  notSent: (why) => `Tidak terkirim. ${why}`,
  retry: 'Coba lagi',
  discard: 'Buang',
  dismiss: 'Tutup pemberitahuan',
  announcement: (name) => `${name} kepada semua orang:`,
  look: 'Lihat',

  connection: {
    connecting: 'Menyambung',
    open: 'Tersambung',
    waiting: 'Menyambung kembali',
    ended: 'Terputus',
    goingAway: 'Pindah ke server lain',
  },
  onPod: (pod) => `Anda tersambung ke ${pod}`,
  lostNow: 'Sambungan terputus.',
  offlineNow: 'Anda sedang luring.',
  kept: 'Yang Anda tulis disimpan dan dikirim begitu sambungan kembali.',
  again: (seconds) => (seconds > 0 ? `Percobaan berikutnya dalam ${number(seconds)} dtk` : 'Mencoba …'),
  tryNow: 'Coba sekarang',
  connectAgain: 'Sambungkan lagi',

  ended: (code, reason) => endings[code] ?? `Server mengakhiri sambungan (${code}${reason ? `: ${reason}` : ''}).`,

  refused: ({ code, message }) => refusals[code] ?? message ?? code,

  notice: ({ code, room, title, reason, name, why }) => {
    switch (code) {
      case 'stranger':
        return 'Server tidak lagi mengenali Anda. Anda kembali sebagai tamu baru.';
      case 'someone_new':
        return `Server tidak lagi mengenali Anda. Sekarang Anda tamu baru: ${name}.`;
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
  1000: 'Server mengakhiri sambungan.',
  1002: 'Server tidak dapat mengikuti kiriman halaman ini.',
  1007: 'Server tidak dapat membaca kiriman halaman ini.',
  1008: 'Server tidak mengizinkan sambungan ini.',
  1009: 'Pesan terakhir terlalu besar untuk server.',
  4500: 'Server tidak dapat membaca kiriman halaman ini.',
  4501: 'Server tidak menerima identitas Anda.',
  4502: 'Anda dilarang masuk ke server ini.',
  4503: 'Anda membuka Parley di banyak tempat; yang lebih baru mengambil tempat ini.',
  unauthenticated: 'Server ini tidak menerima tamu.',
};

const refusals = {
  muted: 'Anda dibisukan di ruang ini.',
  banned: 'Anda dilarang masuk ruang ini.',
  forbidden: 'Peran Anda di ruang ini tidak mengizinkannya.',
  not_member: 'Anda tidak berada di ruang ini.',
  not_found: 'Ruang itu tidak ada.',
  too_large: 'Terlalu panjang untuk server ini.',
  rate_limited: 'Terlalu banyak sekaligus. Tunggu sebentar.',
  unavailable: 'Server tidak dapat menjangkau penyimpanannya. Coba lagi sebentar lagi.',
  lost: 'Tidak ada sambungan. Coba lagi bila sudah kembali.',
  someone_new: 'Anda orang lain ketika menulis ini.',
  conflict: 'Itu sudah ada, atau sudah terlalu banyak.',
  conflict: 'Itu sudah ada.',
};

const removals = {
  kicked: (room) => `Anda dikeluarkan dari ${room}.`,
  banned: (room) => `Anda dilarang masuk ${room}.`,
  left: (room) => `Anda keluar dari ${room}.`,
  other: (room) => `Anda tidak lagi berada di ${room}.`,
};
