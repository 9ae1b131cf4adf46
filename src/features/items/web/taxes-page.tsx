import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { LineMenu } from '#features/settings/web/line-menu.tsx'
import { SettingsPage } from '#features/settings/web/settings-page.tsx'
import { Table, type TableColumn } from '#features/settings/web/table.tsx'
import { formatDay, formatExact, formatNumber } from '#ui/format.ts'
import { useLanguage, useText, type Language, type Translate } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { Tax } from '../tax.ts'
import { TaxSheet } from './tax-sheet.tsx'
import { usedTaxesQuery, useTaxChanges } from './taxes-api.ts'
import { today } from '#features/money/web/today.ts'

/** The taxes of the firm, each by its reason. */
export function TaxesPage() {
  const t = useText()
  const language = useLanguage()
  const { data: rows, error, refetch } = useQuery(usedTaxesQuery)
  const { change, remove } = useTaxChanges()
  const [open, setOpen] = useState<'new' | Tax>()
  const acts = {
    edit: setOpen,
    retire: (tax: Tax) => void change(tax, { retired: !tax.retired }).catch(complain),
    remove: (tax: Tax) => void remove(tax).catch(complain),
  }
  const add = (
    <button type="button" className="button primary" onClick={() => setOpen('new')}>
      <IconPlus size={16} stroke={2} />
      {t('taxes.new')}
    </button>
  )
  return (
    <SettingsPage wide title={t('taxes.title')} text={t('taxes.text')} actions={add}>
      <Table
        rows={rows}
        error={error}
        again={() => void refetch()}
        label={t('taxes.title')}
        columns={columns(t, language, acts)}
        empty={{ title: t('taxes.none') }}
      />
      {open && <TaxSheet {...(open !== 'new' && { tax: open })} onClose={() => setOpen(undefined)} />}
    </SettingsPage>
  )
}

interface Acts {
  edit: (tax: Tax) => void
  retire: (tax: Tax) => void
  remove: (tax: Tax) => void
}

function columns(t: Translate, language: Language, acts: Acts): TableColumn<Tax>[] {
  return [
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
    { id: 'menu', draw: (tax) => <TaxMenu {...{ tax, t, acts }} /> },
  ]
}

function TaxMenu({ tax, t, acts }: { tax: Tax; t: Translate; acts: Acts }) {
  const isUsed = (tax.usageCount ?? 0) > 0
  return (
    <LineMenu
      name={tax.name}
      items={[
        { id: 'edit', label: t('settings.edit'), run: () => acts.edit(tax) },
        { id: 'retire', label: t(tax.retired ? 'taxes.offer' : 'taxes.retire'), run: () => acts.retire(tax) },
        ...(isUsed
          ? []
          : [{ id: 'delete', label: t('settings.delete'), danger: true, run: () => acts.remove(tax) }]),
      ]}
    />
  )
}

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
