import { IconAlertTriangle } from '@tabler/icons-react'
import { Link } from 'react-router'
import { useText } from '#ui/texts.ts'
import type { BooksPreview } from '../books.ts'

type Warning = BooksPreview['warnings'][number]

const SETTINGS: Warning['kind'][] = ['no_client', 'debtor_digits']

/** What somebody should look at before the period leaves the house; each line leads to where it is mended. */
export function Warnings({ warnings }: { warnings: Warning[] }) {
  const t = useText()
  if (warnings.length === 0) return null
  return (
    <ul className="books-warnings" aria-label={t('books.warnings')}>
      {warnings.map(({ kind, count, invoices }) => (
        <li key={kind}>
          <IconAlertTriangle size={16} stroke={1.75} />
          <div>
            <span>{t(`books.warning.${kind}`, { count })}</span>{' '}
            {SETTINGS.includes(kind) && <Link to="/settings/bookkeeping">{t('books.mend')}</Link>}
            {invoices.map(({ id, name }) => (
              <Link key={id} to={`/invoices/${id}`}>
                {name}
              </Link>
            ))}
            {count > invoices.length && invoices.length > 0 && (
              <span className="muted">{t('books.and_more', { count: count - invoices.length })}</span>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}
