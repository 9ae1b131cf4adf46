import { IconBell } from '@tabler/icons-react'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from 'react-router'
import { ask } from '../api/request.ts'
import { formatMoment } from '../format.ts'
import { Popover } from '../popover.tsx'
import { useText } from '../texts.ts'

interface Notice {
  id: string
  at: string
  kind: string
  text: string
  link: string | null
  readAt: string | null
}

const noticesQuery = queryOptions({
  queryKey: ['notification', 'mine'],
  queryFn: ({ signal }) =>
    ask<{ items: Notice[] }>('GET', '/notifications', { query: { limit: '30' }, signal }),
  select: (page) => page.items,
})

/** What waits for me: a bell with a dot while something is unread. */
export function NoticesBell() {
  const t = useText()
  const client = useQueryClient()
  const { data: notices = [] } = useQuery(noticesQuery)
  const unread = notices.filter((notice) => !notice.readAt).map((notice) => notice.id)
  const read = useMutation({
    mutationFn: (ids: string[]) => ask<void>('POST', '/notifications/read', { body: { ids } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['notification'] }),
  })
  const label = unread.length ? t('notices.unread', { count: unread.length }) : t('notices.title')
  return (
    <Popover
      label={t('notices.title')}
      side="end"
      renderOpener={(props) => (
        <button
          type="button"
          className={unread.length ? 'icon-button dot' : 'icon-button'}
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
            {unread.length > 0 && (
              <button type="button" className="button ghost small" onClick={() => read.mutate(unread)}>
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
                if (!notice.readAt) read.mutate([notice.id])
                close()
              }}
            />
          ))}
        </div>
      )}
    </Popover>
  )
}

function NoticeLine({ notice, onFollow }: { notice: Notice; onFollow: () => void }) {
  const body = (
    <>
      <span>{notice.text}</span>
      <span className="muted">{formatMoment(notice.at)}</span>
    </>
  )
  const look = notice.readAt ? 'tray-line' : 'tray-line unread'
  return notice.link ? (
    <Link className={look} to={notice.link} onClick={onFollow}>
      {body}
    </Link>
  ) : (
    <div className={look}>{body}</div>
  )
}
