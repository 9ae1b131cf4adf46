import { Select } from '@mantine/core'
import { useState } from 'react'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { useText } from '#ui/texts.ts'
import { useOpportunityWords } from '../opportunity-api.ts'

interface LostSheetProps {
  title: string
  onDone: (reason: string | null | undefined) => void
}

/** Asks why an opportunity was lost; one may not know. */
export function LostSheet({ title, onDone }: LostSheetProps) {
  const t = useText()
  const { reasons } = useOpportunityWords()
  const [reason, setReason] = useState<string | null>(null)
  return (
    <FormSheet
      title={t('opportunities.lost_title', { title })}
      dirty={false}
      action={t('opportunities.lost_action')}
      onSubmit={() => onDone(reason)}
      onClose={() => onDone(undefined)}
    >
      <p className="muted">{t('opportunities.lost_text')}</p>
      <Select
        label={t('opportunities.lost_reason')}
        placeholder={t('opportunities.lost_none')}
        clearable
        data={reasons.filter((one) => !one.retired).map(({ id, name }) => ({ value: id, label: name }))}
        value={reason}
        onChange={setReason}
      />
    </FormSheet>
  )
}
