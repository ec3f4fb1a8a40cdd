const EMOJI =
  /^(?:\s|\u200d|\ufe0f|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|[\u{e0020}-\u{e007f}]|[0-9#*]\ufe0f?\u20e3)+$/u
const SOMETHING = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u

/** True for a text of emoji and white space alone: nothing to store as an opinion. Digits alone are no emoji. */
export const isOnlyEmoji = (text: string): boolean => EMOJI.test(text) && SOMETHING.test(text)
