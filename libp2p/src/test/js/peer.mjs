// A js-libp2p peer that tests drive. Options on the command line, commands as JSON lines on stdin,
// events as JSON lines on stdout. It ends when stdin ends.
//
//   --key ed25519:<64 hex> | secp256k1:<64 hex> | rsa    default: a new ed25519 key
//   --listen <multiaddr>      repeatable
//   --dial <multiaddr>        repeatable; dialled once the peer is ready
//   --topic <name>            repeatable; subscribed at the start
//   --publish <topic>:<hex>   repeatable; sent once the topic has a subscriber
//   --reject <topic>          repeatable; messages of the topic are judged invalid
//   --domain <text>           domain of message ids: SHA-256(domain || u32 topic length || topic || data)[0..20]
//   --sign                    StrictSign instead of StrictNoSign
//
// Commands: {"do":"publish","topic":…,"hex":…} {"do":"subscribe"|"unsubscribe","topic":…}
//   {"do":"dial"|"ping","address":…} {"do":"request","address":…,"protocol":…,"hex":…} {"do":"stop"}
//   A request sends uvarint length || bytes, closes its side, and reports the one response.
// Events: ready, connected, disconnected, identified, subscription, graft, prune, message, published,
//   pong, response, error
import './shim.mjs'
import { createHash } from 'node:crypto'
import { createInterface } from 'node:readline'
import { generateKeyPair, generateKeyPairFromSeed, privateKeyFromRaw } from '@libp2p/crypto/keys'
import { gossipsub } from '@libp2p/gossipsub'
import { identify, identifyPush } from '@libp2p/identify'
import { noise } from '@libp2p/noise'
import { ping } from '@libp2p/ping'
import { tcp } from '@libp2p/tcp'
import { yamux } from '@libp2p/yamux'
import { multiaddr } from '@multiformats/multiaddr'
import { createLibp2p } from 'libp2p'

const options = { listen: [], dial: [], topic: [], publish: [], reject: [], domain: '' }
for (let i = 2; i < process.argv.length; i++) {
  const name = process.argv[i].replace(/^--/, '')
  if (name === 'sign') {
    options.sign = true
  } else if (Array.isArray(options[name])) {
    options[name].push(process.argv[++i])
  } else if (name === 'key' || name === 'domain') {
    options[name] = process.argv[++i]
  } else {
    console.error(`unknown option ${process.argv[i]}`)
    process.exit(2)
  }
}

const emit = (event, fields = {}) => process.stdout.write(JSON.stringify({ event, ...fields }) + '\n')
const hex = bytes => Buffer.from(bytes).toString('hex')
const failed = what => error => emit('error', { what, message: String(error?.message ?? error) })

async function privateKey (text) {
  const [type, value] = (text ?? '').split(':')
  switch (type) {
    case '': return generateKeyPair('Ed25519')
    case 'rsa': return generateKeyPair('RSA', 2048)
    case 'ed25519': return generateKeyPairFromSeed('Ed25519', Buffer.from(value, 'hex'))
    case 'secp256k1': return privateKeyFromRaw(Buffer.from(value, 'hex'))
    default: throw new Error(`unknown key type ${type}`)
  }
}

function messageId (message) {
  const topic = Buffer.from(message.topic)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(topic.length)
  const hash = createHash('sha256')
  hash.update(options.domain).update(length).update(topic).update(message.data)
  return hash.digest().subarray(0, 20)
}

const signing = options.sign
  ? { globalSignaturePolicy: 'StrictSign' }
  : { globalSignaturePolicy: 'StrictNoSign', msgIdFn: messageId }

const node = await createLibp2p({
  privateKey: await privateKey(options.key),
  addresses: { listen: options.listen },
  transports: [tcp()],
  connectionEncrypters: [noise()],
  streamMuxers: [yamux()],
  connectionManager: { inboundConnectionThreshold: 1000, maxIncomingPendingConnections: 1000 },
  services: {
    identify: identify(),
    identifyPush: identifyPush(),
    ping: ping(),
    pubsub: gossipsub({
      allowPublishToZeroTopicPeers: true,
      ignoreDuplicatePublishError: true,
      emitSelf: false,
      ...signing
    })
  }
})
const pubsub = node.services.pubsub

