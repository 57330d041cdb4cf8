/** The most common reactions. */
export const QUICK = ['👍', '❤️', '😂', '😮', '😢', '🙏'];

/** A selection for keyboards that have no emoji; any other emoji can be typed. */
export const EMOJI = Array.from(
  new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(
    '😀😄😁😆😅😂🤣😊🙂😉😍🥰😘😎🤓🤔🤨😐😴😮😱😢😭😤😡🥳🤗🤭🙄😬🤯🥺' +
      '👍👎👌✌️🤞👏🙌🙏💪👋🤝🫶❤️🧡💛💚💙💜🖤💔🔥✨⭐🎉🎂🎁☕🍵🍕🍎🌱🌸🌧️☀️🌙🚀💡✅❌❗❓💯👀🐛🐱🐶',
  ),
  ({ segment }) => segment,
);
