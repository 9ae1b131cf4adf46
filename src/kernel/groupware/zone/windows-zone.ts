import { findIana, findWindows } from 'windows-iana'
import { remembered } from '#kernel/remembered.ts'

/** What Windows, and so Outlook and Exchange, call an IANA zone; UTC for one that Windows does not have. */
export const windowsZoneOf = remembered((iana): string => {
  const [name] = [iana, ALIASES[iana] ?? '', canonical(iana)].flatMap((zone) => findWindows(zone))
  return name ?? 'UTC'
})

/** The zone of a Windows name: the user's own where Windows makes no difference, else the one it stands for. */
export function zoneOfWindows(name: string, own: string): string | undefined {
  const zones = zonesOf(name)
  if (zones.length === 0) return undefined
  if (zones.includes(own)) return own
  return zones[0] === 'Etc/UTC' ? 'UTC' : zones[0]
}

/** Every zone that Windows calls so, the one it stands for first. */
const zonesOf = remembered((name): readonly string[] => findIana(name))

/** Newer names, and short ones, that the table of windows-iana does not have. */
const ALIASES: Record<string, string> = {
  'Europe/Kyiv': 'Europe/Kiev',
  'America/Ciudad_Juarez': 'America/Denver',
  'America/Coyhaique': 'America/Punta_Arenas',
  'America/Montreal': 'America/Toronto',
  'Antarctica/Troll': 'Europe/London',
  'Pacific/Kanton': 'Pacific/Enderbury',
  CET: 'Europe/Berlin',
  MET: 'Europe/Berlin',
  EET: 'Europe/Athens',
  WET: 'Europe/Lisbon',
}

function canonical(zone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
  } catch {
    return zone
  }
}
