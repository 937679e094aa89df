import { once } from 'node:events';

/** What the process that started this one wants of it. Both are written together, so it is trusted to fit. */
export async function given<Given>(): Promise<Given> {
  const [message] = await once(process, 'message');
  return message.given;
}

export function say(message: object): void {
  process.send?.(message);
}
