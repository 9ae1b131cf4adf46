import { IconMapPin } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSettings } from '#features/settings/web/settings-api.ts'
import { contactQuery, findContacts, primaryOf } from '#features/contacts/web/contact-api.ts'
import { RecordChooser } from '#ui/inputs/record-chooser.tsx'
import { useText } from '#ui/texts.ts'
import { Deductions } from './deductions.tsx'
import { EditFacts } from './edit-facts.tsx'
import { EditLines } from './edit-lines.tsx'
import { EditSums } from './edit-sums.tsx'
import { EditWords } from './edit-words.tsx'
import { findingWords } from './findings.tsx'
import type { Editor } from './use-editor.ts'

/** The document as it will look, to write on: recipient, facts, subject, intro, lines, sums, terms, closing. */
export function EditPaper({ editor }: { editor: Editor }) {
  const t = useText()
  const { draft, change } = editor
  return (
    <div className="paper-ground">
      <article className="paper" aria-label={t(`invoices.kind.${draft.kind}`)}>
        <Letterhead />
        <div className="paper-top">
          <Recipient editor={editor} />
          <EditFacts editor={editor} />
        </div>
        <div className="paper-title">
          <h2>{t(`invoices.kind.${draft.kind}`)}</h2>
          <input
            className="paper-subject"
            aria-label={t('invoices.subject')}
            placeholder={t('invoices.subject_hint')}
            maxLength={255}
            data-path="subject"
            value={draft.subject}
            onChange={(event) => change({ subject: event.target.value })}
          />
        </div>
        <EditWords editor={editor} field="intro" />
        <EditLines editor={editor} />
        <Deductions editor={editor} />
        <EditSums editor={editor} />
        <Said editor={editor} />
        <EditWords editor={editor} field="notes" />
      </article>
    </div>
  )
}

function Letterhead() {
  const settings = useSettings()
  const firm = settings?.firm
  if (!firm) return <div className="paper-firm" />
  const line = [firm.street, [firm.postalCode, firm.city].filter(Boolean).join(' ')]
    .filter(Boolean)
    .join(' · ')
  return (
    <div className="paper-firm">
      <strong>{firm.name}</strong>
      <span>{line}</span>
    </div>
  )
}

function Recipient({ editor }: { editor: Editor }) {
  const t = useText()
  const { draft, change, worked, saving } = editor
  const { data } = useQuery({ ...contactQuery(draft.contact.id), retry: false })
  const address = data && primaryOf(data.details, 'address')?.value
  const found = worked.findings.filter(({ path }) => path === 'contactId')
  const error = saving.is === 'refused' ? saving.fields['contactId'] : undefined
  return (
    <div className="paper-recipient" data-path="contactId">
      <RecordChooser
        label={t('invoices.contact')}
        kind="contact"
        scope="invoice"
        required
        value={draft.contact}
        error={error}
        find={(q, signal) => findContacts(q, signal)}
        onChange={(contact) => contact && change({ contact }, 'now')}
      />
      {address && (
        <address>
          {address.street} {address.houseNumber}
          <br />
          {address.postalCode} {address.city}
        </address>
      )}
      {found.map((finding) => (
        <p key={finding.key} className={finding.level === 'error' ? 'edit-error' : 'muted'}>
          {findingWords(finding, t)}
        </p>
      ))}
      <Site editor={editor} />
    </div>
  )
}

/** Where the service was, when that is not at the customer's. */
function Site({ editor: { draft, change, saving } }: { editor: Editor }) {
  const t = useText()
  const [open, setOpen] = useState(false)
  const { recipient } = draft
  if (!recipient && !open)
    return (
      <button type="button" className="button ghost small" onClick={() => setOpen(true)}>
        <IconMapPin size={14} stroke={1.75} />
        {t('invoices.recipient_add')}
      </button>
    )
  return (
    <div data-path="recipientId">
      <RecordChooser
        label={t('invoices.recipient')}
        kind="contact"
        scope="invoice"
        value={recipient}
        error={saving.is === 'refused' ? saving.fields['recipientId'] : undefined}
        find={(q, signal) => findContacts(q, signal)}
        onChange={(choice) => change({ recipient: choice }, 'now')}
      />
    </div>
  )
}

/** What the document says by itself: terms of payment and what the law wants said. */
function Said({ editor: { worked, draft, change } }: { editor: Editor }) {
  const t = useText()
  const { terms, notices } = worked.said
  return (
    <div className="paper-said">
      {(terms || draft.terms) && (
        <label className="paper-terms">
          <span className="sr-only">{t('invoices.terms_words')}</span>
          <textarea
            rows={2}
            placeholder={terms}
            data-path="terms"
            value={draft.terms}
            onChange={(event) => change({ terms: event.target.value })}
          />
        </label>
      )}
      {notices.map((notice) => (
        <p key={notice}>{notice}</p>
      ))}
    </div>
  )
}
