import { useVocabulary } from '#features/contacts/web/contact-api.ts'
import { customWords } from '#features/contacts/web/custom-words.ts'
import { detailName, detailText } from '#features/contacts/web/page/detail-words.ts'
import { displayName } from '#kernel/person-name.ts'
import { Face } from '#ui/face.tsx'
import { formatDay } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import type { Imported, ImportRow } from '../import.ts'
import { readRow, type Draft } from '../read-row.ts'
import { useReading } from './use-reading.ts'

/** A row as the contact it becomes. */
export function DraftCard({ draft }: { draft: Draft }) {
  const t = useText()
  const name = nameOf(draft) || t('imports.preview.nameless')
  const employer = draft.kind === 'person' ? draft.companyName : null
  const sub = [draft.position, employer].filter(Boolean).join(' · ')
  return (
    <>
      <p className="draft-head">
        <Face name={name} />
        <span className="grow">
          <strong className="cut">{name}</strong>
          {sub && <span className="cut muted">{sub}</span>}
        </span>
        <span className="badge">{t(draft.kind === 'company' ? 'contacts.company' : 'contacts.person')}</span>
      </p>
      <dl className="draft-details">
        {draft.details.map((row) => (
          <div key={row.kind + row.category + detailText(row.value)}>
            <dt>{detailName(t, row.kind, row.category)}</dt>
            <dd className="cut">{detailText(row.value)}</dd>
          </div>
        ))}
        {useFacts(draft).map(([name, words]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="cut">{words}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

/** What there is beside name and details, with its names: a day that was misread shows here first. */
function useFacts(draft: Draft): [name: string, words: string][] {
  const t = useText()
  const known = useVocabulary()
  const { birthday, tags, managers } = draft
  const own = known.fields.map((field): [string, string] => [
    field.name,
    customWords(field, draft.custom[field.key], known),
  ])
  return [
    [t('imports.field.birthday'), birthday ? formatDay(birthday) : ''] as [string, string],
    ...FACTS.map((field): [string, string] => [t(`imports.field.${field}`), draft[field] ?? '']),
    ...own,
    [t('contacts.tags'), tags.join(', ')] as [string, string],
    [t('imports.field.managers'), managers.join(', ')] as [string, string],
    ...TEXTS.map((field): [string, string] => [t(`imports.field.${field}`), draft[field] ?? '']),
  ].filter(([, words]) => words !== '')
}

const FACTS = ['industry', 'vatId', 'type', 'temperature', 'class'] as const
const TEXTS = ['description', 'entry'] as const

/** What a row says, on one line; a card shows what it means instead of its text. */
export function DraftLine({ one, row }: { one: Imported; row: ImportRow }) {
  const read = readRow(row.cells, useReading(one))
  if (!read) return null
  const { draft } = read
  const details = draft.details.map(({ value }) => detailText(value))
  return [nameOf(draft), draft.position, ...details, ...draft.tags].filter(Boolean).join(' · ')
}

function nameOf({ kind, firstName = null, lastName = null, companyName = null }: Draft): string {
  return displayName({ kind, firstName, lastName, companyName })
}
