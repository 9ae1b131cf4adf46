import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { Sheet } from '#ui/sheet.tsx'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import { projectsQuery, useFollow } from '../project-api.ts'
import { StatusMark } from '../project-parts.tsx'

interface FollowSheetProps {
  opportunity: { id: string; title: string }
  onDone: (made: boolean) => void
}

/** Says what a project takes over from an opportunity and which ones there are, and makes it. */
export function FollowSheet({ opportunity, onDone }: FollowSheetProps) {
  const t = useText()
  const go = useNavigate()
  const follow = useFollow()
  const [busy, setBusy] = useState(false)
  const { data } = useQuery(projectsQuery(`opportunity=${opportunity.id}&limit=10`))
  if (!data) return null
  const hasSome = data.items.length > 0
  const make = async () => {
    setBusy(true)
    try {
      const { id } = await follow(opportunity.id)
      onDone(true)
      void go(`/projects/${id}`)
    } catch (error) {
      complain(error)
      setBusy(false)
    }
  }
  return (
    <Sheet title={t('projects.follow')} onClose={() => onDone(false)}>
      <div className="sheet-body project-follow">
        <p>{t('projects.follow_text', { title: opportunity.title })}</p>
        {hasSome && <p>{t('projects.follow_known')}</p>}
        {hasSome && (
          <ul>
            {data.items.map((one) => (
              <li key={one.id}>
                <Link to={`/projects/${one.id}`} className="cut" onClick={() => onDone(false)}>
                  {one.title}
                </Link>
                <StatusMark project={one} />
              </li>
            ))}
          </ul>
        )}
      </div>
      <footer className="sheet-foot">
        <button type="button" className="button" onClick={() => onDone(false)}>
          {t('cancel')}
        </button>
        <button
          type="button"
          className="button primary"
          data-autofocus
          disabled={busy}
          onClick={() => void make()}
        >
          {t(hasSome ? 'projects.follow_again' : 'projects.follow')}
        </button>
      </footer>
    </Sheet>
  )
}
