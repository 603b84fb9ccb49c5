import { readFile } from 'node:fs/promises'
import { peerIdFromString } from '@libp2p/peer-id'
import { multiaddr } from '@multiformats/multiaddr'
import { CID } from 'multiformats/cid'
import * as raw from 'multiformats/codecs/raw'
import { sha256 } from 'multiformats/hashes/sha2'
import { publish } from './gossip.mjs'
import { createDialer } from './node.mjs'
import { echo, perf, roundTrips } from './streams.mjs'

const PAGE_BYTES = 4096
const DIALS_AT_ONCE = 8
const micros = start => Math.round((performance.now() - start) * 1000)

/** The CID of the SHA-256 multihash of a key's text; on the wire only the multihash appears. */
const contentId = async key => CID.createV1(raw.code, await sha256.digest(new TextEncoder().encode(key)))

async function inParallel (count, limit, work) {
  let next = 0
  await Promise.all(Array.from({ length: Math.min(count, limit) }, async (_, line) => {
    while (next < count) await work(next++, line)
  }))
}

const held = []

export const commands = {
  async dial ({ libp2p }, { addr }) {
    const connection = await libp2p.dial(multiaddr(addr))
    return { peer: connection.remotePeer.toString(), security: connection.encryption, muxer: connection.multiplexer }
  },

  async hangup ({ libp2p }, { peer }) {
    await libp2p.hangUp(peerIdFromString(peer))
    return {}
  },

  async peers ({ libp2p }) {
    return { peers: libp2p.getPeers().map(String) }
  },

  async identify ({ identified }, { peer }) {
    while (!identified.has(peer)) await new Promise(resolve => setTimeout(resolve, 10))
    const seen = identified.get(peer)
    return {
      agent: seen.agentVersion,
      protocolVersion: seen.protocolVersion,
      protocols: seen.protocols,
      addrs: seen.listenAddrs.map(String),
      observed: String(seen.observedAddr),
      signedRecord: seen.signedPeerRecord != null
    }
  },

  async ping ({ libp2p }, { peer, count }) {
    const target = peerIdFromString(peer)
    const times = []
    for (let i = 0; i < count; i++) {
      const start = performance.now()
      await libp2p.services.ping.ping(target)
      times.push(micros(start))
    }
    return { micros: times }
  },

  echo: ({ libp2p }, request) => echo(libp2p, peerIdFromString(request.peer), request),
  perf: ({ libp2p }, request) => perf(libp2p, peerIdFromString(request.peer), request),
  roundTrips: ({ libp2p }, request) => roundTrips(libp2p, peerIdFromString(request.peer), request),

  /** Sets up and closes `count` connections, `parallel` at a time, each parallel line under its own identity. */
  async connections (_, { addr, count, parallel = 1 }) {
    const target = multiaddr(addr)
    const dialers = await Promise.all(Array.from({ length: parallel }, createDialer))
    const start = performance.now()
    await inParallel(count, parallel, async (_, line) => (await dialers[line].dial(target)).close())
    const result = { micros: micros(start) }
    await Promise.all(dialers.map(dialer => dialer.stop()))
    return result
  },

  /** Opens `count` connections under `count` identities and keeps them until the process ends. */
  async hold (_, { addr, count }) {
    const target = multiaddr(addr)
    await inParallel(count, DIALS_AT_ONCE, async () => {
      const dialer = await createDialer()
      held.push(dialer)
      await dialer.dial(target)
    })
    return { held: count }
  },

  async join ({ inboxes }, { topic }) {
    inboxes.join(topic)
    return {}
  },

  async leave ({ inboxes }, { topic }) {
    inboxes.leave(topic)
    return {}
  },

  async mesh ({ libp2p }, { topic }) {
    const { pubsub } = libp2p.services
    const subscribers = pubsub.getSubscribers(topic).map(String)
    const scores = Object.fromEntries(subscribers.map(id => [id, pubsub.score.score(id)]))
    return { mesh: pubsub.getMeshPeers(topic).map(String), subscribers, scores }
  },

  publish: ({ libp2p }, request) => publish(libp2p.services.pubsub, request),
  received: async ({ inboxes }, { topic }) => inboxes.report(topic),
  arrived: ({ inboxes }, { topic, count }) => inboxes.arrived(topic, count),

  async provide ({ libp2p }, { key }) {
    const failures = []
    let stored = 0
    for await (const event of libp2p.services.dht.provide(await contentId(key))) {
      if (event.name === 'QUERY_ERROR') failures.push(event.error.message)
      if (event.name === 'PEER_RESPONSE' && event.messageName === 'ADD_PROVIDER') stored++
    }
    return { stored, failures }
  },

  async findProviders ({ libp2p }, { key }) {
    const found = new Set()
    for await (const event of libp2p.services.dht.findProviders(await contentId(key))) {
      if (event.name === 'PROVIDER') for (const provider of event.providers) found.add(provider.id.toString())
    }
    return { providers: [...found] }
  },

  async findPeer ({ libp2p }, { peer }) {
    for await (const event of libp2p.services.dht.findPeer(peerIdFromString(peer), { useCache: false })) {
      if (event.name === 'FINAL_PEER') return { addrs: event.peer.multiaddrs.map(String) }
    }
    throw new Error('not found')
  },

  async table ({ libp2p }) {
    return { size: libp2p.services.dht.routingTable.size }
  },

  /** The CPU time of this process so far and its resident memory now. */
  async usage () {
    const cpu = process.cpuUsage()
    const pages = Number((await readFile('/proc/self/statm', 'latin1')).split(' ')[1])
    return { cpuMicros: cpu.user + cpu.system, rssBytes: pages * PAGE_BYTES }
  }
}
