import { access, constants, mkdir, rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '#platform/config.ts'
import { bad, doubtful, good } from './finding.ts'
import type { Finding } from './finding.ts'

/** Temporal, Argon2 and TypeScript without a build are there from this Node on. */
const OLDEST_NODE = 26

/** What the machine must offer before there is a database. */
export async function checkMachine(config: Config): Promise<Finding[]> {
  return [
    checkNode(process.versions.node),
    await checkFolder(config.dataDir),
    await checkSpace(config.dataDir),
  ]
}

export function checkNode(version: string): Finding {
  if (Number.parseInt(version, 10) >= OLDEST_NODE) return good(`Node ${version}`)
  return bad(`Node ${version} is too old: start Kontor with npm, which brings Node ${OLDEST_NODE}`)
}

async function checkFolder(folder: string): Promise<Finding> {
  const probe = join(folder, `doctor-${process.pid}`)
  try {
    await access(folder, constants.F_OK).catch(() => mkdir(folder, { recursive: true, mode: 0o711 }))
    await writeFile(probe, 'probe')
    await rm(probe)
    return good(`data folder ${folder} can be written`)
  } catch (error) {
    return bad(`data folder ${folder} cannot be written: ${(error as Error).message}`)
  }
}

const GIGABYTE = 2 ** 30

async function checkSpace(folder: string): Promise<Finding> {
  try {
    const { bavail, bsize } = await statfs(folder)
    const free = bavail * bsize
    const words = `${(free / GIGABYTE).toFixed(1)} GB are free in the data folder`
    if (free < GIGABYTE / 4) return bad(`only ${words}`)
    return free < 2 * GIGABYTE ? doubtful(`only ${words}`) : good(words)
  } catch (error) {
    return doubtful(`free space is unknown: ${(error as Error).message}`)
  }
}
