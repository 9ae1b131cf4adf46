import { IconCircleCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Table, type TableColumn } from '#features/settings/web/table.tsx'
import { formatNumber } from '#ui/format.ts'
import { useText, type Translate } from '#ui/texts.ts'
import { gapsQuery } from './books-api.ts'

type Range = NonNullable<ReturnType<typeof useGaps>['data']>[number] & { id: string }

const useGaps = () => useQuery(gapsQuery)

/** Every range of numbers, from which to which it has given some, and which are missing. */
export function Gaps() {
  const t = useText()
  const { data, error, refetch } = useGaps()
  const rows = data?.map((range) => ({ ...range, id: `${range.rangeId} ${range.period}` })).toReversed()
  return (
    <section className="books-part">
      <Head title={t('books.gaps')} text={t('books.gaps_text')} />
      <Table
        rows={rows}
        error={error}
        again={() => void refetch()}
        label={t('books.gaps')}
        empty={{ title: t('books.no_numbers'), text: t('books.no_numbers_text') }}
        columns={columns(t)}
      />
    </section>
  )
}

function Head({ title, text }: { title: string; text: string }) {
  return (
    <header>
      <h2>{title}</h2>
      <p>{text}</p>
    </header>
  )
}

function columns(t: Translate): TableColumn<Range>[] {
  return [
    { id: 'name', title: 'books.range', wraps: true, draw: ({ name }) => name },
    { id: 'period', title: 'books.year', draw: ({ period }) => <span className="num">{period || '–'}</span> },
    {
      id: 'numbers',
      title: 'books.numbers',
      draw: ({ first, last }) => (
        <span className="num">
          {first} – {last}
        </span>
      ),
    },
    {
      id: 'count',
      title: 'books.given',
      draw: ({ count }) => <span className="num">{formatNumber(count)}</span>,
    },
    {
      id: 'missing',
      title: 'books.missing',
      wraps: true,
      draw: ({ missing }) =>
        missing.length === 0 ? (
          <span className="books-good">
            <IconCircleCheck size={15} stroke={1.75} />
            {t('books.no_gaps')}
          </span>
        ) : (
          <>
            <span className="badge red">{t('books.gap_count', { count: missing.length })}</span>
            <span className="second num">{missing.slice(0, 20).join(', ')}</span>
          </>
        ),
    },
  ]
}
