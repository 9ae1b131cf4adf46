import {
  IconArrowDown,
  IconArrowUp,
  IconEye,
  IconEyeOff,
  IconGripVertical,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react'
import { LineMenu } from '#features/settings/web/line-menu.tsx'
import type { LineProps } from '#features/settings/web/order.tsx'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { CustomField } from '../custom-field.ts'
import type { Fields } from './fields-api.ts'

interface FieldLineProps {
  field: CustomField
  fields: Fields
  lineProps: LineProps
  onMove: (by: number) => void
  onOpen: (act: 'edit' | 'delete') => void
}

/** One field: its name, what it holds, whom it belongs to, and what can be done with it. */
export function FieldLine({ field, fields, lineProps, onMove, onOpen }: FieldLineProps) {
  const t = useText()
  const { name, retired, usageCount = 0 } = field
  const { onKeyDown, ...drag } = lineProps
  const facts = [
    t(`fields.type.${field.type}`),
    ...(field.kind === 'contact' ? [t(`fields.for.${field.appliesTo}`)] : []),
    ...(field.required ? [t('fields.is_required')] : []),
  ]
  const retire = () => {
    const said = t(retired ? 'labels.brought_back' : 'labels.retired', { name })
    fields.change(field, { retired: !retired }, said).catch(complain)
  }
  return (
    <li className={retired ? 'retired' : ''} {...drag}>
      <button
        type="button"
        className="grip"
        aria-label={t('settings.move', { name })}
        title={t('settings.move', { name })}
        onKeyDown={onKeyDown}
      >
        <IconGripVertical size={16} stroke={1.75} />
      </button>
      <span className="name">
        <button type="button" className="name-button opens" onClick={() => onOpen('edit')}>
          {name}
        </button>
        <span className="muted">{facts.join(' · ')}</span>
        {retired && <span className="badge">{t('labels.is_retired')}</span>}
      </span>
      {field.type !== 'heading' && (
        <span className="usage">
          {usageCount ? t(`fields.count.${field.kind}`, { count: usageCount }) : t('labels.unused')}
        </span>
      )}
      <LineMenu
        name={name}
        items={[
          { id: 'edit', label: t('settings.edit'), icon: IconPencil, run: () => onOpen('edit') },
          { id: 'up', label: t('settings.move_up'), icon: IconArrowUp, run: () => onMove(-1) },
          { id: 'down', label: t('settings.move_down'), icon: IconArrowDown, run: () => onMove(1) },
          { id: 'line', divider: true },
          retired
            ? { id: 'back', label: t('labels.bring_back'), icon: IconEye, run: retire }
            : { id: 'retire', label: t('labels.retire'), icon: IconEyeOff, run: retire },
          {
            id: 'delete',
            label: t('settings.delete'),
            icon: IconTrash,
            danger: true,
            run: () => onOpen('delete'),
          },
        ]}
      />
    </li>
  )
}
