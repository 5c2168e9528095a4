import type { Puppet } from 'wechaty-puppet'
import type { Trouble } from './knock.ts'

const SERVICE = 'wechaty-puppet-service'
/** Wechaty's own caches hold 500 people: a community has more. */
const CACHE = { contact: 50_000, room: 2000, roomMember: 2000 }
/** What Wechaty asks of every puppet before anything else. */
const ABILITIES = ['start', 'stop', 'ding', 'on', 'messagePayload', 'roomList'] as const

/** A puppet, and what only its kind can tell of its line to WeChat. */
export interface Gateway {
  readonly puppet: Puppet
  /** What it is called in a sentence. */
  readonly name: string
  readonly knock?: () => Promise<Trouble | undefined>
  /** Tells of the line's end before silence does. */
  readonly onBroken?: (tell: (reason: string) => void) => void
  /** Ends a start that hangs. */
  readonly abandon?: () => void
}

/** An installed puppet by name, configured by Wechaty's own variables of the environment. */
export const gateway = async (name: string): Promise<Gateway> => (name === SERVICE ? service() : installed(name))

const service = async (): Promise<Gateway> => {
  const { Service } = await import('./service.ts')
  const puppet = new Service({ cache: CACHE })
  return {
    puppet,
    name: puppet.title,
    knock: () => puppet.knock(),
    onBroken: (tell) => {
      puppet.onBroken = tell
    },
    abandon: () => puppet.abandon(),
  }
}

/** @throws with one sentence for the operator. */
const installed = async (name: string): Promise<Gateway> => {
  const Found = classOf(await load(name))
  if (!Found) throw new Error(`WECHATY_PUPPET is ${name}, which is no Wechaty puppet: mend the name.`)
  return { puppet: made(name, Found), name: `The puppet ${name}` }
}

type Making = new (options: object) => unknown

const load = (name: string): Promise<unknown> =>
  import(name).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error)
    const missing = (error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND' && reason?.includes(`'${name}'`)
    throw new Error(
      missing
        ? `WECHATY_PUPPET is ${name}, which is not installed: install it by npm install ${name}, or mend the name.`
        : `WECHATY_PUPPET is ${name}, which cannot be loaded (${reason}): install it anew, or choose another.`,
      { cause: error },
    )
  })

/** Modules of the older kind hide it one or two levels down. */
const classOf = (module: unknown): Making | undefined => {
  let found = module
  for (let depth = 0; depth < 3 && typeof found !== 'function'; depth += 1)
    found = (found as { readonly default?: unknown } | undefined)?.default
  return typeof found === 'function' ? (found as Making) : undefined
}

const made = (name: string, Found: Making): Puppet => {
  let puppet: unknown
  try {
    puppet = new Found({ cache: CACHE })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`The puppet ${name} refuses its settings (${reason}): see its own documentation.`, { cause: error })
  }
  if (isPuppet(puppet)) return puppet
  throw new Error(`WECHATY_PUPPET is ${name}, which is no Wechaty puppet: mend the name.`)
}

const isPuppet = (puppet: unknown): puppet is Puppet =>
  typeof puppet === 'object' &&
  puppet !== null &&
  ABILITIES.every((ability) => typeof (puppet as Record<string, unknown>)[ability] === 'function')
