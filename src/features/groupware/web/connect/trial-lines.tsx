import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { useText } from '#ui/texts.ts'
import type { ServerTrial } from '../../account.ts'

/** How each server answered: it works, or what is wrong in plain words. */
export function TrialLines({ servers }: { servers: ServerTrial[] }) {
  const t = useText()
  return (
    <div role="status">
      <ul className="trial-lines">
        {servers.map(({ server, reason, detail }) => (
          <li key={server} className={reason ? 'bad' : 'good'}>
            {reason ? (
              <IconAlertTriangle size={16} stroke={1.75} />
            ) : (
              <IconCircleCheck size={16} stroke={1.75} />
            )}
            <span>
              <strong>{t(`groupware.server.${server}`)}</strong>
              {reason ? (
                <>
                  <span>{t(`groupware.reason.${reason}`)}</span>
                  {detail && <small>{detail}</small>}
                </>
              ) : (
                <span>{t('groupware.works')}</span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
