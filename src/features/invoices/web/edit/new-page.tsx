import { useEffect, useRef, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { findContacts } from '#features/contacts/web/contact-api.ts'
import { RecordChooser } from '#ui/inputs/record-chooser.tsx'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import { INVOICE_KINDS, type InvoiceKind } from '../../invoice.ts'
import '../invoices.css'
import '../paper.css'
import './edit.css'
import { useInvoices } from '../invoices-api.ts'

const OFFERED = ['quote', 'confirmation', 'invoice', 'downpayment', 'partial', 'final'] as const

/** The beginning of a document: for whom; everything else Kontor supposes, and it can be changed. */
export function NewInvoicePage() {
  const t = useText()
  const go = useNavigate()
  const [params] = useSearchParams()
  const asked = INVOICE_KINDS.find((kind) => kind === params.get('kind'))
  const [kind, setKind] = useState<InvoiceKind>(asked ?? 'invoice')
  const { create } = useInvoices()
  const begun = useRef(false)
  const contact = params.get('contact')
  const opportunityId = params.get('opportunity')
  const projectId = params.get('project')
  const begin = async (contactId: string) => {
    if (begun.current) return
    begun.current = true
    try {
      const { id } = await create({
        kind,
        contactId,
        lines: [],
        ...(opportunityId && { opportunityId }),
        ...(projectId && { projectId }),
      })
      await go(`/invoices/${id}/edit`, { replace: true, state: { fresh: true } })
    } catch (error) {
      begun.current = false
      complain(error)
    }
  }
  const known = useRef(begin)
  useEffect(() => {
    if (contact) void known.current(contact)
  }, [contact])
  if (contact) return null
  return (
    <div className="invoice-start">
      <section className="paper start">
        <h1>{t('invoices.new')}</h1>
        <fieldset className="invoice-kinds">
          <legend>{t('invoices.kind')}</legend>
          {OFFERED.map((one) => (
            <label key={one}>
              <input type="radio" name="kind" checked={kind === one} onChange={() => setKind(one)} />
              {t(`invoices.kind.${one}`)}
            </label>
          ))}
        </fieldset>
        <RecordChooser
          label={t('invoices.for_whom')}
          kind="contact"
          scope="invoice"
          value={null}
          find={(q, signal) => findContacts(q, signal)}
          onChange={(choice) => choice && void begin(choice.id)}
        />
        <p className="muted">{t('invoices.start_hint')}</p>
      </section>
    </div>
  )
}
