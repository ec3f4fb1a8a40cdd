// One peer in a process of its own, used as its documentation advises. Prints one line of JSON.
import { autoRetry } from '@grammyjs/auto-retry'
import { Queue, Worker } from 'bullmq'
import { Api } from 'grammy'
import { PgBoss } from 'pg-boss'
import { Telegram } from 'telegraf'

const order = JSON.parse(process.argv[2])
const { origin, messages, parallel, url } = order
const text =
  'Kính mời ông/bà dự hội nghị đối thoại với lãnh đạo phường, 8 giờ thứ Bảy, ngày 05/12/2026, tại Nhà văn hóa phường.'
const firstChat = 5_000_000_000
const queue = `send${process.pid}`

const pause = async (ms) => await new Promise((resolve) => setTimeout(resolve, ms))

const telegraf = new Telegram('1:x', { apiRoot: origin })
/** As users write it: after a 429 the message waits as long as it says. */
const byTelegraf = async (chat) => {
  for (;;) {
    try {
      return await telegraf.sendMessage(chat, text)
    } catch (error) {
      const after = error?.response?.parameters?.retry_after
      if (after === undefined) throw error
      await pause(after * 1000)
    }
  }
}

const grammy = new Api('1:x', { apiRoot: origin })
grammy.config.use(autoRetry())
const byGrammy = async (chat) => await grammy.sendMessage(chat, text)

/** A loop over the list with so many at once, and nothing kept on disk. */
const inLoop = async (send) => {
  let next = 0
  const one = async () => {
    while (next < messages) {
      next += 1
      await send(firstChat + next)
    }
  }
  const started = performance.now()
  await Promise.all(Array.from({ length: parallel }, one))
  return performance.now() - started
}

/** One job a message; batches of a thousand, of which so many are sent at once. */
const throughPgBoss = async () => {
  const boss = new PgBoss(url)
  boss.on('error', (error) => console.error(error.name))
  await boss.start()
  await boss.createQueue(queue)
  const chats = Array.from({ length: messages }, (_one, at) => firstChat + at + 1)
  for (let at = 0; at < messages; at += 5000) {
    await boss.insert(
      queue,
      chats.slice(at, at + 5000).map((chat) => ({ data: { chat } })),
    )
  }
  const started = performance.now()
  let done = 0
  const finished = Promise.withResolvers()
  await boss.work(queue, { batchSize: 1000, pollingIntervalSeconds: 0.5 }, async (jobs) => {
    const queue = [...jobs]
    const one = async () => {
      for (let job = queue.pop(); job; job = queue.pop()) await byTelegraf(job.data.chat)
    }
    await Promise.all(Array.from({ length: parallel }, one))
    done += jobs.length
    if (done >= messages) finished.resolve()
  })
  await finished.promise
  const ms = performance.now() - started
  await boss.stop({ graceful: false })
  return ms
}

/** One job a message; a worker takes so many at once. What is done is not kept, as for messages one would. */
const throughBullMq = async () => {
  const connection = { host: '127.0.0.1', port: order.redisPort }
  const jobs = new Queue(queue, { connection })
  const options = { removeOnComplete: true, removeOnFail: true }
  for (let at = 0; at < messages; at += 5000) {
    const size = Math.min(5000, messages - at)
    await jobs.addBulk(
      Array.from({ length: size }, (_one, n) => ({
        name: 'send',
        data: { chat: firstChat + at + n + 1 },
        opts: options,
      })),
    )
  }
  const started = performance.now()
  let done = 0
  const finished = Promise.withResolvers()
  const worker = new Worker(
    queue,
    async (job) => {
      await byTelegraf(job.data.chat)
    },
    { connection, concurrency: parallel },
  )
  const ended = () => {
    done += 1
    if (done >= messages) finished.resolve()
  }
  worker.on('completed', ended)
  // A chat that refuses is no reason to wait.
  worker.on('failed', ended)
  await finished.promise
  const ms = performance.now() - started
  await worker.close(true)
  await jobs.close()
  return ms
}

const peers = {
  telegraf: async () => await inLoop(byTelegraf),
  grammy: async () => await inLoop(byGrammy),
  'pg-boss': throughPgBoss,
  bullmq: throughBullMq,
}
const cpu = process.cpuUsage()
const ms = await peers[order.peer]()
const used = process.cpuUsage(cpu)
process.stdout.write(`${JSON.stringify({ ms, cpuSeconds: (used.user + used.system) / 1e6 })}\n`)
process.exit()
