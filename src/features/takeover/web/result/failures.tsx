import { useQueries } from '@tanstack/react-query'
import { faultWords } from '#features/groupware/web/fault-words.ts'
import { problemWords } from '#ui/api/problem-words.ts'
import { useText, type Translate } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import { TAKEOVER_AREAS, type Takeover, type TakeoverItem } from '../../takeover.ts'
import { itemsQuestion, useTakeoverActs } from '../takeover-api.ts'

/** What did not come in and why, and once more for all of it. */
export function Failures({ takeover }: { takeover: Takeover }) {
  const t = useText()
  const acts = useTakeoverActs()
  const areas = TAKEOVER_AREAS.filter((area) => takeover.counts[area].failed > 0)
  const answers = useQueries({
    queries: areas.map((area) => {
      const { queryKey, load } = itemsQuestion({
        id: takeover.id,
        area,
        which: 'failed',
        turn: takeover.counts[area].failed,
      })
      return {
        queryKey: [...queryKey, 'first'],
        queryFn: ({ signal }: { signal: AbortSignal }) => load('', signal),
      }
    }),
  })
  const failed = answers.flatMap(({ data }) => data?.items ?? [])
  const count = areas.reduce((sum, area) => sum + takeover.counts[area].failed, 0)
  return (
    <section className="takeover-failures" aria-labelledby="takeover-failures">
      <h3 id="takeover-failures">{t('takeover.failures', { count })}</h3>
      <ul>
        {failed.slice(0, MOST).map((item) => (
          <li key={item.id}>
            <span className="cut">{item.head.title || t('takeover.untitled')}</span>
            <span>{reasonOf(t, item)}</span>
          </li>
        ))}
        {count > Math.min(failed.length, MOST) && failed.length > 0 && (
          <li className="muted">
            {t('takeover.failures_more', { count: count - Math.min(failed.length, MOST) })}
          </li>
        )}
      </ul>
      <button type="button" className="button" onClick={() => void acts.run(takeover.id).catch(complain)}>
        {t('takeover.retry')}
      </button>
    </section>
  )
}

const MOST = 50

function reasonOf(t: Translate, { fault }: TakeoverItem): string {
  if (fault === null) return ''
  if (fault.startsWith('groupware.')) return t(faultWords(fault.slice('groupware.'.length)))
  if (fault === 'mail.binned') return t('takeover.binned')
  return problemWords({ code: fault, message: t('takeover.failed_inside') })
}
