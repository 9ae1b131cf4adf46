import { IconBell } from '@tabler/icons-react'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from 'react-router'
import { ask } from '../api/request.ts'
import { formatDay, formatMoment } from '../format.ts'
import { withOccurrence } from '../shell/open-record.tsx'
import { Popover } from '../popover.tsx'
import { useOffer } from '../shell/shell-context.ts'
import { useText, type TextKey } from '../texts.ts'

interface Notice {
  id: string
  at: string
  kind:
    | 'mention'
    | 'history'
    | 'manager'
    | 'import'
    | 'run'
    | 'task'
    | 'appointment'
    | 'visit'
    | 'overdue'
    | 'unsent'
    | 'recurring'
    | 'reminder'
    | 'sync'
  by: { name: string } | null
  record: { kind: string; id: string; title: string }
  text: string
  /** Which one of a series. */
  occurrence: string | null
  due: string | null
  late: boolean
  readAt: string | null
}

interface Notices {
  items: Notice[]
  unread: number
}

const noticesQuery = queryOptions({
  queryKey: ['notification', 'mine'],
  queryFn: ({ signal }) => ask<Notices>('GET', '/notifications', { query: { limit: '30' }, signal }),
})

const none: Notices = { items: [], unread: 0 }

/** What waits for me: a bell with a dot while something is unread. */
export function NoticesBell() {
  const t = useText()
  const client = useQueryClient()
  const { data: { items: notices, unread } = none } = useQuery(noticesQuery)
  const read = useMutation({
    mutationFn: (which: { ids: string[] } | { all: true }) =>
      ask<void>('POST', '/notifications/read', { body: which }),
    onSettled: () => client.invalidateQueries({ queryKey: ['notification'] }),
  })
  const label = unread ? t('notices.unread', { count: unread }) : t('notices.title')
  return (
    <Popover
      label={t('notices.title')}
      side="end"
      renderOpener={(props) => (
        <button
          type="button"
          className={unread ? 'icon-button dot' : 'icon-button'}
          aria-label={label}
          title={label}
          {...props}
        >
          <IconBell size={18} stroke={1.75} />
        </button>
      )}
    >
      {(close) => (
        <div className="tray">
          <div className="tray-head">
            <h2>{t('notices.title')}</h2>
            {unread > 0 && (
              <button type="button" className="button ghost small" onClick={() => read.mutate({ all: true })}>
                {t('notices.read_all')}
              </button>
            )}
          </div>
          {notices.length === 0 && <p className="tray-empty">{t('notices.empty')}</p>}
          {notices.map((notice) => (
            <NoticeLine
              key={notice.id}
              notice={notice}
              onFollow={() => {
                if (!notice.readAt) read.mutate({ ids: [notice.id] })
                close()
              }}
            />
          ))}
        </div>
      )}
    </Popover>
  )
}

/** Of an import or another run the text is its counts. */
function isWords({ record }: Notice): boolean {
  return record.kind !== 'import' && record.kind !== 'run'
}

/** Of a groupware account it is another sentence than of a record that rests. */
function sentenceOf({ kind, record }: Notice): TextKey {
  return kind === 'sync' && record.kind === 'groupware' ? 'notices.access' : `notices.kind.${kind}`
}

/** When the thing is: a day, or a moment of it. */
function formatDue(due: string): string {
  return due.length === 10 ? formatDay(due) : formatMoment(due)
}

function NoticeLine({ notice, onFollow }: { notice: Notice; onFollow: () => void }) {
  const t = useText()
  const { kind, id, title } = notice.record
  const path = useOffer()
    .records.find((record) => record.kind === kind)
    ?.path(id)
  const target = path && withOccurrence(path, notice.occurrence)
  const words = { who: notice.by?.name ?? 'Kontor', title }
  const body = (
    <>
      <span>{t(sentenceOf(notice), words)}</span>
      {isWords(notice) && notice.text && <span className="tray-quote">{notice.text}</span>}
      {notice.due && <span>{formatDue(notice.due)}</span>}
      <span className="muted">
        {formatMoment(notice.at)}
        {notice.late && ` · ${t('notices.late')}`}
      </span>
    </>
  )
  const look = notice.readAt ? 'tray-line' : 'tray-line unread'
  return target ? (
    <Link className={look} to={target} onClick={onFollow}>
      {body}
    </Link>
  ) : (
    <div className={look}>{body}</div>
  )
}
