import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { Notification } from '#features/notifications/notification.ts'
import { ApiProblem } from '#ui/api/api-problem.ts'
import { ask } from '#ui/api/request.ts'
import { formatMoment } from '#ui/format.ts'
import { useOffer } from '#ui/shell/shell-context.ts'
import { useText } from '#ui/texts.ts'

const LINES = 5

/** What others left for me and I have not read, and proposals that nobody decided yet. */
export function Waiting({ day }: { day: string }) {
  const t = useText()
  const { records } = useOffer()
  const { data: notices } = useQuery({
    queryKey: ['notification', 'unread'],
    queryFn: ({ signal }) =>
      ask<{ items: Notification[]; unread: number }>('GET', '/notifications', {
        query: { limit: '30' },
        signal,
      }),
  })
  const { data: proposals = 0 } = useQuery({
    queryKey: ['visit', 'proposals', day],
    queryFn: ({ signal }) => countProposals(signal),
  })
  const unread = (notices?.items ?? []).filter(({ readAt }) => readAt === null)
  if (unread.length === 0 && proposals === 0) return null
  return (
    <section className="today-part" aria-label={t('today.notices')}>
      <h2>{t('today.notices')}</h2>
      <ul className="today-lines">
        {proposals > 0 && (
          <li>
            <Link className="grow" to="/visits?assignee=me&state=proposed">
              {t('today.proposals', { count: proposals })}
            </Link>
          </li>
        )}
        {unread.slice(0, LINES).map((notice) => (
          <li key={notice.id}>
            <Link
              className="grow cut"
              to={records.find(({ kind }) => kind === notice.record.kind)?.path(notice.record.id) ?? '/today'}
            >
              {notice.record.title || notice.text}
            </Link>
            <span className="muted num">{formatMoment(notice.at)}</span>
          </li>
        ))}
        {unread.length > LINES && (
          <li className="muted">{t('today.more', { count: (notices?.unread ?? 0) - LINES })}</li>
        )}
      </ul>
    </section>
  )
}

async function countProposals(signal: AbortSignal): Promise<number> {
  const query = { assignee: 'me', state: 'proposed', limit: '1', count: 'capped' }
  try {
    return (await ask<{ total?: number }>('GET', '/visits', { query, signal })).total ?? 0
  } catch (error) {
    if (error instanceof ApiProblem && error.status < 500) return 0
    throw error
  }
}
