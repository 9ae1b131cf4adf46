import { formatDay, formatNumber } from '#ui/format.ts'
import { useLanguage, useText, type TextKey, type Translate } from '#ui/texts.ts'
import { changeLines, type ChangeLine, type FieldChange } from '../../change-lines.ts'
import type { Detail } from '../../detail.ts'
import { nameOf, useVocabulary, type Vocabulary } from '../contact-api.ts'
import { detailName, detailText, isDetailKind } from './detail-words.ts'
import { factText, type FactField } from './fact-fields.ts'

/** One change in words: the field, what stood there, what stands there now. */
export interface SaidChange {
  field: string
  id: string
  name: string
  /** The field inside a sentence: "die Telefonnummer". */
  inSentence: string
  from: string | null
  to: string | null
}

/** Puts the changes of the journal into the words of the screen. */
export function useChangeWords(): (changes: readonly FieldChange[]) => SaidChange[] {
  const t = useText()
  const vocabulary = useVocabulary()
  const language = useLanguage()
  return (changes) =>
    changeLines(changes).map((line, index) => {
      const name = fieldName(t, line, vocabulary)
      return {
        id: `${line.field} ${line.key ?? ''} ${index}`,
        field: line.field,
        name,
        inSentence: sentenceName(t, line, name),
        from: valueText(t, line, line.from, vocabulary, language),
        to: valueText(t, line, line.to, vocabulary, language),
      }
    })
}

/** Who did what, as one sentence: Anna Berg hat die Telefonnummer von 1 auf 2 geändert. */
export function changeSentence(
  t: Translate,
  who: string,
  { field, inSentence, from, to }: SaidChange,
): string {
  const values = { who, what: inSentence, from: from ?? '', to: to ?? '' }
  if (field === 'photo') return t(to === null ? 'page.said.picture_removed' : 'page.said.picture', values)
  if (from === null) return t('page.said.set', values)
  if (to === null) return t('page.said.removed', values)
  return t('page.said.changed', values)
}

function fieldName(t: Translate, line: ChangeLine, { fields }: Vocabulary): string {
  if (line.field === 'custom') return fields.find((field) => field.key === line.key)?.name ?? line.key ?? ''
  if (isDetailKind(line.field)) return detailName(t, line.field, line.category ?? 'work')
  const key = factText[line.field as FactField]
  return key ? t(key) : line.field
}

function sentenceName(t: Translate, line: ChangeLine, name: string): string {
  const key = `page.the.${line.field}` as TextKey
  const said = t(key)
  return said === key ? t('page.the.field', { name }) : said
}

function valueText(
  t: Translate,
  { field, key }: ChangeLine,
  value: unknown,
  vocabulary: Vocabulary,
  language: string,
): string | null {
  if (value === null || value === undefined || value === '') return null
  const written = typeof value === 'string' ? value : JSON.stringify(value)
  const { types, temperatures, fields } = vocabulary
  const named = (list: { id: string; name: string }[]) => list.find(({ id }) => id === value)?.name ?? '–'
  const kind = field === 'custom' ? fields.find((own) => own.key === key)?.type : undefined
  if (isDetailKind(field)) return detailText(value as Detail['value'])
  if (field === 'typeId') return named(types)
  if (field === 'temperatureId') return named(temperatures)
  if (field === 'managers' || kind === 'user') return nameOf(vocabulary, written)
  if (field === 'visibility') return t(`contacts.visibility.${value as 'managers'}`)
  if (field === 'salutation') return t(`contacts.salutation.${value as 'ms'}`)
  if (field === 'birthday' || kind === 'date') return formatDay(written)
  if (field === 'language')
    return new Intl.DisplayNames([language], { type: 'language' }).of(written) ?? written
  if (field === 'photo') return t('page.picture')
  if (field === 'kind') return t(value === 'company' ? 'contacts.company' : 'contacts.person')
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
  if (typeof value === 'number') return formatNumber(value)
  return Array.isArray(value) ? value.join(', ') : written
}
