import { fold } from './fold.ts'

/**
 * How a German word sounds, as digits: Kölner Phonetik (Hans Joachim Postel: Die Kölner Phonetik, IBM-Nachrichten 19,
 * 1969). Meier, Meyer and Mayr are all 67. Words without letters have no sound: ''.
 */
export function cologne(word: string): string {
  const letters = fold(word).replaceAll(/[^a-z]/g, '')
  let codes = ''
  for (let at = 0; at < letters.length; at++) codes += code(letters, at)
  // Equal neighbours sound once; vowels only count in front.
  return codes.replaceAll(/(\d)\1+/g, '$1').replaceAll(/(?!^)0/g, '')
}

/** The word with the diphthongs that are spoken alike written alike: Mayer, Meyer → meier. */
export function spoken(folded: string): string {
  return folded
    .replaceAll(/[ae][iy]/g, 'ei')
    .replaceAll('dt', 't')
    .replaceAll('th', 't')
    .replaceAll('ph', 'f')
}

const SINGLE: Record<string, string> = {
  ...spread('aeijouy', '0'),
  b: '1',
  ...spread('fvw', '3'),
  ...spread('gkq', '4'),
  l: '5',
  ...spread('mn', '6'),
  r: '7',
  ...spread('sz', '8'),
}

function code(letters: string, at: number): string {
  const letter = letters.charAt(at)
  const before = letters.charAt(at - 1)
  const after = letters.charAt(at + 1)
  switch (letter) {
    case 'h':
      return ''
    case 'p':
      return after === 'h' ? '3' : '1'
    case 'd':
    case 't':
      return /[csz]/.test(after) ? '8' : '2'
    case 'x':
      return /[ckq]/.test(before) ? '8' : '48'
    case 'c':
      if (/[sz]/.test(before)) return '8'
      return (at === 0 ? /[ahkloqrux]/ : /[ahkoqux]/).test(after) ? '4' : '8'
  }
  return SINGLE[letter] ?? ''
}

function spread(letters: string, digit: string): Record<string, string> {
  return Object.fromEntries(Array.from(letters, (letter) => [letter, digit]))
}
