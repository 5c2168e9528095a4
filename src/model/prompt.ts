import { readFileSync } from 'node:fs'

/** What a model is asked, from `prompts/<name>.md`. */
export interface Prompt {
  readonly version: number
  /** Stands by what comes of it where people see it. */
  readonly label: string
  /** The same in every request, so that services find it in their cache; what varies comes after it. */
  readonly text: string
}

const HEAD = /^---\n(?<head>[\s\S]*?)\n---\n(?<text>[\s\S]*)$/

/** @throws where the file is not there, or has no version */
export function prompt(name: string): Prompt {
  const file = readFileSync(new URL(`../../prompts/${name}.md`, import.meta.url), 'utf8')
  const { head = '', text = '' } = HEAD.exec(file)?.groups ?? {}
  const of = (key: string): string => new RegExp(`^${key}: *(.+)$`, 'm').exec(head)?.[1]?.trim() ?? ''
  const version = Number(of('version'))
  if (!Number.isInteger(version) || version < 1) throw new Error(`prompts/${name}.md has no version`)
  return { version, label: of('label'), text: text.trim() }
}

const HAN = /[\u3000-\u9fff\uff00-\uffef]/g
/** About how many tokens, rather too many than too few. */
export const tokensIn = (text: string): number => {
  const han = text.match(HAN)?.length ?? 0
  return Math.ceil(han * 0.8 + (text.length - han) * 0.4)
}
