import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { log as chatter } from 'wechaty-puppet'
import { PuppetServer } from 'wechaty-puppet-service'
import type { Instant } from '../domain/calendar.ts'
import type { Log } from '../ports.ts'
import type { Gateway } from './gateway.ts'
import { lineOf } from './line.ts'
import { isStray, Once } from './stray.ts'
import { Supervisor } from './supervisor.ts'

/** The token where none is set: known to everybody, for the loopback. */
const LOCAL = 'insecure_local'

/** On which terms a gateway serves, from Wechaty's own variables. */
export interface Terms {
  readonly endpoint: string
  readonly token: string
  readonly tls: boolean
  /** What the program on the other side is to be given: 「NAME=value」. */
  readonly variables: readonly string[]
}

type Environment = Readonly<Record<string, string | undefined>>

const PREFIX = 'WECHATY_PUPPET_SERVICE_'
/** Wechaty's clients take a gateway that is silent for 60 s for dead. */
const BEAT = 15_000

/** @throws with one sentence for the operator. */
export const terms = (env: Environment): Terms => {
  const read = (name: string): string | undefined => env[PREFIX + name]?.trim() || undefined
  const endpoint = read('ENDPOINT') ?? '127.0.0.1:8788'
  const token = read('TOKEN') ?? LOCAL
  const tls = read('NO_TLS_INSECURE_SERVER') !== 'true'
  const certificate = read('TLS_SERVER_CERT')?.replaceAll('\\n', '\n')
  if (!/^[\w.-]+:\d{1,5}$/.test(endpoint)) throw new Error(`${PREFIX}ENDPOINT must be host:port.`)
  if (!/^[^_\s].*_\S+$/.test(token)) throw new Error(`${PREFIX}TOKEN must be a prefix, _ and the rest.`)
  if ((certificate === undefined) !== (read('TLS_SERVER_KEY') === undefined))
    throw new Error(`${PREFIX}TLS_SERVER_CERT and ${PREFIX}TLS_SERVER_KEY must be set together.`)
  if (!isLoopback(endpoint) && !(tls && certificate))
    throw new Error(
      `${endpoint} is open to others, so the gateway must show a certificate of its own: set ${PREFIX}TLS_SERVER_CERT and ${PREFIX}TLS_SERVER_KEY, or listen on 127.0.0.1.`,
    )
  return { endpoint, token, tls, variables: variables({ endpoint, token, tls }, certificate) }
}

const isLoopback = (endpoint: string): boolean => {
  const host = endpoint.slice(0, endpoint.lastIndexOf(':'))
  return host === 'localhost' || (isIP(host) === 4 && host.startsWith('127.'))
}

const variables = (
  { endpoint, token, tls }: Pick<Terms, 'endpoint' | 'token' | 'tls'>,
  certificate: string | undefined,
): readonly string[] => [
  'WECHATY_PUPPET=wechaty-puppet-service',
  `${PREFIX}TOKEN=${token === LOCAL ? token : '(the token of this gateway)'}`,
  `${PREFIX}ENDPOINT=${endpoint}`,
  ...(tls ? [] : [`${PREFIX}NO_TLS_INSECURE_CLIENT=true`]),
  ...(tls && certificate ? trust(certificate, token) : []),
]

/** How the other side knows a certificate of one's own. */
const trust = (pem: string, token: string): readonly string[] => {
  const certificate = parsed(pem)
  const prefix = token.slice(0, token.lastIndexOf('_'))
  const signer = certificate.checkIssued(certificate) ? pem.trim().replaceAll('\n', '\\n') : '(the one that signed it)'
  const name = /DNS:([^,\s]+)/.exec(certificate.subjectAltName ?? '') ?? /^CN=(.+)$/m.exec(certificate.subject)
  return [
    `${PREFIX}TLS_CA_CERT=${signer}`,
    ...(certificate.checkHost(prefix) || !name ? [] : [`${PREFIX}TLS_SERVER_NAME=${name[1]}`]),
  ]
}

const parsed = (pem: string): X509Certificate => {
  try {
    return new X509Certificate(pem)
  } catch {
    throw new Error(`${PREFIX}TLS_SERVER_CERT must be a certificate in PEM, its line ends written as \\n.`)
  }
}

export interface Offering {
  readonly gateway: Gateway
  readonly terms: Terms
  readonly clock: () => Instant
  readonly log: Log
}

/** A gateway of one's own: any puppet, for a program on the other side of gRPC. */
export class Server {
  private readonly offering: Offering
  private readonly server: PuppetServer
  private readonly supervisor: Supervisor
  private readonly once: Once
  private heart: NodeJS.Timeout | undefined

  constructor(offering: Offering) {
    const { gateway, terms, clock, log } = offering
    this.offering = offering
    this.once = new Once(log)
    this.supervisor = new Supervisor({
      line: lineOf(gateway),
      log,
      clock,
      random: Math.random,
      turned: () => log.info({}, this.supervisor.online ? 'WeChat is online' : 'WeChat is offline'),
    })
    this.server = new PuppetServer({
      endpoint: terms.endpoint,
      token: terms.token,
      puppet: gateway.puppet,
      tls: { disable: !terms.tls },
    })
    this.follow()
  }

  /** @throws with one sentence for the operator. */
  async start(): Promise<void> {
    const { endpoint } = this.offering.terms
    if (process.env.WECHATY_LOG === undefined) chatter.level('silent') // it takes each question it cannot answer for an error
    await this.server.start().catch((error: unknown) => {
      throw new Error(
        `The gateway cannot listen on ${endpoint}: ${String(error)}. Stop what holds it, or set ${PREFIX}ENDPOINT.`,
      )
    })
    process.on('unhandledRejection', this.stray)
    process.on('uncaughtException', this.stray)
    await this.supervisor.start()
  }

  async stop(): Promise<void> {
    clearInterval(this.heart)
    await this.supervisor.stop()
    await this.server.stop()
  }

  /** Many puppets send no heartbeat: then it beats for them. */
  private follow(): void {
    const { puppet, name } = this.offering.gateway
    let beaten = true
    puppet.on('heartbeat', () => {
      beaten = true
      this.supervisor.alive()
    })
    this.heart = setInterval(() => {
      if (!beaten && puppet.isLoggedIn) puppet.emit('heartbeat', { data: 'gateway' })
      beaten = false
    }, BEAT)
    puppet.on('message', () => this.supervisor.alive())
    puppet.on('dong', () => this.supervisor.dong())
    puppet.on('login', () => this.supervisor.loggedIn())
    puppet.on('logout', () => this.supervisor.loggedOut())
    puppet.on('scan', ({ qrcode }) => {
      this.supervisor.scan()
      if (qrcode)
        this.offering.log.info({}, `To log in, show this address as a QR code and scan it with WeChat: ${qrcode}`)
    })
    puppet.on('error', (err) => this.once.warn(new Error(String(err.gerror)), 'the puppet reports an error'))
    puppet.reset = async () => this.supervisor.broken(`${name} asks to be started anew.`)
  }

  private readonly stray = (reason: unknown): void => {
    if (!isStray(reason)) throw reason
    this.once.warn(reason, 'a stray error of the puppet')
  }
}
