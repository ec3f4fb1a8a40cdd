import { registerHooks } from 'node:module'

// Preloaded into a service: a topic that meets this word takes the whole process with it, as a bug in a native module
// or the system's out-of-memory killer would.
const word = 'sự cố máy chủ'

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context)
    if (!url.endsWith('/src/conversation/choose-topic.ts')) return loaded
    const source = Buffer.from(loaded.source as Uint8Array).toString('utf8')
    const renamed = source.replace('export const chooseTopic =', 'const chooseTopicAsItIs =')
    if (renamed === source) throw new Error('the topics are chosen elsewhere now')
    const deadly = `
export const chooseTopic = async (...given) => {
  if (JSON.stringify(given[3]).includes(${JSON.stringify(word)})) process.kill(process.pid, 'SIGKILL')
  return await chooseTopicAsItIs(...given)
}
`
    return { ...loaded, source: renamed + deadly }
  },
})
