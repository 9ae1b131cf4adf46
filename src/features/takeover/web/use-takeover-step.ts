import { useEffect } from 'react'
import { complain } from '#ui/undo.ts'
import { useLatest } from '#ui/use-latest.ts'
import { useStep } from '#ui/wizard/use-step.ts'
import { STEPS, type Takeover } from '../takeover.ts'
import { isOpen, useTakeoverActs } from './takeover-api.ts'

type Step = Takeover['step']

/**
 * The step the address names, one on at most from where the takeover is; the server follows, step by step. Else the
 * address follows the server: a reload, or another device, goes on where it was.
 */
export function useTakeoverStep(takeover: Takeover): [Step, (step: Step) => void] {
  const [said, go] = useStep(STEPS)
  const acts = useTakeoverActs()
  const { id, step } = takeover
  const isChoosing = isOpen(takeover)
  const at = STEPS.indexOf(step)
  const allowed = isChoosing ? STEPS.slice(0, Math.min(at + 2, STEPS.length - 1)) : ['result']
  const shown = said && allowed.includes(said) ? said : isChoosing ? step : 'result'
  const latest = useLatest({ go, acts })
  useEffect(() => {
    if (shown !== said) latest.current.go(shown, 'replace')
  }, [shown, said, latest])
  useEffect(() => {
    const next = STEPS[at + Math.sign(STEPS.indexOf(shown) - at)]
    if (isChoosing && next && shown !== step) latest.current.acts.go(id, next).catch(complain)
  }, [id, isChoosing, at, step, shown, latest])
  return [shown, go]
}
