import { useState } from 'react'
import '../plan-form.css'
import { wholeWords } from '#ui/api/problem-words.ts'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { useText } from '#ui/texts.ts'
import type { Selected } from '../dialogs.ts'
import { Field } from '../typed-fields.tsx'
import { UserSelect } from '../user-select.tsx'
import { useVisitActs } from '../use-visit-acts.ts'

/** Gives visits to somebody else. */
export function AssignSheet({
  chosen,
  always,
  count,
  onDone,
}: Selected & { onDone: (begun: boolean) => void }) {
  const t = useText()
  const { bulk } = useVisitActs()
  const [assigneeId, setAssigneeId] = useState('')
  const [problem, setProblem] = useState<unknown>()
  const save = async () => {
    if (!assigneeId) return
    try {
      await bulk(chosen, { assigneeId }, always)
      onDone(true)
    } catch (error) {
      setProblem(error)
    }
  }
  return (
    <FormSheet
      title={count === undefined ? t('visit.assign.title_all') : t('visit.assign.title', { count })}
      dirty={false}
      problem={problem === undefined ? undefined : wholeWords(problem)}
      action={t('visit.assign')}
      onSubmit={() => void save()}
      onClose={() => onDone(false)}
    >
      <Field label={t('visit.assign.to')} hint={t('visit.assign.hint')}>
        {(props) => (
          <UserSelect
            {...props}
            value={assigneeId}
            none={t('visit.assign.choose')}
            onChange={setAssigneeId}
          />
        )}
      </Field>
    </FormSheet>
  )
}
