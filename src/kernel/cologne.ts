import { fold } from './fold.ts'

/**
 * How a German word sounds, as digits: Kölner Phonetik (Hans Joachim Postel: Die Kölner Phonetik, IBM-Nachrichten 19,
 * 1969). Meier, Meyer and Mayr are all 67. Words without letters have no sound: ''.
 */
export function cologne(word: string): string {
  const letters = (ONLY_LETTERS.test(word) ? word : fold(word)).replaceAll(NO_LETTER, '')
  let sounds = ''
  let last = ''
  for (let at = 0; at < letters.length; at++) {
    // Equal neighbours sound once; vowels only count in front.
    for (const sound of code(letters, at)) {
      if (sound !== last && (sound !== '0' || sounds === '')) sounds += sound
      last = sound
    }
  }
  return sounds
}

const ONLY_LETTERS = /^[a-z]*$/
const NO_LETTER = /[^a-z]/g

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
      return isOneOf('csz', after) ? '8' : '2'
    case 'x':
      return isOneOf('ckq', before) ? '8' : '48'
    case 'c':
      if (isOneOf('sz', before)) return '8'
      return isOneOf(at === 0 ? 'ahkloqrux' : 'ahkoqux', after) ? '4' : '8'
  }
  return SINGLE[letter] ?? ''
}

/** At either end of the word there is no letter. */
function isOneOf(letters: string, letter: string): boolean {
  return letter !== '' && letters.includes(letter)
}

function spread(letters: string, digit: string): Record<string, string> {
  return Object.fromEntries(Array.from(letters, (letter) => [letter, digit]))
}
