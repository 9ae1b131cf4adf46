import { once } from 'node:events'
import { connect } from 'node:net'

/** A program of Mozilla's that is told what to do. */
export interface Marionette {
  /** Runs the body of an async function with all rights inside of the program; what it returns comes back. Where the
   * program asks something, nobody agrees, and this fails with the question. */
  run<T>(body: string, ...given: unknown[]): Promise<T>
  close(): void
}

/**
 * Mozilla's own protocol for that: over TCP, a message is its length, a colon and JSON; a command `[0, id, name, params]`,
 * its answer `[1, id, error, result]`.
 */
export async function openMarionette(port: number): Promise<Marionette> {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>()
  let number = 0
  readMessages(socket, (message) => {
    // The first one says who speaks.
    if (!Array.isArray(message)) return
    const [, id, error, result] = message as [1, number, { message: string } | null, { value: never }]
    const one = waiting.get(id)
    waiting.delete(id)
    if (error) one?.reject(new Error(error.message))
    else one?.resolve(result.value)
  })
  socket.on('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('The program has ended'))
  })
  const ask = <T>(name: string, params: object): Promise<T> =>
    new Promise((resolve, reject) => {
      const text = JSON.stringify([0, (number += 1), name, params])
      waiting.set(number, { resolve, reject })
      socket.write(`${Buffer.byteLength(text)}:${text}`)
    })
  await ask('WebDriver:NewSession', {})
  await ask('WebDriver:SetTimeouts', { script: 60_000 })
  await ask('Marionette:SetContext', { value: 'chrome' })
  return {
    async run<T>(body: string, ...given: unknown[]) {
      const script = `const done = arguments[arguments.length - 1], given = [...arguments].slice(0, -1);
        (async () => { ${body} })().then((value) => done({ value }), (error) => done({ error: String(error) + '\\n' + error?.stack }))`
      const answer = await ask<{ value?: T; error?: string } | null>('WebDriver:ExecuteAsyncScript', {
        script,
        args: given,
        sandbox: 'system',
        newSandbox: false,
      })
      // A dialog that opens ends what runs; it is answered with no.
      if (!answer) {
        const question = await ask('WebDriver:GetAlertText', {})
        await ask('WebDriver:DismissAlert', {})
        throw new Error(`The program asks: ${question}`)
      }
      if (answer.error !== undefined) throw new Error(answer.error)
      return answer.value as T
    },
    close: () => void socket.destroy(),
  }
}

function readMessages(socket: ReturnType<typeof connect>, hear: (message: unknown) => void): void {
  let rest = Buffer.alloc(0)
  socket.on('data', (bytes) => {
    rest = Buffer.concat([rest, bytes as Buffer])
    for (let colon = rest.indexOf(':'); colon > 0; colon = rest.indexOf(':')) {
      const end = colon + 1 + Number(rest.toString('utf8', 0, colon))
      if (rest.length < end) return
      hear(JSON.parse(rest.toString('utf8', colon + 1, end)))
      rest = rest.subarray(end)
    }
  })
}
