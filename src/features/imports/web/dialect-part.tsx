import { useId, type ReactNode } from 'react'
import { useText } from '#ui/texts.ts'
import type { ImportChange, ImportPreview } from '../import.ts'

const encodings = ['utf-8', 'windows-1252', 'utf-16le', 'utf-16be', 'macintosh', 'cp850'] as const
const delimiters = { ';': 'semicolon', ',': 'comma', '\t': 'tab', '|': 'bar' } as const
const dateOrders = ['dmy', 'ymd', 'mdy'] as const

/** What was recognised of the file; every guess can be corrected. */
export function DialectPart({
  preview,
  onChange,
}: {
  preview: ImportPreview
  onChange: (change: ImportChange) => void
}) {
  const t = useText()
  const { dialect, format, sheets, sheet } = preview
  return (
    <section className="import-part" aria-label={t('imports.recognised')}>
      <h2>{t('imports.recognised')}</h2>
      <div className="dialect">
        {format === 'csv' && <TextChoices {...{ preview, onChange }} />}
        {sheets.length > 1 && (
          <Choice
            label={t('imports.sheet')}
            value={sheet ?? ''}
            onChange={(value) => onChange({ sheet: value })}
          >
            {sheets.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </Choice>
        )}
        <Choice
          label={t('imports.decimal')}
          value={dialect.decimal}
          onChange={(value) => onChange({ dialect: { decimal: value as ',' | '.' } })}
        >
          <option value=",">1.234,5</option>
          <option value=".">1,234.5</option>
        </Choice>
        <Choice
          label={t('imports.dates')}
          value={dialect.dateOrder}
          onChange={(value) => onChange({ dialect: { dateOrder: value as typeof dialect.dateOrder } })}
        >
          {dateOrders.map((one) => (
            <option key={one} value={one}>
              {t(`imports.dates.${one}`)}
            </option>
          ))}
        </Choice>
        <label className="pick dialect-header">
          <input
            type="checkbox"
            className="check"
            checked={dialect.hasHeader}
            onChange={(event) => onChange({ dialect: { hasHeader: event.target.checked } })}
          />
          {t('imports.header')}
        </label>
      </div>
    </section>
  )
}

/** How the characters of a CSV file are written. */
function TextChoices({ preview, onChange }: Parameters<typeof DialectPart>[0]) {
  const t = useText()
  const { dialect, encoding } = preview
  return (
    <>
      <Choice
        label={t('imports.encoding')}
        value={encoding}
        onChange={(value) => onChange({ encoding: value as typeof encoding })}
      >
        {encodings.map((one) => (
          <option key={one} value={one}>
            {t(`imports.encoding.${one}`)}
          </option>
        ))}
      </Choice>
      <Choice
        label={t('imports.delimiter')}
        value={dialect.delimiter}
        onChange={(value) => onChange({ dialect: { delimiter: value as typeof dialect.delimiter } })}
      >
        {Object.entries(delimiters).map(([sign, name]) => (
          <option key={sign} value={sign}>
            {t(`imports.delimiter.${name}`)}
          </option>
        ))}
      </Choice>
    </>
  )
}

function Choice(props: {
  label: string
  value: string
  onChange: (value: string) => void
  children: ReactNode
}) {
  const id = useId()
  return (
    <label className="dialect-choice" htmlFor={id}>
      <span>{props.label}</span>
      <select
        id={id}
        className="field"
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      >
        {props.children}
      </select>
    </label>
  )
}
