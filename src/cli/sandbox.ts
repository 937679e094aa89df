import { CommandLineError } from './command-line-error.ts';
export async function sandbox(_args: readonly string[]): Promise<number> {
  throw new CommandLineError('not yet');
}
