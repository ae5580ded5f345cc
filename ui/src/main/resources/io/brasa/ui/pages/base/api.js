/** The JSON interface: what it gives, or an {@link ApiError} with what happened and what to do. */

/** What the server said no to, in its own words. */
export class ApiError extends Error {
  /** @param {number} status @param {{ code?: string, what?: string, remedy?: string }} said */
  constructor(status, said) {
    super(said.what ?? `The server answered ${status}.`);
    this.status = status;
    this.code = said.code ?? `HTTP_${status}`;
    this.remedy = said.remedy ?? '';
  }
}

/** @param {(string | number)[]} path @param {Record<string, string | number | null | undefined>} [params] */
export function address(path, params = {}) {
  const url = new URL(`api/v1/${path.map(part => encodeURIComponent(String(part))).join('/')}`, document.baseURI);
  url.hash = '';
  for (const [name, value] of Object.entries(params)) {
    if (value !== null && value !== undefined && value !== '') url.searchParams.set(name, String(value));
  }
  return url.href;
}

/** @param {string} url @param {RequestInit} [request] */
async function ask(url, request = {}) {
  let response;
  try {
    response = await fetch(url, { credentials: 'same-origin', ...request });
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === 'AbortError') throw failure;
    throw new ApiError(0, {
      code: 'NO_ANSWER',
      what: 'The server does not answer.',
      remedy: 'An application takes its pages with it when it ends: start "brasa history" on its folder of event logs to look at it afterwards.',
    });
  }
  if (response.ok) return response;
  throw new ApiError(response.status, await response.json().catch(() => ({})));
}

/**
 * @param {(string | number)[]} path below `/api/v1`
 * @param {Record<string, string | number | null | undefined>} [params]
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>}
 */
export async function get(path, params = {}, signal = undefined) {
  return (await ask(address(path, params), { signal, headers: { accept: 'application/json' } })).json();
}

/**
 * Changes something. The header is what a foreign page cannot send.
 * @param {(string | number)[]} path @param {unknown} [body]
 */
export async function post(path, body = undefined) {
  await ask(address(path), {
    method: 'POST',
    headers: { 'X-Brasa-Request': '1', 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
}
