import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** A process told apart from a later one with the same number: process ids are reused, start times are not. */
export type ProcessIdentity = { readonly pid: number; readonly started: string }

type Found = ProcessIdentity & { readonly name: string }

const fromProc = (pid: number): Found | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const close = stat.lastIndexOf(')')
    // proc(5): after the name come state (field 3) and, as field 22, the start in clock ticks since boot.
    const fields = stat.slice(close + 2).split(' ')
    const [state, ticks] = [fields[0], fields[19]]
    if (state === undefined || ticks === undefined || 'ZX'.includes(state)) return undefined
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return { pid, started: `${boot}/${ticks}`, name: stat.slice(stat.indexOf('(') + 1, close) }
  } catch {
    return undefined
  }
}

const fromPs = (pid: number): Found | undefined => {
  const { stdout } = spawnSync('ps', ['-o', 'stat=,lstart=,comm=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { PATH: '/bin:/usr/bin', LC_ALL: 'C' },
  })
  const match = /^\s*(\S+)\s+(\S+\s+\S+\s+\S+\s+\S+\s+\d{4})\s+(.*)$/mu.exec(stdout ?? '')
  const [, state, started, command] = match ?? []
  if (state === undefined || started === undefined || command === undefined || state.startsWith('Z')) return undefined
  return { pid, started, name: command.trim().split('/').at(-1) ?? '' }
}

/** The living process with this id and its short name; nothing when it ended or is a zombie. */
export const findProcess = (pid: number): Found | undefined =>
  Number.isInteger(pid) && pid > 0 ? (process.platform === 'linux' ? fromProc(pid) : fromPs(pid)) : undefined

/** Whether exactly this process still lives. */
export const isAlive = (identity: ProcessIdentity): boolean => findProcess(identity.pid)?.started === identity.started
