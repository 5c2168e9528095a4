import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A browser as `launch` of playwright-core takes it. Never with the package's own `args`: they switch web security off. */
export interface Chromium {
  readonly executablePath: string
  readonly env: Record<string, string>
  readonly args: string[]
}

const modules = join(import.meta.dirname, '../node_modules')

/** The browser of @sparticuz/chromium, unpacked once with the libraries that a bare machine lacks. */
export async function chromium(): Promise<Chromium> {
  const { version } = JSON.parse(await readFile(join(modules, '@sparticuz/chromium/package.json'), 'utf8')) as {
    version: string
  }
  const folder = join(modules, '.cache', `chromium-${version}`)
  if (!existsSync(folder)) await unpack(folder)
  await nameFonts(folder)
  return {
    executablePath: join(folder, 'chromium'),
    args: ['--no-sandbox'],
    env: {
      ...(process.env as Record<string, string>),
      LD_LIBRARY_PATH: join(folder, 'al2023/lib'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    },
  }
}

/**
 * The package unpacks to the system's temporary folder and trusts whatever lies there, so it is given a new one of its
 * own; of two that unpack at once the first to finish wins.
 */
async function unpack(folder: string): Promise<void> {
  await mkdir(join(folder, '..'), { recursive: true })
  const fresh = await mkdtemp(`${folder}-`)
  const script = `const { default: chromium } = await import('@sparticuz/chromium'); await chromium.executablePath()`
  // as in the cloud that the package is made for: only there does it unpack its libraries
  const env: NodeJS.ProcessEnv = { ...process.env, TMPDIR: fresh, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' }
  execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: join(modules, '..'),
    env,
    stdio: 'inherit',
  })
  try {
    await rename(fresh, folder)
  } catch (error) {
    if (!existsSync(folder)) throw error
    await rm(fresh, { recursive: true })
  }
}

/**
 * The package's own fonts.conf names places that exist in its cloud only, and a browser that finds no font at all ends.
 * The paths are whole, since a relative cache folder is made in the working directory; they are written anew where the
 * project was moved.
 */
async function nameFonts(folder: string): Promise<void> {
  const file = join(folder, 'fonts.conf')
  const fonts = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${escaped(join(folder, 'fonts/fonts'))}</dir>
  <cachedir>${escaped(join(folder, 'fonts-cache'))}</cachedir>
</fontconfig>
`
  if ((await readFile(file, 'utf8').catch(() => '')) === fonts) return
  const fresh = `${file}-${randomUUID()}`
  await writeFile(fresh, fonts)
  await rename(fresh, file) // whole at once: another browser may be starting
}

const escaped = (path: string): string => path.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
