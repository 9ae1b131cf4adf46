import { IconAlertTriangle, IconCheck, IconInfoCircle } from '@tabler/icons-react'
import { useState } from 'react'
import { FINDING_CLASSES } from '#features/einvoice/finding.ts'
import { formatMoney, formatNumber } from '#ui/format.ts'
import { DropArea } from '#ui/inputs/drop-area.tsx'
import { upload } from '#ui/inputs/upload.ts'
import { useText } from '#ui/texts.ts'
import { findingWords } from '../edit/findings.tsx'
import type { InvoiceCheck } from '../../invoice-check.ts'
import '../invoices.css'
import { dayOf } from '../state.tsx'

/** Somebody's e-invoice, made readable, and what is wrong with it in the three classes of the tax administration. */
export function CheckPage() {
  const t = useText()
  const [checked, setChecked] = useState<{ name: string; answer: InvoiceCheck }>()
  const send = async (file: File, onProgress: (part: number) => void) => {
    const answer = await upload<InvoiceCheck>('/invoices/check', file, { onProgress })
    setChecked({ name: file.name, answer })
  }
  return (
    <div className="check-page">
      <header>
        <h1>{t('invoices.check')}</h1>
        <p className="muted">{t('invoices.check_text')}</p>
      </header>
      <DropArea
        label={t('invoices.check_drop')}
        accept=".xml,.pdf,application/xml,text/xml,application/pdf"
        most={20 * 1024 * 1024}
        send={send}
      />
      {checked && (
        <>
          <Verdict {...checked} />
          <Found answer={checked.answer} />
          <Readable answer={checked.answer} />
        </>
      )}
    </div>
  )
}

function Verdict({ name, answer }: { name: string; answer: InvoiceCheck }) {
  const t = useText()
  const { findings, invoice, syntax, profile } = answer
  const bad = findings.some(({ flag }) => flag === 'fatal')
  const how = bad || !invoice ? 'bad' : findings.length > 0 ? 'mixed' : 'good'
  const Icon = { bad: IconAlertTriangle, mixed: IconInfoCircle, good: IconCheck }[how]
  return (
    <p className={`check-verdict ${how}`} role="status">
      <Icon size={18} stroke={2} />
      <strong>{t(invoice ? `invoices.check_${how}` : 'invoices.check_none')}</strong>
      <span className="grow cut">{name}</span>
      <span>{[syntax?.toUpperCase(), profile].filter(Boolean).join(' · ')}</span>
    </p>
  )
}

function Found({ answer: { findings } }: { answer: InvoiceCheck }) {
  const t = useText()
  return (
    <>
      {FINDING_CLASSES.map((kind) => {
        const mine = findings.filter((finding) => finding.class === kind)
        return (
          <section key={kind}>
            <h2>
              {t(`invoices.check_class.${kind}`)}{' '}
              <span className="muted num">{mine.length === 0 ? t('invoices.check_fine') : mine.length}</span>
            </h2>
            {mine.length > 0 && <p className="muted">{t(`invoices.check_text.${kind}`)}</p>}
            <ul className="check-found">
              {mine.map(({ rule, flag, term, message, values, path }, index) => (
                // oxlint-disable-next-line react/no-array-index-key -- the list never changes its order
                <li key={`${rule} ${path} ${index}`}>
                  <span className={`badge ${flag === 'fatal' ? 'red' : 'amber'}`}>
                    {t(`invoices.level.${flag === 'fatal' ? 'error' : 'warning'}`)}
                  </span>
                  <span>
                    {findingWords({ key: message, rule, values: term ? { ...values, term } : values }, t)}
                  </span>
                  <span className="muted">{rule}</span>
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </>
  )
}

/** The invoice in words and figures, whatever is wrong with it. */
function Readable({ answer: { invoice } }: { answer: InvoiceCheck }) {
  const t = useText()
  if (!invoice) return null
  const { seller, buyer, lines, totals, currency } = invoice
  const money = (amount: string | undefined) =>
    amount === undefined || !/^-?\d+(\.\d+)?$/.test(amount)
      ? (amount ?? '')
      : /^[A-Z]{3}$/.test(currency)
        ? formatMoney(amount, currency)
        : amount
  return (
    <article className="paper" aria-label={invoice.number}>
      <div className="paper-top">
        {(['seller', 'buyer'] as const).map((who) => (
          <div key={who}>
            <span className="muted">{t(`invoices.${who}`)}</span>
            <br />
            <strong>{{ seller, buyer }[who].name}</strong>
          </div>
        ))}
      </div>
      <div className="paper-title">
        <h2>{invoice.number}</h2>
        <p>{/^\d{4}-\d\d-\d\d$/.test(invoice.date) ? dayOf(invoice.date) : invoice.date}</p>
      </div>
      <table className="paper-table">
        <thead>
          <tr>
            <th scope="col">{t('invoices.line.text')}</th>
            <th scope="col" className="end">
              {t('invoices.line.quantity')}
            </th>
            <th scope="col" className="end">
              {t('invoices.line.net')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- the list never changes its order
            <tr key={`${line.id} ${index}`}>
              <td className="words">{line.item.name}</td>
              <td className="end num">{formatNumber(Number(line.quantity), { maximumFractionDigits: 4 })}</td>
              <td className="end num">{money(line.net)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <dl className="paper-sums">
        <dt>{t('invoices.net')}</dt>
        <dd className="num">{money(totals.net)}</dd>
        <dt className="strong">{t('invoices.gross')}</dt>
        <dd className="num strong">{money(totals.gross)}</dd>
        <dt>{t('invoices.payable')}</dt>
        <dd className="num">{money(totals.payable)}</dd>
      </dl>
    </article>
  )
}
