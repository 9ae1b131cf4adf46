import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { placed, useOrder } from '#features/settings/web/order.tsx'
import { SettingsPage, Waiting } from '#features/settings/web/settings-page.tsx'
import { ConfirmSheet } from '#ui/inputs/confirm-sheet.tsx'
import '#ui/list/bar.css'
import '#ui/list/list.css'
import { EmptyList, ListError } from '#ui/list/list-states.tsx'
import { useText } from '#ui/texts.ts'
import { complain, say } from '#ui/undo.ts'
import { FIELD_KINDS, type CustomField, type FieldKind } from '../custom-field.ts'
import { FieldLine } from './field-line.tsx'
import { FieldSheet } from './field-sheet.tsx'
import { fieldsQuery, useFields, type Fields } from './fields-api.ts'
import './fields.css'

/** The fields a firm adds to its records: their order, their kind, whom they belong to. */
export function FieldsPage() {
  const t = useText()
  const [kind, setKind] = useState<FieldKind>('contact')
  const fields = useFields(kind)
  const { data, error, refetch } = useQuery(fieldsQuery(kind))
  const [open, setOpen] = useState<{ act: 'edit' | 'delete' | 'new'; field?: CustomField }>()
  const close = () => setOpen(undefined)
  const create = (
    <button type="button" className="button primary" onClick={() => setOpen({ act: 'new' })}>
      <IconPlus size={16} stroke={2} />
      {t('fields.new')}
    </button>
  )
  return (
    <SettingsPage title={t('fields')} text={t('fields.text')} actions={create}>
      <div className="fields-kinds" role="group" aria-label={t('fields.kind')}>
        {FIELD_KINDS.map((one) => (
          <button
            key={one}
            type="button"
            className="tab"
            aria-pressed={one === kind}
            onClick={() => setKind(one)}
          >
            {t(`fields.kind.${one}`)}
          </button>
        ))}
      </div>
      {error && !data && <ListError error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Waiting />}
      {data?.length === 0 && <EmptyList title={t('fields.empty')} text={t(`fields.empty_text.${kind}`)} />}
      {data && data.length > 0 && (
        <Lines items={data} fields={fields} onOpen={(act, field) => setOpen({ act, field })} />
      )}
      {(open?.act === 'new' || open?.act === 'edit') && (
        <FieldSheet {...(open.field && { field: open.field })} fields={fields} onClose={close} />
      )}
      {open?.act === 'delete' && open.field && (
        <DeleteField field={open.field} fields={fields} onClose={close} />
      )}
    </SettingsPage>
  )
}

interface LinesProps {
  items: CustomField[]
  fields: Fields
  onOpen: (act: 'edit' | 'delete', field: CustomField) => void
}

function Lines({ items, fields, onOpen }: LinesProps) {
  const t = useText()
  const { shown, lineProps, move } = useOrder(items, (field, to) => {
    fields.show(placed(items, field, to))
    fields.change(field, { order: to }, t('labels.moved', { name: field.name })).catch(complain)
  })
  return (
    <ul className="ordered">
      {shown.map((field) => (
        <FieldLine
          key={field.id}
          {...{ field, fields }}
          lineProps={lineProps(field)}
          onMove={(by) => move(field, by)}
          onOpen={(act) => onOpen(act, field)}
        />
      ))}
    </ul>
  )
}

interface DeleteFieldProps {
  field: CustomField
  fields: Fields
  onClose: () => void
}

function DeleteField({ field, fields, onClose }: DeleteFieldProps) {
  const t = useText()
  const { name, usageCount: count = 0 } = field
  const remove = async () => {
    await fields.remove(field)
    say(t('labels.deleted', { name }))
  }
  return (
    <ConfirmSheet
      danger
      title={t('fields.delete_title', { name })}
      text={
        count
          ? t('fields.delete_text', { records: t(`fields.count.${fields.kind}`, { count }) })
          : t('fields.delete_unused_text')
      }
      action={t('settings.delete')}
      onConfirm={remove}
      onClose={onClose}
    />
  )
}
