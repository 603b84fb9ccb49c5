/** What arrived on each joined topic. */
export class Inboxes {
  #byTopic = new Map()
  #pubsub

  constructor (pubsub) {
    this.#pubsub = pubsub
    pubsub.addEventListener('message', ({ detail }) => this.#byTopic.get(detail.topic)?.add(detail.data))
  }

  join (topic) {
    if (this.#byTopic.has(topic)) return
    this.#byTopic.set(topic, new Inbox())
    this.#pubsub.subscribe(topic)
  }

  leave (topic) {
    this.#byTopic.delete(topic)
    this.#pubsub.unsubscribe(topic)
  }

  report (topic) {
    return this.#inbox(topic).report()
  }

  /** Waits until `count` different messages have arrived on a topic, in all. */
  async arrived (topic, count) {
    const inbox = this.#inbox(topic)
    const end = performance.now() + ARRIVAL_TIMEOUT_MS
    while (inbox.unique < count && performance.now() < end) await new Promise(resolve => setTimeout(resolve, ARRIVAL_LOOK_MS))
    return { unique: inbox.unique }
  }

  #inbox (topic) {
    const inbox = this.#byTopic.get(topic)
    if (inbox === undefined) throw new Error(`topic ${topic} is not joined`)
    return inbox
  }
}

/** How long messages that were lost are waited for; a late repair by gossip takes less. */
const ARRIVAL_TIMEOUT_MS = 15000
const ARRIVAL_LOOK_MS = 2
const MAX_HEAD = 128
const nowMicros = () => Math.round((performance.timeOrigin + performance.now()) * 1000)

class Inbox {
  total = 0
  unique = 0
  malformed = 0
  byTag = new Map()
  latencies = []

  add (data) {
    const now = nowMicros()
    this.total++
    const parts = Buffer.from(data.buffer, data.byteOffset, Math.min(data.length, MAX_HEAD)).toString('latin1').split(':')
    const number = Number(parts[1])
    const sent = Number(parts[2])
    if (parts.length < 4 || !Number.isInteger(number) || !Number.isInteger(sent)) {
      this.malformed++
      return
    }
    let seen = this.byTag.get(parts[0])
    if (seen === undefined) this.byTag.set(parts[0], seen = new Set())
    if (seen.has(number)) return
    seen.add(number)
    this.unique++
    this.latencies.push(now - sent)
  }

  report () {
    const sorted = Float64Array.from(this.latencies).sort()
    const quantile = percent => sorted.length === 0 ? 0 : sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * percent / 100))]
    return {
      total: this.total,
      unique: this.unique,
      malformed: this.malformed,
      byTag: Object.fromEntries([...this.byTag].map(([tag, seen]) => [tag, seen.size])),
      p50Micros: quantile(50),
      p99Micros: quantile(99)
    }
  }
}

/** `tag:number:microseconds of sending:` filled up to the wanted size. */
export function payload (tag, number, size) {
  const head = `${tag}:${number}:${nowMicros()}:`
  const data = new Uint8Array(Math.max(size, head.length)).fill(0x78)
  data.set(Buffer.from(head, 'latin1'))
  return data
}

export async function publish (pubsub, { topic, tag, count, bytes = 0, perSecond = 0 }) {
  const start = performance.now()
  for (let i = 0; i < count; i++) {
    const wait = perSecond > 0 ? start + i * 1000 / perSecond - performance.now() : 0
    if (wait > 1) await new Promise(resolve => setTimeout(resolve, wait))
    await pubsub.publish(topic, payload(tag, i, bytes))
    if (i % 64 === 63) await new Promise(resolve => setImmediate(resolve)) // let sockets be served
  }
  return { published: count, micros: Math.round((performance.now() - start) * 1000) }
}
