import { SearchBox } from '#ui/list/search-box.tsx'
import { useText } from '#ui/texts.ts'
import type { AreaCounts } from '../../takeover.ts'

interface StepToolsProps {
  /** As it was typed. */
  q: string
  which: 'offered' | 'skipped'
  counts: AreaCounts
  /** The question before is still being answered. */
  busy: boolean
  onAsk: (part: { q?: string; which?: 'offered' | 'skipped' }) => void
  onLeave: () => void
}

/** The search, and the way to those that are not offered. */
export function StepTools({ q, which, counts, busy, onAsk, onLeave }: StepToolsProps) {
  const t = useText()
  return (
    <>
      <div className="takeover-search">
        <SearchBox
          value={q}
          label={t('takeover.search')}
          busy={busy}
          onChange={(typed) => onAsk({ q: typed })}
          onLeave={onLeave}
        />
      </div>
      {counts.skipped > 0 && (
        <button
          type="button"
          className="button ghost"
          aria-pressed={which === 'skipped'}
          onClick={() => onAsk({ which: which === 'skipped' ? 'offered' : 'skipped' })}
        >
          {which === 'skipped'
            ? t('takeover.show_offered')
            : t('takeover.show_skipped', { count: counts.skipped })}
        </button>
      )}
    </>
  )
}
