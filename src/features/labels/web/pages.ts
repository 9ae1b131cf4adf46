import {
  IconCategory,
  IconChecklist,
  IconHistory,
  IconMoodSad,
  IconTags,
  IconTemperature,
} from '@tabler/icons-react'
import type { Section } from '#features/settings/web/sections.ts'
import type { Icon } from '#ui/shell/pages.ts'
import type { LabelList } from '../label.ts'

const icons: Record<LabelList, Icon> = {
  'contact-types': IconCategory,
  temperatures: IconTemperature,
  tags: IconTags,
  'history-categories': IconHistory,
  'task-categories': IconChecklist,
  'lost-reasons': IconMoodSad,
}

/** The page of one list; all five are the same screen. */
export function labelSection(list: LabelList): Section {
  return {
    path: list,
    group: 'contacts',
    title: `labels.${list}`,
    icon: icons[list],
    may: 'admin',
    lazy: async () => {
      const { labelsPage } = await import('./labels-page.tsx')
      return { Component: labelsPage(list) }
    },
  }
}
