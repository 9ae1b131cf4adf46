import type { Settings } from '#features/settings/settings.ts'

/** What stands in for the map that is shipped, and who knows the roads. */
export type MapSettings = Settings['map']

/** The host a browser may ask for the map besides our own; undefined: none. */
export function mapHost({ styleUrl, tileUrl }: MapSettings): string | undefined {
  return URL.parse((styleUrl || tileUrl || '').replaceAll(/[{}]/g, ''))?.origin
}
