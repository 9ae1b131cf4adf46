import type { Label } from '#features/labels/label.ts'
import { CellInput } from '#ui/inputs/cell-input.tsx'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { Contact } from '../../contact.ts'
import { primaryOf } from '../contact-api.ts'
import { useChangeContact } from '../change-contact.ts'
import { withPrimary } from './reach.ts'

interface EditorProps {
  row: Contact
  close: () => void
}

/** The primary phone number or e-mail address, changed in its cell; emptied, it is taken away. */
export function ReachEditor({ row, close, kind }: EditorProps & { kind: 'phone' | 'email' }) {
  const t = useText()
  const change = useChangeContact()
  const save = (value: string) =>
    change(
      row,
      { details: withPrimary(row.details, kind, value) },
      t(`contacts.changed.${kind}`, { name: row.displayName }),
    )
  return (
    <CellInput
      label={t(`contacts.${kind}`)}
      type={kind === 'phone' ? 'tel' : 'email'}
      value={primaryOf(row.details, kind)?.value ?? ''}
      onSave={save}
      close={close}
    />
  )
}

/** The contact type or temperature, chosen in its cell. */
export function LabelEditor(props: EditorProps & { field: 'type' | 'temperature'; labels: Label[] }) {
  const t = useText()
  const change = useChangeContact()
  const { row, field, labels, close } = props
  const key = field === 'type' ? 'typeId' : 'temperatureId'
  const choose = (id: string) => {
    close()
    change(row, { [key]: id || null }, t(`contacts.changed.${field}`, { name: row.displayName })).catch(
      complain,
    )
  }
  return (
    <select
      className="field"
      autoFocus
      aria-label={t(`contacts.${field}`)}
      value={row[key] ?? ''}
      onChange={(event) => choose(event.target.value)}
      onBlur={close}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        close()
      }}
    >
      <option value="">{t(`contacts.${field}.none`)}</option>
      {labels
        .filter((label) => !label.retired || label.id === row[key])
        .map((label) => (
          <option key={label.id} value={label.id}>
            {label.name}
          </option>
        ))}
    </select>
  )
}
