import { Select, Textarea, TextInput } from '@mantine/core'
import { useMemo } from 'react'
import type { Label } from '#features/labels/label.ts'
import { checkVatId } from '#kernel/vat-id.ts'
import { DayInput } from '#ui/inputs/day-input.tsx'
import { TagInput } from '#ui/inputs/tag-input.tsx'
import { useLanguage, useText } from '#ui/texts.ts'
import type { Vocabulary } from '../contact-api.ts'
import { Hinted, type Hinting } from './hint-line.tsx'
import { currencies, languages } from './names.ts'
import { problemWords } from '#ui/api/problem-words.ts'
import type { ContactFormState } from './use-contact-form.ts'

/** What kind of contact it is to us: type, temperature, class, tags. */
export function OrderPart({ form, known }: { form: ContactFormState; known: Vocabulary }) {
  const t = useText()
  const { draft, errors, set } = form
  return (
    <fieldset className="form-part pairs">
      <legend>{t('contacts.form.order')}</legend>
      <Select
        label={t('contacts.type')}
        clearable
        data={linesOf(known.types, draft.typeId)}
        value={draft.typeId}
        error={errors['typeId']}
        onChange={(typeId) => set({ typeId })}
      />
      <Select
        label={t('contacts.temperature')}
        clearable
        data={linesOf(known.temperatures, draft.temperatureId)}
        value={draft.temperatureId}
        error={errors['temperatureId']}
        onChange={(temperatureId) => set({ temperatureId })}
      />
      <Select
        label={t('contacts.class')}
        clearable
        data={['A', 'B', 'C'] as const}
        value={draft.class}
        onChange={(value) => set({ class: value })}
      />
      <TagInput
        label={t('contacts.tags')}
        value={draft.tags}
        known={known.tags.filter((tag) => !tag.retired).map((tag) => tag.name)}
        onChange={(tags) => set({ tags })}
      />
    </fieldset>
  )
}

/** What is asked less often. */
export function FurtherPart(props: { form: ContactFormState; kind: 'person' | 'company'; hinted: Hinting }) {
  const { form, kind, hinted } = props
  const t = useText()
  const language = useLanguage()
  const lists = useMemo(
    () => ({ languages: languages(language), currencies: currencies(language) }),
    [language],
  )
  const { draft, errors, set } = form
  const checkVat = () => {
    const found = draft.vatId.trim() ? checkVatId(draft.vatId) : null
    form.complain('vatId', found ? problemWords(found) : undefined)
  }
  return (
    <fieldset className="form-part pairs">
      <legend>{t('contacts.form.further')}</legend>
      <Select
        label={t('contacts.language')}
        searchable
        clearable
        data={lists.languages}
        value={draft.language}
        error={errors['language']}
        onChange={(language) => set({ language })}
      />
      <Select
        label={t('contacts.currency')}
        searchable
        clearable
        data={lists.currencies}
        value={draft.currency}
        error={errors['currency']}
        onChange={(currency) => set({ currency })}
      />
      {kind === 'person' && (
        <Hinted {...hinted} path="birthday">
          <DayInput
            label={t('contacts.birthday')}
            value={draft.birthday}
            error={errors['birthday']}
            onChange={(birthday) => set({ birthday })}
          />
        </Hinted>
      )}
      <Hinted {...hinted} path="vatId">
        <TextInput
          label={t('contacts.vat_id')}
          description={t('contacts.vat_id.hint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          maxLength={40}
          value={draft.vatId}
          error={errors['vatId']}
          onChange={(event) => set({ vatId: event.currentTarget.value })}
          onBlur={checkVat}
        />
      </Hinted>
      <Textarea
        className="whole"
        label={t('contacts.description')}
        autosize
        minRows={2}
        maxRows={10}
        maxLength={65_000}
        value={draft.description}
        error={errors['description']}
        onChange={(event) => set({ description: event.currentTarget.value })}
      />
    </fieldset>
  )
}

function linesOf(labels: Label[], chosen: string | null) {
  return labels
    .filter((label) => !label.retired || label.id === chosen)
    .map(({ id, name }) => ({ value: id, label: name }))
}
