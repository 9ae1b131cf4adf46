import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { IconExternalLink, IconUsersGroup } from '@tabler/icons-react'
import { useEffect, useRef, type ComponentProps } from 'react'
import { Link } from 'react-router'
import type { FormSlots } from '#features/contacts/web/form/form-slots.ts'
import type { ContactNew } from '#features/contacts/contact.ts'
import { useText } from '#ui/texts.ts'
import type { DuplicateCheck, DuplicateHit } from '../verdict.ts'
import './duplicates.css'
import { checkQuery } from './duplicates-api.ts'
import { reasonWords } from './reason-words.ts'

type HintProps = ComponentProps<NonNullable<FormSlots['Hint']>>

const pause = 350
const most = 3

/** Who is there already, while one types and without getting in the way; a question once saving was refused for it. */
export function DuplicateHint({ id, input, refused, onAnyway, onGoOn }: HintProps) {
  const typed = input && tells(input) ? JSON.stringify(essence(input, id)) : ''
  const [asked] = useDebouncedValue(typed, pause)
  const options = checkQuery(asked ? (JSON.parse(asked) as ContactNew) : { kind: 'person' })
  const { data } = useQuery({ ...options, enabled: asked !== '' && typed !== '' })
  if (refused) return <Question hits={hitsOf(refused.body)} onAnyway={onAnyway} onGoOn={onGoOn} />
  if (!typed || !data || data.verdict === 'none') return null
  return (
    <aside className="duplicate-hint" role="status">
      <Hits hits={data.hits} />
    </aside>
  )
}

function Question({
  hits,
  onAnyway,
  onGoOn,
}: {
  hits: DuplicateHit[]
  onAnyway: () => void
  onGoOn: () => void
}) {
  const t = useText()
  const first = useRef<HTMLButtonElement>(null)
  useEffect(() => first.current?.focus(), [])
  return (
    <section className="duplicate-hint asking" role="alertdialog" aria-labelledby="duplicate-question">
      <p id="duplicate-question">{t('duplicates.question')}</p>
      <Hits hits={hits} />
      <div className="duplicate-answers">
        <button type="button" className="button small" onClick={onAnyway}>
          {t('duplicates.anyway')}
        </button>
        <button ref={first} type="button" className="button primary small" onClick={onGoOn}>
          {t('duplicates.go_on')}
        </button>
      </div>
    </section>
  )
}

function Hits({ hits }: { hits: DuplicateHit[] }) {
  const t = useText()
  const shown = hits.slice(0, most)
  return (
    <ul>
      {shown.map((hit) => (
        <li key={hit.contactId ?? 'hidden'}>
          <IconUsersGroup size={16} stroke={1.75} aria-hidden="true" />
          <span className="grow">
            <b>{t(`duplicates.verdict.${hit.verdict}`)}:</b> {hit.displayName ?? t('duplicates.hidden')}
            {hit.reasons.length > 0 && <span className="muted"> · {reasonWords(t, hit.reasons)}</span>}
          </span>
          {hit.contactId && (
            // Beside the form, so that nothing typed is left behind.
            <Link className="button ghost small" to={`/contacts/${hit.contactId}`} target="_blank">
              {t('duplicates.open')}
              <span className="sr-only"> {hit.displayName}</span>
              <IconExternalLink size={14} stroke={1.75} />
            </Link>
          )}
        </li>
      ))}
      {hits.length > shown.length && (
        <li className="muted">{t('duplicates.more', { count: hits.length - shown.length })}</li>
      )}
    </ul>
  )
}

/** A first name alone is nobody yet. */
function tells({ kind, lastName, firstName, companyName, details = [] }: ContactNew): boolean {
  if (details.some((row) => row.kind !== 'address' && row.value.length > 5)) return true
  return kind === 'company'
    ? (companyName ?? '').length > 2
    : (lastName ?? '').length > 1 && Boolean(firstName)
}

/** What the check looks at, so that other typing asks nothing anew. */
function essence(input: ContactNew, id: string | undefined): ContactNew & { id?: string } {
  const {
    kind,
    salutation,
    firstName,
    lastName,
    companyName,
    companyId,
    birthday,
    vatId,
    details = [],
  } = input
  const told = details.filter((row) => row.kind === 'address' || row.value !== '')
  return {
    ...(id && { id }),
    kind,
    ...(salutation && { salutation }),
    ...(firstName && { firstName }),
    ...(lastName && { lastName }),
    ...(companyName && { companyName }),
    ...(companyId && { companyId }),
    ...(birthday && { birthday }),
    ...(vatId && { vatId }),
    details: told,
  }
}

function hitsOf(body: object): DuplicateCheck['hits'] {
  return 'hits' in body && Array.isArray(body.hits) ? (body.hits as DuplicateHit[]) : []
}
