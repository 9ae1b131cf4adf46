import { Select, TextInput } from '@mantine/core'
import { useMemo } from 'react'
import { useLanguage, useText } from '#ui/texts.ts'
import type { Address } from '../../detail.ts'
import { HintLines, type Hinting } from './hint-line.tsx'
import { countries } from './names.ts'
import { PlaceChoice } from './place-choice.tsx'

interface AddressInputsProps {
  value: Address
  errors: Record<string, string>
  hinted: Hinting
  /** The home country, where an address names none. */
  home: string
  path: string
  onChange: (value: Address) => void
}

/** An address with street and house number apart, as letters and routes want it. */
export function AddressInputs({ value, errors, hinted, home, path, onChange }: AddressInputsProps) {
  const t = useText()
  const language = useLanguage()
  const list = useMemo(() => countries(language), [language])
  const part = (name: Exclude<keyof Address, 'country'>) => ({
    label: t(`contacts.address.${name}`),
    value: value[name],
    error: errors[`${path}.${name}`],
    autoComplete: 'off',
    onChange: (event: React.ChangeEvent<HTMLInputElement>) =>
      onChange({ ...value, [name]: event.currentTarget.value }),
  })
  return (
    <div className="address-inputs">
      <TextInput className="street" {...part('street')} />
      <TextInput className="number" {...part('houseNumber')} />
      <TextInput className="code" {...part('postalCode')} />
      <TextInput className="city" {...part('city')} />
      <TextInput className="state" {...part('state')} />
      <Select
        className="country"
        label={t('contacts.address.country')}
        searchable
        clearable
        data={list}
        value={value.country || null}
        error={errors[`${path}.country`]}
        onChange={(country) => onChange({ ...value, country: country ?? '' })}
      />
      <div className="address-hints">
        <PlaceChoice value={value} home={home} onChange={onChange} />
        <HintLines {...hinted} path={`${path}.city`} />
        <HintLines {...hinted} path={`${path}.houseNumber`} />
      </div>
    </div>
  )
}
