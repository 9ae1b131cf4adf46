/** The colours the map is drawn in; CSS says them, for the light and for the dark screen. */
export interface Palette {
  isDark: boolean
  sea: string
  abroad: string
  land: string
  urban: string
  river: string
  border: string
  state: string
  text: string
  text2: string
  halo: string
  accent: string
  onAccent: string
  panel: string
  tones: Record<Tone, string>
}
export type Tone = 'grey' | 'blue' | 'violet' | 'green' | 'amber' | 'red'

/** Reads them where they hold: on the element that the map lies in. */
export function readPalette(element: Element, isDark: boolean): Palette {
  const style = getComputedStyle(element)
  const value = (name: string) => style.getPropertyValue(name).trim()
  return {
    isDark,
    sea: value('--map-sea'),
    abroad: value('--map-abroad'),
    land: value('--map-land'),
    urban: value('--map-urban'),
    river: value('--map-river'),
    border: value('--map-border'),
    state: value('--map-state'),
    text: value('--tx-2'),
    text2: value('--tx-3'),
    halo: value('--map-land'),
    accent: value('--accent'),
    onAccent: value('--on-accent'),
    panel: value('--raised'),
    tones: {
      grey: value('--n-tx'),
      blue: value('--b-tx'),
      violet: value('--v-tx'),
      green: value('--g-tx'),
      amber: value('--y-tx'),
      red: value('--r-tx'),
    },
  }
}
