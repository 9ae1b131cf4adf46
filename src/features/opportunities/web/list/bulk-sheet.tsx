import { MultiSelect, Select } from '@mantine/core'
import { BulkSheet } from '#features/runs/web/bulk-sheet.tsx'
import { accessChoices, ownerChoices } from '#features/users/web/choices.ts'
import { TagInput } from '#ui/inputs/tag-input.tsx'
import type { Chosen } from '#ui/list/description.ts'
import { useText } from '#ui/texts.ts'
import { VISIBILITIES } from '#kernel/rights.ts'
import type { OpportunityBulkChange } from '../../opportunity-bulk.ts'
import { stageChoices } from '../form/choices.ts'
import { useBulkOpportunities, useOpportunityWords } from '../opportunity-api.ts'

interface BulkSheetProps {
  chosen: Chosen
  field: 'stage' | 'owner' | 'tags' | 'access'
  onDone: (begun: boolean) => void
}

/** Asks what the chosen opportunities are to get. */
export function OpportunityBulkSheet({ chosen, field, onDone }: BulkSheetProps) {
  const t = useText()
  const begin = useBulkOpportunities()
  return (
    <BulkSheet
      title={t(`opportunities.bulk.${field}`)}
      action={t('opportunities.bulk.action')}
      {...{ chosen, begin, onDone }}
    >
      {(change, setChange) => <BulkFields {...{ field, change, setChange }} />}
    </BulkSheet>
  )
}

interface BulkFieldsProps {
  field: BulkSheetProps['field']
  change: OpportunityBulkChange
  setChange: (change: OpportunityBulkChange) => void
}

function BulkFields({ field, change, setChange }: BulkFieldsProps) {
  const t = useText()
  const known = useOpportunityWords()
  if (field === 'stage')
    return (
      <Select
        label={t('opportunities.stage')}
        data={stageChoices(known)}
        value={change.stageId ?? null}
        onChange={(stageId) => setChange(stageId ? { stageId } : {})}
      />
    )
  if (field === 'owner')
    return (
      <Select
        label={t('opportunities.owner')}
        searchable
        data={ownerChoices(known)}
        value={change.ownerId ?? null}
        onChange={(ownerId) => setChange(ownerId ? { ownerId } : {})}
      />
    )
  if (field === 'tags') {
    const names = known.tags.map(({ name }) => name)
    const set = (part: 'addTags' | 'removeTags') => (tags: string[]) => {
      const { [part]: _, ...rest } = change
      setChange(tags.length > 0 ? { ...rest, [part]: tags } : rest)
    }
    return (
      <>
        <TagInput
          label={t('opportunities.bulk.add')}
          value={change.addTags ?? []}
          known={names}
          onChange={set('addTags')}
        />
        <TagInput
          label={t('opportunities.bulk.remove')}
          value={change.removeTags ?? []}
          known={names}
          onChange={set('removeTags')}
        />
      </>
    )
  }
  return (
    <>
      <p className="muted">{t('opportunities.bulk.access_text')}</p>
      <Select
        label={t('opportunities.bulk.visibility')}
        data={VISIBILITIES.map((value) => ({ value, label: t(`opportunities.visibility.${value}`) }))}
        value={change.visibility ?? null}
        onChange={(visibility) => setChange({ ...change, ...(visibility && { visibility }) })}
      />
      <MultiSelect
        label={t('opportunities.access_list')}
        searchable
        data={accessChoices(known)}
        value={change.access ?? []}
        onChange={(access) => setChange({ ...change, access })}
      />
    </>
  )
}
