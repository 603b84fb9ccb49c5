import { createRequire } from 'node:module'
import { createHash } from 'node:crypto'
import { createLibp2p } from 'libp2p'
import { generateKeyPairFromSeed } from '@libp2p/crypto/keys'
import { gossipsub } from '@libp2p/gossipsub'
import { identify, identifyPush } from '@libp2p/identify'
import { kadDHT, passthroughMapper } from '@libp2p/kad-dht'
import { noise } from '@libp2p/noise'
import { ping } from '@libp2p/ping'
import { tcp } from '@libp2p/tcp'
import { yamux } from '@libp2p/yamux'
import { Inboxes } from './gossip.mjs'
import { ECHO_PROTOCOL, PERF_PROTOCOL, MAX_STREAMS, serveEcho, servePerf } from './streams.mjs'

const AGENT = 'clawnet-interop-js/1.0.0'

/** Limits of js-libp2p that tests with many peers on one address would meet. */
const CONNECTIONS = { inboundConnectionThreshold: 100000, maxIncomingPendingConnections: 10000, maxConnections: 10000 }

/** js-libp2p drops all connections when it is itself too starved to see an answer within its usual 5 s. */
const PING_TIMEOUT_MS = 30000

const bare = more => createLibp2p({
  transports: [tcp()],
  connectionEncrypters: [noise()],
  streamMuxers: [yamux()],
  connectionManager: CONNECTIONS,
  connectionMonitor: { pingTimeout: { minTimeout: PING_TIMEOUT_MS } },
  nodeInfo: { userAgent: AGENT },
  ...more
})

/** A node that only dials: for floods of connections under many identities. */
export const createDialer = () => bare({ addresses: { listen: [] }, services: { identify: identify(), ping: ping() } })

export async function createNode (options) {
  const signed = options.sign !== 'none'
  const seed = options.seed === undefined ? {} : { privateKey: await generateKeyPairFromSeed('Ed25519', Buffer.from(options.seed, 'hex')) }
  const libp2p = await bare({
    ...seed,
    addresses: { listen: [options.listen] },
    services: {
      identify: identify(),
      identifyPush: identifyPush(),
      ping: ping({ maxInboundStreams: 32, maxOutboundStreams: 32 }),
      pubsub: gossipsub({
        allowPublishToZeroTopicPeers: true,
        globalSignaturePolicy: signed ? 'StrictSign' : 'StrictNoSign',
        msgIdFn: signed ? authorAndNumber : digestOfData,
        maxInboundDataLength: Number(options['max-message']),
        maxOutboundBufferSize: Infinity,
        scoreParams: { IPColocationFactorWeight: 0 } // all test peers share one address
      }),
      dht: kadDHT({ protocol: options.kad, clientMode: false, peerInfoMapper: passthroughMapper, allowQueryWithZeroPeers: true })
    }
  })
  await libp2p.handle(ECHO_PROTOCOL, serveEcho, { maxInboundStreams: MAX_STREAMS, maxOutboundStreams: MAX_STREAMS })
  await libp2p.handle(PERF_PROTOCOL, servePerf, { maxInboundStreams: MAX_STREAMS, maxOutboundStreams: MAX_STREAMS })
  return { libp2p, inboxes: new Inboxes(libp2p.services.pubsub), identified: rememberIdentities(libp2p), version: version() }
}

/** The message id of go-libp2p: author and big-endian sequence number. js-libp2p's own default differs. */
function authorAndNumber (message) {
  const number = Buffer.alloc(8)
  number.writeBigUInt64BE(message.sequenceNumber)
  return new Uint8Array(Buffer.concat([message.from.toMultihash().bytes, number]))
}

const digestOfData = message => new Uint8Array(createHash('sha256').update(message.data).digest())

function rememberIdentities (libp2p) {
  const seen = new Map()
  libp2p.addEventListener('peer:identify', ({ detail }) => seen.set(detail.peerId.toString(), detail))
  return seen
}

const version = () => createRequire(import.meta.url)('../package.json').dependencies.libp2p
