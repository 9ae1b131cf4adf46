import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { useUser } from '#ui/api/session.ts'
import { useText } from '#ui/texts.ts'
import { openFollow, openProjectForm } from './dialogs.ts'
import { projectsQuery } from './project-api.ts'
import { Period, RestrictedMark, StatusMark } from './project-parts.tsx'

/** So many stand on the page of a record; the list shows them all. */
const SHOWN = 50

interface RelatedProjectsProps {
  /** With this contact, of a company with those of its persons; or made of this opportunity. */
  about: { kind: 'contact' | 'opportunity'; id: string; title: string }
}

/** The projects of a contact or an opportunity, what goes on first. */
export function RelatedProjects({ about: { kind, id, title } }: RelatedProjectsProps) {
  const t = useText()
  const guest = useUser().role === 'guest'
  const { data, error } = useQuery({ ...projectsQuery(`${kind}=${id}&limit=${SHOWN}`), enabled: !guest })
  if (guest) return <p className="empty-line">{t('projects.guests')}</p>
  const begin = () =>
    void (kind === 'contact'
      ? openProjectForm({ contact: { id, displayName: title } })
      : openFollow({ opportunity: { id, title } }))
  return (
    <div className="related-projects">
      <div>
        <button type="button" className="button small" onClick={begin}>
          <IconPlus size={14} stroke={1.75} />
          {t(kind === 'contact' ? 'projects.new' : 'projects.follow')}
        </button>
      </div>
      {error && !data && <p className="empty-line">{t('projects.failed')}</p>}
      {data?.items.length === 0 && <p className="empty-line">{t(`projects.${kind}_empty`)}</p>}
      <ul>
        {data?.items.map((one) => (
          <li key={one.id}>
            <Link to={`/projects/${one.id}`} className="cut grow">
              {one.title}
            </Link>
            <RestrictedMark project={one} />
            <Period project={one} />
            <StatusMark project={one} />
          </li>
        ))}
      </ul>
      {data?.nextCursor && <Link to={`/projects?${kind}=${id}`}>{t('projects.all')}</Link>}
    </div>
  )
}
