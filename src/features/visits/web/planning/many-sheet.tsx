import { useState, type ReactNode } from 'react'
import '../plan-form.css'
import { wholeWords } from '#ui/api/problem-words.ts'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { useText } from '#ui/texts.ts'
import type { VisitBulkChange } from '../../visit-bulk.ts'
import type { Selected } from '../dialogs.ts'
import { useVisitActs } from '../use-visit-acts.ts'

export interface ManyProps extends Selected {
  onDone: (begun: boolean) => void
}

interface ManySheetProps extends ManyProps {
  what: 'assign' | 'move' | 'times'
  action: string
  /** Undefined while something is missing. */
  change: VisitBulkChange | undefined
  children: ReactNode
}

/** One question about all chosen visits, and the change its answer is. */
export function ManySheet({ chosen, always, count, onDone, what, action, change, children }: ManySheetProps) {
  const t = useText()
  const { bulk } = useVisitActs()
  const [problem, setProblem] = useState<unknown>()
  const save = async () => {
    if (!change) return
    try {
      await bulk(chosen, change, always)
      onDone(true)
    } catch (error) {
      setProblem(error)
    }
  }
  return (
    <FormSheet
      title={count === undefined ? t(`visit.${what}.title_all`) : t(`visit.${what}.title`, { count })}
      dirty={false}
      problem={problem === undefined ? undefined : wholeWords(problem)}
      action={action}
      onSubmit={() => void save()}
      onClose={() => onDone(false)}
    >
      {children}
    </FormSheet>
  )
}
