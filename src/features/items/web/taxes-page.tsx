import { KeptPage } from '#features/settings/web/kept-page.tsx'
import { useKept } from '#features/settings/web/kept.ts'
import type { TableColumn } from '#features/settings/web/table.tsx'
import { today } from '#features/money/web/today.ts'
import { formatDay, formatExact, formatNumber } from '#ui/format.ts'
import { useLanguage, useText, type Language, type Translate } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { Tax } from '../tax.ts'
import { TaxSheet } from './tax-sheet.tsx'

/** The taxes of the firm, each by its reason. */
export function TaxesPage() {
  const t = useText()
  const language = useLanguage()
  const kept = useKept<Tax>('/taxes', 'tax', { usage: 'true' })
  const retire = (tax: Tax) => ({
    id: 'retire',
    label: t(tax.retired ? 'taxes.offer' : 'taxes.retire'),
    run: () => void kept.save(tax, { retired: !tax.retired }).catch(complain),
  })
  return (
    <KeptPage
      words="taxes"
      kept={kept}
      columns={columns(t, language)}
      acts={(tax) => [retire(tax)]}
      mayRemove={({ usageCount = 0 }) => usageCount === 0}
      Sheet={TaxSheet}
    />
  )
}

const columns = (t: Translate, language: Language): TableColumn<Tax>[] => [
  {
    id: 'name',
    title: 'taxes.name',
    wraps: true,
    draw: (tax) => (
      <>
        <span>
          {tax.name} {tax.retired && <span className="badge">{t('taxes.retired')}</span>}
        </span>
        <span className="second">{tax.reason[language] ?? tax.reason.de ?? tax.description}</span>
      </>
    ),
  },
  { id: 'rate', title: 'taxes.rate', draw: (tax) => <Rate tax={tax} /> },
  {
    id: 'category',
    title: 'taxes.category',
    draw: ({ category }) => (
      <>
        {category}
        <span className="second">{t(`taxes.category.${category}`)}</span>
      </>
    ),
  },
  {
    id: 'usage',
    title: 'taxes.usage',
    draw: ({ usageCount = 0 }) => (usageCount > 0 ? <span className="num">{usageCount}</span> : null),
  },
]

/** What it is today; what comes, or came before it, stands below. */
function Rate({ tax: { rate, rates } }: { tax: Tax }) {
  const t = useText()
  const next = rates.find(({ from }) => from > today())
  const history = rates.map((one) => `${formatExact(one.from)}: ${percent(one.rate)}`).join('\n')
  return (
    <span title={history}>
      <span className="num">{percent(rate)}</span>
      {next && (
        <span className="second">
          {t('taxes.next', { rate: percent(next.rate), day: formatDay(next.from) })}
        </span>
      )}
    </span>
  )
}

const percent = (rate: string): string => `${formatNumber(Number(rate), { maximumFractionDigits: 4 })} %`
