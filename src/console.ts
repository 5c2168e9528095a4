import './zone.ts'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { communities } from './config/communities.ts'
import { ConfigError, config } from './config/environment.ts'
import { invitee, issue } from './config/invitations.ts'
import { recount } from './console/recount.ts'
import { checked } from './console/roll.ts'
import type { Said } from './console/said.ts'
import * as words from './console/words.ts'

/** What is wrong, and what to do, in one sentence each. */
function stop(sentences: readonly string[], code: number): never {
  for (const sentence of sentences) process.stderr.write(`${sentence}\n`)
  process.exit(code)
}

function answer({ code, out = [], err = [] }: Said): void {
  for (const line of out) process.stdout.write(`${line}\n`)
  for (const line of err) process.stderr.write(`${line}\n`)
  process.exitCode = code
}

async function invite(name: string, { community }: { readonly community?: string }): Promise<void> {
  const { dataDir, puppet } = config(process.env)
  const shipped = fileURLToPath(new URL('../data', import.meta.url))
  const { loaded, mistakes } = await communities({ dataDir, shipped, demo: puppet === undefined })
  if (loaded.length === 0) stop(mistakes, 2)
  const who = invitee(loaded, name, community)
  if ('refused' in who) stop([who.refused], 1)
  const code = await issue(join(dataDir, 'live'), who.community, who.name)
  answer({ code: 0, out: [code], err: [words.invited(who.name)] })
}

if (existsSync('.env')) process.loadEnvFile('.env')
const program = new Command('xiaoyi')
  .description(words.ABOUT)
  .usage(words.USAGE)
  .helpOption('-h, --help', words.HELP)
  .helpCommand(false)
  .configureHelp({ styleTitle: words.title, subcommandTerm: words.commandTerm })
  .configureOutput({ outputError: (_, write) => write(`${words.unclear()}\n`) })
program
  .command('invite')
  .usage(words.INVITE_USAGE)
  .description(words.INVITE)
  .argument(words.NAME_ARGUMENT, words.NAME)
  .option(words.WHICH_OPTION, words.WHICH)
  .action(invite)
program
  .command('recount')
  .usage(words.RECOUNT_USAGE)
  .description(words.RECOUNT)
  .argument(words.POLL_ARGUMENT, words.POLL)
  .option(words.WHICH_OPTION, words.WHICH)
  .action(async (poll: string, { community }: { readonly community?: string }) =>
    answer(await recount(join(config(process.env).dataDir, 'live'), poll, community)),
  )
program
  .command('roll')
  .usage(words.ROLL_USAGE)
  .description(words.ROLL)
  .argument(words.FILE_ARGUMENT, words.FILE)
  .action(async (file: string) => answer(await checked(file)))

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof ConfigError) stop(error.mistakes, 2)
  stop([error instanceof Error ? error.message : String(error)], 1)
}
