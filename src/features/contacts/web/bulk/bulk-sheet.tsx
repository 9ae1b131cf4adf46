import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { wholeWords } from '#ui/api/problem-words.ts'
import { useUser } from '#ui/api/session.ts'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { Menu } from '#ui/menu.tsx'
import { useText, type Translate } from '#ui/texts.ts'
import type { BulkChange } from '../../bulk.ts'
import { useVocabulary, type Vocabulary } from '../contact-api.ts'
import type { BulkQuestion } from '../form/dialogs.ts'
import '../form/contact-form.css'
import { BULK_FIELDS, customKey, saidIn, without, type BulkField } from './bulk-draft.ts'
import { BulkFieldInput } from './bulk-field-input.tsx'
import './bulk.css'
import { PreviewPart } from './preview-part.tsx'
import { useBeginBulk, useBulkPreview } from './use-bulk.ts'

/** Changes many contacts at once: the fields, what that does, and one button. */
export function BulkSheet({ chosen, first, onDone }: BulkQuestion & { onDone: (begun: boolean) => void }) {
  const t = useText()
  const known = useVocabulary()
  const begin = useBeginBulk()
  const [fields, setFields] = useState<BulkField[]>(first ? [first] : [])
  const [change, setChange] = useState<BulkChange>({})
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<unknown>()
  const said = saidIn(change)
  const { preview, error, isLate } = useBulkPreview(chosen, said)
  const problem = refusal ?? (said && error)
  const count = preview?.changeable ?? 0
  const submit = async () => {
    if (!said || isLate || count === 0 || busy) return
    setBusy(true)
    try {
      await begin(chosen, said)
      onDone(true)
    } catch (problem) {
      setRefusal(problem)
      setBusy(false)
    }
  }
  return (
    <FormSheet
      title={t('contacts.bulk.title')}
      dirty={said !== undefined}
      busy={busy || isLate || count === 0}
      problem={problem ? wholeWords(problem, true) : undefined}
      action={said && preview ? t('contacts.bulk.action', { count }) : t('contacts.bulk.action_none')}
      onSubmit={() => void submit()}
      onClose={() => onDone(false)}
    >
      {fields.map((field) => (
        <fieldset key={field} className="bulk-field form-part pairs">
          <legend className="sr-only">{nameOfField(t, field, known)}</legend>
          <BulkFieldInput
            {...{ field, change, known }}
            set={(part) => {
              setRefusal(undefined)
              setChange({ ...change, ...part })
            }}
          />
          <button
            type="button"
            className="icon-button small bulk-drop"
            aria-label={t('contacts.bulk.drop', { name: nameOfField(t, field, known) })}
            onClick={() => {
              setFields(fields.filter((other) => other !== field))
              setChange(without(change, field))
            }}
          >
            <IconX size={16} stroke={1.75} />
          </button>
        </fieldset>
      ))}
      <MoreFields {...{ fields, known }} onAdd={(field) => setFields([...fields, field])} />
      <Losing change={change} />
      {preview && <PreviewPart {...{ preview, isLate }} />}
    </FormSheet>
  )
}

function MoreFields(props: { fields: BulkField[]; known: Vocabulary; onAdd: (field: BulkField) => void }) {
  const t = useText()
  const { fields, known, onAdd } = props
  const own = known.fields
    .filter(({ type }) => type !== 'heading')
    .map(({ key }): BulkField => `custom.${key}`)
  const open = [...BULK_FIELDS, ...own].filter((field) => !fields.includes(field))
  const items = open.map((field) => ({
    id: field,
    label: nameOfField(t, field, known),
    run: () => onAdd(field),
  }))
  if (fields.length === 0)
    return (
      <div className="bulk-choice" role="group" aria-label={t('contacts.bulk.which')}>
        <p>{t('contacts.bulk.which')}</p>
        {items.map(({ id, label, run }) => (
          <button key={id} type="button" className="button small" onClick={run}>
            {label}
          </button>
        ))}
      </div>
    )
  return (
    <Menu
      label={t('contacts.bulk.more_fields')}
      items={items}
      renderOpener={(props) => (
        <button type="button" className="button ghost small bulk-more" {...props}>
          <IconPlus size={16} stroke={1.75} />
          {t('contacts.bulk.more_fields')}
        </button>
      )}
    />
  )
}

/** Says before it happens that one locks oneself out. */
function Losing({ change }: { change: BulkChange }) {
  const t = useText()
  const user = useUser()
  const goes = change.removeManagers?.includes(user.id)
  const replaced = change.managers && !change.managers.includes(user.id)
  if (user.role === 'admin' || !(goes ?? replaced)) return null
  return (
    <p className="notice" role="alert">
      {t('contacts.bulk.losing')}
    </p>
  )
}

const NAMES = {
  tags: 'contacts.tags',
  managers: 'contacts.managers',
  typeId: 'contacts.type',
  temperatureId: 'contacts.temperature',
  class: 'contacts.class',
  visibility: 'contacts.visibility',
  industry: 'contacts.industry',
  language: 'contacts.language',
} as const

function nameOfField(t: Translate, field: BulkField, { fields }: Vocabulary): string {
  const key = customKey(field)
  if (key !== undefined) return fields.find((own) => own.key === key)?.name ?? key
  return t(NAMES[field as keyof typeof NAMES])
}
