import { useState } from 'react'
import { useText } from '#ui/texts.ts'
import { Field } from '../typed-fields.tsx'
import { UserSelect } from '../user-select.tsx'
import { ManySheet, type ManyProps } from './many-sheet.tsx'

/** Gives visits to somebody else. */
export function AssignSheet(props: ManyProps) {
  const t = useText()
  const [assigneeId, setAssigneeId] = useState('')
  return (
    <ManySheet
      {...props}
      what="assign"
      action={t('visit.assign')}
      change={assigneeId ? { assigneeId } : undefined}
    >
      <Field label={t('visit.assign.to')} hint={t('visit.assign.hint')}>
        {(field) => (
          <UserSelect
            {...field}
            value={assigneeId}
            none={t('visit.assign.choose')}
            onChange={setAssigneeId}
          />
        )}
      </Field>
    </ManySheet>
  )
}
