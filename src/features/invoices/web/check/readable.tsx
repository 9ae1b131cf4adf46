import type { EInvoice, Party } from '#features/einvoice/e-invoice.ts'
import { unitShort } from '#features/items/units.ts'
import { formatMoney, formatNumber } from '#ui/format.ts'
import { useLanguage, useText, type Translate } from '#ui/texts.ts'
import { dayOf } from '../state.tsx'

/** Somebody's invoice in words and figures, whatever is wrong with it. */
export function Readable({ invoice }: { invoice: EInvoice }) {
  const t = useText()
  const { seller, buyer, number, notes } = invoice
  const kind = KINDS[invoice.typeCode] ?? 'invoice'
  return (
    <article className="paper" aria-label={number}>
      <div className="paper-top even">
        <Side name={t('invoices.seller')} party={seller} />
        <Side name={t('invoices.buyer')} party={buyer} />
      </div>
      <div className="paper-title">
        <h2>
          {t(`invoices.kind.${kind}`)} {number}
        </h2>
      </div>
      <Facts facts={factsOf(invoice, t)} />
      <Lines invoice={invoice} />
      <Sums invoice={invoice} />
      <Facts facts={paymentOf(invoice, t)} />
      {notes.map(({ text }) => (
        <p key={text} className="words">
          {text}
        </p>
      ))}
    </article>
  )
}

/** UNTDID 1001: what the type of a document is called here. */
const KINDS: Record<string, 'partial' | 'correction'> = {
  326: 'partial',
  381: 'correction',
  384: 'correction',
}

function Side({ name, party }: { name: string; party: Party }) {
  const t = useText()
  const language = useLanguage()
  const { address, vatId, taxNumber, contact } = party
  const place = [address.postalCode, address.city].filter(Boolean).join(' ')
  const lines = [address.line1, address.line2, address.line3, place, countryName(address.country, language)]
  return (
    <div>
      <span className="muted">{name}</span>
      <address>
        <strong>{party.name}</strong>
        {lines.filter(Boolean).map((line) => (
          <span key={line}>{line}</span>
        ))}
        {(vatId ?? taxNumber) && (
          <span className="muted">
            {t(vatId ? 'invoices.vat_id' : 'invoices.tax_number')}{' '}
            <span className="num">{vatId ?? taxNumber}</span>
          </span>
        )}
        {contact?.email && <span className="muted">{contact.email}</span>}
      </address>
    </div>
  )
}

/** Abroad it is named; strange codes stand as they are. */
function countryName(code: string, language: string): string {
  if (code === 'DE') return ''
  return /^[A-Z]{2}$/.test(code)
    ? (new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? code)
    : code
}

type Fact = [name: string, value: string | undefined]

function Facts({ facts }: { facts: Fact[] }) {
  const said = facts.filter(([, value]) => value)
  if (said.length === 0) return null
  return (
    <dl className="paper-data">
      {said.map(([name, value]) => (
        <div key={name} className="pair">
          <dt>{name}</dt>
          <dd className="num words">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function factsOf(invoice: EInvoice, t: Translate): Fact[] {
  const { date, dueDate, delivery, period, orderReference, buyerReference, preceding } = invoice
  return [
    [t('invoices.date'), day(date)],
    [t('invoices.due'), day(dueDate)],
    [t('invoices.service_day'), day(delivery?.date)],
    [t('invoices.service'), period && [day(period.from), day(period.to)].filter(Boolean).join(' – ')],
    [t('invoices.order_number'), orderReference],
    [t('invoices.buyer_reference'), buyerReference],
    [t('invoices.check_preceding'), preceding.map((one) => one.number).join(', ')],
  ]
}

function paymentOf({ payment, terms }: EInvoice, t: Translate): Fact[] {
  const [transfer] = payment?.transfers ?? []
  return [
    [t('invoices.pay_to'), transfer?.name],
    ['IBAN', transfer?.account.replaceAll(/(\S{4})(?=\S)/g, '$1 ')],
    ['BIC', transfer?.bic],
    [t('invoices.pay_reference'), payment?.reference],
    [t('invoices.terms'), terms?.trim()],
  ]
}

const day = (said: string | undefined) => (said && /^\d{4}-\d\d-\d\d$/.test(said) ? dayOf(said) : said)

function Lines({ invoice: { lines, currency } }: { invoice: EInvoice }) {
  const t = useText()
  const language = useLanguage()
  return (
    <table className="paper-table">
      <thead>
        <tr>
          <th scope="col">{t('invoices.line.text')}</th>
          {(['quantity', 'price', 'tax', 'net'] as const).map((column) => (
            <th key={column} scope="col" className={`end ${column}`}>
              {t(`invoices.line.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map(({ id, item, quantity, unit, price, tax, net }, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- the list never changes its order
          <tr key={`${id} ${index}`}>
            <td className="words">
              {item.name}
              {item.description && <div className="muted">{item.description}</div>}
            </td>
            <td className="end num">
              {figure(quantity)} {unitShort(unit, language)}
            </td>
            <td className="end num price">{money(price.net, currency)}</td>
            <td className="end num tax">{tax.rate === undefined ? tax.category : `${figure(tax.rate)} %`}</td>
            <td className="end num">{money(net, currency)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Sums({ invoice: { totals, taxes, currency } }: { invoice: EInvoice }) {
  const t = useText()
  const rest: [string, string | undefined][] = [
    [t('invoices.check_prepaid'), totals.prepaid],
    [t('invoices.check_rounding'), totals.rounding],
  ]
  return (
    <dl className="paper-sums">
      <dt>{t('invoices.net')}</dt>
      <dd className="num">{money(totals.net, currency)}</dd>
      {taxes.map(({ category, rate = '0', base, amount, reason }) => (
        <div key={`${category} ${rate} ${base}`} className="pair">
          <dt title={reason}>{t('invoices.sum.tax', { rate: figure(rate), base: money(base, currency) })}</dt>
          <dd className="num">{money(amount, currency)}</dd>
        </div>
      ))}
      <dt className="strong">{t('invoices.gross')}</dt>
      <dd className="num strong">{money(totals.gross, currency)}</dd>
      {rest
        .filter(([, amount]) => Number(amount) > 0 || Number(amount) < 0)
        .map(([name, amount = '']) => (
          <div key={name} className="pair">
            <dt>{name}</dt>
            <dd className="num">{money(amount, currency)}</dd>
          </div>
        ))}
      {totals.payable !== totals.gross && (
        <>
          <dt className="strong">{t('invoices.payable')}</dt>
          <dd className="num strong">{money(totals.payable, currency)}</dd>
        </>
      )}
    </dl>
  )
}

const isFigure = (said: string) => /^-?\d+(\.\d+)?$/.test(said)

/** As it is written there where it is no figure. */
const figure = (said: string) =>
  isFigure(said) ? formatNumber(Number(said), { maximumFractionDigits: 4 }) : said

const money = (said: string, currency: string) =>
  isFigure(said) && /^[A-Z]{3}$/.test(currency) ? formatMoney(said, currency) : said
