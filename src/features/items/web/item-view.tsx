import { IconArrowLeft, IconPencil } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Link, useParams } from 'react-router'
import { ApiProblem } from '#ui/api/api-problem.ts'
import { useUser } from '#ui/api/session.ts'
import { formatDay, formatExact, formatMoment, formatMoney, formatNumber } from '#ui/format.ts'
import { MoreMenu } from '#ui/more-menu.tsx'
import { used } from '#ui/recent.ts'
import { Fact } from '#ui/record/fact.tsx'
import { useRecordName } from '#ui/shell/breadcrumb.tsx'
import { NotFoundPage } from '#ui/shell/message-page.tsx'
import { useLanguage, useText } from '#ui/texts.ts'
import type { Item } from '../item.ts'
import { unitName } from '../units.ts'
import { openItemForm, openStock } from './dialogs.ts'
import { itemMenu } from './item-menu.ts'
import { Stock, priceWords } from './item-parts.tsx'
import './items.css'
import { itemQuery, movementsQuery, useItems } from './items-api.ts'
import { taxWords } from './tax-picker.tsx'

/** An item beside the list. */
export function ItemPeek({ id }: { id: string }) {
  const t = useText()
  const { data: item, error } = useQuery(itemQuery(id))
  if (error && !item) return <p className="peek-note">{t('items.missing')}</p>
  if (!item) return null
  return <ItemView item={item} />
}

/** One item as a page: on the phone and from the search. */
export function ItemPage() {
  const t = useText()
  const user = useUser()
  const { id = '' } = useParams()
  const { data: item, error } = useQuery(itemQuery(id))
  const title = item?.name
  useRecordName(title)
  useEffect(() => {
    if (title !== undefined) used(user.id, { kind: 'item', id, title, subtitle: null, mark: null })
  }, [user.id, id, title])
  if (error instanceof ApiProblem && [400, 403, 404].includes(error.status)) return <NotFoundPage />
  if (error && !item) throw error
  if (!item) return null
  return (
    <div className="item-page">
      <Link className="button ghost small" to="/items">
        <IconArrowLeft size={14} stroke={1.75} />
        {t('items.title')}
      </Link>
      <ItemView item={item} />
    </div>
  )
}

function ItemView({ item }: { item: Item }) {
  const t = useText()
  const language = useLanguage()
  const isOther = item.nature !== 'other'
  return (
    <article className="item-view">
      <ItemHead item={item} />
      <p className="item-cost">
        {priceWords(item)} <span className="muted">/ {unitName(item.unit, language)}</span>
      </p>
      {item.description && <p className="item-text">{item.description}</p>}
      <dl className="item-facts">
        <Fact name={t('items.kind')}>{t(`items.kind.${item.kind}`)}</Fact>
        {item.sku && <Fact name={t('items.sku')}>{item.sku}</Fact>}
        <Fact name={t('items.tax')}>{item.tax ? taxWords(item.tax) : t('items.tax_auto')}</Fact>
        {isOther && <Fact name={t('items.nature')}>{t(`items.nature.${item.nature}`)}</Fact>}
        {item.labourShare && (
          <Fact name={t('items.labour_share')}>{formatNumber(Number(item.labourShare))} %</Fact>
        )}
        {item.revenueAccount && <Fact name={t('items.revenue_account')}>{item.revenueAccount}</Fact>}
        {item.prices.map((one) => (
          <Fact
            key={`${one.currency}${one.from}`}
            name={t('items.price_from', { day: formatExact(one.from) })}
          >
            {formatMoney(one.price, one.currency)}
          </Fact>
        ))}
      </dl>
      {item.tracksStock && <StockPart item={item} />}
      <p className="muted item-origin">{t('items.created_on', { at: formatMoment(item.createdAt) })}</p>
    </article>
  )
}

function ItemHead({ item }: { item: Item }) {
  const t = useText()
  const items = useItems()
  const mayChange = item.can.includes('change')
  return (
    <header className="item-head">
      <h2 className="grow">
        {item.name} {item.retired && <span className="badge">{t('items.retired')}</span>}
      </h2>
      {mayChange && (
        <>
          <button
            type="button"
            className="icon-button"
            aria-label={t('items.edit')}
            title={t('items.edit')}
            onClick={() => void openItemForm({ item })}
          >
            <IconPencil size={16} stroke={1.75} />
          </button>
          <MoreMenu label={t('items.more_actions')} items={itemMenu(item, { t, items })} />
        </>
      )}
    </header>
  )
}

/** How much is there, and how that came. */
function StockPart({ item }: { item: Item }) {
  const t = useText()
  const { data } = useQuery(movementsQuery(item.id))
  return (
    <section className="item-movements">
      <header>
        <h3 className="grow">{t('items.stock')}</h3>
        <strong>
          <Stock item={item} />
        </strong>
        {item.can.includes('change') && (
          <button type="button" className="button small" onClick={() => void openStock({ item })}>
            {t('items.book')}
          </button>
        )}
      </header>
      {data?.items.length === 0 && <p className="muted">{t('items.no_movements')}</p>}
      <ul>
        {data?.items.map(({ id, quantity, reason, note, by, createdAt }) => (
          <li key={id}>
            <span className={quantity.startsWith('-') ? 'num' : 'num item-in'}>
              {formatNumber(Number(quantity), { signDisplay: 'always', maximumFractionDigits: 3 })}
            </span>
            <span className="grow">
              {t(`items.reason.${reason}`)}
              {note && <span className="muted"> · {note}</span>}
            </span>
            <span className="muted" title={`${by?.name ?? ''} ${formatExact(createdAt)}`}>
              {formatDay(createdAt)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
