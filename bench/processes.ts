import { readFile, readdir } from 'node:fs/promises'

/** A process and all that it started, directly or not. */
export async function treeOf(...roots: number[]): Promise<number[]> {
  const parents = new Map<number, number>()
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    const fields = await statOf(Number(entry))
    if (fields) parents.set(Number(entry), Number(fields[1]))
  }
  const tree = new Set(roots)
  for (let size = 0; size !== tree.size;) {
    size = tree.size
    for (const [pid, parent] of parents) if (tree.has(parent)) tree.add(pid)
  }
  return [...tree]
}

/** Memory in MB, what is shared counted in parts (PSS). */
export async function memoryOf(pids: number[]): Promise<number> {
  const sizes = await Promise.all(
    pids.map(async (pid) => {
      const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
      return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0)
    }),
  )
  return sizes.reduce((sum, size) => sum + size, 0) / 1024
}

/** Processor time in milliseconds (the kernel counts hundredths of a second). */
export async function cpuOf(pids: number[]): Promise<number> {
  const ticks = await Promise.all(
    pids.map(async (pid) => {
      const fields = await statOf(pid)
      return fields ? Number(fields[11]) + Number(fields[12]) : 0
    }),
  )
  return ticks.reduce((sum, some) => sum + some, 0) * 10
}

/** The fields of /proc/PID/stat after the name, which may hold spaces. */
async function statOf(pid: number): Promise<string[] | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  return text?.slice(text.lastIndexOf(')') + 2).split(' ')
}
