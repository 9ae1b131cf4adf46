import { isIP } from 'node:net'
import { createTransport } from 'nodemailer'
import type { Outgoing } from '../../groupware.ts'
import { GroupwareError } from '../../groupware-error.ts'
import type { GroupwareFault } from '../../groupware-error.ts'
import { codeOf, networkFault } from '../network-fault.ts'
import { mailAddressOf, trustOf } from '../reach.ts'
import type { MailServer, Reach } from '../settings.ts'
import { withProof } from '../with-proof.ts'
import type { Proof } from '../with-proof.ts'

/** Hands a whole message over (RFC 5321); gives back whom the server did not take it for. */
export function sendMail(
  server: MailServer,
  reach: Reach,
  { from, to, message }: Outgoing,
): Promise<string[]> {
  return withTransport(server, reach, async (transport) => {
    const { rejected } = await transport.sendMail({
      envelope: { from, to: [...to] },
      raw: Buffer.from(message),
    })
    return rejected
  })
}

/** Signs in and goes again; a `GroupwareError` says why it was not possible. */
export function tryToSend(server: MailServer, reach: Reach): Promise<void> {
  return withTransport(server, reach, async (transport) => void (await transport.verify()))
}

type Transport = Awaited<ReturnType<typeof openTransport>>

/** Who is not let in has not sent anything yet, so that it is tried with another token without sending twice. */
function withTransport<T>(
  server: MailServer,
  reach: Reach,
  work: (transport: Transport) => Promise<T>,
): Promise<T> {
  return withProof(reach.secret, async (proof) => {
    const transport = await openTransport(server, reach, proof)
    try {
      return await work(transport)
    } catch (error) {
      throw smtpFault(error, 'token' in proof)
    } finally {
      transport.close()
    }
  })
}

async function openTransport(server: MailServer, reach: Reach, proof: Proof) {
  const { host, port, security } = server
  const { userName, patience = 8000 } = reach
  const name = host.replaceAll(/^\[|\]$/g, '')
  return createTransport({
    host: await mailAddressOf(server, reach),
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    tls: { ...(isIP(name) === 0 && { servername: name }), ...trustOf(reach) },
    auth:
      'token' in proof
        ? { type: 'OAuth2', user: userName, accessToken: proof.token }
        : { user: userName, pass: proof.password },
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
