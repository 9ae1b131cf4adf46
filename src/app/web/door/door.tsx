import { Outlet } from 'react-router'
import { Logo } from '#ui/shell/logo.tsx'
import { showLanguage, useLanguage, useText } from '#ui/texts.ts'
import { Toasts } from '#ui/toasts.tsx'
import './door.css'
import '#ui/float.css'
import '#ui/shell/shell.css'

/** The frame of the screens in front of the door: the sign, one column, the two languages. */
export function Door() {
  const t = useText()
  const language = useLanguage()
  return (
    <div className="door">
      <header className="door-head">
        <Logo size={28} />
        <span>Kontor</span>
      </header>
      <main className="door-main">
        <Outlet />
      </main>
      <footer className="door-foot">
        {(['de', 'en'] as const).map((code) => (
          <button
            key={code}
            type="button"
            lang={code}
            className="button ghost small"
            aria-pressed={language === code}
            onClick={() => void showLanguage(code)}
          >
            {code === 'de' ? 'Deutsch' : 'English'}
          </button>
        ))}
        <span className="sr-only">{t('user.language')}</span>
      </footer>
      <Toasts />
    </div>
  )
}
