import { ClientSecretPost, discovery } from 'openid-client'
import type { OpenSettings } from '../open/settings.ts'
import type { SignInProvider } from './sign-in.ts'

// Google gives calendars and contacts only to who is signed in there (OAuth 2.0), by the open protocols all the same:
// https://developers.google.com/workspace/calendar/caldav, …/people/carddav, …/gmail/imap/xoauth2-protocol.

const ISSUER = 'https://accounts.google.com'
const SCOPES = {
  mail: 'https://mail.google.com/',
  calendar: 'https://www.googleapis.com/auth/calendar',
  contacts: 'https://www.googleapis.com/auth/carddav',
}

/** Where users sign in at Google. It lets Kontor go on without them only where that is asked for in its own words. */
export function googleProvider({ clientId, secret }: { clientId: string; secret: string }): SignInProvider {
  return {
    configuration: () => discovery(new URL(ISSUER), clientId, undefined, ClientSecretPost(secret)),
    scopes: ['openid', 'email', ...Object.values(SCOPES)],
    extra: { access_type: 'offline', prompt: 'consent' },
  }
}

/** The servers of an account at Google; users may allow a part of what they are asked for, and then there are fewer. */
export function googleSettings(address: string, scopes: readonly string[] | undefined): OpenSettings {
  const may = (what: keyof typeof SCOPES) => scopes === undefined || scopes.includes(SCOPES[what])
  const principal = `https://apidata.googleusercontent.com/caldav/v2/${encodeURIComponent(address)}/user`
  return {
    userName: address,
    ...(may('mail') && {
      imap: { host: 'imap.gmail.com', port: 993, security: 'tls' as const },
      smtp: { host: 'smtp.gmail.com', port: 465, security: 'tls' as const },
    }),
    ...(may('calendar') && { caldav: { url: principal } }),
    ...(may('contacts') && { carddav: { url: 'https://www.googleapis.com/.well-known/carddav' } }),
  }
}
