import { Select, TextInput } from '@mantine/core'
import { Suspense, use } from 'react'
import { RecordChooser } from '#ui/inputs/record-chooser.tsx'
import { useText } from '#ui/texts.ts'
import { findContacts } from '../contact-api.ts'
import { newCompany, toInput } from './draft.ts'
import { FormSlots } from './form-slots.ts'
import { Hinted, type Hinting } from './hint-line.tsx'
import type { ContactFormState } from './use-contact-form.ts'

const salutations = ['ms', 'mr', 'family', 'neutral'] as const

/** Who a person is and where they work. */
export function PersonPart({ form, hinted }: { form: ContactFormState; hinted: Hinting }) {
  const t = useText()
  const { draft, errors, set } = form
  const { Employer } = use(FormSlots)
  return (
    <div className="form-part pairs">
      <Hinted {...hinted} path="salutation">
        <Select
          label={t('contacts.salutation')}
          clearable
          data={salutations.map((value) => ({ value, label: t(`contacts.salutation.${value}`) }))}
          value={draft.salutation}
          error={errors['salutation']}
          onChange={(salutation) => set({ salutation })}
        />
      </Hinted>
      <TextInput
        label={t('contacts.academic')}
        placeholder="Dr."
        maxLength={100}
        value={draft.title}
        error={errors['title']}
        onChange={(event) => set({ title: event.currentTarget.value })}
      />
      <Hinted {...hinted} path="firstName">
        <TextInput
          label={t('contacts.first_name')}
          maxLength={255}
          value={draft.firstName}
          error={errors['firstName']}
          data-autofocus
          onChange={(event) => set({ firstName: event.currentTarget.value })}
        />
      </Hinted>
      <Hinted {...hinted} path="lastName">
        <TextInput
          label={t('contacts.last_name')}
          maxLength={255}
          value={draft.lastName}
          error={errors['lastName']}
          required
          onChange={(event) => set({ lastName: event.currentTarget.value })}
        />
      </Hinted>
      <div className="has-employer-hint">
        <RecordChooser
          label={t('contacts.company')}
          kind="contact"
          scope="company"
          value={draft.company}
          error={errors['companyId'] ?? errors['companyName']}
          find={(q, signal) => findContacts(q, signal, 'company')}
          onChange={(company) => set({ company })}
          onCreate={(name) => Promise.resolve({ id: newCompany, name })}
        />
        {Employer && form.dirty && (!draft.company || draft.company.id === newCompany) && (
          <Suspense>
            <Employer input={toInput(draft, 'person')} onChoose={(company) => set({ company })} />
          </Suspense>
        )}
      </div>
      <TextInput
        label={t('contacts.position')}
        maxLength={255}
        value={draft.position}
        error={errors['position']}
        onChange={(event) => set({ position: event.currentTarget.value })}
      />
    </div>
  )
}

/** What a company is called and what it does. */
export function CompanyPart({ form, hinted }: { form: ContactFormState; hinted: Hinting }) {
  const t = useText()
  const { draft, errors, set } = form
  return (
    <div className="form-part pairs">
      <Hinted {...hinted} path="companyName">
        <TextInput
          label={t('contacts.company_name')}
          maxLength={255}
          value={draft.companyName}
          error={errors['companyName']}
          required
          data-autofocus
          onChange={(event) => set({ companyName: event.currentTarget.value })}
        />
      </Hinted>
      <TextInput
        label={t('contacts.industry')}
        maxLength={255}
        value={draft.industry}
        error={errors['industry']}
        onChange={(event) => set({ industry: event.currentTarget.value })}
      />
    </div>
  )
}
