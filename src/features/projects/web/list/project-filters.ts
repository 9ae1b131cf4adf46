import { ownerChoices } from '#features/users/web/choices.ts'
import type { Filter, Option, View } from '#ui/list/description.ts'
import type { Translate } from '#ui/texts.ts'
import { PROJECT_STATES } from '../../project.ts'
import type { useProjectWords } from '../project-api.ts'

/** Whose projects the address asks for, by name, for the chip that says so. */
export interface Asked {
  contact?: Option | undefined
  opportunity?: Option | undefined
}

/** Every way to narrow the list. */
export function projectFilters(
  { users }: Pick<ReturnType<typeof useProjectWords>, 'users'>,
  t: Translate,
  asked: Asked,
): Filter[] {
  const people = [{ value: 'me', label: t('projects.owner_me') }, ...ownerChoices({ users })]
  return [
    {
      kind: 'choice',
      id: 'status',
      text: 'projects.status',
      param: 'status',
      options: PROJECT_STATES.map((value) => ({ value, label: t(`projects.status.${value}`) })),
    },
    { kind: 'choice', id: 'owner', text: 'projects.owner', param: 'owner', options: people },
    { kind: 'one', id: 'member', text: 'projects.member', param: 'member', options: people },
    ...(['contact', 'opportunity'] as const).flatMap((param) => {
      const option = asked[param]
      return option
        ? [
            {
              kind: 'one' as const,
              id: param,
              text: `projects.${param}` as const,
              param,
              options: [option],
            },
          ]
        : []
    }),
  ]
}

/** The views everybody has. */
export function projectPresets(t: Translate): View[] {
  const preset = (id: string, name: string, filters: Record<string, string[]>, sort: string): View => ({
    id,
    name,
    shared: true,
    mine: false,
    state: { q: '', sort, filters },
  })
  return [
    preset('mine', t('projects.view.mine'), { member: ['me'], status: ['open', 'paused'] }, 'end'),
    preset('open', t('projects.view.open'), { status: ['open'] }, 'end'),
    preset('done', t('projects.view.done'), { status: ['done'] }, '-end'),
  ]
}
