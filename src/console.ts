import './zone.ts'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { communities } from './config/communities.ts'
import { ConfigError, config } from './config/environment.ts'
import { invitee, issue } from './config/invitations.ts'

/** What is wrong, and what to do, in one sentence each. */
function stop(sentences: readonly string[], code: number): never {
  for (const sentence of sentences) process.stderr.write(`${sentence}\n`)
  process.exit(code)
}

async function invite(name: string, { community }: { readonly community?: string }): Promise<void> {
  const { dataDir, puppet } = config(process.env)
  const shipped = fileURLToPath(new URL('../data', import.meta.url))
  const { loaded, mistakes } = communities({ dataDir, shipped, demo: puppet === undefined })
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

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof ConfigError) stop(error.mistakes, 2)
  stop([error instanceof Error ? error.message : String(error)], 1)
}
