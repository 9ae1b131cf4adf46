import { IconTargetArrow } from '@tabler/icons-react'
import type { Section } from '#features/settings/web/sections.ts'
import { saying } from '#ui/texts.ts'

/** Where a firm arranges its pipelines and their stages. */
export const pipelineSection: Section = {
  path: 'pipelines',
  group: 'contacts',
  title: 'opportunities.pipelines',
  icon: IconTargetArrow,
  may: 'admin',
  lazy: async () => ({
    Component: (await saying('opportunities', import('./settings/pipelines-page.tsx'))).PipelinesPage,
  }),
}
