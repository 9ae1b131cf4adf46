import { useText } from '#ui/texts.ts'
import { SERIES, type Takeover } from '../../takeover.ts'

interface SeriesChoiceProps {
  value: Takeover['series']
  onChange: (series: Takeover['series']) => void
}

/** Whether what comes again comes over as one series, or as its single dates in the period. */
export function SeriesChoice({ value, onChange }: SeriesChoiceProps) {
  const t = useText()
  return (
    <fieldset className="takeover-series">
      <legend>{t('takeover.series')}</legend>
      <div>
        {SERIES.map((one) => (
          <label key={one}>
            <input type="radio" name="series" checked={value === one} onChange={() => onChange(one)} />
            <span>
              {t(`takeover.series.${one}`)}
              <small>{t(`takeover.series.${one}_text`)}</small>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
