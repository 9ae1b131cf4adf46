import { IconMapPin, IconPhone } from '@tabler/icons-react'
import { telephoneLink } from '#features/contacts/web/telephone.ts'
import { useText } from '#ui/texts.ts'
import type { Visit } from '../../visit.ts'
import './visit.css'

/** How to get there and how to call: the number dials, the address opens a program that leads the way. */
export function Reach({ visit }: { visit: Visit }) {
  const t = useText()
  const { customer } = visit
  const city = [customer.postalCode, customer.city].filter(Boolean).join(' ')
  const place = visit.place || [customer.street, city].filter(Boolean).join(', ')
  if (!customer.phone && !place) return null
  return (
    <div className="visit-reach">
      {customer.phone && (
        <a className="visit-reach-line" href={telephoneLink(customer.phone)}>
          <IconPhone size={16} stroke={1.75} aria-hidden="true" />
          <span className="num">{customer.phone}</span>
        </a>
      )}
      {place && (
        <div className="visit-reach-line">
          <IconMapPin size={16} stroke={1.75} aria-hidden="true" />
          <span className="grow">
            <span>{place}</span>
            <span className="visit-ways">
              {waysTo(visit, place).map(({ id, href }) => (
                <a key={id} href={href} {...(id !== 'geo' && { target: '_blank', rel: 'noreferrer' })}>
                  {t(`visit.way.${id}`)}
                </a>
              ))}
            </span>
          </span>
        </div>
      )}
    </div>
  )
}

/** Programs that lead the way. Only whoever presses such a link tells its maker where they go. */
function waysTo({ position, customer }: Visit, place: string) {
  const exact = position?.exact ? `${position.lat},${position.lon}` : undefined
  const words = encodeURIComponent(`${place}, ${customer.country}`)
  const to = exact ?? words
  return [
    { id: 'geo', href: exact ? `geo:${exact}?q=${exact}` : `geo:0,0?q=${words}` },
    { id: 'google', href: `https://www.google.com/maps/dir/?api=1&destination=${to}` },
    { id: 'apple', href: `https://maps.apple.com/?daddr=${to}` },
  ] as const
}
