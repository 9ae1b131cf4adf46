import {
  IconArrowDown,
  IconArrowUp,
  IconEye,
  IconEyeOff,
  IconGitMerge,
  IconGripVertical,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'react-router'
import { LineMenu } from '#features/settings/web/line-menu.tsx'
import type { LineProps } from '#features/settings/web/order.tsx'
import { CellInput } from '#ui/inputs/cell-input.tsx'
import { useText, type Translate } from '#ui/texts.ts'
import type { MenuItem } from '#ui/menu.tsx'
import { complain } from '#ui/undo.ts'
import type { Label, LabelList } from '../label.ts'
import { LabelMark } from './label-mark.tsx'
import { looks, type Labels } from './labels-api.ts'

/** Beyond this the server stops counting. */
const COUNTED = 10_000

interface LabelLineProps {
  label: Label
  list: LabelList
  labels: Labels
  lineProps: LineProps
  onMove: (by: number) => void
  onAsk: (what: 'merge' | 'delete') => void
}

/** One entry: its mark, its name to be changed in place, where it is used, and what can be done with it. */
export function LabelLine({ label, list, labels, lineProps, onMove, onAsk }: LabelLineProps) {
  const t = useText()
  const [naming, setNaming] = useState(false)
  const { name, retired } = label
  const { draggable, onKeyDown, ...drag } = lineProps
  const change = (part: Partial<Label>, said: string) => labels.change(label, part, said).catch(complain)
  const remark = (part: Pick<Label, 'color'> | Pick<Label, 'icon'>) =>
    void change(part, t('labels.changed', { name }))
  const retire = () =>
    void change({ retired: !retired }, t(retired ? 'labels.brought_back' : 'labels.retired', { name }))
  const items = menuOf(t, label, { rename: () => setNaming(true), move: onMove, ask: onAsk, retire })
  return (
    <li className={retired ? 'retired' : ''} draggable={draggable && !naming} {...drag}>
      <button
        type="button"
        className="grip"
        aria-label={t('settings.move', { name })}
        title={t('settings.move', { name })}
        onKeyDown={onKeyDown}
      >
        <IconGripVertical size={16} stroke={1.75} />
      </button>
      <LabelMark label={label} mark={looks[list].mark} onChoose={remark} />
      <span className="name">
        {naming ? (
          <CellInput
            label={t('labels.name')}
            value={name}
            close={() => setNaming(false)}
            onSave={(typed) => labels.change(label, { name: typed }, t('labels.renamed', { name: typed }))}
          />
        ) : (
          <button type="button" className="name-button" onClick={() => setNaming(true)}>
            {name}
          </button>
        )}
        {retired && <span className="badge">{t('labels.is_retired')}</span>}
      </span>
      <Usage label={label} list={list} />
      <LineMenu name={name} items={items} />
    </li>
  )
}

function Usage({ label, list }: { label: Label; list: LabelList }) {
  const t = useText()
  const count = label.usageCount ?? 0
  const to = looks[list].usedIn?.(label)
  if (count === 0) return <span className="usage">{t('labels.unused')}</span>
  const unit = t(to ? 'labels.contacts' : 'labels.uses', { count: Math.min(count, COUNTED) })
  const words = count > COUNTED ? t('settings.more_than', { count: unit }) : unit
  return <span className="usage">{to ? <Link to={to}>{words}</Link> : words}</span>
}

interface Acts {
  rename: () => void
  move: (by: number) => void
  ask: (what: 'merge' | 'delete') => void
  retire: () => void
}

function menuOf(t: Translate, label: Label, { rename, move, ask, retire }: Acts): MenuItem[] {
  return [
    { id: 'rename', label: t('labels.rename'), icon: IconPencil, run: rename },
    { id: 'up', label: t('settings.move_up'), icon: IconArrowUp, keys: 'alt+ArrowUp', run: () => move(-1) },
    {
      id: 'down',
      label: t('settings.move_down'),
      icon: IconArrowDown,
      keys: 'alt+ArrowDown',
      run: () => move(1),
    },
    { id: 'line', divider: true },
    { id: 'merge', label: t('labels.merge'), icon: IconGitMerge, run: () => ask('merge') },
    label.retired
      ? { id: 'back', label: t('labels.bring_back'), icon: IconEye, run: retire }
      : { id: 'retire', label: t('labels.retire'), icon: IconEyeOff, run: retire },
    {
      id: 'delete',
      label: t('settings.delete'),
      icon: IconTrash,
      danger: true,
      run: () => ask('delete'),
    },
  ]
}
