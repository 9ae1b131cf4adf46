import { MultiSelect } from '@mantine/core'
import { BulkSheet } from '#features/runs/web/bulk-sheet.tsx'
import { accessChoices } from '#features/users/web/choices.ts'
import { TagInput } from '#ui/inputs/tag-input.tsx'
import type { Chosen } from '#ui/list/description.ts'
import { useText } from '#ui/texts.ts'
import { useBulkEvents, useEventWords } from '../event-api.ts'

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
  return (
    <BulkSheet
      title={t(`events.bulk.${field}`)}
      action={t('events.bulk.action')}
      {...{ chosen, begin, onDone }}
    >
      {(change, set) =>
        field === 'tags' ? (
          <TagInput
            label={t('events.tags')}
            value={change.addTags ?? []}
            known={known.tags.filter((one) => !one.retired).map(({ name }) => name)}
            onChange={(addTags) => set({ addTags })}
          />
        ) : (
          <>
            <p className="muted">{t('events.form.restrict_text')}</p>
            <MultiSelect
              label={t('events.form.access')}
              searchable
              data={accessChoices(known)}
              value={change.access ?? []}
              onChange={(access) => set({ visibility: 'managers', access })}
            />
          </>
        )
      }
    </BulkSheet>
  )
}
