import { useInfiniteQuery } from '@tanstack/react-query'
import { ask } from '#ui/api/request.ts'
import { formatExact, formatMoment } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import type { FieldChange } from '../../change-lines.ts'
import type { Contact } from '../../contact.ts'
import { actionText } from './action-text.ts'
import { ChangeList } from './change-list.tsx'
import { useChangeWords } from './change-words.ts'
import './changes.css'

interface AuditEntry {
  id: string
  at: string
  by: { id: string; name: string } | null
  via: 'web' | 'api' | 'import' | 'job' | 'groupware' | 'command' | 'system'
  action: string
  diff: FieldChange[]
}

interface AuditPage {
  items: AuditEntry[]
  nextCursor: string | null
}

/** Every change of a contact: who, when, which field from what to what. */
export function AuditTab({ contact }: { contact: Contact }) {
  const t = useText()
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['contact', contact.id, 'audit'],
    queryFn: ({ pageParam, signal }) =>
      ask<AuditPage>('GET', `/contacts/${contact.id}/audit`, {
        query: { limit: '50', ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  })
  const entries = data?.pages.flatMap((page) => page.items) ?? []
  return (
    <div className="changes">
      <ol>
        {entries.map((entry) => (
          <AuditLine key={entry.id} entry={entry} />
        ))}
      </ol>
      {hasNextPage && (
        <button
          type="button"
          className="button"
          disabled={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {t('page.more_entries')}
        </button>
      )}
    </div>
  )
}

function AuditLine({ entry }: { entry: AuditEntry }) {
  const t = useText()
  const words = useChangeWords()
  const said = words(entry.diff)
  const who = entry.by?.name ?? t('page.by_kontor')
  return (
    <li className="change">
      <p className="change-head">
        <span>{t(actionText(entry.action), { who })}</span>
        {entry.via !== 'web' && <span className="badge">{t(`page.via.${entry.via}`)}</span>}
        <span className="grow" />
        <time className="muted num" dateTime={entry.at} title={formatExact(entry.at)}>
          {formatMoment(entry.at)}
        </time>
      </p>
      {said.length > 0 && <ChangeList changes={said} />}
    </li>
  )
}
