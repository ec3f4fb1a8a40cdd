#!/usr/bin/env node
// `npx nhip-cau …`. Under npx the right Node stands first on PATH; called otherwise, it is looked up and takes over.
import { spawn } from 'node:child_process'
import { complaint, keepCompiledCode, pinnedNode } from '../runtime.js'

const handOver = (/** @type {string} */ node) => {
  const child = spawn(node, process.argv.slice(1), { stdio: 'inherit' })
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])
  for (const signal of signals) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  })
  child.on('exit', (code, signal) => {
    for (const name of signals) process.removeAllListeners(name)
    if (signal !== null) process.kill(process.pid, signal)
    else process.exitCode = code === null ? 1 : code
  })
}

const wrong = complaint()
const pinned = wrong === undefined ? undefined : pinnedNode()
if (wrong === undefined) {
  keepCompiledCode()
  await import('./main.ts')
} else if (pinned === undefined) {
  process.stderr.write(wrong)
  process.exitCode = 1
} else {
  handOver(pinned)
}
