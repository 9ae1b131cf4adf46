import { textOf } from '#kernel/vcard.ts'
import type { VCard } from '#kernel/vcard.ts'

/** Lines of other programs worth keeping as a note, under the words people know them by. */
const WORDS: readonly [RegExp, de: string, en: string][] = [
  [/^NICKNAME$/, 'Spitzname', 'Nickname'],
  [/^ROLE$/, 'Aufgabe', 'Role'],
  [/^(X-(EVOLUTION-|KADDRESSBOOK-X-|MS-)?)?ANNIVERSARY$/, 'Jahrestag', 'Anniversary'],
  [/^X-(EVOLUTION-|KADDRESSBOOK-X-|MS-)?SPOUSE(SNAME)?$/, 'Partner', 'Spouse'],
  [/^X-(EVOLUTION-|KADDRESSBOOK-X-|MS-)?ASSISTANT(SNAME)?$/, 'Assistenz', 'Assistant'],
  [/^X-(EVOLUTION-|KADDRESSBOOK-X-|MS-)?MANAGER(SNAME)?$/, 'Vorgesetzte', 'Manager'],
  [/^X-(KADDRESSBOOK-X-)?(DEPARTMENT)$/, 'Abteilung', 'Department'],
  [/^X-(KADDRESSBOOK-X-)?(PROFESSION)$/, 'Beruf', 'Profession'],
  [/^(HOBBY|INTEREST)$/, 'Interessen', 'Interests'],
  [/^EXPERTISE$/, 'Fachgebiet', 'Expertise'],
  [/^(RELATED|X-ABRELATEDNAMES)$/, 'Verbunden mit', 'Related to'],
  [/^X-ABDATE$/, 'Datum', 'Date'],
]

/** What a card says that no field of a contact holds. `birthday` says that the one it has could not be read. */
export function leftLines(
  card: VCard,
  { departments, birthday, language }: { departments: string[]; birthday: boolean; language: 'de' | 'en' },
): string[] {
  const at = language === 'de' ? 0 : 1
  const lines = departments.filter(Boolean).map((name) => `${['Abteilung', 'Department'][at]}: ${name}`)
  const titled = card.properties.some(({ name }) => name === 'TITLE')
  for (const property of card.properties) {
    const { name, group } = property
    const text = textOf(property)
    if (text === '' || (name === 'ROLE' && !titled)) continue
    if (name === 'BDAY' && birthday && !/^0000|^0\./.test(text)) {
      lines.push(`${['Geburtstag', 'Birthday'][at]}: ${text.replace(/^1604-/, '--')}`)
    }
    const [, ...words] = WORDS.find(([pattern]) => pattern.test(name)) ?? []
    if (words.length === 0 || (name === 'RELATED' && /^urn:/i.test(text))) continue
    const label = card.properties.find((p) => p.name === 'X-ABLABEL' && p.group === group && group)
    const own = label && textOf(label).replace(/^_\$!<(.*)>!\$_$/, '$1')
    lines.push(`${own || words[at]}: ${text}`)
  }
  return lines
}
