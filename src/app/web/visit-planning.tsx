import { Planning } from '#features/visits/web/planning/planning.tsx'

/** Detail planning; the map and the week calendar beside it come from the features that draw them. */
export function VisitPlanningScreen() {
  return <Planning />
}
