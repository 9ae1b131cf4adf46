import { IconTrash, IconTrendingUp } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { unitShort } from '#features/items/units.ts'
import { formatMoney, formatNumber } from '#ui/format.ts'
import { ListError } from '#ui/list/list-states.tsx'
import { useLanguage, useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { InvoicePlan, PlanRaise } from '../../invoice-plan.ts'
import { netOf, withRaises } from '../../plan-prices.ts'
import { openPlanRaise } from '../dialogs.ts'
import { dayOf } from '../state.tsx'
import { periodWords, raiseWords } from './plan-parts.tsx'
import { aheadQuery, usePlans } from './plans-api.ts'

/** What is agreed: the next invoices with their prices, raises to come, and what each invoice says. */
export function ContractTab({ plan }: { plan: InvoicePlan }) {
  return (
    <div className="plan-contract">
      <Ahead plan={plan} />
      <Raises plan={plan} />
      <Lines plan={plan} />
    </div>
  )
}

function Ahead({ plan }: { plan: InvoicePlan }) {
  const t = useText()
  const { data, error, refetch } = useQuery(aheadQuery(plan.id))
  if (error && !data) return <ListError error={error} onRetry={() => void refetch()} />
  return (
    <section>
      <h2>{t('plans.ahead')}</h2>
      {plan.paused && <p className="muted">{t('plans.paused_text')}</p>}
      {data?.length === 0 && <p className="muted">{t('plans.no_next')}</p>}
      <ul className="plan-rows">
        {data?.map((one) => (
          <li key={one.from}>
            <span className="num">{periodWords(one)}</span>
            <span className="muted num">{t('plans.written_on', { day: dayOf(one.writtenOn) })}</span>
            <span className="grow">
              {one.raised && <span className="badge blue">{t('plans.raised_mark')}</span>}
              {one.cut && <span className="badge amber">{t('plans.cut')}</span>}
            </span>
            <strong className="num">{formatMoney(one.net, plan.currency)}</strong>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Raises({ plan }: { plan: InvoicePlan }) {
  const t = useText()
  const { set } = usePlans()
  const mayChange = plan.can.includes('change') && plan.nextDay !== null
  const raises = plan.raises.toSorted((a, b) => (a.from < b.from ? -1 : 1))
  const remove = (raise: PlanRaise) => {
    const rest = plan.raises.filter((one) => one !== raise)
    void set(plan, t('plans.raise_removed'), { raises: rest }, { raises: plan.raises }).catch(complain)
  }
  return (
    <section>
      <header>
        <h2>{t('plans.raises')}</h2>
        {mayChange && (
          <button
            type="button"
            className="button small"
            onClick={() => void openPlanRaise({ plans: [plan] })}
          >
            <IconTrendingUp size={14} stroke={1.75} />
            {t('plans.raise')}
          </button>
        )}
      </header>
      {raises.length === 0 && <p className="muted">{t('plans.no_raises')}</p>}
      <ul className="plan-rows">
        {raises.map((raise) => (
          <li key={`${raise.from} ${raise.percent} ${raise.amount ?? ''}`}>
            <span>{t('plans.raise_line', { day: dayOf(raise.from), price: netAt(plan, raise.from) })}</span>
            <span className="muted grow">{raiseWords(t, raise, plan.currency)}</span>
            {mayChange && (
              <button
                type="button"
                className="icon-button"
                aria-label={t('plans.raise_remove', { day: dayOf(raise.from) })}
                onClick={() => remove(raise)}
              >
                <IconTrash size={15} stroke={1.75} />
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What a period that begins on this day costs; of prices that stand at the item this knows nothing. */
function netAt({ template, raises, currency }: InvoicePlan, day: string): string {
  if (template.lines.some(({ kind = 'item', price }) => kind === 'item' && price === undefined)) return '…'
  const { lines, discountPercent } = withRaises(template, raises, day).template
  const full = lines.map(({ kind = 'item', quantity = '1', price = '0', discountPercent: off = '0' }) => ({
    kind,
    quantity,
    price,
    discountPercent: off,
  }))
  return formatMoney(netOf(full, discountPercent), currency)
}

function Lines({ plan: { template, currency } }: { plan: InvoicePlan }) {
  const t = useText()
  const language = useLanguage()
  return (
    <section>
      <h2>{t('plans.each')}</h2>
      {template.subject && <p>{template.subject}</p>}
      {template.intro && <p className="words">{template.intro}</p>}
      <table className="paper-table">
        <thead>
          <tr>
            <th scope="col">{t('invoices.line.text')}</th>
            <th scope="col" className="end">
              {t('invoices.line.quantity')}
            </th>
            <th scope="col" className="end">
              {t('invoices.line.price')}
            </th>
          </tr>
        </thead>
        <tbody>
          {template.lines.map(({ kind = 'item', text = '', quantity = '1', unit = 'C62', price }, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- lines have no names
            <tr key={at} className={kind}>
              <td className="words">{kind === 'subtotal' ? t('invoices.subtotal') : text}</td>
              <td className="end num">
                {kind === 'item' &&
                  `${formatNumber(Number(quantity), { maximumFractionDigits: 4 })} ${unitShort(unit, language)}`}
              </td>
              <td className="end num">
                {kind === 'item' &&
                  (price === undefined ? t('plans.item_price') : formatMoney(price, currency))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {template.notes && <p className="words">{template.notes}</p>}
    </section>
  )
}
