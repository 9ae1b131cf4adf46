import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { useUser } from '#ui/api/session.ts'
import { formatMoney, formatWords } from '#ui/format.ts'
import { EmptyList } from '#ui/list/list-states.tsx'
import '#ui/list/bar.css'
import '#ui/list/list.css'
import { useLanguage, useText } from '#ui/texts.ts'
import type { Forecast } from '../../figures.ts'
import { forecastQuery, useOpportunityWords } from '../opportunity-api.ts'
import { useNewKey } from '../use-new-key.ts'

/** What is to be expected month by month, beside what was won. */
export function ForecastScreen() {
  const t = useText()
  useNewKey()
  const guest = useUser().role === 'guest'
  const { pipelines } = useOpportunityWords()
  const [search, setSearch] = useSearchParams()
  const pipeline = search.get('pipeline') ?? ''
  const { data, error } = useQuery({
    ...forecastQuery(pipeline ? `pipeline=${pipeline}` : ''),
    enabled: !guest,
  })
  if (guest) return <EmptyList title={t('opportunities.title')} text={t('opportunities.guests')} />
  return (
    <div className="pipeline">
      <h1 className="sr-only">{t('opportunities.forecast')}</h1>
      {pipelines.length > 1 && (
        <div className="list-bar">
          <select
            className="field pipeline-choice"
            aria-label={t('opportunities.pipeline')}
            value={pipeline || pipelines[0]?.id}
            onChange={(event) => setSearch({ pipeline: event.target.value }, { replace: true })}
          >
            {pipelines.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
      )}
      {error && !data && <p className="deals-empty">{t('opportunities.failed')}</p>}
      {data && <Months forecast={data} />}
    </div>
  )
}

function Months({ forecast }: { forecast: Forecast }) {
  const t = useText()
  const { currency, months, overdue, undated, missing } = forecast
  const most = Math.max(...months.map(({ open, won }) => Math.max(Number(open.total), Number(won.total))))
  if (!(most > 0) && overdue.count + undated.count === 0)
    return <p className="deals-empty">{t('opportunities.forecast_none')}</p>
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls can be reached by keys
    <div className="forecast" tabIndex={0} role="region" aria-label={t('opportunities.forecast')}>
      <p className="muted">{t('opportunities.forecast_text', { currency })}</p>
      {missing.length > 0 && (
        <p className="notice">{t('opportunities.sum_missing', { currencies: formatWords(missing) })}</p>
      )}
      <table>
        <thead>
          <tr>
            <th scope="col">{t('opportunities.forecast_month')}</th>
            <td className="forecast-bar" aria-hidden="true">
              <Legend />
            </td>
            <th scope="col">{t('opportunities.forecast_weighted')}</th>
            <th scope="col">{t('opportunities.forecast_open')}</th>
            <th scope="col">{t('opportunities.forecast_won')}</th>
          </tr>
        </thead>
        <tbody>
          {months.map((month) => (
            <MonthRow key={month.month} {...{ month, most, currency }} />
          ))}
          <RestRow name={t('opportunities.forecast_late')} amounts={overdue} currency={currency} />
          <RestRow name={t('opportunities.forecast_undated')} amounts={undated} currency={currency} />
        </tbody>
      </table>
    </div>
  )
}

function Legend() {
  const t = useText()
  return (
    <span className="forecast-legend">
      <span className="weighted">{t('opportunities.forecast_weighted')}</span>
      <span className="open">{t('opportunities.forecast_open')}</span>
      <span className="won">{t('opportunities.forecast_won')}</span>
    </span>
  )
}

interface MonthRowProps {
  month: Forecast['months'][number]
  most: number
  currency: string
}

/** One month: a bar of what is open, with the likely part filled, above one of what was won. */
function MonthRow({ month: { month, open, won }, most, currency }: MonthRowProps) {
  const language = useLanguage()
  const name = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00Z`),
  )
  const share = (amount: string) => `${most > 0 ? (100 * Number(amount)) / most : 0}%`
  const money = (amount: string) => (Number(amount) === 0 ? '–' : formatMoney(amount, currency))
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="forecast-bar" aria-hidden="true">
        <span className="bar open" style={{ width: share(open.total) }} />
        <span className="bar weighted" style={{ width: share(open.weighted) }} />
        <span className="bar won" style={{ width: share(won.total) }} />
      </td>
      <td className="num">{money(open.weighted)}</td>
      <td className="num">{money(open.total)}</td>
      <td className="num">{money(won.total)}</td>
    </tr>
  )
}

function RestRow({
  name,
  amounts,
  currency,
}: {
  name: string
  amounts: Forecast['overdue']
  currency: string
}) {
  if (amounts.count === 0) return null
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="forecast-bar" aria-hidden="true" />
      <td className="num">{formatMoney(amounts.weighted, currency)}</td>
      <td className="num">{formatMoney(amounts.total, currency)}</td>
      <td className="num">–</td>
    </tr>
  )
}
