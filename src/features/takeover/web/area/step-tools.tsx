import { IconSearch, IconX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useText } from '#ui/texts.ts'
import { useLatest } from '#ui/use-latest.ts'
import type { AreaCounts } from '../../takeover.ts'

interface StepToolsProps {
  q: string
  which: 'offered' | 'skipped'
  counts: AreaCounts
  onAsk: (part: { q?: string; which?: 'offered' | 'skipped' }) => void
}

const patience = 200

/** The search, and the way to those that are not offered. */
export function StepTools({ q, which, counts, onAsk }: StepToolsProps) {
  const t = useText()
  const [typed, setTyped] = useState(q)
  const ask = useLatest(onAsk)
  useEffect(() => {
    if (typed.trim() === q) return undefined
    const timer = setTimeout(() => ask.current({ q: typed.trim() }), patience)
    return () => clearTimeout(timer)
  }, [typed, q, ask])
  return (
    <>
      <div className="search takeover-search" role="search">
        <IconSearch size={16} stroke={1.75} />
        <input
          type="text"
          inputMode="search"
          enterKeyHint="search"
          value={typed}
          placeholder={t('takeover.search')}
          aria-label={t('takeover.search')}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => event.key === 'Escape' && setTyped('')}
        />
        {typed && (
          <button
            type="button"
            className="icon-button small"
            aria-label={t('list.search_clear')}
            onClick={() => setTyped('')}
          >
            <IconX size={14} stroke={1.75} />
          </button>
        )}
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
