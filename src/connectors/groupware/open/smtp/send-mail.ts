import { isIP } from 'node:net'
import { createTransport } from 'nodemailer'
import type { Outgoing } from '../../groupware.ts'
import { GroupwareError } from '../../groupware-error.ts'
import type { GroupwareFault } from '../../groupware-error.ts'
import { codeOf, networkFault } from '../network-fault.ts'
import { mailAddressOf, trustOf } from '../reach.ts'
import type { MailServer, Reach } from '../settings.ts'

/** Hands a whole message over (RFC 5321); gives back whom the server did not take it for. */
export async function sendMail(
  server: MailServer,
  reach: Reach,
  { from, to, message }: Outgoing,
): Promise<string[]> {
  const transport = await openTransport(server, reach)
  try {
    const { rejected } = await transport.sendMail({
      envelope: { from, to: [...to] },
      raw: Buffer.from(message),
    })
    return rejected
  } catch (error) {
    throw smtpFault(error, 'token' in reach.secret)
  } finally {
    transport.close()
  }
}

/** Signs in and goes again; a `GroupwareError` says why it was not possible. */
export async function tryToSend(server: MailServer, reach: Reach): Promise<void> {
  const transport = await openTransport(server, reach)
  try {
    await transport.verify()
  } catch (error) {
    throw smtpFault(error, 'token' in reach.secret)
  } finally {
    transport.close()
  }
}

async function openTransport(server: MailServer, reach: Reach) {
  const { host, port, security } = server
  const { userName, secret, patience = 8000 } = reach
  const name = host.replaceAll(/^\[|\]$/g, '')
  return createTransport({
    host: await mailAddressOf(server, reach),
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    tls: { ...(isIP(name) === 0 && { servername: name }), ...trustOf(reach) },
    auth:
      'token' in secret
        ? { type: 'OAuth2', user: userName, accessToken: secret.token }
        : { user: userName, pass: secret.password },
    connectionTimeout: 15_000,
    greetingTimeout: patience,
    socketTimeout: 60_000,
  })
}

/** What nodemailer says, and what the server's answer means (RFC 5321, 4.2; RFC 4954, 6). */
function smtpFault(error: unknown, hasToken: boolean): GroupwareError {
  const { code, message } = codeOf(error)
  const { responseCode = 0 } = error as { responseCode?: number }
  const own = (error as { code?: unknown }).code
  const detail = `${responseCode || ''} ${message}`.trim()
  const no = (fault: GroupwareFault) => new GroupwareError(fault, detail)
  if (own === 'EAUTH' || [530, 534, 535, 538].includes(responseCode))
    return no(hasToken ? 'consent' : 'refused')
  if (own === 'ETLS' && code === 'ETLS') return new GroupwareError('unsupported', `ENOTLS ${detail}`)
  if (responseCode === 552 && !/5\.3\.4|too (big|large)|size/i.test(message)) return no('full')
  if (responseCode >= 500) return no('invalid')
  if (responseCode >= 400) return no('throttled')
  return networkFault(error)
}
