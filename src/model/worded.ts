import { boundedFetch } from './bounded.ts'

/** The same, with what some services (vLLM, SiliconFlow) say of an error at the top level put where the client looks for it. */
export const wordedFetch: typeof fetch = async (input, init) => {
  const response = await boundedFetch(input, init)
  if (response.ok) return response
  const { status, statusText, headers } = response
  return new Response(worded(await response.text()), { status, statusText, headers })
}

function worded(text: string): string {
  const said = jsonIn(text)
  const isBare = said !== null && said !== undefined && !(typeof said === 'object' && 'error' in said)
  return isBare ? JSON.stringify({ error: said }) : text
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
