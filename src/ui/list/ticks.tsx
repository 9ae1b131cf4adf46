import { useText } from '../texts.ts'
import type { Option } from './description.ts'

interface TicksProps {
  options: Option[]
  chosen: string[]
  onToggle: (value: string) => void
}

/** The values a filter offers, each to be ticked. */
export function Ticks({ options, chosen, onToggle }: TicksProps) {
  const t = useText()
  return (
    <div className="filter-options">
      {options.map((option) => (
        <label key={option.value} className="menu-item">
          <input
            type="checkbox"
            className="check"
            checked={chosen.includes(option.value)}
            onChange={() => onToggle(option.value)}
          />
          <span className="grow cut">{option.label}</span>
        </label>
      ))}
      {options.length === 0 && <p className="tray-empty">{t('filter.none')}</p>}
    </div>
  )
}
