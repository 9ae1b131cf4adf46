import { useId, useState, type SyntheticEvent } from 'react'
import { addressLines } from '#kernel/postal-address.ts'
import { useLanguage, useText } from '#ui/texts.ts'
import type { Address } from '../../detail.ts'

interface AddressFactProps {
  label: string
  value: Address
  readOnly?: boolean
  /** Begins as a form, for a new row. */
  open?: boolean
  onSave: (value: Address) => Promise<unknown>
  onLeave?: () => void
}

/** An address: its lines as on an envelope; clicked, its parts as a small form. */
export function AddressFact({ label, value, readOnly, open = false, onSave, onLeave }: AddressFactProps) {
  const t = useText()
  const language = useLanguage()
  const [editing, setEditing] = useState(open)
  const leave = () => {
    setEditing(false)
    onLeave?.()
  }
  const lines = addressLines(value, language).join('\n')
  return (
    <div className="edit">
      <span className="edit-label">{label}</span>
      <div className="edit-value">
        {editing ? (
          <AddressForm {...{ label, value, onSave }} onLeave={leave} />
        ) : readOnly ? (
          <address className="edit-text">{lines}</address>
        ) : (
          <button type="button" className="edit-text" onClick={() => setEditing(true)}>
            <span className="sr-only">{label}: </span>
            {lines}
          </button>
        )}
      </div>
    </div>
  )
}

const parts = ['street', 'houseNumber', 'postalCode', 'city', 'state'] as const
export const emptyAddress: Address = {
  street: '',
  houseNumber: '',
  postalCode: '',
  city: '',
  state: '',
  country: '',
}

function AddressForm({
  label,
  value,
  onSave,
  onLeave,
}: Pick<AddressFactProps, 'label' | 'value' | 'onSave'> & { onLeave: () => void }) {
  const t = useText()
  const id = useId()
  const [typed, setTyped] = useState(value)
  const [error, setError] = useState('')
  const [busy, setBusy] = useState(false)
  const save = async (event: SyntheticEvent) => {
    event.preventDefault()
    setBusy(true)
    try {
      await onSave(typed)
      onLeave()
    } catch (problem) {
      setError(problem instanceof Error ? problem.message : String(problem))
      setBusy(false)
    }
  }
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Esc leaves, as in every fact
    <form
      className="address-form"
      aria-label={label}
      onSubmit={(event) => void save(event)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onLeave()
      }}
    >
      {parts.map((part, index) => (
        <label key={part} className={`address-${part}`} htmlFor={id + part}>
          <span>{t(`page.address.${part}`)}</span>
          <input
            id={id + part}
            className="field"
            autoFocus={index === 0}
            value={typed[part]}
            autoComplete="off"
            onChange={(event) => setTyped({ ...typed, [part]: event.target.value })}
          />
        </label>
      ))}
      <label className="address-country" htmlFor={`${id}country`}>
        <span>{t('page.address.country')}</span>
        <CountrySelect
          id={`${id}country`}
          value={typed.country}
          onChange={(country) => setTyped({ ...typed, country })}
        />
      </label>
      {error && (
        <span className="edit-error" role="alert">
          {error}
        </span>
      )}
      <div className="address-buttons">
        <button type="submit" className="button primary small" disabled={busy}>
          {t('page.save')}
        </button>
        <button type="button" className="button ghost small" onClick={onLeave}>
          {t('cancel')}
        </button>
      </div>
    </form>
  )
}

const near = ['DE', 'AT', 'CH', 'LI', 'LU', 'BE', 'NL', 'DK', 'PL', 'CZ', 'FR', 'IT', 'ES', 'PT', 'GB', 'IE']
const far = ['SE', 'NO', 'FI', 'HU', 'SK', 'SI', 'HR', 'RO', 'BG', 'GR', 'EE', 'LV', 'LT', 'TR', 'US', 'CA']

function CountrySelect(props: { id: string; value: string; onChange: (country: string) => void }) {
  const language = useLanguage()
  const names = new Intl.DisplayNames([language], { type: 'region' })
  const known = [...near, ...far]
  const codes = !props.value || known.includes(props.value) ? known : [props.value, ...known]
  return (
    <select
      id={props.id}
      className="field"
      value={props.value}
      onChange={(event) => props.onChange(event.target.value)}
    >
      <option value="">–</option>
      {codes.map((code) => (
        <option key={code} value={code}>
          {names.of(code)}
        </option>
      ))}
    </select>
  )
}
