// A js-libp2p node that is driven by JSON lines on its standard input, as interop/README.md describes.
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { createNode } from './lib/node.mjs'
import { commands } from './lib/commands.mjs'

const { values: options } = parseArgs({
  options: {
    listen: { type: 'string', default: '/ip4/127.0.0.1/tcp/0' },
    seed: { type: 'string' },
    kad: { type: 'string', default: '/interop/kad/1.0.0' },
    sign: { type: 'string', default: 'strict' },
    'max-message': { type: 'string', default: String(1 << 20) }
  }
})

const line = value => process.stdout.write(JSON.stringify(value) + '\n')

const answer = async (node, request) => {
  const command = commands[request.cmd]
  if (command === undefined) throw new Error(`unknown command ${request.cmd}`)
  return command(node, request)
}

const describe = error => [error?.name, error?.message, ...(error?.errors ?? []).map(e => e.message)].filter(Boolean).join(': ')

process.on('unhandledRejection', error => console.error('peer: unhandled', describe(error)))

const node = await createNode(options)
line({
  ready: true,
  implementation: `js-libp2p ${node.version}`,
  peer: node.libp2p.peerId.toString(),
  addrs: node.libp2p.getMultiaddrs().map(String),
  pid: process.pid
})

// The end of the input ends the peer, so that it never outlives its test.
createInterface({ input: process.stdin })
  .on('close', () => process.exit(0))
  .on('line', async text => {
    let request = { id: 0 }
    try {
      request = JSON.parse(text)
      if (request.cmd === 'quit') {
        line({ id: request.id, ok: true, result: {} })
        process.exit(0)
      }
      line({ id: request.id, ok: true, result: await answer(node, request) })
    } catch (error) {
      line({ id: request.id, ok: false, error: describe(error) })
    }
  })
