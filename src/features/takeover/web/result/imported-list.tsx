import { IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { Selection } from '#ui/list/description.ts'
import { EmptyList } from '#ui/list/list-states.tsx'
import { nothing } from '#ui/list/selection.ts'
import { useText } from '#ui/texts.ts'
import { PickList } from '#ui/wizard/pick-list.tsx'
import { usePickRows } from '#ui/wizard/use-pick-rows.ts'
import { TAKEOVER_AREAS, type Takeover, type TakeoverArea, type TakeoverItem } from '../../takeover.ts'
import { ItemLine } from '../area/item-line.tsx'
import { itemsQuestion } from '../takeover-api.ts'
import '../area/area.css'

interface ImportedListProps {
  takeover: Takeover
  area: TakeoverArea
  onArea: (area: TakeoverArea) => void
}

/** The records that came of it; each leads to its own page. */
export function ImportedList({ takeover, area, onArea }: ImportedListProps) {
  const t = useText()
  const go = useNavigate()
  const [selection, setSelection] = useState<Selection>(nothing)
  const rows = usePickRows({
    ...itemsQuestion({ id: takeover.id, area, which: 'imported', turn: takeover.counts[area].imported }),
    total: takeover.counts[area].imported,
  })
  const nameOf = ({ head }: TakeoverItem) => head.title || t('takeover.untitled')
  const open = (item: TakeoverItem) => {
    const path = pathOf(item)
    if (path) void go(path)
  }
  return (
    <div className="takeover-step">
      <PickList
        label={t('takeover.records')}
        rows={rows}
        rowId={({ id }) => id}
        rowName={nameOf}
        rowHeights={[52, 64]}
        renderRow={(item) => (
          <span className="takeover-record">
            <ItemLine item={item} name={nameOf(item)} />
            <button
              type="button"
              className="icon-button small"
              tabIndex={-1}
              aria-label={t('takeover.open', { name: nameOf(item) })}
              onClick={() => open(item)}
            >
              <IconChevronRight size={16} stroke={1.75} />
            </button>
          </span>
        )}
        selection={selection}
        onSelect={setSelection}
        onOpen={open}
        tools={
          <div className="takeover-tabs" role="group" aria-label={t('takeover.records')}>
            {TAKEOVER_AREAS.filter((one) => takeover.counts[one].imported > 0).map((one) => (
              <button
                key={one}
                type="button"
                className="button small"
                aria-pressed={one === area}
                onClick={() => {
                  setSelection(nothing)
                  onArea(one)
                }}
              >
                {t(`takeover.step.${one}`)} <span className="num">{takeover.counts[one].imported}</span>
              </button>
            ))}
          </div>
        }
        empty={<EmptyList title={t('list.nothing_found')} />}
      />
    </div>
  )
}

/** An entry of the timeline is shown where it stands. */
function pathOf({ record, contactId, opportunityId, eventId, projectId }: TakeoverItem): string | undefined {
  if (record && record.kind !== 'history') return `/open/${record.kind}/${record.id}`
  if (contactId) return `/contacts/${contactId}`
  if (opportunityId) return `/opportunities/${opportunityId}`
  if (eventId) return `/events/${eventId}`
  return projectId ? `/projects/${projectId}` : undefined
}
