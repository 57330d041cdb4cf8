/** What the pages for operators say until somebody has proven to be one, in Indonesian. */
export const access = {
  door: {
    needed: 'Halaman ini untuk operator.',
    forbidden: 'Anda dikenali di sini, tetapi bukan operator: diperlukan peran “admin”.',
    rejected: 'Token atau kunci Anda tidak diterima lagi. Mungkin sudah kedaluwarsa atau dicabut.',
    ended: 'Sesi masuk Anda sudah berakhir.',
    out: 'Anda sudah keluar.',
    failed: 'Gagal masuk.',
    refused: 'Layanan masuk tidak mengizinkan Anda masuk.',
    away: 'Layanan masuk tidak dapat dihubungi.',
  },
  signIn: 'Masuk',
  signInAt: (host) => `di ${host}`,
  proof: 'Token atau kunci',
  enter: 'Buka',
  proofHint: 'Diperlukan peran “admin”. Hanya tab ini yang menyimpannya, sampai Anda menutupnya.',
  toChat: 'Ke obrolan',
  forget: 'Lupakan token',
  signOut: 'Keluar',

  troubles: {
    lost: 'Server tidak menjawab. Mencoba lagi.',
    unavailable: 'Server tidak dapat menghubungi basis datanya. Mencoba lagi.',
    internal: 'Terjadi kesalahan di server. Mencoba lagi.',
    rate_limited: 'Anda meminta lebih sering daripada yang diizinkan server. Mencoba lagi.',
    unauthenticated: 'Server tidak menerima sesi masuk Anda lagi.',
    too_large: 'Terlalu panjang untuk server ini.',
    forbidden: 'Diperlukan peran “admin”.',
  },
  notDone: (code) => `Server menolak: ${code}.`,
};
