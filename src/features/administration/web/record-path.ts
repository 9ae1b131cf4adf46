import { LABEL_LISTS } from '#features/labels/label.ts'
import { useOffer } from '#ui/shell/shell-context.ts'

const pages: Record<string, string> = {
  user: '/settings/users',
  group: '/settings/groups',
  customField: '/settings/custom-fields',
  settings: '/settings/basics',
  mail: '/settings/mails',
  tax: '/settings/taxes',
  rate: '/settings/currencies',
  'base-rate': '/settings/reminders',
  ...Object.fromEntries(LABEL_LISTS.map((list) => [list, `/settings/${list}`])),
}

/** Where a record is found: its own page, else the page of the settings that shows it. */
export function useRecordPath(): (record: { kind: string; id: string }) => string | undefined {
  const { records } = useOffer()
  return ({ kind, id }) => records.find((record) => record.kind === kind)?.path(id) ?? pages[kind]
}
