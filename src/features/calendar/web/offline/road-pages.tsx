import { useEffect, useState } from 'react'
import { lazy } from '#ui/lazy.ts'
import type { Pages } from '#ui/shell/pages.ts'
import { saying } from '#ui/texts.ts'

const RoadLayer = lazy(async () => {
  const code = import('./road-layer.tsx')
  return { default: (await saying('visits', saying('calendar', code))).RoadLayer }
})

/** So long the first screen has the browser and the line to itself. */
const patience = 4000

/** What works without network; it begins when everything else has long been there. */
export const roadPages: Pages = { routes: [], layer: LateRoad }

function LateRoad() {
  const [now, setNow] = useState(!navigator.onLine)
  useEffect(() => {
    const timer = setTimeout(() => setNow(true), patience)
    return () => clearTimeout(timer)
  }, [])
  return now ? <RoadLayer /> : null
}
