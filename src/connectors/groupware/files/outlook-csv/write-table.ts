import iconv from 'iconv-lite'
import { guard } from '#kernel/csv.ts'
import type { Language } from '#kernel/rights.ts'

/**
 * In which letters a table of Outlook is written. The program for Windows reads its import in the code page of the
 * system, as which it writes its exports; the newer Outlook and the one in the browser take contacts in UTF-8 only.
 */
export type Letters = 'windows' | 'utf8'

export interface TableStyle {
  language: Language
  letters: Letters
}

/** The names of some columns, as Outlook itself writes them: German ones stand first among the known, English ones last. */
export function tableHead(headings: readonly (readonly string[])[], style: TableStyle): Buffer {
  const mark = style.letters === 'utf8' ? Buffer.from('\uFEFF') : Buffer.alloc(0)
  const names = headings.map((words) => (style.language === 'de' ? words[0] : words.at(-1)) ?? '')
  return Buffer.concat([mark, tableLine(names, style)])
}

/** One line of a table; every cell stands in quotes, as in the files of Outlook, and none runs as a formula. */
export function tableLine(cells: readonly string[], { letters }: Pick<TableStyle, 'letters'>): Buffer {
  const line = `${cells.map(quoted).join(',')}\r\n`
  return letters === 'utf8' ? Buffer.from(line.toWellFormed()) : windows(line)
}

function quoted(cell: string): string {
  if (cell === '') return ''
  // A number with its country's code is no formula.
  const harmless = /^\+[\d\s()/-]+$/.test(cell) ? cell : guard(cell)
  return `"${harmless.replaceAll('"', '""').replaceAll(/\r\n|\r|\n/g, '\r\n')}"`
}

/** What has no letter in the code page is written by the plain one, so that a name from Łódź stays to be read. */
function windows(text: string): Buffer {
  const bare = text.normalize('NFC').replaceAll(/[^\0-\u00FF]/gu, (sign) => {
    if (isKnown(sign)) return sign
    const plain = (PLAIN[sign] ?? sign).normalize('NFKD').replaceAll(/\p{M}/gu, '')
    return [...plain].every(isKnown) ? plain : '?'
  })
  return iconv.encode(bare, 'windows-1252')
}

const isKnown = (sign: string) => iconv.decode(iconv.encode(sign, 'windows-1252'), 'windows-1252') === sign

/** Letters that are no other letter with a mark. */
const PLAIN: Record<string, string> = { ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ı: 'i', ħ: 'h', Ħ: 'H', ẞ: 'SS' }

/** `21.11.2026`, `11/21/2026`; in UTF-8, where nobody's Windows says how days are written, `2026-11-21`. */
export function dayCell(day: string | null, { language, letters }: TableStyle): string {
  if (day === null || letters === 'utf8') return day ?? ''
  const [year, month, date] = day.split('-')
  return language === 'de' ? `${date}.${month}.${year}` : `${Number(month)}/${Number(date)}/${year}`
}

/** `14:30:00`, `2:30:00 PM`, of `14:30`. */
export function timeCell(time: string, { language }: Pick<TableStyle, 'language'>): string {
  if (language === 'de') return `${time}:00`
  const [hour, minute] = [Number(time.slice(0, 2)), time.slice(3)]
  return `${hour % 12 || 12}:${minute}:00 ${hour < 12 ? 'AM' : 'PM'}`
}

export function yesCell(yes: boolean, { language }: Pick<TableStyle, 'language'>): string {
  return YES[language][yes ? 1 : 0]
}

const YES = { de: ['Aus', 'Ein'], en: ['False', 'True'] } as const

/** Privacy, which Outlook says in two columns. */
export function privacyCells(
  isPrivate: boolean,
  style: Pick<TableStyle, 'language'>,
): { private: string; sensitivity: string } {
  const secret = style.language === 'de' ? 'Privat' : 'Private'
  return { private: yesCell(isPrivate, style), sensitivity: isPrivate ? secret : 'Normal' }
}
