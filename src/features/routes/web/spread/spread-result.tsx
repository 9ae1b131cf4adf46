import { useState } from 'react'
import { Link } from 'react-router'
import { useUserName } from '#features/visits/web/user-select.tsx'
import { formatDay, formatNumber } from '#ui/format.ts'
import { useText, type Translate } from '#ui/texts.ts'
import type { SpreadAnswer, SpreadMove } from '../../spreading.ts'

interface SpreadResultProps {
  answer: SpreadAnswer
  onApply: (moves: SpreadMove[]) => void
}

/** What the proposal saves, what it moves and why; each move can be left out. */
export function SpreadResult({ answer, onApply }: SpreadResultProps) {
  const t = useText()
  const nameOf = useUserName()
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const { moves, before, after, total, agreed, nowhere, unplaced } = answer
  const chosen = moves.filter(({ visitId }) => !left.has(visitId))
  const percent = before.km > 0 ? Math.round((1 - after.km / before.km) * 100) : 0
  const toggle = (id: string) => {
    const next = new Set(left)
    if (!next.delete(id)) next.add(id)
    setLeft(next)
  }
  if (total === 0) return <p>{t('spread.none')}</p>
  return (
    <>
      <div className="spread-figures">
        <dl>
          {(['before', 'after'] as const).map((when) => (
            <div key={when}>
              <dt>{t(`spread.${when}`)}</dt>
              <dd className="num">{t('route.km', { km: formatNumber(Math.round(answer[when].km)) })}</dd>
            </div>
          ))}
        </dl>
        <strong role="status">
          {percent > 0 ? t('spread.saves', { percent }) : t('spread.saves_nothing')}
        </strong>
        <span>
          {[
            t('spread.looked_at', { count: total }),
            agreed > 0 && t('spread.agreed', { count: agreed }),
            nowhere > 0 && t('spread.nowhere', { count: nowhere }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {moves.length > 0 && (
          <button
            type="button"
            className="button primary"
            disabled={chosen.length === 0}
            onClick={() => onApply(chosen)}
          >
            {t('spread.apply', { count: chosen.length })}
          </button>
        )}
      </div>
      {moves.length > 0 && (
        <div className="spread-scroll">
          <table className="spread-table">
            <caption>{t('spread.moves', { count: moves.length })}</caption>
            <thead>
              <tr>
                <th>{t('map.choose')}</th>
                <th>{t('spread.customer')}</th>
                <th>{t('spread.now')}</th>
                <th>{t('spread.then')}</th>
                <th>{t('spread.why')}</th>
              </tr>
            </thead>
            <tbody>
              {moves.map((move) => (
                <tr key={move.visitId}>
                  <td>
                    <input
                      type="checkbox"
                      aria-label={move.customer}
                      checked={!left.has(move.visitId)}
                      onChange={() => toggle(move.visitId)}
                    />
                  </td>
                  <td>
                    <Link to={`/visits/${move.visitId}`}>{move.customer}</Link>{' '}
                    <span className="map-note">{[move.postalCode, move.city].filter(Boolean).join(' ')}</span>
                  </td>
                  <td className="num">{formatDay(move.from.date)}</td>
                  <td className="num">
                    {formatDay(move.to.date)}
                    {move.to.assigneeId !== move.from.assigneeId && ` · ${nameOf(move.to.assigneeId)}`}
                  </td>
                  <td>{whyOf(move, t)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Days before={before} after={after} />
      {unplaced.length > 0 && (
        <section className="route-left">
          <h3>{t('spread.unplaced')}</h3>
          <ul>
            {unplaced.map(({ visitId, customer, reason }) => (
              <li key={visitId}>
                <Link to={`/visits/${visitId}`}>{customer}</Link>: {t(`spread.reason.${reason}`)}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

/** Farther off nobody calls it near: then it lies on the way there or back. */
const NEAR_KM = 40

function whyOf({ code, nearKm, nearCustomer }: SpreadMove, t: Translate): string {
  if (code !== 'near' || nearKm === null) return t(`spread.code.${code}`)
  if (nearKm > NEAR_KM) return t('spread.code.way')
  return t('spread.code.near', { km: formatNumber(nearKm), name: nearCustomer ?? '' })
}

/** How full each day of each user is, and how far they drive, now and then. */
function Days({ before, after }: Pick<SpreadAnswer, 'before' | 'after'>) {
  const t = useText()
  const nameOf = useUserName()
  const keyOf = ({ date, assigneeId }: { date: string; assigneeId: string }) => `${date} ${assigneeId}`
  const [now, then] = [before, after].map(({ days }) => new Map(days.map((day) => [keyOf(day), day])))
  const keys = [...new Set([...(now?.keys() ?? []), ...(then?.keys() ?? [])])].sort()
  const cells = (day: SpreadAnswer['before']['days'][number] | undefined) =>
    day ? [formatNumber(day.visits), formatNumber(Math.round(day.km))] : ['–', '–']
  return (
    <div className="spread-scroll">
      <table className="spread-table num">
        <caption>{t('spread.days')}</caption>
        <thead>
          <tr>
            <th>{t('route.day')}</th>
            <th>{t('route.user')}</th>
            <th className="right">{`${t('spread.visits')}: ${t('spread.before')}`}</th>
            <th className="right">{`km: ${t('spread.before')}`}</th>
            <th className="right">{`${t('spread.visits')}: ${t('spread.after')}`}</th>
            <th className="right">{`km: ${t('spread.after')}`}</th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => {
            const [date = '', user = ''] = key.split(' ')
            return (
              <tr key={key}>
                <td>{formatDay(date)}</td>
                <td>{nameOf(user)}</td>
                {[...cells(now?.get(key)), ...cells(then?.get(key))].map((cell, at) => (
                  // oxlint-disable-next-line react/no-array-index-key -- four figures in a fixed order
                  <td key={at} className="right">
                    {cell}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
