import { DayInput } from '#ui/inputs/day-input.tsx'
import { useText } from '#ui/texts.ts'
import { LEGAL_BASES, type Origin } from '../import.ts'

const nothing: Origin = { source: '', basis: null, day: null }

/** Where the data comes from and why it may be kept; asked once, kept with every contact. */
export function OriginPart({
  value = nothing,
  onChange,
}: {
  value: Origin | undefined
  onChange: (origin: Origin) => void
}) {
  const t = useText()
  const set = (change: Partial<Origin>) => onChange({ ...value, ...change })
  return (
    <section className="import-part" aria-label={t('imports.origin.title')}>
      <h2>{t('imports.origin.title')}</h2>
      <div className="dialect">
        <label className="dialect-choice">
          <span>{t('imports.origin.source')}</span>
          <input
            className="field"
            maxLength={200}
            placeholder={t('imports.origin.source.hint')}
            value={value.source}
            onChange={(event) => set({ source: event.target.value })}
          />
        </label>
        <label className="dialect-choice">
          <span>{t('imports.origin.basis')}</span>
          <select
            className="field"
            value={value.basis ?? ''}
            onChange={(event) => set({ basis: (event.target.value || null) as Origin['basis'], day: null })}
          >
            <option value="">{t('imports.origin.none')}</option>
            {LEGAL_BASES.map((basis) => (
              <option key={basis} value={basis}>
                {t(`imports.basis.${basis}`)}
              </option>
            ))}
          </select>
        </label>
        {value.basis === 'consent' && (
          <div className="dialect-choice">
            <DayInput label={t('imports.origin.day')} value={value.day} onChange={(day) => set({ day })} />
          </div>
        )}
      </div>
      <p className="muted import-why">{t('imports.origin.why')}</p>
    </section>
  )
}
