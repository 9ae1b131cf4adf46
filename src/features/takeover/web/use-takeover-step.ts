import { useEffect, useRef, useState } from 'react'
import { complain } from '#ui/undo.ts'
import { useLatest } from '#ui/use-latest.ts'
import { useStep } from '#ui/wizard/use-step.ts'
import { STEPS, type Takeover } from '../takeover.ts'
import { isOpen, useTakeoverActs } from './takeover-api.ts'

type Step = Takeover['step']

/**
 * The step the address names, one on at most from where one was; the server follows, step by step. Else the address
 * follows the server: a reload, or another device, goes on where it was. Nothing is said to the server but what somebody
 * did here, so that two windows do not pull at each other.
 */
export function useTakeoverStep(takeover: Takeover): [Step, (step: Step) => void] {
  const [said, go] = useStep(STEPS)
  const acts = useTakeoverActs()
  const [at, setAt] = useState(takeover.step)
  const { id } = takeover
  const isChoosing = isOpen(takeover)
  const allowed = STEPS.slice(0, Math.min(STEPS.indexOf(at) + 2, STEPS.length - 1))
  const shown = !isChoosing ? 'result' : said && allowed.includes(said) ? said : at
  if (shown !== at) setAt(shown)
  const latest = useLatest({ go, acts })
  const walking = useRef(Promise.resolve())
  useEffect(() => {
    if (shown !== said) latest.current.go(shown, 'replace')
  }, [shown, said, latest])
  useEffect(() => {
    if (isChoosing)
      walking.current = walking.current.then(() => latest.current.acts.walk(id, shown)).catch(complain)
  }, [id, isChoosing, shown, latest])
  return [shown, go]
}
