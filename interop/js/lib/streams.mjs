import { createHash } from 'node:crypto'

export const ECHO_PROTOCOL = '/interop/echo/1.0.0'
export const PERF_PROTOCOL = '/perf/1.0.0'
export const MAX_STREAMS = 1024
const BLOCK = 64 * 1024

const micros = start => Math.round((performance.now() - start) * 1000)

/**
 * What arrives until the other side closes; the stream's own iterator and events miss a close that arrives together with
 * the first bytes, before the handler runs. Does not pause the stream: js-libp2p resets a paused one as soon as its window
 * has grown beyond its read buffer.
 */
async function * read (stream) {
  const waiting = []
  const isOver = () => stream.remoteWriteStatus === 'closed' && stream.readBufferLength === 0
  let ended = isOver()
  let failure
  let wake = () => {}
  const end = ({ error }) => {
    ended = true
    failure ??= error
    wake()
  }
  stream.addEventListener('end', end)
  stream.addEventListener('close', end)
  stream.addEventListener('message', ({ data }) => {
    waiting.push(...(data instanceof Uint8Array ? [data] : data))
    ended ||= isOver()
    wake()
  })
  while (true) {
    const piece = waiting.shift()
    if (piece !== undefined) {
      yield piece
    } else if (ended) {
      if (failure !== undefined) throw failure
      return
    } else {
      await new Promise(resolve => { wake = resolve })
    }
  }
}

async function send (stream, bytes) {
  if (!stream.send(bytes)) await stream.onDrain()
}

export async function serveEcho (stream) {
  for await (const piece of read(stream)) await send(stream, piece)
  await stream.close()
}

/** Reads how much is wanted, drains what is sent, then sends what is wanted. */
export async function servePerf (stream) {
  let head = Buffer.alloc(0)
  for await (const piece of read(stream)) {
    if (head.length < 8) head = Buffer.concat([head, piece]).subarray(0, 8)
  }
  if (head.length < 8) throw new Error('no head')
  await sendZeros(stream, Number(head.readBigUInt64BE()))
  await stream.close()
}

async function sendZeros (stream, count) {
  const block = new Uint8Array(BLOCK)
  for (let left = count; left > 0; left -= BLOCK) await send(stream, left < BLOCK ? block.subarray(0, left) : block)
}

const open = (libp2p, peer, protocol) => libp2p.dialProtocol(peer, protocol, { maxOutboundStreams: MAX_STREAMS })

/** Sends `bytes`, in messages of at most BLOCK, over `streams` parallel streams and reports the digest of both directions. */
export async function echo (libp2p, peer, { bytes, streams = 1 }) {
  const start = performance.now()
  const shares = Array.from({ length: streams }, (_, i) => Math.floor(bytes / streams) + (i === 0 ? bytes % streams : 0))
  const digests = await Promise.all(shares.map((share, i) => echoOne(libp2p, peer, i, share)))
  const combine = which => {
    const all = createHash('sha256')
    for (const digest of digests) all.update(digest[which])
    return all.digest('hex')
  }
  return { bytes: shares.reduce((a, b) => a + b), streams, sent: combine('sent'), received: combine('received'), micros: micros(start) }
}

async function echoOne (libp2p, peer, number, share) {
  const stream = await open(libp2p, peer, ECHO_PROTOCOL)
  const sent = createHash('sha256')
  const received = createHash('sha256')
  let back = 0
  let written = 0
  const reading = (async () => {
    for await (const piece of read(stream)) {
      received.update(piece)
      back += piece.length
    }
  })()
  reading.catch(() => {}) // reported below; a failed write must not leave it unhandled
  for (let offset = 0; offset < share; offset += BLOCK) {
    const message = framed(pattern(number, offset, Math.min(BLOCK, share - offset)))
    sent.update(message)
    written += message.length
    await send(stream, message)
  }
  await stream.close()
  await reading
  if (back !== written) throw new Error(`stream ${number}: ${back} of ${written} bytes came back`)
  return { sent: sent.digest(), received: received.digest() }
}

/** Puts the length in front: echo servers that think in messages need it, others send it back as it is. */
function framed (block) {
  const length = []
  let rest = block.length
  for (; rest > 127; rest >>>= 7) length.push(rest & 127 | 128)
  length.push(rest)
  const message = new Uint8Array(length.length + block.length)
  message.set(length)
  message.set(block, length.length)
  return message
}

/** Pseudo-random bytes of a stream's own, with the offset in front. */
function pattern (number, offset, length) {
  const block = Buffer.from(base(number).subarray(0, length))
  if (length >= 8) block.writeBigUInt64BE(BigInt(offset))
  return block
}

let cached = { number: -1, block: new Uint8Array(0) }

function base (number) {
  if (cached.number === number) return cached.block
  const block = new Uint8Array(BLOCK)
  let x = Math.imul(number + 1, 2654435761) >>> 0
  for (let i = 0; i < BLOCK; i++) {
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    block[i] = x
  }
  cached = { number, block }
  return block
}

/** Asks for `download` bytes after sending `upload`, on each of `streams` parallel streams. */
export async function perf (libp2p, peer, { upload = 0, download = 0, streams = 1 }) {
  const start = performance.now()
  await Promise.all(Array.from({ length: streams }, async () => {
    const stream = await open(libp2p, peer, PERF_PROTOCOL)
    let got = 0
    const reading = (async () => { for await (const piece of read(stream)) got += piece.length })()
    reading.catch(() => {})
    const head = Buffer.alloc(8)
    head.writeBigUInt64BE(BigInt(download))
    await send(stream, new Uint8Array(head))
    await sendZeros(stream, upload)
    await stream.close()
    await reading
    if (got !== download) throw new Error(`${got} of ${download} bytes came`)
  }))
  return { micros: micros(start) }
}

/** Plays `count` messages of `bytes` to and fro on one echo stream. */
export async function roundTrips (libp2p, peer, { count, bytes }) {
  const stream = await open(libp2p, peer, ECHO_PROTOCOL)
  let got = 0
  let wake = () => {}
  const message = framed(new Uint8Array(bytes))
  stream.addEventListener('message', event => {
    got += event.data.byteLength
    if (got >= message.length) wake()
  })
  const start = performance.now()
  for (let i = 0; i < count; i++) {
    got = 0
    const back = new Promise(resolve => { wake = resolve })
    await send(stream, message)
    await back
  }
  const result = { micros: micros(start) }
  await stream.close()
  return result
}
