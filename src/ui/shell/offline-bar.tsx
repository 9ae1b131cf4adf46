import { IconCloudOff } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { useOnline } from '../api/connection.ts'
import { apiRoot, request } from '../api/request.ts'
import { useDaySince } from '../offline/day-since.ts'
import { formatTime } from '../format.ts'
import { useText } from '../texts.ts'

const knockEvery = 3000

/** A quiet bar while the server cannot be reached; it goes by itself and asks again for what is on the screen. */
export function OfflineBar() {
  const t = useText()
  const online = useOnline()
  const since = useDaySince()
  const client = useQueryClient()
  useEffect(() => {
    if (online) return undefined
    const knock = () =>
      // Not by `ask`: while the server is away somebody else answers there.
      request(new Request(`${apiRoot}/session`)).then(
        () => client.invalidateQueries(),
        () => undefined,
      )
    const timer = setInterval(() => void knock(), knockEvery)
    return () => clearInterval(timer)
  }, [online, client])
  if (online) return null
  return (
    <div className="offline-bar" role="status">
      <IconCloudOff size={16} stroke={1.75} />
      {since ? t('shell.offline_since', { time: formatTime(since) }) : t('shell.offline')}
    </div>
  )
}
