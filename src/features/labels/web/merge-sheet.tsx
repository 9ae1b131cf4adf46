import { NativeSelect } from '@mantine/core'
import { useForm } from '#features/settings/web/use-form.ts'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { useText } from '#ui/texts.ts'
import { say } from '#ui/undo.ts'
import type { Label } from '../label.ts'
import type { Labels } from './labels-api.ts'

interface MergeSheetProps {
  label: Label
  /** What carries the entries of this list. */
  counts: 'contacts' | 'entries'
  others: Label[]
  labels: Labels
  onClose: () => void
}

/** Gives all records of one entry to another; the entry itself goes. */
export function MergeSheet({ label, counts, others, labels, onClose }: MergeSheetProps) {
  const t = useText()
  const { name, usageCount: count = 0 } = label
  const offered = others.filter((other) => other.id !== label.id && other.scope === label.scope)
  const send = async ({ into }: { into: string }) => {
    await labels.merge(label, into)
    const target = offered.find((other) => other.id === into)?.name ?? ''
    say(t('labels.merged', { name, target }))
  }
  const form = useForm({ into: '' }, send, onClose)
  return (
    <FormSheet
      title={t('labels.merge_title', { name })}
      dirty={false}
      busy={form.busy || !form.values.into}
      problem={form.problem}
      action={t('labels.merge_action')}
      onSubmit={form.submit}
      onClose={onClose}
    >
      <p>{t(counts === 'contacts' ? 'labels.merge_text' : 'labels.merge_text_entries', { name, count })}</p>
      <NativeSelect
        label={t('labels.merge_into')}
        value={form.values.into}
        error={form.fields['into']}
        data={[
          { value: '', label: t('labels.merge_choose') },
          ...offered.map((other) => ({ value: other.id, label: other.name })),
        ]}
        onChange={(event) => form.set({ into: event.currentTarget.value })}
      />
    </FormSheet>
  )
}
