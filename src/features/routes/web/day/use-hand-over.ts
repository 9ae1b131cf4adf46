import {
  IconBrandApple,
  IconBrandGoogle,
  IconCalendarDown,
  IconPrinter,
  IconTable,
} from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { placeQuery } from '#features/visits/web/visits-api.ts'
import type { MenuItem } from '#ui/menu.tsx'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { RouteAnswer } from '../../route.ts'
import { appleLink, csvOf, googleLinks, icsOf, saveText } from './hand-over.ts'
import type { Stop } from './use-day-route.ts'

/** The ways out of here: to a program that leads the way, to a file, to paper. */
export function useHandOver(
  answer: RouteAnswer | undefined,
  stops: readonly Stop[],
  date: string,
): MenuItem[] {
  const t = useText()
  const client = useQueryClient()
  if (!answer) return []
  const show = (address: string) => window.open(address, '_blank', 'noopener,noreferrer')
  /** The sheet says when customers are open; nobody but the printer wants to know that of all of them at once. */
  const printAll = async () => {
    await Promise.all(stops.map(({ visit }) => client.ensureQueryData(placeQuery(visit.contactId))))
    requestAnimationFrame(() => print())
  }
  const links = googleLinks(stops, answer)
  const heads = [
    t('route.no'),
    t('route.from'),
    t('route.to'),
    t('map.customer'),
    t('route.address'),
    'PLZ',
    t('map.where'),
    t('route.phone'),
    t('route.distance'),
  ]
  return [
    ...links.map((address, at) => ({
      id: `google-${at}`,
      label: links.length > 1 ? t('route.google_part', { part: at + 1 }) : t('route.google'),
      icon: IconBrandGoogle,
      run: () => void show(address),
    })),
    {
      id: 'apple',
      label: t('route.apple'),
      icon: IconBrandApple,
      run: () => void show(appleLink(stops, answer)),
    },
    { id: 'files', divider: true },
    {
      id: 'csv',
      label: t('route.csv'),
      icon: IconTable,
      run: () => saveText(`route-${date}.csv`, 'text/csv', csvOf(stops, heads)),
    },
    {
      id: 'ics',
      label: t('route.ics'),
      icon: IconCalendarDown,
      run: () => saveText(`route-${date}.ics`, 'text/calendar', icsOf(stops, date)),
    },
    { id: 'print', label: t('route.print'), icon: IconPrinter, run: () => void printAll().catch(complain) },
  ]
}
