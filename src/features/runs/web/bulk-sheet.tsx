import { useState, type ReactNode } from 'react'
import { wholeWords } from '#ui/api/problem-words.ts'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import type { Chosen } from '#ui/list/description.ts'
import { targetsOf } from '#ui/list/question-of.ts'
import type { BeginBulk } from './use-bulk.ts'

interface BulkSheetProps<Change> {
  title: string
  action: string
  chosen: Chosen
  begin: BeginBulk<Change>
  onDone: (begun: boolean) => void
  children: (change: Partial<Change>, set: (change: Partial<Change>) => void) => ReactNode
}

/** Asks what the chosen records are to get, and begins with it. */
export function BulkSheet<Change extends object>(props: BulkSheetProps<Change>) {
  const { title, action, chosen, begin, onDone, children } = props
  const [change, setChange] = useState<Partial<Change>>({})
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    try {
      await begin(targetsOf(chosen), change)
      onDone(true)
    } catch (error) {
      setProblem(wholeWords(error))
      setBusy(false)
    }
  }
  return (
    <FormSheet
      title={title}
      dirty={Object.keys(change).length > 0}
      busy={busy}
      problem={problem}
      action={action}
      onSubmit={() => void save()}
      onClose={() => onDone(false)}
    >
      {children(change, setChange)}
    </FormSheet>
  )
}
