import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { DayInput } from '#ui/inputs/day-input.tsx'
import { useLanguage, useText, type Language } from '#ui/texts.ts'
import { PERIOD_KINDS, periodAround, stepped } from '../period.ts'
import type { BooksPeriod, PeriodKind } from '../period.ts'

interface PeriodBarProps {
  period: BooksPeriod
  yearStart: string
  onChange: (period: BooksPeriod) => void
}

/** Chooses a month, a quarter, a fiscal year, or days of one's own, and steps from one to the next. */
export function PeriodBar({ period, yearStart, onChange }: PeriodBarProps) {
  const t = useText()
  const language = useLanguage()
  const choose = (kind: PeriodKind) =>
    onChange(kind === 'own' ? { ...period, kind } : periodAround(kind, period.from, yearStart))
  return (
    <div className="books-period">
      <div className="books-kinds" role="group" aria-label={t('books.period')}>
        {PERIOD_KINDS.map((kind) => (
          <button
            key={kind}
            type="button"
            className="button ghost"
            aria-pressed={period.kind === kind}
            onClick={() => choose(kind)}
          >
            {t(`books.period.${kind}`)}
          </button>
        ))}
      </div>
      {period.kind === 'own' ? (
        <div className="books-days">
          <DayInput
            label={t('books.from')}
            required
            value={period.from}
            onChange={(from) => from && onChange({ ...period, from })}
          />
          <DayInput
            label={t('books.to')}
            required
            value={period.to}
            error={period.to < period.from ? t('books.before_from') : undefined}
            onChange={(to) => to && onChange({ ...period, to })}
          />
        </div>
      ) : (
        <div className="books-step">
          <button
            type="button"
            className="icon-button"
            aria-label={t('books.before')}
            onClick={() => onChange(stepped(period, -1))}
          >
            <IconChevronLeft size={16} stroke={1.75} />
          </button>
          <strong aria-live="polite">{periodName(period, language)}</strong>
          <button
            type="button"
            className="icon-button"
            aria-label={t('books.after')}
            onClick={() => onChange(stepped(period, 1))}
          >
            <IconChevronRight size={16} stroke={1.75} />
          </button>
        </div>
      )}
    </div>
  )
}

/** A period as one says it: Oktober 2026, 4. Quartal 2026, 2025/26. */
function periodName({ kind, from, to }: BooksPeriod, language: Language): string {
  const [first, last] = [from.slice(0, 4), to.slice(0, 4)]
  if (kind === 'year') return first === last ? first : `${first}/${last.slice(2)}`
  if (kind === 'quarter') {
    const quarter = Math.ceil(Number(from.slice(5, 7)) / 3)
    return language === 'de' ? `${quarter}. Quartal ${first}` : `Q${quarter} ${first}`
  }
  const day = new Date(`${from}T00:00:00`)
  return day.toLocaleDateString(language === 'de' ? 'de-DE' : 'en-GB', { month: 'long', year: 'numeric' })
}
