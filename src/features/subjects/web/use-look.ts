import { IconAddressBook, IconBriefcase, IconCalendarEvent, IconTargetArrow } from '@tabler/icons-react'
import type { Icon } from '#ui/shell/pages.ts'
import { useOffer } from '#ui/shell/shell-context.ts'
import { useText } from '#ui/texts.ts'
import type { AboutKind, AboutRecord } from '../subject.ts'

const icons: Record<AboutKind, Icon> = {
  contact: IconAddressBook,
  opportunity: IconTargetArrow,
  event: IconCalendarEvent,
  project: IconBriefcase,
}

/** How a record is drawn and where it is opened: as its own feature says, and nowhere while that has no screen. */
export function useLook(): (record: Pick<AboutRecord, 'kind' | 'id'>) => {
  Icon: Icon
  kind: string
  path: string | undefined
} {
  const t = useText()
  const { records } = useOffer()
  return ({ kind, id }) => {
    const known = records.find((record) => record.kind === kind)
    return { Icon: known?.icon ?? icons[kind], kind: t(`subjects.${kind}`), path: known?.path(id) }
  }
}
