import { useEffect, useRef } from 'react'
import { useBlocker } from 'react-router'
import { text } from '#ui/texts.ts'
import { useLatest } from '#ui/use-latest.ts'
import { openConfirm } from '../dialogs.ts'
import type { Editor } from './use-editor.ts'

/**
 * Whoever leaves with something unsaved waits until it is saved; where that is refused, they choose. `letGo`: nothing is
 * to be saved any more.
 */
export function useLeaving({ saving, strange, flush }: Editor): { letGo: () => void } {
  const free = useRef(false)
  const blocker = useBlocker(
    ({ currentLocation: here, nextLocation: there }) =>
      !free.current && saving.is !== 'saved' && here.pathname !== there.pathname,
  )
  const decide = useLatest(async () => {
    const saved = await flush()
    const mayGo = (saved !== undefined && strange.length === 0) || (await discards(saving, strange))
    if (mayGo) blocker.proceed?.()
    else blocker.reset?.()
  })
  useEffect(() => {
    if (blocker.state === 'blocked') void decide.current()
  }, [blocker.state, decide])
  return {
    letGo() {
      free.current = true
    },
  }
}

/** Whether somebody would rather lose what could not be saved. */
async function discards(saving: Editor['saving'], strange: readonly string[]): Promise<boolean> {
  let discarded = false
  const why =
    saving.is === 'refused'
      ? saving.words
      : text(strange.length > 0 ? 'invoices.leave_figure' : 'error.offline')
  await openConfirm({
    title: text('invoices.leave_title'),
    text: text('invoices.leave_text', { why }),
    action: text('invoices.leave'),
    danger: true,
    run: async () => {
      discarded = true
    },
  })
  return discarded
}
