// The words for days that people type, in German and English, folded to lower case.

export type Tongue = 'de' | 'en'

/** By how many days they lie after today. */
export const NEAR_DAYS: Record<string, number> = {
  vorgestern: -2,
  gestern: -1,
  yesterday: -1,
  heute: 0,
  today: 0,
  morgen: 1,
  tomorrow: 1,
  übermorgen: 2,
  uebermorgen: 2,
  'day after tomorrow': 2,
  'the day after tomorrow': 2,
}

/** ISO numbers of weekdays by their names and short names. */
export const WEEKDAYS: Record<Tongue, Record<string, number>> = {
  de: numbered([
    ['montag', 'mo'],
    ['dienstag', 'di'],
    ['mittwoch', 'mi'],
    ['donnerstag', 'do'],
    ['freitag', 'fr'],
    ['samstag', 'sonnabend', 'sa'],
    ['sonntag', 'so'],
  ]),
  en: numbered([
    ['monday', 'mon'],
    ['tuesday', 'tues', 'tue'],
    ['wednesday', 'wed'],
    ['thursday', 'thurs', 'thur', 'thu'],
    ['friday', 'fri'],
    ['saturday', 'sat'],
    ['sunday', 'sun'],
  ]),
}

/** Numbers of months by their names and short names. */
export const MONTHS: Record<string, number> = numbered([
  ['januar', 'jänner', 'january', 'jan'],
  ['februar', 'feber', 'february', 'feb'],
  ['märz', 'maerz', 'march', 'mär', 'mrz', 'mar'],
  ['april', 'apr'],
  ['mai', 'may'],
  ['juni', 'june', 'jun'],
  ['juli', 'july', 'jul'],
  ['august', 'aug'],
  ['september', 'sept', 'sep'],
  ['oktober', 'october', 'okt', 'oct'],
  ['november', 'nov'],
  ['dezember', 'december', 'dez', 'dec'],
])

/** Numbers that are written as words: "in zwei Wochen". */
export const NUMBERS: Record<string, number> = numbered([
  ['einem', 'einer', 'ein', 'eine', 'one', 'an', 'a'],
  ['zwei', 'two'],
  ['drei', 'three'],
  ['vier', 'four'],
  ['fünf', 'five'],
  ['sechs', 'six'],
  ['sieben', 'seven'],
  ['acht', 'eight'],
  ['neun', 'nine'],
  ['zehn', 'ten'],
  ['elf', 'eleven'],
  ['zwölf', 'twelve'],
])

/** The words as alternatives of a pattern, longer ones first. */
export function anyOf(words: Record<string, number>): string {
  return Object.keys(words)
    .sort((a, b) => b.length - a.length)
    .join('|')
}

function numbered(groups: readonly (readonly string[])[]): Record<string, number> {
  return Object.fromEntries(groups.flatMap((words, at) => words.map((word) => [word, at + 1])))
}
