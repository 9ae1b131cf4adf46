import { ownerChoices } from '#features/users/web/choices.ts'
import type { Filter, Option } from '#ui/list/description.ts'
import type { Translate } from '#ui/texts.ts'
import { EVENT_STATES } from '../../event-list.ts'
import type { useEventWords } from '../event-api.ts'

/** Every way to narrow the list; `contact` is the one whose events are asked for. */
export function eventFilters(
  { users, tags }: Pick<ReturnType<typeof useEventWords>, 'users' | 'tags'>,
  t: Translate,
  contact: Option | undefined,
): Filter[] {
  return [
    {
      kind: 'one',
      id: 'status',
      text: 'events.status',
      param: 'status',
      options: EVENT_STATES.map((value) => ({ value, label: t(`events.status.${value}`) })),
    },
    { kind: 'dateRange', id: 'when', text: 'events.when', from: 'from', to: 'to' },
    {
      kind: 'choice',
      id: 'owner',
      text: 'events.owner',
      param: 'owner',
      options: [{ value: 'me', label: t('events.owner_me') }, ...ownerChoices({ users })],
    },
    {
      kind: 'choices',
      id: 'tag',
      text: 'events.tags',
      param: 'tag',
      options: tags.map(({ name }) => ({ value: name, label: name })),
    },
    { kind: 'boolean', id: 'restricted', text: 'events.restricted', param: 'restricted' },
    ...(contact
      ? [
          {
            kind: 'one' as const,
            id: 'participant',
            text: 'events.participant' as const,
            param: 'participant',
            options: [contact],
          },
        ]
      : []),
  ]
}
