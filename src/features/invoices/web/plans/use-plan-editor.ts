import { useEffect, useState } from 'react'
import { fieldWords, wholeWords } from '#ui/api/problem-words.ts'
import { isSame } from '#kernel/diff.ts'
import { unreadable, workedOf, type EditLine, type Worked } from '../edit/draft.ts'
import type { Paper } from '../edit/use-editor.ts'
import { preview } from '../invoices-api.ts'
import { firstPeriods, templateOf, type PlanDraft } from './plan-draft.ts'

const PREVIEW_AFTER = 250
const NOTHING: Worked = {
  totals: {
    lines: '0',
    discount: '0',
    net: '0',
    taxes: [],
    tax: '0',
    gross: '0',
    deducted: '0',
    payable: '0',
    labour: '0',
  },
  said: { terms: '', notices: [] },
  findings: [],
  lines: new Map(),
}

export interface PlanEditor extends Paper {
  plan: PlanDraft
  dirty: boolean
  busy: boolean
  /** What was refused, by field and as a whole. */
  fields: Record<string, string>
  problem: string | undefined
  set: (part: Partial<PlanDraft>) => void
  save: () => Promise<boolean>
}

/** A recurring invoice while it is written: what its first invoice comes to, kept when one says so. */
export function usePlanEditor(first: PlanDraft, keep: (plan: PlanDraft) => Promise<unknown>): PlanEditor {
  const [plan, setPlan] = useState(first)
  const [worked, setWorked] = useState(NOTHING)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<unknown>()
  const strange = unreadable(plan.paper)
  const { paper } = plan
  const language = useWorked(plan, strange.length > 0, setWorked)
  const setPaper = (next: (paper: PlanDraft['paper']) => PlanDraft['paper']) =>
    setPlan((plan) => ({ ...plan, paper: next(plan.paper) }))
  const save = async () => {
    if (busy) return false
    setBusy(true)
    setRefusal(undefined)
    try {
      await keep(plan)
      return true
    } catch (error) {
      setRefusal(error)
      setBusy(false)
      return false
    }
  }
  return {
    plan,
    draft: language === undefined ? paper : { ...paper, language },
    worked,
    strange,
    isForPeriods: true,
    dirty: !isSame(first, plan),
    busy,
    fields: fieldWords(refusal),
    problem: refusal === undefined ? undefined : wholeWords(refusal),
    set: (part) => setPlan((plan) => ({ ...plan, ...part })),
    change: (part) => setPaper((paper) => ({ ...paper, ...part })),
    changeLine: (key: string, part: Partial<EditLine>) =>
      setPaper((paper) => ({
        ...paper,
        lines: paper.lines.map((line) => (line.key === key ? { ...line, ...part } : line)),
      })),
    changeLines: (change) => setPaper((paper) => ({ ...paper, lines: change(paper.lines) })),
    save,
  }
}

/** Asks what the first invoice would come to; answers the language it would have. */
function useWorked(plan: PlanDraft, isStrange: boolean, tell: (worked: Worked) => void) {
  const [language, setLanguage] = useState<'de' | 'en'>()
  useEffect(() => {
    const period = firstPeriods(plan, 1)[0]
    const contactId = plan.paper.contact.id
    if (!contactId || isStrange || !period) return undefined
    const end = new AbortController()
    const look = setTimeout(() => {
      const servicePeriod = { from: period.from, to: period.to }
      const body = { ...templateOf(plan), contactId, kind: 'invoice' as const, servicePeriod }
      preview(body, end.signal).then(
        (answer) => {
          tell(workedOf(plan.paper, answer))
          setLanguage(answer.language)
        },
        () => undefined,
      )
    }, PREVIEW_AFTER)
    return () => {
      end.abort()
      clearTimeout(look)
    }
  }, [plan, isStrange, tell])
  return language
}
