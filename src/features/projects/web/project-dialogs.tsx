import { Mantine } from '#ui/mantine.tsx'
import type { OpenDialog } from './dialogs.ts'
import { FollowSheet } from './form/follow-sheet.tsx'
import { ProjectForm } from './form/project-form.tsx'

/** The open dialogs of projects. */
export function ProjectDialogs({ dialogs }: { dialogs: OpenDialog[] }) {
  return (
    <Mantine>
      {dialogs.map((dialog) =>
        dialog.is === 'form' ? (
          <ProjectForm key={dialog.id} {...dialog.input} onDone={dialog.close} />
        ) : (
          <FollowSheet key={dialog.id} {...dialog.input} onDone={dialog.close} />
        ),
      )}
    </Mantine>
  )
}
