import { IconBriefcase } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { Pages } from '#ui/shell/pages.ts'
import { withInputs } from '#ui/with-inputs.ts'
import { openProjectForm } from './dialogs.ts'
import { ProjectLayer } from './project-layer.tsx'

type Screen = () => Promise<{ Component: ComponentType }>

/** What projects bring to the client; what shows other features too is put together above. */
export function projectPages({ list, page }: { list: Screen; page: Screen }): Pages {
  return {
    nav: [{ id: 'projects', text: 'projects.title', icon: IconBriefcase, path: '/projects', keys: 'g p' }],
    create: [
      {
        id: 'project',
        text: 'projects.project',
        icon: IconBriefcase,
        keys: 'c j',
        run: () => void openProjectForm({}),
      },
    ],
    records: [
      { kind: 'project', text: 'projects.title', icon: IconBriefcase, path: (id) => `/projects/${id}` },
    ],
    routes: [
      {
        path: 'projects',
        handle: { title: 'projects.title' },
        children: [{ index: true, lazy: list }, withInputs([{ path: ':id', lazy: page }])],
      },
    ],
    layer: ProjectLayer,
  }
}
