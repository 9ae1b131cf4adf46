import { Suspense } from 'react'
import { Planning, type PaneProps } from '#features/visits/web/planning/planning.tsx'
import { lazy } from '#ui/lazy.ts'
import { saying } from '#ui/texts.ts'

/** The map is fetched when somebody wants to see it: it weighs more than everything else together. */
const PlanningMap = lazy(async () => ({
  default: (await saying('routes', import('#features/routes/web/planning-map.tsx'))).PlanningMap,
}))

function MapPane(props: PaneProps) {
  return (
    <Suspense>
      <PlanningMap {...props} />
    </Suspense>
  )
}

/** Detail planning; the map and the week calendar beside it come from the features that draw them. */
export function VisitPlanningScreen() {
  return <Planning Map={MapPane} />
}
