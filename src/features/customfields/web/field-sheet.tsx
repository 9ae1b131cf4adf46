import { NativeSelect, TextInput } from '@mantine/core'
import { useForm } from '#features/settings/web/use-form.ts'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { useText } from '#ui/texts.ts'
import { appliesTo, FIELD_TYPES, type CustomField } from '../custom-field.ts'
import { DefaultInput } from './default-input.tsx'
import type { Fields } from './fields-api.ts'
import { OptionsEditor } from './options-editor.tsx'

type Values = Pick<
  CustomField,
  'name' | 'type' | 'appliesTo' | 'options' | 'required' | 'defaultValue' | 'hint'
>

const blank: Values = {
  name: '',
  type: 'text',
  appliesTo: 'both',
  options: [],
  required: false,
  defaultValue: null,
  hint: '',
}

interface FieldSheetProps {
  field?: CustomField
  fields: Fields
  onClose: () => void
}

/** A new field, or another name, options and rules for one; the type stays, so that values keep their meaning. */
export function FieldSheet({ field, fields, onClose }: FieldSheetProps) {
  const t = useText()
  const send = async ({ type, ...rest }: Values) => {
    const body = { ...rest, options: rest.options.map((option) => option.trim()).filter(Boolean) }
    if (field) await fields.change(field, body)
    else await fields.create({ ...body, type })
  }
  const form = useForm<Values>(field ? valuesOf(field) : blank, send, onClose)
  const { values, set } = form
  const chooses = values.type === 'choice' || values.type === 'choices'
  return (
    <FormSheet
      {...form.sheet}
      title={field ? t('users.edit_title', { name: field.name }) : t('fields.new')}
      action={t(field ? 'settings.save' : 'fields.create')}
    >
      <TextInput
        autoFocus
        label={t('fields.name')}
        value={values.name}
        error={form.fields['name']}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('fields.type')}
        description={field && t('fields.type_fixed')}
        disabled={!!field}
        value={values.type}
        data={FIELD_TYPES.map((value) => ({ value, label: t(`fields.type.${value}`) }))}
        onChange={(event) => set({ type: event.currentTarget.value as Values['type'], defaultValue: null })}
      />
      {fields.kind === 'contact' && (
        <NativeSelect
          label={t('fields.for')}
          value={values.appliesTo}
          data={appliesTo.options.map((value) => ({ value, label: t(`fields.for.${value}`) }))}
          onChange={(event) => set({ appliesTo: event.currentTarget.value as Values['appliesTo'] })}
        />
      )}
      {chooses && (
        <OptionsEditor
          options={values.options}
          fixed={(field?.usageCount ?? 0) > 0 ? field?.options : undefined}
          error={form.fields['options']}
          onChange={(options) => set({ options })}
        />
      )}
      {values.type !== 'heading' && <Rules values={values} set={set} error={form.fields['defaultValue']} />}
    </FormSheet>
  )
}

interface RulesProps {
  values: Values
  set: (part: Partial<Values>) => void
  error: string | undefined
}

function Rules({ values, set, error }: RulesProps) {
  const t = useText()
  return (
    <>
      <DefaultInput field={values} error={error} onChange={(defaultValue) => set({ defaultValue })} />
      <TextInput
        label={t('fields.hint')}
        description={t('fields.hint_hint')}
        value={values.hint}
        onChange={(event) => set({ hint: event.currentTarget.value })}
      />
      <label className="check-line">
        <input
          type="checkbox"
          className="check"
          checked={values.required}
          onChange={(event) => set({ required: event.target.checked })}
        />
        <span>
          {t('fields.required')}
          <span className="edit-hint">{t('fields.required_hint')}</span>
        </span>
      </label>
    </>
  )
}

function valuesOf({ name, type, appliesTo, options, required, defaultValue, hint }: CustomField): Values {
  return { name, type, appliesTo, options, required, defaultValue, hint }
}
