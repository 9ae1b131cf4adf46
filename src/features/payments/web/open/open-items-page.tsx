import { IconDownload, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { apiRoot } from '#ui/api/request.ts'
import { useUser } from '#ui/api/session.ts'
import { download } from '#ui/download.ts'
import { EmptyList, EmptyResult, ListError } from '#ui/list/list-states.tsx'
import '#ui/list/bar.css'
import '#ui/list/list.css'
import { useText } from '#ui/texts.ts'
import type { OpenItems } from '../../open-items.ts'
import { openItemsQuery } from '../payments-api.ts'
import '../payments.css'
import './open.css'
import { Ageing } from './ageing.tsx'
import { BUCKETS, narrowed, type Bucket } from './buckets.ts'
import { ChosenBar } from './chosen-bar.tsx'
import { CustomerRows } from './customer-rows.tsx'

/** So many customers stand there at first. */
const PAGE = 50

/** What customers owe, by how long it is overdue. */
export function OpenItemsPage() {
  const t = useText()
  const guest = useUser().role === 'guest'
  const [search] = useSearchParams()
  const contact = search.get('contact')
  const { data, error, refetch } = useQuery({ ...openItemsQuery(contact), enabled: !guest })
  if (guest) return <EmptyList title={t('payments.open_items')} text={t('invoices.guests')} />
  if (error && !data) return <ListError error={error} onRetry={() => void refetch()} />
  if (!data) return null
  if (data.items.length === 0 && !contact)
    return <EmptyList title={t('payments.open_none_title')} text={t('payments.open_none')} />
  return <Items key={contact ?? ''} data={data} />
}

function Items({ data }: { data: OpenItems }) {
  const t = useText()
  const [search, setSearch] = useSearchParams()
  const [words, setWords] = useState('')
  const [count, setCount] = useState(PAGE)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const bucket = BUCKETS.find((one) => one === search.get('bucket'))
  const contact = search.get('contact')
  const found = narrowed(data.items, words, bucket)
  const narrow = (next: { bucket?: Bucket | undefined; contact?: string | null }) =>
    setSearch(
      Object.fromEntries(Object.entries({ bucket, contact, ...next }).filter(([, value]) => value)) as Record<
        string,
        string
      >,
      { replace: true },
    )
  const show = (all: boolean) => {
    setWords('')
    narrow(all ? { bucket: undefined, contact: null } : { bucket: undefined })
  }
  const choose = (ids: string[], isChosen: boolean) =>
    setChosen(new Set(isChosen ? [...chosen, ...ids] : [...chosen].filter((id) => !ids.includes(id))))
  return (
    <div className="pay-screen">
      <div className="list-bar">
        <h1 className="list-title">{t('payments.open_items')}</h1>
        {contact && (
          <span className="chip">
            <span className="chip-words">{data.items[0]?.contact.name ?? t('invoices.contact')}</span>
            <button
              type="button"
              className="icon-button small"
              aria-label={t('payments.all_customers')}
              onClick={() => narrow({ contact: null })}
            >
              <IconX size={14} stroke={1.75} />
            </button>
          </span>
        )}
        <span className="grow" />
        <div className="search">
          <input
            type="search"
            aria-label={t('payments.find')}
            placeholder={t('payments.find')}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        </div>
        <button
          type="button"
          className="button ghost bar-button"
          aria-label={t('payments.csv')}
          onClick={() => download(`${apiRoot}/exports/open-items.csv`)}
        >
          <IconDownload size={16} stroke={1.75} />
          <span>{t('payments.csv')}</span>
        </button>
      </div>
      <div className="pay-scroll">
        <Ageing totals={data.totals} {...{ bucket }} onChoose={(next) => narrow({ bucket: next })} />
        {found.length === 0 ? (
          <EmptyResult onClear={() => show(true)} />
        ) : (
          <table className="open-table" aria-label={t('payments.open_items')}>
            <Heads />
            {found.slice(0, count).map((customer) => (
              <CustomerRows
                key={`${customer.contact.id} ${customer.currency}`}
                {...{ customer, chosen, choose }}
              />
            ))}
          </table>
        )}
        {found.length > count && (
          <button type="button" className="button pay-more" onClick={() => setCount(count + PAGE)}>
            {t('payments.more_customers', { count: found.length - count })}
          </button>
        )}
      </div>
      <ChosenBar {...{ data, chosen }} onClear={() => setChosen(new Set())} />
    </div>
  )
}

function Heads() {
  const t = useText()
  return (
    <thead>
      <tr>
        <td className="check-cell">
          <span className="sr-only">{t('bulk.title')}</span>
        </td>
        <th scope="col">{t('payments.document')}</th>
        <th scope="col">{t('invoices.due')}</th>
        {BUCKETS.map((one) => (
          <th key={one} scope="col" className="end bucket">
            {t(`payments.bucket.${one}`)}
          </th>
        ))}
        <th scope="col" className="end">
          {t('payments.open')}
        </th>
        <td className="act-cell">
          <span className="sr-only">{t('list.actions')}</span>
        </td>
      </tr>
    </thead>
  )
}
