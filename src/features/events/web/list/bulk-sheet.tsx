import { MultiSelect } from '@mantine/core'
import { useState } from 'react'
import { wholeWords } from '#ui/api/problem-words.ts'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { TagInput } from '#ui/inputs/tag-input.tsx'
import type { Chosen } from '#ui/list/description.ts'
import { useText } from '#ui/texts.ts'
import type { EventBulkChange } from '../../event-bulk.ts'
import { useBulkEvents, useEventWords } from '../event-api.ts'
import { accessChoices } from '../form/choices.ts'
import { targetsOf } from '#ui/list/question-of.ts'

interface BulkSheetProps {
  chosen: Chosen
  field: 'tags' | 'access'
  onDone: (begun: boolean) => void
}

/** Asks what the chosen events are to get. */
export function EventBulkSheet({ chosen, field, onDone }: BulkSheetProps) {
  const t = useText()
  const begin = useBulkEvents()
  const known = useEventWords()
  const [change, setChange] = useState<EventBulkChange>({})
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
      title={t(`events.bulk.${field}`)}
      dirty={Object.keys(change).length > 0}
      busy={busy}
      problem={problem}
      action={t('events.bulk.action')}
      onSubmit={() => void save()}
      onClose={() => onDone(false)}
    >
      {field === 'tags' ? (
        <TagInput
          label={t('events.tags')}
          value={change.addTags ?? []}
          known={known.tags.filter((one) => !one.retired).map(({ name }) => name)}
          onChange={(addTags) => setChange({ addTags })}
        />
      ) : (
        <>
          <p className="muted">{t('events.form.restrict_text')}</p>
          <MultiSelect
            label={t('events.form.access')}
            searchable
            data={accessChoices(known)}
            value={change.access ?? []}
            onChange={(access) => setChange({ visibility: 'managers', access })}
          />
        </>
      )}
    </FormSheet>
  )
}
