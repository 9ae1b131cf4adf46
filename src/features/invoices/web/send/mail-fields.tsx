import { Select, TagsInput, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { lineOf } from '#features/mails/address-line.ts'
import type { MailSender } from '#features/mails/mail.ts'
import { useText } from '#ui/texts.ts'
import type { MailProposal } from '../../document-mail.ts'
import type { MailValues } from './send-sheet.tsx'

interface MailFieldsProps {
  proposal: MailProposal
  form: {
    values: MailValues
    fields: Record<string, string>
    set: (part: Partial<MailValues>) => void
  }
}

/** From where, to whom, about what, and with which words. */
export function MailFields({
  proposal: { senders, addresses, texts },
  form: { values, fields, set },
}: MailFieldsProps) {
  const t = useText()
  const [copies, setCopies] = useState(false)
  const [chosen, setChosen] = useState(texts[0]?.id ?? null)
  const take = (id: string | null) => {
    const block = texts.find((one) => one.id === id)
    if (!block) return
    setChosen(block.id)
    set({ text: block.text, ...(block.subject !== null && { subject: block.subject }) })
  }
  return (
    <>
      {senders.length > 0 && <From {...{ senders, values, set }} />}
      <div className="send-to">
        <Addresses
          label={t('invoices.send.to')}
          value={values.to}
          known={addresses}
          onChange={(to) => set({ to })}
        />
        {!copies && (
          <button type="button" className="button ghost small" onClick={() => setCopies(true)}>
            {t('invoices.send.cc_add')}
          </button>
        )}
      </div>
      {copies && (
        <Addresses
          label={t('invoices.send.cc')}
          value={values.cc}
          known={addresses}
          onChange={(cc) => set({ cc })}
        />
      )}
      {texts.length > 1 && (
        <Select
          label={t('invoices.send.block')}
          allowDeselect={false}
          data={texts.map(({ id, name }) => ({ value: id, label: name }))}
          value={chosen}
          onChange={take}
        />
      )}
      <TextInput
        label={t('invoices.subject')}
        required
        maxLength={255}
        error={fields['subject']}
        value={values.subject}
        onChange={(event) => set({ subject: event.currentTarget.value })}
      />
      <Textarea
        label={t('invoices.send.text')}
        autosize
        minRows={6}
        maxRows={16}
        error={fields['text']}
        value={values.text}
        onChange={(event) => set({ text: event.currentTarget.value })}
      />
    </>
  )
}

interface FromProps extends Pick<MailFieldsProps['form'], 'values' | 'set'> {
  senders: readonly MailSender[]
}

/** By which account it goes; the firm's own server has none. */
function From({ senders, values, set }: FromProps) {
  const t = useText()
  return (
    <Select
      label={t('mail.from')}
      allowDeselect={false}
      data={senders.map((one) => ({
        value: one.accountId ?? FIRM,
        label: lineOf({ name: one.name, email: one.address }),
      }))}
      value={values.accountId ?? FIRM}
      onChange={(id) => set({ accountId: id === FIRM ? null : id })}
    />
  )
}

const FIRM = 'firm'

interface AddressesProps {
  label: string
  value: string[]
  known: string[]
  onChange: (addresses: string[]) => void
}

function Addresses({ label, value, known, onChange }: AddressesProps) {
  const t = useText()
  return (
    <TagsInput
      label={label}
      value={value}
      data={known}
      onChange={onChange}
      inputMode="email"
      placeholder={value.length > 0 ? '' : t('invoices.send.address_hint')}
      splitChars={[',', ';', ' ']}
      acceptValueOnBlur
    />
  )
}
