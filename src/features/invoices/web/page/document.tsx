import { unitShort } from '#features/items/units.ts'
import { useSettings } from '#features/settings/web/settings-api.ts'
import { formatMoney, formatNumber } from '#ui/format.ts'
import { useLanguage, useText } from '#ui/texts.ts'
import type { Invoice } from '../../invoice.ts'
import { isBill } from '../../status.ts'
import { documentName } from '../document-name.ts'
import { dayOf } from '../state.tsx'

/** A document to read, as it stands on paper. */
export function Document({ invoice }: { invoice: Invoice }) {
  const t = useText()
  const firm = useSettings()?.firm
  return (
    <div className="paper-ground">
      <article className="paper" lang={invoice.language} aria-label={documentName(invoice)}>
        <div className="paper-firm">
          <strong>{firm?.name}</strong>
        </div>
        <div className="paper-top">
          <div className="paper-recipient">
            <strong>{invoice.contact?.name ?? t('invoices.contact_hidden')}</strong>
            {invoice.recipient && (
              <span className="muted">{t('invoices.served_at', { name: invoice.recipient.name })}</span>
            )}
          </div>
          <Facts invoice={invoice} />
        </div>
        <div className="paper-title">
          <h2>{documentName(invoice)}</h2>
          {invoice.subject && <p>{invoice.subject}</p>}
        </div>
        {invoice.intro && <p className="words">{invoice.intro}</p>}
        <LinesTable invoice={invoice} />
        <Sums invoice={invoice} />
        <div className="paper-said read">
          {[invoice.said.terms, ...invoice.said.notices].filter(Boolean).map((words) => (
            <p key={words}>{words}</p>
          ))}
        </div>
        {invoice.notes && <p className="words">{invoice.notes}</p>}
      </article>
    </div>
  )
}

function Facts({ invoice }: { invoice: Invoice }) {
  const t = useText()
  const { serviceDate, servicePeriod: period } = invoice
  const facts: [string, string][] = [
    [t('invoices.date'), dayOf(invoice.date)],
    [t(isBill(invoice.kind) ? 'invoices.due' : 'invoices.valid_until'), dayOf(invoice.dueDate)],
    ...(serviceDate ? [[t('invoices.service_day'), dayOf(serviceDate)] as [string, string]] : []),
    ...(period
      ? [[t('invoices.service'), `${dayOf(period.from)} – ${dayOf(period.to)}`] as [string, string]]
      : []),
    ...(invoice.orderNumber ? [[t('invoices.order_number'), invoice.orderNumber] as [string, string]] : []),
    ...(invoice.buyerReference
      ? [[t('invoices.buyer_reference'), invoice.buyerReference] as [string, string]]
      : []),
    ...(isBill(invoice.kind)
      ? [[t('invoices.format'), t(`invoices.format.${invoice.format}`)] as [string, string]]
      : []),
  ]
  return (
    <dl className="paper-data">
      {facts.map(([name, value]) => (
        <div key={name} className="pair">
          <dt>{name}</dt>
          <dd className="num">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** The lines with what they cost. */
export function LinesTable({ invoice, narrow }: { invoice: Invoice; narrow?: boolean }) {
  const t = useText()
  const language = useLanguage()
  const money = (amount: string) => formatMoney(amount, invoice.currency)
  const number = (value: string) => formatNumber(Number(value), { maximumFractionDigits: 4 })
  const span = narrow ? 2 : 5
  return (
    <table className="paper-table">
      <thead>
        <tr>
          <th scope="col">{t('invoices.line.text')}</th>
          <th scope="col" className="end">
            {t('invoices.line.quantity')}
          </th>
          {!narrow && (
            <>
              <th scope="col" className="end">
                {t('invoices.line.price')}
              </th>
              <th scope="col" className="end tax">
                {t('invoices.line.tax')}
              </th>
            </>
          )}
          <th scope="col" className="end">
            {t('invoices.line.net')}
          </th>
        </tr>
      </thead>
      <tbody>
        {invoice.lines.map((line) =>
          line.kind === 'item' ? (
            <tr key={line.id}>
              <td className="words">
                {line.text}
                {line.optional && <span className="badge">{t('invoices.line.optional')}</span>}
              </td>
              <td className="end num">
                {number(line.quantity)} {unitShort(line.unit, language)}
              </td>
              {!narrow && (
                <>
                  <td className="end num">
                    {money(line.price)}
                    {Number(line.discountPercent) > 0 && (
                      <div className="muted">−{number(line.discountPercent)} %</div>
                    )}
                  </td>
                  <td className="end num tax">{line.tax ? `${number(line.tax.rate)} %` : ''}</td>
                </>
              )}
              <td className="end num">{money(line.net)}</td>
            </tr>
          ) : (
            <tr key={line.id} className={line.kind}>
              <td className="words" colSpan={line.kind === 'subtotal' ? span - 1 : span}>
                {line.kind === 'subtotal' ? t('invoices.subtotal') : line.text}
              </td>
              {line.kind === 'subtotal' && <td className="end num">{money(line.net)}</td>}
            </tr>
          ),
        )}
      </tbody>
    </table>
  )
}

/** What it all comes to. */
export function Sums({ invoice: { totals, currency } }: { invoice: Invoice }) {
  const t = useText()
  const money = (amount: string) => formatMoney(amount, currency)
  return (
    <dl className="paper-sums">
      {Number(totals.discount) !== 0 && (
        <>
          <dt>{t('invoices.sum.discount')}</dt>
          <dd className="num">−{money(totals.discount)}</dd>
        </>
      )}
      <dt>{t('invoices.net')}</dt>
      <dd className="num">{money(totals.net)}</dd>
      {totals.taxes.map(({ category, rate, base, amount, reason }) => (
        <div key={`${category} ${rate} ${reason}`} className="pair">
          <dt>
            {t('invoices.sum.tax', {
              rate: formatNumber(Number(rate), { maximumFractionDigits: 4 }),
              base: money(base),
            })}
          </dt>
          <dd className="num">{money(amount)}</dd>
        </div>
      ))}
      <dt className="strong">{t('invoices.gross')}</dt>
      <dd className="num strong">{money(totals.gross)}</dd>
      {totals.payable !== totals.gross && (
        <>
          <dt>{t('invoices.sum.deducted')}</dt>
          <dd className="num">−{money(totals.deducted)}</dd>
          <dt className="strong">{t('invoices.payable')}</dt>
          <dd className="num strong">{money(totals.payable)}</dd>
        </>
      )}
    </dl>
  )
}
