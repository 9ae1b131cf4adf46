import { useQuery } from '@tanstack/react-query'
import { Suspense, use } from 'react'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { useText } from '#ui/texts.ts'
import type { Hint } from '../../hints.ts'
import {
  customFieldsQuery,
  groupsQuery,
  settingsQuery,
  temperaturesQuery,
  typesQuery,
  usersQuery,
  useVocabulary,
} from '../contact-api.ts'
import { ManagersInput, VisibilityInput } from './access-inputs.tsx'
import './contact-form.css'
import { toInput } from './draft.ts'
import { FormSlots } from './form-slots.ts'
import { CustomPart } from './custom-part.tsx'
import { DetailRows } from './detail-rows.tsx'
import { FurtherPart, OrderPart } from './form-parts.tsx'
import { CompanyPart, PersonPart } from './name-parts.tsx'
import { PastePart } from './paste-part.tsx'
import { useContactForm, type ContactFormProps } from './use-contact-form.ts'
import { mended, useHints } from './use-hints.ts'

/** The form of a person or a company, over whatever screen it was opened from. */
export function ContactForm(props: ContactFormProps) {
  const ready = useReady()
  return ready ? <Form {...props} country={ready} /> : null
}

function Form(props: ContactFormProps & { country: string }) {
  const t = useText()
  const { kind, contact, country } = props
  const known = useVocabulary()
  const form = useContactForm(props, known, country)
  const { draft, errors, set, save } = form
  const hints = useHints(draft, kind, country)
  const hinted = { hints, onFix: (hint: Hint) => set(mended(draft, hint)) }
  const { Hint } = use(FormSlots)
  const title = contact
    ? t('contacts.form.edit', { name: contact.displayName })
    : t(kind === 'person' ? 'contacts.new_person' : 'contacts.new_company')
  return (
    <FormSheet
      wide
      title={title}
      dirty={form.dirty}
      busy={form.busy}
      problem={form.problem}
      action={t('contacts.form.save')}
      more={
        !contact && (
          <button type="button" className="button" disabled={form.busy} onClick={() => void save('next')}>
            {t('contacts.form.save_new')}
          </button>
        )
      }
      onSubmit={() => void save('close')}
      onClose={form.leave}
    >
      {form.kept && (
        <div className="notice calm" role="status">
          <span className="grow">{t('contacts.form.kept')}</span>
          <button type="button" className="button small" onClick={form.resume}>
            {t('contacts.form.resume')}
          </button>
          <button type="button" className="button ghost small" onClick={form.forget}>
            {t('form.discard')}
          </button>
        </div>
      )}
      <div className="contact-form">
        <PastePart form={form} kind={kind} country={country} text={props.paste}>
          {kind === 'person' ? (
            <PersonPart form={form} hinted={hinted} />
          ) : (
            <CompanyPart form={form} hinted={hinted} />
          )}
        </PastePart>
        <DetailRows
          rows={draft.details}
          errors={errors}
          hinted={hinted}
          country={country}
          onChange={(details) => set({ details })}
          onError={form.complain}
        />
        <OrderPart form={form} known={known} />
        <CustomPart form={form} known={known} kind={kind} />
        <FurtherPart form={form} kind={kind} hinted={hinted} />
        <fieldset className="form-part">
          <legend>{t('contacts.form.access')}</legend>
          <ManagersInput
            value={draft.managers}
            known={known}
            error={errors['managers']}
            onChange={(managers) => set({ managers })}
          />
          <VisibilityInput value={draft.visibility} onChange={(visibility) => set({ visibility })} />
        </fieldset>
      </div>
      {Hint && (
        // Its own boundary: while it is fetched, the form stays and keeps the focus.
        <Suspense>
          <Hint
            id={contact?.id}
            input={form.dirty ? toInput(draft, kind) : undefined}
            refused={form.refused}
            onAnyway={() => void form.saveAnyway()}
            onGoOn={form.goOn}
          />
        </Suspense>
      )}
    </FormSheet>
  )
}

/** The form waits for what it chooses from, and then knows the home country. */
function useReady(): string | undefined {
  const settings = useQuery(settingsQuery)
  const lists = [
    useQuery(typesQuery),
    useQuery(temperaturesQuery),
    useQuery(customFieldsQuery),
    useQuery(usersQuery),
    useQuery(groupsQuery),
  ]
  if (lists.some((list) => list.isPending)) return undefined
  return settings.isPending ? undefined : (settings.data?.country ?? 'DE')
}
