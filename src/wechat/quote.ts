/** A reply with what it quotes, as the line gives it. */
export interface Quoting {
  readonly reply: string
  readonly text: string
  /** The name shown for who said what is quoted. */
  readonly name: string
  /** The message id, and the contact id of who said it: only XML has them. */
  readonly id?: string
  readonly from?: string
}

/** Recognises both forms of a quote: XML of a reply (appmsg type 57) and 「name：text」, a rule of dashes, the reply. */
export const quoting = (text: string): Quoting | undefined => fromXml(text) ?? fromText(text)

/** Whether the text is XML that only programs read. */
export const isXml = (text: string): boolean => /^\s*(?:[\w@.-]+:\s*)?<(\?xml|msg|appmsg|!\[CDATA)\b/.test(text)

const fromXml = (text: string): Quoting | undefined => {
  if (!text.includes('<refermsg') || tag(beforeRefer(text), 'type') !== '57') return undefined
  const refer = text.slice(text.indexOf('<refermsg'), text.lastIndexOf('</refermsg>'))
  const id = tag(refer, 'svrid')
  const from = tag(refer, 'chatusr') || tag(refer, 'fromusr')
  return {
    reply: tag(beforeRefer(text), 'title') ?? '',
    text: readable(tag(refer, 'content') ?? ''),
    name: tag(refer, 'displayname') ?? '',
    ...(id ? { id } : {}),
    ...(from && !from.endsWith('@chatroom') ? { from } : {}),
  }
}

const beforeRefer = (xml: string): string => xml.slice(0, xml.indexOf('<refermsg'))

const tag = (xml: string, name: string): string | undefined => {
  const found = new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*?)</${name}>`).exec(xml)?.[1]
  return found === undefined ? undefined : plain(found).trim()
}

const SIGNS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const plain = (text: string): string => {
  const cdata = /^\s*<!\[CDATA\[([\s\S]*)\]\]>\s*$/.exec(text)?.[1]
  if (cdata !== undefined) return cdata
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal, hex, name) =>
    decimal || hex ? sign(decimal ? Number(decimal) : Number.parseInt(hex, 16)) : (SIGNS[name] ?? whole),
  )
}

const sign = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code) : '')

/** What is quoted may be a quoting message (then its reply counts) or other XML (then nothing can be read). */
const readable = (text: string): string => {
  if (!isXml(text)) return text
  return tag(text, 'title') ?? ''
}

const TEXT = /^「([^：:\n]{1,64})[：:]([\s\S]*?)」\s*\n(?:- ?){5,}-?\s*\n([\s\S]*)$/

const fromText = (text: string): Quoting | undefined => {
  const [, name, said, reply] = TEXT.exec(text) ?? []
  return name === undefined ? undefined : { name: name.trim(), text: said?.trim() ?? '', reply: reply?.trim() ?? '' }
}
