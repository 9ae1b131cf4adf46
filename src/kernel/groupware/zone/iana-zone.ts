import { remembered } from '#kernel/remembered.ts'
import { isTimeZone } from '#kernel/time-zone.ts'
import type { Component } from '../ical/component.ts'
import { textIn } from '../ical/component.ts'
import { followsRules } from './follows-rules.ts'
import { onsetsOf } from './observances.ts'
import { zoneOfWindows } from './windows-zone.ts'
import { ianaZones, zoneNamed } from './zone-block.ts'
import { cityZone, spokenZone } from './zone-names.ts'

export interface FoundZone {
  zone: string
  /** False: nobody knows what was meant, it is the fallback. */
  known: boolean
}

/**
 * The IANA zone that a TZID of any program means. Programs for calendars take one they do not know for no zone at all,
 * and an appointment moves by hours; so names of Windows, what Windows shows in lists, and the rules that came along
 * are asked before the account's own zone is taken.
 */
export function ianaZoneOf(
  tzid: string,
  { vtimezone, fallback }: { vtimezone?: Component | undefined; fallback: string },
): FoundZone {
  const name = tzid.trim().replace(/^"(.*)"$/, '$1')
  const place = vtimezone ? textIn(vtimezone, 'X-LIC-LOCATION') : ''
  const zone =
    ianaName(name) ??
    zoneOfWindows(name, fallback) ??
    shownZone(name, fallback) ??
    (vtimezone && zoneByRules(vtimezone, [ianaName(place) ?? '', fallback])) ??
    ianaName(place)
  return zone === undefined ? { zone: fallback, known: false } : { zone, known: true }
}

/** `UTC` whatever it is called. */
const UTC =
  /^(z|utc|uct|gmt|zulu|universal|greenwich|etc\/(utc|uct|gmt|zulu|universal|greenwich)|gmt[+-]?0)$/i

/** The name itself, also at the end of a path as `/mozilla.org/20050126_1/Europe/Berlin`. */
function ianaName(name: string): string | undefined {
  if (UTC.test(name)) return 'UTC'
  const parts = name.split('/').filter(Boolean)
  const ends = name.startsWith('/') ? [3, 2, 1].map((count) => parts.slice(-count).join('/')) : [name]
  for (const end of ends) {
    const known = zoneNamed(end)
    if (known !== undefined) return known
  }
  // A zone newer than the tables; `+02:00` is no zone, it has no summer.
  return /^[A-Za-z_]+\/[\w/+-]+$/.test(name) && isTimeZone(name) ? name : undefined
}

/** What lists of zones show: "(UTC+01:00) Amsterdam, Berlin, Bern, Rom, Stockholm, Wien". */
function shownZone(text: string, fallback: string): string | undefined {
  const [, sign, hours = '0', minutes = '0', rest = text] =
    /^\(?(?:utc|gmt)\s*(?:([+\-−])\s*(\d{1,2})[:.]?(\d\d)?)?\)?\s*(.*)$/i.exec(text) ?? []
  const spoken = spokenZone(rest)
  if (spoken !== undefined) return spoken
  const ahead = (sign === '+' ? 1 : -1) * (Number(hours) * 60 + Number(minutes || 0)) * 60_000
  const zones = rest
    .split(/[,;/]/)
    .map((name) => spokenZone(name) ?? cityZone(name, ianaZones()))
    .filter((zone) => zone !== undefined)
    .filter((zone) => sign === undefined || winterOffset(zone) === ahead)
  if (zones.includes(fallback)) return fallback
  return zones.find((zone) => zone === 'Europe/Berlin') ?? zones[0]
}

/** How far clocks are ahead of UTC when it is not summer. */
const winterOffset = remembered((zone): number =>
  Math.min(
    ...['2025-01-15', '2025-07-15'].map(
      (day) => Temporal.PlainDate.from(day).toZonedDateTime(zone).offsetNanoseconds / 1_000_000,
    ),
  ),
)

/** Those asked first: the most of our users, then their neighbours. */
const USUAL = [
  'Europe/Berlin',
  'Europe/London',
  'Europe/Athens',
  'Europe/Moscow',
  'Europe/Istanbul',
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
]
const REGIONS = ['Europe', 'America', 'Asia', 'Australia', 'Pacific', 'Africa', 'Atlantic', 'Indian', 'Etc']
/** A zone whose clocks change as this one's do. */
function zoneByRules(vtimezone: Component, first: readonly string[]): string | undefined {
  const rules = onsetsOf(vtimezone)
  if (!rules) return undefined
  const asked = first.filter((zone) => zone !== '' && isTimeZone(zone))
  const near = [...asked, 'UTC', ...USUAL].find((name) => followsRules(name, rules))
  if (near !== undefined) return near
  const all = REGIONS.flatMap((region) => ianaZones().filter((zone) => zone.startsWith(`${region}/`)))
  return all.find((name) => followsRules(name, rules))
}
