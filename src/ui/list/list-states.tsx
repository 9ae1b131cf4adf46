import type { ReactNode } from 'react'
import { ApiProblem, NoConnection } from '../api/api-problem.ts'
import { useText } from '../texts.ts'

/** Nothing found, although there are records: say so and offer the way out. */
export function EmptyResult({ onClear }: { onClear: () => void }) {
  const t = useText()
  return (
    <EmptyList title={t('list.nothing_found')} text={t('list.nothing_found_hint')}>
      <button type="button" className="button" onClick={onClear}>
        {t('list.show_all')}
      </button>
    </EmptyList>
  )
}

/** The rows could not be fetched: what happened, and once more. */
export function ListError({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const t = useText()
  const lost = error instanceof NoConnection
  const said = error instanceof ApiProblem ? error.message : ''
  return (
    <EmptyList title={t('list.failed')} text={lost ? t('error.offline') : said}>
      <button type="button" className="button" onClick={onRetry}>
        {t('error.again')}
      </button>
    </EmptyList>
  )
}

/** An empty place that says in one sentence what belongs here, with the next step as its children. */
export function EmptyList({ title, text, children }: { title: string; text?: string; children?: ReactNode }) {
  return (
    <div className="empty" role="status">
      <h2>{title}</h2>
      {text && <p>{text}</p>}
      <div className="message-actions">{children}</div>
    </div>
  )
}