node.addEventListener('peer:connect', e => emit('connected', { peer: e.detail.toString() }))
node.addEventListener('peer:disconnect', e => emit('disconnected', { peer: e.detail.toString() }))
node.addEventListener('peer:identify', e => emit('identified', {
  peer: e.detail.peerId.toString(),
  agent: e.detail.agentVersion,
  protocols: e.detail.protocols,
  addresses: e.detail.listenAddrs.map(String),
  observed: String(e.detail.observedAddr)
}))
pubsub.addEventListener('gossipsub:graft', e => emit('graft', { peer: e.detail.peerId, topic: e.detail.topic }))
pubsub.addEventListener('gossipsub:prune', e => emit('prune', { peer: e.detail.peerId, topic: e.detail.topic }))
pubsub.addEventListener('subscription-change', e => {
  for (const change of e.detail.subscriptions) {
    emit('subscription', { peer: e.detail.peerId.toString(), topic: change.topic, subscribed: change.subscribe })
  }
  for (const text of [...options.publish]) {
    const [topic, value] = text.split(':')
    if (e.detail.subscriptions.some(change => change.subscribe && change.topic === topic)) {
      options.publish.splice(options.publish.indexOf(text), 1)
      publish(topic, value)
    }
  }
})
pubsub.addEventListener('gossipsub:message', e => emit('message', {
  from: e.detail.propagationSource.toString(),
  topic: e.detail.msg.topic,
  hex: hex(e.detail.msg.data)
}))
for (const topic of options.reject) {
  pubsub.topicValidators.set(topic, () => 'reject')
}

function publish (topic, value) {
  pubsub.publish(topic, Buffer.from(value, 'hex'))
    .then(result => emit('published', { topic, recipients: result.recipients.map(String) }), failed('publish'))
}

async function request (address, protocol, body) {
  const stream = await node.dialProtocol(multiaddr(address), protocol)
  const chunks = []
  const done = new Promise((resolve, reject) => {
    stream.addEventListener('message', e => chunks.push(Buffer.from(e.data.subarray())))
    stream.addEventListener('remoteCloseWrite', resolve)
    stream.addEventListener('close', e => e.error == null ? resolve() : reject(e.error))
  })
  stream.send(Buffer.concat([uvarint(body.length), body]))
  await stream.close()
  await done
  const all = Buffer.concat(chunks)
  let at = 0
  while ((all[at] & 0x80) !== 0) at++
  return all.subarray(at + 1)
}

function uvarint (value) {
  const bytes = []
  for (; value > 127; value >>>= 7) bytes.push((value & 0x7f) | 0x80)
  return Buffer.from([...bytes, value])
}

const commands = {
  publish: c => publish(c.topic, c.hex),
  subscribe: c => pubsub.subscribe(c.topic),
  unsubscribe: c => pubsub.unsubscribe(c.topic),
  dial: c => node.dial(multiaddr(c.address)).catch(failed('dial')),
  ping: c => node.services.ping.ping(multiaddr(c.address))
    .then(ms => emit('pong', { address: c.address, ms }), failed('ping')),
  request: c => request(c.address, c.protocol, Buffer.from(c.hex, 'hex'))
    .then(bytes => emit('response', { protocol: c.protocol, hex: hex(bytes) }), failed('request')),
  stop: () => stop()
}

let stopping = false
async function stop () {
  if (!stopping) {
    stopping = true
    setTimeout(() => process.exit(0), 2000).unref()
    await node.stop()
    process.exit(0)
  }
}

for (const topic of options.topic) pubsub.subscribe(topic)
emit('ready', { peer: node.peerId.toString(), addresses: node.getMultiaddrs().map(String) })
for (const address of options.dial) node.dial(multiaddr(address)).catch(failed('dial'))

createInterface({ input: process.stdin }).on('line', line => {
  const command = JSON.parse(line)
  commands[command.do](command)
}).on('close', stop)
