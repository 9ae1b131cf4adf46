import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { settingsQuery } from '#features/contacts/web/contact-api.ts'
import { fieldWords, wholeWords } from '#ui/api/problem-words.ts'
import { useUser } from '#ui/api/session.ts'
import { complain } from '#ui/undo.ts'
import type { Opportunity, OpportunityNew } from '../../opportunity.ts'
import type { Stage } from '../../pipeline.ts'
import {
  opportunityFieldsQuery,
  useChangeOpportunity,
  useCreateOpportunity,
  useOpportunityWords,
} from '../opportunity-api.ts'
import { today } from '../today.ts'
import { changesOf, draftOf, opportunityOf, stagedDraft } from './opportunity-draft.ts'
import type { OpportunityDraft } from './opportunity-draft.ts'

export interface OpportunityFormProps {
  opportunity?: Opportunity
  preset?: Partial<OpportunityNew>
  contact?: { id: string; displayName: string }
  onDone: (saved: boolean) => void
}

export type OpportunityForm = NonNullable<ReturnType<typeof useOpportunityForm>>

/** What the form does; undefined until the stages, the fields and the currency of the firm have come. */
export function useOpportunityForm({ opportunity, preset, contact, onDone }: OpportunityFormProps) {
  const user = useUser()
  const { stages, pipelines } = useOpportunityWords()
  const { data: settings } = useQuery(settingsQuery)
  const { data: fields } = useQuery(opportunityFieldsQuery)
  const [draft, setDraft] = useState<OpportunityDraft>()
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [saved, setSaved] = useState(false)
  const create = useCreateOpportunity()
  const change = useChangeOpportunity()
  const first = firstStage(stages, pipelines)
  if (!settings || !first || !fields) return undefined
  const stage = preset?.stageId ? (stages.find((one) => one.id === preset.stageId) ?? first) : first
  const begin = { userId: user.id, currency: settings.currency, stage, fields }
  const start = draftOf(begin, { opportunity, preset, contact })
  const now = draft ?? start
  const send = async () => {
    if (!opportunity) return create(opportunityOf(now))
    const changes = changesOf(opportunity, now)
    return Object.keys(changes).length > 0 ? change(opportunity, changes) : opportunity
  }
  const save = async (again = false) => {
    setBusy(true)
    setProblem(undefined)
    setErrors({})
    try {
      await send()
      if (!again) return onDone(true)
      setSaved(true)
      setDraft({ ...start, stageId: now.stageId, probability: now.probability, closedOn: now.closedOn })
    } catch (error) {
      const fields = fieldWords(error)
      setErrors(fields)
      if (Object.keys(fields).length === 0) complain(error)
      setProblem(wholeWords(error, true))
    }
    setBusy(false)
  }
  const set = (part: Partial<OpportunityDraft>) => setDraft((was) => ({ ...(was ?? start), ...part }))
  const enter = (id: string) => {
    const entered = stages.find((one) => one.id === id)
    if (entered) setDraft(stagedDraft(now, entered, today()))
  }
  return {
    draft: now,
    fields,
    stage: stages.find((one) => one.id === now.stageId),
    set,
    enter,
    errors,
    problem,
    busy,
    saved,
    save,
    mayRestrict: !opportunity || opportunity.can.includes('access'),
    dirty: JSON.stringify(now) !== JSON.stringify(start),
  }
}

function firstStage(stages: readonly Stage[], pipelines: readonly { id: string; retired: boolean }[]) {
  const line = pipelines.find((one) => !one.retired)
  return stages.find((one) => one.pipelineId === line?.id && one.type === 'open')
}
