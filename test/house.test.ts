import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { variables } from '../src/config/environment.ts'

const root = join(import.meta.dirname, '..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const filesUnder = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort()

interface Finding {
  readonly node: ts.Node
  readonly text: string
}
type Rule = (node: ts.Node) => boolean

/** 「src/domain/case.ts:12 Date.now」 for every node that breaks a rule. */
function findings(files: readonly string[], rule: Rule): readonly string[] {
  return files.flatMap((file) => {
    const source = ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest, true)
    return broken(source, rule).map(({ node, text }) => {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source))
      return `${file}:${line + 1} ${text.slice(0, 60)}`
    })
  })
}
const broken = (node: ts.Node, rule: Rule): readonly Finding[] => [
  ...(rule(node) ? [{ node, text: node.getText() }] : []),
  ...node.getChildren().flatMap((child) => broken(child, rule)),
]

const code = filesUnder('src').filter((file) => /\.tsx?$/.test(file))
const domain = code.filter((file) => file.startsWith('src/domain/'))

/** Reading the machine's clock, or asking Wechaty how old a message is by it. */
const readsClock: Rule = (node) =>
  (ts.isPropertyAccessExpression(node) && /^(Date\.now|performance\.timeOrigin)$/.test(node.getText())) ||
  (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length) ||
  (ts.isCallExpression(node) && node.expression.getText() === 'Date') ||
  (ts.isCallExpression(node) && /\.age$/.test(node.expression.getText()))

describe('the domain is pure', () => {
  test('it imports itself and createHash', () => {
    const foreign: Rule = (node) => {
      if (!ts.isImportDeclaration(node) && !ts.isExportDeclaration(node)) return ts.isImportTypeNode(node)
      const from = node.moduleSpecifier?.getText().slice(1, -1)
      if (from === undefined || node.getText() === "import { createHash } from 'node:crypto'") return false
      return !from.startsWith('.') || !join(dirname(node.getSourceFile().fileName), from).startsWith('src/domain/')
    }
    expect(findings(domain, foreign)).toEqual([])
  })

  test('it has no clock, chance, input, output or log', () => {
    const world = new Set([
      'console',
      'performance',
      'process',
      'fetch',
      'setTimeout',
      'setInterval',
      'setImmediate',
      'globalThis',
      'require',
      'crypto',
    ])
    const impure: Rule = (node) =>
      readsClock(node) ||
      (ts.isPropertyAccessExpression(node) && node.getText() === 'Math.random') ||
      (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) ||
      (ts.isIdentifier(node) && world.has(node.text) && isGlobal(node))
    expect(findings(domain, impure)).toEqual([])
  })
})

/** A name of its own here, not a key, a property or a parameter. */
function isGlobal(node: ts.Identifier): boolean {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node
  return ts.isCallExpression(parent) || ts.isElementAccessExpression(parent)
}

test('only what is started reads the clock', () => {
  const others = code.filter((file) => !/^src\/(main|gateway)\.ts$/.test(file))
  expect(findings(others, readsClock)).toEqual([])
})

test('Chinese stands in the wording, in what the reader knows, on the pages, and in what a secretary reads', () => {
  const written =
    /^src\/(domain\/wording|reader\/|board\/|console\/|config\/(roll|csv|table|columns|communities|invitations)\.ts)/
  const chinese: Rule = (node) =>
    (ts.isStringLiteralLike(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddleOrTemplateTail(node) ||
      ts.isJsxText(node)) &&
    /\p{Script=Han}/u.test(node.text.replace(NAMES, ''))
  expect(
    findings(
      code.filter((file) => !written.test(file)),
      chinese,
    ),
  ).toEqual([])
})

/** The bot's own name, and how the simulator's interface names a private chat. */
const NAMES = /小议|^私聊:$/g

test('.env.example lists the variables that are read', () => {
  const listed = read('.env.example').matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gm)
  expect([...listed].map(([, name]) => name).sort()).toEqual([...variables].sort())
})

/** Those of a model service, whoever's name they bear. */
const ofModel = variables.filter((name) => name.startsWith('OPENAI_'))

test('README.md and .env.example have a line of their own for each variable of a model service', () => {
  const rows = [...read('README.md').matchAll(/^\| `(OPENAI_[A-Z_]+)` \| .{10,}\|$/gm)].map(([, name]) => name)
  expect(rows).toEqual(ofModel)
  const told = [...read('.env.example').matchAll(/^# .{10,}\n(OPENAI_[A-Z_]+)=/gm)].map(([, name]) => name)
  expect(told).toEqual(ofModel)
})

test.each(['README.md', 'docs/README.zh-CN.md', '.env.example', 'src/model/README.md'])(
  '%s names no variable that nobody reads',
  (file) => {
    const named = [...read(file).matchAll(/\b(?:OPENAI|WECHATY)_[A-Z_]*[A-Z](?![*_])/g)].map(([name]) => name)
    expect(named.filter((name) => !variables.includes(name))).toEqual([])
  },
)

test('every file beside the scenarios is played or used by one', () => {
  const files = filesUnder('test/scenarios').filter((file) => !file.endsWith('.md'))
  const scenarios = files.filter((file) => file.endsWith('.chat'))
  const texts = scenarios.map(read).join('\n')
  const unused = files.filter((file) => !file.endsWith('.chat') && !texts.includes(file.split('/').at(-1) ?? file))
  expect(unused).toEqual([])
  expect(scenarios.filter((file) => file.split('/').length > 3)).toEqual([])
})
