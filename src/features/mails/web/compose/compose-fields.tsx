import { Select, TagsInput, Textarea, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Contact } from '#features/contacts/contact.ts'
import { nameOf, settingsQuery, useVocabulary } from '#features/contacts/web/contact-api.ts'
import { ask } from '#ui/api/request.ts'
import { useUser } from '#ui/api/session.ts'
import { useText } from '#ui/texts.ts'
import { lineOf } from '../../address-line.ts'
import type { MailSender } from '../../mail.ts'
import { fillTemplate, type MailTemplate } from '../../template.ts'
import { templatesQuery } from '../mails-api.ts'
import { FIRM, templateValues, type MailDraft } from './first-draft.ts'
import { linesOf } from './known-people.ts'

interface FieldsProps {
  form: {
    values: MailDraft
    fields: Record<string, string>
    set: (part: Partial<MailDraft>) => void
  }
  senders: readonly MailSender[]
  known: string[]
  contacts: readonly Contact[]
}

/** From where, to whom, about what, and with which words. */
export function ComposeFields({ form: { values, fields, set }, senders, known, contacts }: FieldsProps) {
  const t = useText()
  const [copies, setCopies] = useState(values.cc.length + values.bcc.length > 0)
  return (
    <>
      <div className="mail-pair">
        <Select
          label={t('mail.from')}
          allowDeselect={false}
          data={senders.map((one) => ({
            value: one.accountId ?? FIRM,
            label: lineOf({ name: one.name, email: one.address }),
          }))}
          value={values.accountId}
          onChange={(accountId) => accountId && set({ accountId })}
        />
        <TemplateChoice {...{ contacts, values, set }} />
      </div>
      <div className="mail-to">
        <Addresses label={t('mail.to')} value={values.to} known={known} onChange={(to) => set({ to })} />
        {!copies && (
          <button type="button" className="button ghost small" onClick={() => setCopies(true)}>
            {t('mail.copies')}
          </button>
        )}
      </div>
      {copies && (
        <div className="mail-pair">
          <Addresses label={t('mail.cc')} value={values.cc} known={known} onChange={(cc) => set({ cc })} />
          <Addresses
            label={t('mail.bcc')}
            value={values.bcc}
            known={known}
            onChange={(bcc) => set({ bcc })}
          />
        </div>
      )}
      <TextInput
        label={t('mail.subject')}
        data-autofocus={values.subject === '' || undefined}
        maxLength={1000}
        error={fields['subject']}
        value={values.subject}
        onChange={(event) => set({ subject: event.currentTarget.value })}
      />
      <Textarea
        label={t('mail.text')}
        data-autofocus={values.subject !== '' || undefined}
        autosize
        minRows={8}
        maxRows={20}
        error={fields['text']}
        value={values.text}
        onChange={(event) => set({ text: event.currentTarget.value })}
      />
    </>
  )
}

interface AddressesProps {
  label: string
  value: string[]
  known: string[]
  onChange: (lines: string[]) => void
}

/** Addresses as one types them, or those of people of Kontor. */
function Addresses({ label, value, known, onChange }: AddressesProps) {
  const t = useText()
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed.trim(), 200)
  const { data = [] } = useQuery({
    queryKey: ['contact', 'addresses', q],
    queryFn: async ({ signal }) =>
      linesOf(
        (await ask<{ items: Contact[] }>('GET', '/contacts', { query: { q, limit: '8' }, signal })).items,
      ),
    enabled: q.length > 1,
    placeholderData: keepPreviousData,
  })
  return (
    <TagsInput
      label={label}
      value={value}
      data={[...new Set([...known, ...(q.length > 1 ? data : [])])].filter((line) => !value.includes(line))}
      // The server found them: they need not have the typed letters in them.
      filter={({ options }) => options}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={onChange}
      inputMode="email"
      placeholder={value.length > 0 ? '' : t('mail.address_hint')}
      splitChars={[',', ';']}
      acceptValueOnBlur
    />
  )
}

/** Puts a text of the firm before what stands there, filled in for the one it goes to. */
function TemplateChoice({
  contacts,
  values,
  set,
}: Pick<FieldsProps, 'contacts'> & { values: MailDraft; set: (part: Partial<MailDraft>) => void }) {
  const t = useText()
  const { data: templates = [] } = useQuery(templatesQuery)
  const { data: settings } = useQuery(settingsQuery)
  const vocabulary = useVocabulary()
  const author = useUser().name
  if (templates.length === 0) return null
  const take = (id: string | null) => {
    const template = templates.find((one) => one.id === id)
    if (!template) return
    const contact =
      contacts.find((one) => linesOf([one]).some((line) => values.to.includes(line))) ?? contacts[0]
    const [managerId] = contact?.managers ?? []
    const filled = templateValues(contact, {
      language: template.language,
      author,
      firm: settings?.firm.name ?? '',
      manager: managerId === undefined ? '' : nameOf(vocabulary, managerId),
    })
    set({
      text: `${fillTemplate(template.text, filled).trimEnd()}${values.text}`,
      ...(values.subject === '' && { subject: fillTemplate(template.subject, filled) }),
    })
  }
  return (
    <Select
      label={t('mail.template')}
      placeholder={t('mail.template_choose')}
      data={templates.map(({ id, name, language }: MailTemplate) => ({
        value: id,
        label: `${name} (${language.toUpperCase()})`,
      }))}
      value={null}
      onChange={take}
    />
  )
}
