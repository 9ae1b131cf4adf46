import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { undoRun } from '#features/runs/web/follow-run.ts'
import { UserSelect } from '#features/visits/web/user-select.tsx'
import { today } from '#features/visits/web/visit-parts.tsx'
import { refreshVisits } from '#features/visits/web/visits-api.ts'
import { dayNumber, dayOf } from '#kernel/day.ts'
import { ask } from '#ui/api/request.ts'
import { text, useText } from '#ui/texts.ts'
import { complain, did, say } from '#ui/undo.ts'
import type { MovedReply } from '../../route.ts'
import type { SpreadAnswer } from '../../spreading.ts'
import '../day/route.css'
import { askSpread } from './ask-spread.ts'
import { SpreadResult } from './spread-result.tsx'

/** Moves the visits of some weeks to days on which neighbours are visited, after showing what that saves. */
export function SpreadPage() {
  const t = useText()
  const client = useQueryClient()
  const tomorrow = dayNumber(today()) + 1
  const [from, setFrom] = useState(dayOf(tomorrow))
  const [to, setTo] = useState(dayOf(tomorrow + 27))
  const [user, setUser] = useState('')
  const [tolerance, setTolerance] = useState('')
  const [share, setShare] = useState(false)
  const [answer, setAnswer] = useState<SpreadAnswer>()
  const [isRunning, setIsRunning] = useState(false)
  const run = async () => {
    setIsRunning(true)
    try {
      const days = tolerance.trim() === '' ? undefined : Number(tolerance)
      setAnswer(
        await askSpread({
          from,
          to,
          ...(user && { assigneeIds: [user] }),
          ...(days !== undefined && { toleranceDays: days }),
          ...(share && { share }),
        }),
      )
    } catch (error) {
      complain(error)
    } finally {
      setIsRunning(false)
    }
  }
  const apply = async (chosen: SpreadAnswer['moves']) => {
    const moves = chosen.map(({ visitId, to: slot }) => ({ visitId, ...slot }))
    const { runId, changed, left } = await ask<MovedReply>('POST', '/routes/spread/apply', {
      body: { moves },
    })
    setAnswer(undefined)
    await refreshVisits(client)
    const rest = left.length > 0 ? ` ${text('route.applied_left', { count: left.length })}` : ''
    const label = `${text('spread.applied', { count: changed })}${rest}`
    if (changed === 0) return say(label)
    did({
      label,
      undo: () =>
        undoRun(client, runId)
          .then(() => refreshVisits(client))
          .then(() => undefined),
    })
  }
  return (
    <div className="spread">
      <p>{t('spread.text')}</p>
      <form
        className="spread-form"
        onSubmit={(event) => {
          event.preventDefault()
          void run()
        }}
      >
        <label>
          {t('spread.from')}
          <input
            className="field num"
            type="date"
            required
            value={from}
            onChange={({ target }) => setFrom(target.value)}
          />
        </label>
        <label>
          {t('spread.to')}
          <input
            className="field num"
            type="date"
            required
            min={from}
            value={to}
            onChange={({ target }) => setTo(target.value)}
          />
        </label>
        <label>
          {t('route.user')}
          <UserSelect value={user} none={t('spread.everybody')} onChange={setUser} />
        </label>
        <label>
          {t('spread.tolerance')}
          <input
            className="field num"
            type="number"
            min={0}
            max={60}
            value={tolerance}
            placeholder={t('spread.tolerance_hint')}
            onChange={({ target }) => setTolerance(target.value)}
          />
        </label>
        {user === '' && (
          <label className="route-check">
            <input type="checkbox" checked={share} onChange={({ target }) => setShare(target.checked)} />
            {t('spread.share')}
          </label>
        )}
        <button type="submit" className="button primary" disabled={isRunning}>
          {t(isRunning ? 'spread.running' : 'spread.run')}
        </button>
      </form>
      {answer && !isRunning && (
        <SpreadResult
          key={`${from} ${to} ${answer.after.km}`}
          answer={answer}
          onApply={(moves) => void apply(moves).catch(complain)}
        />
      )}
    </div>
  )
}
