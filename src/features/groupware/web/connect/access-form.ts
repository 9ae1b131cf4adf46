import type { Account, AccountNew, AccountTrial, Discovered, MailServer } from '../../account.ts'
import type { SignInStart } from '../../sign-in.ts'

/** What the form of an account's access holds. */
export interface AccessForm {
  name: string
  ownerId: string
  address: string
  userName: string
  password: string
  imap: MailServer | null
  smtp: MailServer | null
  caldav: string
  carddav: string
}

export const EMPTY: AccessForm = {
  name: '',
  ownerId: '',
  address: '',
  userName: '',
  password: '',
  imap: null,
  smtp: null,
  caldav: '',
  carddav: '',
}

/** The form of an account that is there; its password is not known to the screen. */
export function formOf(account: Account): AccessForm {
  const { name, ownerId, address, imap, smtp, caldav, carddav } = account
  const userName = account.userName === address ? '' : (account.userName ?? '')
  return {
    ...EMPTY,
    name,
    ownerId,
    address,
    userName,
    imap,
    smtp,
    caldav: caldav?.url ?? '',
    carddav: carddav?.url ?? '',
  }
}

/** What was found fills what is empty or was found before. */
export function withFound(form: AccessForm, found: Discovered): AccessForm {
  const { imap, smtp, caldav, carddav, userName } = found
  return {
    ...form,
    imap: imap ?? form.imap,
    smtp: smtp ?? form.smtp,
    caldav: caldav?.url ?? form.caldav,
    carddav: carddav?.url ?? form.carddav,
    userName: userName === form.address ? form.userName : userName,
  }
}

/** As it is tried and kept. */
export function trialOf(form: AccessForm): AccountTrial {
  const { address, userName, password, imap, smtp } = form
  const url = (text: string) => (text.trim() === '' ? null : { url: text.trim() })
  return {
    kind: 'open',
    address: address.trim(),
    ...(userName.trim() !== '' && { userName: userName.trim() }),
    password,
    imap,
    smtp,
    caldav: url(form.caldav),
    carddav: url(form.carddav),
  }
}

/** What signing in begins with in place of a password. */
export function startOf(form: AccessForm): SignInStart {
  const { kind: _kind, password: _password, address, ...servers } = trialOf(form)
  const { name, ownerId } = form
  return {
    ...servers,
    ...(address.includes('@') && { address }),
    ...(name.trim() !== '' && { name: name.trim() }),
    ...(ownerId && { ownerId }),
  }
}

export function newOf(form: AccessForm): AccountNew {
  const { name, ownerId } = form
  return { ...trialOf(form), ...(name.trim() !== '' && { name: name.trim() }), ...(ownerId && { ownerId }) }
}
