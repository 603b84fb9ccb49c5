// Tries the peers on each other, so that what fails in the Java tests is known to be ours:
//   node interop/selftest.mjs [js go rust]
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const sleep = ms => new Promise(resolve => setTimeout(resolve, ms))
const COMMAND_MS = 120000

class Peer {
  #waiting = new Map()
  #next = 1

  static async start (kind, ...args) {
    const peer = new Peer()
    peer.kind = kind
    peer.process = spawn(fileURLToPath(new URL(`./${kind}/build/peer`, import.meta.url)), args, { stdio: ['pipe', 'pipe', 'inherit'] })
    const ready = new Promise((resolve, reject) => {
      peer.process.on('exit', code => reject(new Error(`${kind} ended with ${code}`)))
      createInterface({ input: peer.process.stdout }).on('line', text => {
        const line = JSON.parse(text)
        if (line.ready) return resolve(line)
        const { done, fail } = peer.#waiting.get(line.id)
        peer.#waiting.delete(line.id)
        line.ok ? done(line.result) : fail(new Error(`${kind}: ${line.error}`))
      })
    })
    Object.assign(peer, await ready)
    return peer
  }

  call (cmd, more = {}) {
    const id = this.#next++
    this.process.stdin.write(JSON.stringify({ id, cmd, ...more }) + '\n')
    return new Promise((done, fail) => {
      const timer = setTimeout(() => fail(new Error(`${this.kind} ${cmd}: no answer`)), COMMAND_MS)
      this.#waiting.set(id, { done: r => { clearTimeout(timer); done(r) }, fail: e => { clearTimeout(timer); fail(e) } })
    })
  }

  stop () { this.process.removeAllListeners('exit'); this.process.kill('SIGKILL') }
}

let failures = 0
async function check (name, work) {
  const start = performance.now()
  try {
    const seen = await work()
    console.log(`ok    ${name} ${seen ?? ''} (${Math.round(performance.now() - start)} ms)`)
  } catch (error) {
    failures++
    console.log(`FAIL  ${name}: ${error.message}`)
  }
}

const expect = (condition, text) => { if (!condition) throw new Error(text) }

async function until (what, condition) {
  for (const end = Date.now() + 60000; Date.now() < end; await sleep(50)) if (await condition()) return
  throw new Error(`not within a minute: ${what}`)
}

async function withPeers (kinds, args, work) {
  const peers = await Promise.all(kinds.map(kind => Peer.start(kind, ...args)))
  try {
    await work(peers)
  } finally {
    peers.forEach(peer => peer.stop())
  }
}

async function pair (dialer, listener) {
  const name = `${dialer} -> ${listener}`
  await withPeers([dialer, listener], [], async ([a, b]) => {
    await check(`${name} dial`, async () => JSON.stringify(await a.call('dial', { addr: b.addrs[0] })))
    await check(`${name} identify`, async () => {
      const seen = [await a.call('identify', { peer: b.peer }), await b.call('identify', { peer: a.peer })]
      seen.forEach(s => expect(s.protocols.includes('/ipfs/ping/1.0.0'), JSON.stringify(s)))
      if (dialer !== 'rust' && listener !== 'rust') seen.forEach(s => expect(s.signedRecord, JSON.stringify(s)))
      return seen.map(s => s.agent).join(' ')
    })
    await check(`${name} ping`, async () => {
      for (const [x, y] of [[a, b], [b, a]]) expect((await x.call('ping', { peer: y.peer, count: 20 })).micros.length === 20, 'pings')
    })
    // js sends frames as large as the window, and rust refuses frames above 1 MiB: large transfers between the two break
    const foes = new Set([dialer, listener, 'js', 'rust']).size === 2 && dialer !== listener
    for (const [bytes, streams] of foes ? [[1, 1], [1e6, 1], [100e6, 200]] : [[1, 1], [100e6, 1], [100e6, 200]]) {
      await check(`${name} echo ${bytes} bytes over ${streams}`, async () => {
        const r = await a.call('echo', { peer: b.peer, bytes, streams })
        expect(r.sent === r.received && r.bytes === bytes, JSON.stringify(r))
      })
    }
    if (!foes) await check(`${name} perf`, async () => {
      const r = await a.call('perf', { peer: b.peer, upload: 32e6, download: 32e6, streams: 4 })
      return `${(64e6 * 4 / r.micros).toFixed(0)} MB/s`
    })
    await check(`${name} round trips`, async () => {
      const r = await a.call('roundTrips', { peer: b.peer, count: 1000, bytes: 32 })
      return `${(1e9 / r.micros).toFixed(0)}/s`
    })
  })
}

async function gossip (kinds, sign) {
  const name = `gossip ${sign} ${kinds.join(',')}`
  await withPeers(kinds, ['--sign', sign], async peers => {
    await check(name, async () => {
      for (const peer of peers) await peer.call('join', { topic: 't' })
      for (let i = 0; i < peers.length; i++) for (let j = 0; j < i; j++) await peers[i].call('dial', { addr: peers[j].addrs[0] })
      await until('mesh', async () => (await Promise.all(peers.map(p => p.call('mesh', { topic: 't' })))).every(m => m.subscribers.length === peers.length - 1 && m.mesh.length > 0))
      await Promise.all(peers.map((p, i) => p.call('publish', { topic: 't', tag: `p${i}`, count: 1000, bytes: 1024, perSecond: 1000 })))
      let reports
      await until('all messages', async () => {
        reports = await Promise.all(peers.map(p => p.call('received', { topic: 't' })))
        return reports.every(r => r.unique === 1000 * (peers.length - 1))
      }).catch(e => { throw new Error(e.message + JSON.stringify(reports)) })
      reports.forEach(r => expect(r.total === r.unique && r.malformed === 0, JSON.stringify(r)))
      return reports.map(r => `p50 ${r.p50Micros} p99 ${r.p99Micros}`).join('; ')
    })
  })
}

async function dht (kinds) {
  await withPeers(kinds, [], async peers => {
    await check(`kad ${kinds.join(',')}`, async () => {
      for (let i = 0; i < peers.length; i++) await peers[i].call('dial', { addr: peers[(i + 1) % peers.length].addrs[0] })
      await until('tables', async () => (await Promise.all(peers.map(p => p.call('table')))).every(t => t.size >= 2))
      const far = (i) => peers[(i + Math.floor(peers.length / 2)) % peers.length]
      for (let i = 0; i < peers.length; i++) {
        const from = peers[i]
        const at = n => `${from.kind}${i} ${n} ${far(i).kind}`
        expect((await from.call('findPeer', { peer: far(i).peer }).catch(e => { throw new Error(at('find') + e.message) })).addrs.length > 0, at('find'))
        await from.call('provide', { key: `key ${i}` })
        const found = await far(i).call('findProviders', { key: `key ${i}` })
        expect(found.providers.includes(from.peer), at('provide') + JSON.stringify(found))
      }
    })
  })
}

const kinds = process.argv.length > 2 ? process.argv.slice(2) : ['js', 'go', 'rust']
for (const dialer of kinds) for (const listener of kinds) await pair(dialer, listener)
for (const sign of ['strict', 'none']) await gossip(kinds.length > 1 ? kinds : [...kinds, ...kinds], sign)
await dht([...kinds, ...kinds, ...kinds, ...kinds])
console.log(failures === 0 ? 'all ok' : `${failures} failed`)
process.exit(failures === 0 ? 0 : 1)
