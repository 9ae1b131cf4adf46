import { useState } from 'react'
import { DecimalInput } from '#ui/inputs/decimal-input.tsx'
import { useText } from '#ui/texts.ts'
import type { EditDraft } from './draft.ts'

type Skonto = EditDraft['skonto']

interface SkontoInputProps {
  value: Skonto
  onChange: (skonto: Skonto) => void
}

/** Skonto by hand, beside what the terms say: so many per cent for paying within so many days. */
export function SkontoInput({ value, onChange }: SkontoInputProps) {
  const t = useText()
  const [typed, setTyped] = useState<{ percent: string; days: string; means: string }>()
  // Set from outside meanwhile, as by other terms: that counts.
  const shown =
    typed?.means === meaning(value)
      ? typed
      : { percent: value?.percent ?? '', days: value ? String(value.days) : '' }
  const set = (part: { percent?: string; days?: string }) => {
    const next = { ...shown, ...part }
    const read = readSkonto(next)
    const skonto = read === undefined ? value : read
    setTyped({ ...next, means: meaning(skonto) })
    if (meaning(skonto) !== meaning(value)) onChange(skonto)
  }
  return (
    <div className="whole paper-skonto" data-path="skonto">
      <DecimalInput
        label={t('invoices.skonto_percent')}
        unit="%"
        value={shown.percent}
        onChange={(percent) => set({ percent })}
      />
      <DecimalInput
        label={t('invoices.skonto_days')}
        unit={t('invoices.days')}
        value={shown.days}
        onChange={(days) => set({ days })}
      />
    </div>
  )
}

const meaning = (skonto: Skonto): string => (skonto ? `${skonto.percent} ${skonto.days}` : '')

/** Null: none; undefined: not said to its end yet. */
function readSkonto({ percent, days }: { percent: string; days: string }): Skonto | undefined {
  if (percent === '' && days === '') return null
  const isPercent = /^\d{1,2}(\.\d{1,2})?$/.test(percent) && Number(percent) > 0
  const isDays = /^\d{1,4}$/.test(days) && Number(days) >= 1 && Number(days) <= 3650
  return isPercent && isDays ? { percent, days: Number(days) } : undefined
}
