import { IconDownload } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Part } from '#features/settings/web/settings-page.tsx'
import { Table, type TableColumn } from '#features/settings/web/table.tsx'
import { download } from '#ui/download.ts'
import { formatMoment, formatMoney, formatNumber } from '#ui/format.ts'
import { useText, type TextKey, type Translate } from '#ui/texts.ts'
import type { BooksPreview } from '../books.ts'
import { archivePath } from './books-api.ts'
import { dayOf } from '#features/invoices/web/state.tsx'
import { Warnings } from './warnings.tsx'

/** What the archive of a period will hold, what to look at before, and the archives to take along. */
export function Preview({ preview, isOld }: { preview: BooksPreview; isOld: boolean }) {
  const t = useText()
  const empty = preview.bookings === 0
  const rows = preview.accounts.map((row) => ({ ...row, id: `${row.account} ${row.currency}` }))
  return (
    <div className={isOld ? 'books-preview old' : 'books-preview'} aria-busy={isOld}>
      <Figures preview={preview} />
      <Warnings warnings={preview.warnings} />
      <Table
        rows={rows}
        error={null}
        again={() => undefined}
        label={t('books.accounts')}
        empty={{ title: t('books.nothing'), text: t('books.nothing_text') }}
        columns={columns(t)}
      />
      <Downloads preview={preview} disabled={empty || isOld} />
    </div>
  )
}

function Figures({ preview }: { preview: BooksPreview }) {
  const t = useText()
  const { documents, payments, bookings, customers, sums } = preview
  const money = (field: 'billed' | 'received') =>
    sums.map((one) => formatMoney(one[field], one.currency)).join(' · ')
  const figures: [TextKey, number, string][] = [
    ['books.documents', documents, money('billed')],
    ['books.payments', payments, money('received')],
    ['books.bookings', bookings, ''],
    ['books.customers', customers, ''],
  ]
  return (
    <dl className="books-figures">
      {figures.map(([name, count, said]) => (
        <div key={name}>
          <dt>{t(name)}</dt>
          <dd className="num">{formatNumber(count)}</dd>
          {said && <dd className="num muted">{said}</dd>}
        </div>
      ))}
    </dl>
  )
}

type Row = BooksPreview['accounts'][number] & { id: string }

function columns(t: Translate): TableColumn<Row>[] {
  const money = (amount: string, currency: string) =>
    Number(amount) === 0 ? (
      <span className="muted">–</span>
    ) : (
      <span className="num">{formatMoney(amount, currency)}</span>
    )
  return [
    {
      id: 'account',
      title: 'books.account',
      wraps: true,
      draw: ({ account, key }) => (
        <>
          <strong className="num">{account || t('books.account_missing')}</strong>
          {key && <span className="second">{t(`books.account.${key}` as TextKey)}</span>}
        </>
      ),
    },
    {
      id: 'count',
      title: 'books.bookings',
      draw: ({ count }) => <span className="num">{formatNumber(count)}</span>,
    },
    { id: 'debit', title: 'books.debit', draw: ({ debit, currency }) => money(debit, currency) },
    { id: 'credit', title: 'books.credit', draw: ({ credit, currency }) => money(credit, currency) },
  ]
}

function Downloads({ preview, disabled }: { preview: BooksPreview; disabled: boolean }) {
  const t = useText()
  const client = useQueryClient()
  const take = (format: 'datev' | 'gobd') => () => {
    download(archivePath(format, preview))
    // It is written down when the answer begins; then this page may say so.
    setTimeout(() => void client.invalidateQueries({ queryKey: ['export', 'books'] }), 1500)
  }
  const last = preview.exports.slice(0, 3)
  return (
    <Part title={t('books.take')} text={t('books.take_text')}>
      {(['datev', 'gobd'] as const).map((format) => (
        <div key={format} className="books-take">
          <div className="grow">
            <strong>{t(`books.${format}`)}</strong>
            <p className="muted">{t(`books.${format}_text`)}</p>
          </div>
          <button
            type="button"
            className={format === 'datev' ? 'button primary' : 'button'}
            disabled={disabled}
            onClick={take(format)}
          >
            <IconDownload size={16} stroke={1.75} />
            {t(`books.${format}_do`)}
          </button>
        </div>
      ))}
      {last.length > 0 && (
        <ul className="books-past">
          {last.map(({ format, from, to, at, by }) => (
            <li key={`${format} ${at}`} className="muted">
              {t('books.past', {
                format: t(`books.${format}`),
                from: dayOf(from),
                to: dayOf(to),
                at: formatMoment(at),
                by: by ?? '–',
              })}
            </li>
          ))}
        </ul>
      )}
    </Part>
  )
}
