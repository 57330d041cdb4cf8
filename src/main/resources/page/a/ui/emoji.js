/** What people answer with most. */
export const QUICK = ['👍', '❤️', '😂', '😮', '😢', '🙏'];

/** A choice for those whose keyboard offers none; every other emoji can be typed. */
export const EMOJI = Array.from(
  new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(
    '😀😄😁😆😅😂🤣😊🙂😉😍🥰😘😎🤓🤔🤨😐😴😮😱😢😭😤😡🥳🤗🤭🙄😬🤯🥺' +
      '👍👎👌✌️🤞👏🙌🙏💪👋🤝🫶❤️🧡💛💚💙💜🖤💔🔥✨⭐🎉🎂🎁☕🍵🍕🍎🌱🌸🌧️☀️🌙🚀💡✅❌❗❓💯👀🐛🐱🐶',
  ),
  ({ segment }) => segment,
);
