import type { EventEmitter } from 'node:events'
import type { PuppetOptions } from 'wechaty-puppet'
import { PuppetService } from 'wechaty-puppet-service'
import { type Door, knock, type Trouble } from './knock.ts'

type Manager = PuppetService['grpcManager']
interface Call extends EventEmitter {
  cancel(): void
}

/** gRPC's codes. */
const CANCELLED = 1
const ALREADY_EXISTS = 6

/**
 * Wechaty's client of a gateway, without what makes it unfit to be started twice: it leaves the gateway's own account
 * running, ends every call that still waits when it is stopped, and tells when the gateway is gone. Its store on disk
 * under the home folder is not started either: that would give back names of years ago.
 */
export class Service extends PuppetService {
  readonly title: string
  /** Tells why the line is dead. */
  onBroken: (reason: string) => void = () => {}
  private readonly endpoint = process.env.WECHATY_PUPPET_SERVICE_ENDPOINT
  private readonly calls = new Set<Call>()
  private caCert: Buffer | undefined
  private giveUp = (): void => {}

  constructor(options: PuppetOptions) {
    super(options)
    this._payloadStore.start = async () => {}
    this.title = this.endpoint ? `The gateway at ${this.endpoint}` : 'The gateway of this token'
  }

  /** Only where the gateway's place is known without asking anybody. */
  knock(): Promise<Trouble | undefined> {
    const { endpoint } = this
    return endpoint === undefined ? Promise.resolve(undefined) : knock(this.door(endpoint))
  }

  /** A start that hangs or fails after it was given up must not stop the one that follows it. */
  override async onStart(): Promise<void> {
    const givenUp = new Promise<void>((resolve) => {
      this.giveUp = resolve
    })
    await Promise.race([super.onStart(), givenUp])
  }

  /** Before a stop, which would wait for the start. */
  abandon(): void {
    this.giveUp()
  }

  /** Tells of it alone: Wechaty's own would also log the account out at the gateway, where it may have come back by now. */
  override async logout(reason = 'the gateway says so'): Promise<void> {
    if (!this.isLoggedIn) return
    this.emit('logout', { contactId: this.currentUserId, data: reason })
    this.__currentUserId = undefined // at once, or a login that follows is refused
  }

  /** A gateway may tell of a login twice, or of another account's without a logout. */
  override login(contact: string): void {
    if (this.isLoggedIn && this.currentUserId !== contact) void this.logout()
    if (!this.isLoggedIn) super.login(contact)
  }

  protected override bridgeGrpcEventStream(manager: Manager): void {
    this.caCert = manager.caCert
    super.bridgeGrpcEventStream(manager)
    const client = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(manager), 'client')
    Object.defineProperty(manager, 'client', { get: () => this.watched(client?.get?.call(manager), manager) })
    manager.stop = async () => this.close(manager)
  }

  /** Without telling the gateway to stop its account: it would have to log in anew, or hang, or do so late. */
  private close(manager: Manager): void {
    manager.removeAllListeners()
    manager.on('error', () => {}) // of what is cancelled now
    for (const call of this.calls) call.cancel()
    this.calls.clear()
    Object.getPrototypeOf(manager).destroyClient.call(manager)
  }

  private watched(client: object, manager: Manager): object {
    return new Proxy(client, {
      get: (is, name) => {
        const value: unknown = Reflect.get(is, name)
        if (typeof value !== 'function') return value
        return (...args: unknown[]) => this.kept(value.apply(is, args), name === 'event' ? manager : undefined)
      },
    })
  }

  private kept<T>(call: T, stream: Manager | undefined): T {
    if (!isCall(call)) return call
    this.calls.add(call)
    call.once('status', () => this.calls.delete(call))
    if (stream) this.follow(call, stream)
    return call
  }

  /** The stream of events is the line: without it nothing is heard, though calls may still succeed. */
  private follow(stream: Call, manager: Manager): void {
    const over = (code?: number): void => {
      if (this._grpcManager !== manager || code === CANCELLED) return
      this.onBroken(
        code === ALREADY_EXISTS
          ? `${this.title} serves another program already: stop that one, or restart the gateway.`
          : `${this.title} has closed the line: if this lasts, restart it.`,
      )
    }
    stream.on('error', ({ code }: { readonly code?: number }) => over(code))
    stream.on('end', () => over())
  }

  /** As Wechaty itself reads its variables. */
  private door(endpoint: string): Door {
    const token = process.env.WECHATY_PUPPET_SERVICE_TOKEN ?? ''
    if (process.env.WECHATY_PUPPET_SERVICE_NO_TLS_INSECURE_CLIENT === 'true') return { endpoint, token }
    const servername =
      process.env.WECHATY_PUPPET_SERVICE_TLS_SERVER_NAME || token.slice(0, Math.max(0, token.lastIndexOf('_')))
    return { endpoint, token, tls: { servername, ...(this.caCert ? { ca: this.caCert } : {}) } }
  }
}

const isCall = (value: unknown): value is Call =>
  typeof value === 'object' && value !== null && 'cancel' in value && 'once' in value
