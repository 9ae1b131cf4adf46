import { Checkbox, MultiSelect, Select, TextInput } from '@mantine/core'
import type { Label } from '#features/labels/label.ts'
import { TagInput } from '#ui/inputs/tag-input.tsx'
import { useLanguage, useText } from '#ui/texts.ts'
import type { BulkChange } from '../../bulk.ts'
import type { Vocabulary } from '../contact-api.ts'
import { VisibilityInput } from '../form/access-inputs.tsx'
import { CustomInput } from '../form/custom-inputs.tsx'
import { languages } from '../form/names.ts'
import { customKey, type BulkField } from './bulk-draft.ts'

export interface BulkInputProps {
  field: BulkField
  change: BulkChange
  known: Vocabulary
  set: (part: BulkChange) => void
}

/** The inputs of one field: what it becomes, or that it becomes empty. */
export function BulkFieldInput(props: BulkInputProps) {
  const { field, change, set } = props
  if (field === 'tags') return <Tags {...props} />
  if (field === 'managers') return <Managers {...props} />
  if (field === 'visibility')
    return (
      <VisibilityInput
        value={change.visibility as 'managers'}
        onChange={(visibility) => set({ visibility })}
      />
    )
  return <OrEmpty {...props} />
}

function Tags({ change, known, set }: BulkInputProps) {
  const t = useText()
  const names = known.tags.filter((tag) => !tag.retired).map((tag) => tag.name)
  return (
    <>
      <TagInput
        autoFocus
        label={t('contacts.bulk.tags_add')}
        value={change.addTags ?? []}
        known={names}
        onChange={(addTags) => set({ addTags })}
      />
      <TagInput
        label={t('contacts.bulk.tags_remove')}
        value={change.removeTags ?? []}
        known={names}
        onChange={(removeTags) => set({ removeTags })}
      />
    </>
  )
}

function Managers({ change, known, set }: BulkInputProps) {
  const t = useText()
  const replaces = change.managers !== undefined
  const active = known.users.filter((user) => user.active)
  const lines = ({ users }: { users: Vocabulary['users'] }) =>
    [
      { group: t('contacts.form.users'), items: users.map(toLine) },
      { group: t('contacts.form.groups'), items: known.groups.map(toLine) },
    ].filter((group) => group.items.length > 0)
  const come = change.managers ?? change.addManagers ?? []
  return (
    <>
      <MultiSelect
        data-autofocus
        label={t(replaces ? 'contacts.bulk.managers_replace' : 'contacts.bulk.managers_add')}
        searchable
        data={lines({ users: active })}
        value={come}
        onChange={(next) => set(replaces ? { managers: next } : { addManagers: next })}
      />
      {!replaces && (
        <MultiSelect
          label={t('contacts.bulk.managers_remove')}
          searchable
          data={lines({ users: known.users })}
          value={change.removeManagers ?? []}
          onChange={(removeManagers) => set({ removeManagers })}
        />
      )}
      <Checkbox
        className="whole"
        label={t('contacts.bulk.managers_all')}
        checked={replaces}
        onChange={(event) =>
          set(
            event.currentTarget.checked
              ? { managers: come, addManagers: [], removeManagers: [] }
              : { managers: undefined, addManagers: come },
          )
        }
      />
    </>
  )
}

/** One value for all, or none. */
function OrEmpty(props: BulkInputProps) {
  const t = useText()
  const { field, change, set } = props
  const key = customKey(field)
  const value = key === undefined ? change[field as 'industry'] : change.custom?.[key]
  const put = (next: unknown) =>
    set(key === undefined ? { [field]: next } : { custom: { ...change.custom, [key]: next } })
  return (
    <>
      {value !== null && <Value {...props} value={value} put={put} />}
      <Checkbox
        className="bulk-empty"
        label={t('contacts.bulk.clear')}
        checked={value === null}
        onChange={(event) => put(event.currentTarget.checked ? null : undefined)}
      />
    </>
  )
}

function Value({
  field,
  known,
  value,
  put,
}: BulkInputProps & { value: unknown; put: (next: unknown) => void }) {
  const t = useText()
  const language = useLanguage()
  const own = known.fields.find(({ key }) => key === customKey(field))
  // What is taken out of an input again is not said; to empty a field has its own box.
  const say = (next: unknown) => put(next ?? undefined)
  if (own)
    return (
      <CustomInput
        field={{ ...own, required: false }}
        value={value}
        known={known}
        error={undefined}
        onChange={say}
      />
    )
  const words = typeof value === 'string' ? value : null
  if (field === 'industry')
    return (
      <TextInput
        data-autofocus
        label={t('contacts.industry')}
        value={words ?? ''}
        onChange={(event) => say(event.currentTarget.value || undefined)}
      />
    )
  const choices = {
    typeId: { label: t('contacts.type'), data: linesOf(known.types) },
    temperatureId: { label: t('contacts.temperature'), data: linesOf(known.temperatures) },
    class: { label: t('contacts.class'), data: ['A', 'B', 'C'].map((one) => ({ value: one, label: one })) },
    language: { label: t('contacts.language'), data: languages(language) },
  }
  const { label, data } = choices[field as keyof typeof choices]
  return (
    <Select data-autofocus searchable={data.length > 8} {...{ label, data, value: words }} onChange={say} />
  )
}

const toLine = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name })

function linesOf(labels: Label[]) {
  return labels.filter((label) => !label.retired).map(toLine)
}
