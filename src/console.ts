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
  process.stdout.write(`${code}\n`)
  process.stderr.write(
    `${who.name} (${who.community}) says this to the bot in a private chat within 10 minutes. It works once; said in a group it is burnt.\n`,
  )
}

if (existsSync('.env')) process.loadEnvFile('.env')
const program = new Command('xiaoyi').description('what is done on the server of 小议')
program
  .command('invite')
  .description('prints a one-time code that binds a WeChat contact to a person of a community file')
  .argument('<name>', 'the name in the community file')
  .option('--community <id>', 'which community, where several have that name')
  .action(invite)
program
  .command('recount')
  .description('counts a poll anew from its record and compares: ends with 0 where it is the same, with 1 where not')
  .argument('<poll>', 'its number, P5')
  .option('--community <id>', 'which community, where several have that number')
  .action(async (poll: string, { community }: { readonly community?: string }) =>
    answer(await recount(join(config(process.env).dataDir, 'live'), poll, community)),
  )
program
  .command('roll')
  .description('checks a spreadsheet of households and prints what it would give')
  .argument('<file>', 'a .xlsx or .csv file')
  .action(async (file: string) => answer(await checked(file)))

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof ConfigError) stop(error.mistakes, 2)
  stop([error instanceof Error ? error.message : String(error)], 1)
}
