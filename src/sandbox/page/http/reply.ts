/** What a request is answered with. */
export interface Reply {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  /** `Cache-Control`; nothing is kept without it. */
  readonly cache?: string;
  readonly location?: string;
}

export function page(body: string, status = 200): Reply {
  return { status, type: 'text/html; charset=utf-8', body };
}

export function json(body: unknown, status = 200): Reply {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(body) };
}

export function plainText(body: string, status = 200): Reply {
  return { status, type: 'text/plain; charset=utf-8', body };
}

export function redirect(location: string): Reply {
  return { status: 302, type: 'text/plain; charset=utf-8', body: '', location };
}
