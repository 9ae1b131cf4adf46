import { useRouteError, isRouteErrorResponse, Link } from 'react-router'
import { ApiProblem } from '../api/api-problem.ts'
import { useText } from '../texts.ts'

/** What a broken screen shows: what happened, that nothing is lost, what to do. */
export function ErrorPage() {
  const t = useText()
  const error = useRouteError()
  const status = isRouteErrorResponse(error) || error instanceof ApiProblem ? error.status : undefined
  if (status === 404) return <NotFoundPage />
  return (
    <div className="message-page" role="alert">
      <h1>{t('error.title')}</h1>
      <p>{t('error.kept')}</p>
      {error instanceof Error && <code>{error.message}</code>}
      <div className="message-actions">
        <button type="button" className="button primary" onClick={() => location.reload()}>
          {t('error.reload')}
        </button>
        <Link className="button" to="/">
          {t('error.home')}
        </Link>
      </div>
    </div>
  )
}

/** An address that leads nowhere, or to something one may not see. */
export function NotFoundPage() {
  const t = useText()
  return (
    <div className="message-page">
      <h1>{t('missing.title')}</h1>
      <p>{t('missing.text')}</p>
      <div className="message-actions">
        <Link className="button primary" to="/">
          {t('error.home')}
        </Link>
      </div>
    </div>
  )
}
