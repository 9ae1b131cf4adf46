import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { isSamePlace, type Place } from '#features/places/place.ts'
import { useText } from '#ui/texts.ts'
import type { Address } from '../../detail.ts'
import { placesNamedQuery, placesOfCodeQuery } from '../places-api.ts'

/** More buttons than one takes in at a glance help nobody. */
const most = 8

interface PlaceChoiceProps {
  value: Address
  home: string
  onChange: (value: Address) => void
}

/** A postal code fills in its place, or offers them; a place offers its codes. What was typed stays. */
export function PlaceChoice({ value, home, onChange }: PlaceChoiceProps) {
  const t = useText()
  const country = value.country || home
  const [code, city] = [value.postalCode.trim(), value.city.trim()]
  const { data: places } = useQuery(placesOfCodeQuery(country, code))
  const { data: named } = useQuery({ ...placesNamedQuery(country, code ? '' : city) })
  useFilledPlace(value, places, onChange)
  const take = ({ postalCode, city, state }: Place) =>
    onChange({ ...value, postalCode, city: value.city.trim() || city, state: value.state || state })
  if (places && places.length > 1 && !city)
    return (
      <Offers
        label={t('contacts.places.of', { code })}
        places={places}
        words={(place) => place.city}
        onTake={take}
      />
    )
  const codes = code ? [] : (named ?? []).filter((place) => isSamePlace(city, place.city))
  if (codes.length === 0 || codes.length > most) return null
  return (
    <Offers
      label={t('contacts.places.codes', { city })}
      places={codes}
      words={(place) => `${place.postalCode} ${place.city}`}
      onTake={take}
    />
  )
}

interface OffersProps {
  label: string
  places: Place[]
  words: (place: Place) => string
  onTake: (place: Place) => void
}

function Offers({ label, places, words, onTake }: OffersProps) {
  return (
    <div className="place-choice" role="group" aria-label={label}>
      {places.slice(0, most * 2).map((place) => (
        <button
          key={`${place.postalCode} ${place.city}`}
          type="button"
          className="button small"
          onClick={() => onTake(place)}
        >
          {words(place)}
        </button>
      ))}
    </div>
  )
}

/** One place for a code that was just typed is filled in; another code then takes it away again, nothing else does. */
function useFilledPlace(value: Address, places: Place[] | undefined, onChange: PlaceChoiceProps['onChange']) {
  const filled = useRef<Place>(undefined)
  const first = useRef(value.postalCode)
  useEffect(() => {
    const [only, ...others] = places ?? []
    const isOurs = filled.current !== undefined && value.city === filled.current.city
    if (value.postalCode === first.current || !only || (value.city && !isOurs)) return
    first.current = value.postalCode
    const state = value.state && value.state !== filled.current?.state ? value.state : ''
    if (others.length) {
      if (isOurs) onChange({ ...value, city: '', state })
      filled.current = undefined
      return
    }
    filled.current = only
    onChange({ ...value, city: only.city, state: state || only.state })
  }, [places, value, onChange])
}
