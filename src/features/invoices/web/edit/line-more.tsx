import { formatNumber } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import { NATURES } from '../../invoice.ts'
import { dayOf } from '../state.tsx'
import type { EditLine } from './draft.ts'
import { FigureInput } from './figure-input.tsx'
import type { Paper } from './use-editor.ts'

interface LineMoreProps {
  editor: Paper
  line: EditLine
  set: (part: Partial<EditLine>) => void
}

/** What is rarely said of a line: a rebate, what kind of work it is, the share of work, its own time. */
export function LineMore({ editor, line, set }: LineMoreProps) {
  const t = useText()
  const wrong = (field: string) => editor.strange.includes(`${line.key}.${field}`)
  const { servicePeriod: period } = line
  const setPeriod = (part: Partial<{ from: string; to: string }>) => {
    const day = editor.draft.date
    const next = { from: period?.from ?? day, to: period?.to ?? period?.from ?? day, ...part }
    if (next.from && next.to)
      set({ servicePeriod: { ...next, to: next.to < next.from ? next.from : next.to } })
    else set({ servicePeriod: null })
  }
  return (
    <div className="line-more">
      <label>
        {t('invoices.line.discount')}
        <FigureInput
          label={t('invoices.line.discount')}
          path={`${line.key}.discountPercent`}
          value={line.discountPercent === '0' ? '' : line.discountPercent}
          placeholder="0"
          wrong={wrong('discountPercent')}
          onChange={(value) => set({ discountPercent: value || '0' })}
        />
        %
      </label>
      <label>
        {t('invoices.line.nature')}
        <select
          className="figure"
          value={line.nature}
          data-path={`${line.key}.nature`}
          onChange={(event) => set({ nature: event.target.value as EditLine['nature'] })}
        >
          {NATURES.map((nature) => (
            <option key={nature} value={nature}>
              {t(`invoices.nature.${nature}`)}
            </option>
          ))}
        </select>
      </label>
      <label title={t('invoices.line.labour_hint')}>
        {t('invoices.line.labour')}
        <FigureInput
          label={t('invoices.line.labour')}
          path={`${line.key}.labourShare`}
          value={line.labourShare ?? ''}
          placeholder="–"
          wrong={wrong('labourShare')}
          onChange={(value) => set({ labourShare: value || null })}
        />
        %
      </label>
      {!editor.isForPeriods && (
        <span className="line-period">
          <label>
            {t('invoices.line.from')}
            <input
              className="figure"
              type="date"
              value={period?.from ?? ''}
              onChange={(event) => setPeriod({ from: event.target.value })}
            />
          </label>
          <label>
            {t('invoices.line.to')}
            <input
              className="figure"
              type="date"
              value={period?.to ?? ''}
              onChange={(event) => setPeriod({ to: event.target.value })}
            />
          </label>
        </span>
      )}
    </div>
  )
}

/** The same in a few words, where something of it was said. */
export function LineBrief({ line, onOpen }: { line: EditLine; onOpen: () => void }) {
  const t = useText()
  const { discountPercent, nature, labourShare, servicePeriod: period, optional } = line
  const percent = (value: string) => `${formatNumber(Number(value), { maximumFractionDigits: 4 })} %`
  const words = [
    ...(optional ? [t('invoices.line.optional')] : []),
    ...(Number(discountPercent) > 0 ? [`${t('invoices.line.discount')} ${percent(discountPercent)}`] : []),
    ...(nature === 'other' ? [] : [t(`invoices.nature.${nature}`)]),
    ...(labourShare ? [`${t('invoices.line.labour')} ${percent(labourShare)}`] : []),
    ...(period ? [`${dayOf(period.from)} – ${dayOf(period.to)}`] : []),
  ]
  if (words.length === 0) return null
  return (
    <button type="button" className="line-brief" onClick={onOpen}>
      {words.join(' · ')}
    </button>
  )
}
