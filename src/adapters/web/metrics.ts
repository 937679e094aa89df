/** The few kinds of metrics we have, printed in the text format of Prometheus 0.0.4. */

export type Labels = Readonly<Record<string, string>>;

export interface Counter {
  /** By 1 when not given. */
  add(labels: Labels, by?: number): void;
}

export interface Sample {
  readonly labels: Labels;
  readonly value: number;
}

export interface Metrics {
  /** A name that ends in `_total`. */
  counter(name: string, help: string): Counter;
  /** Read anew each time it is asked for. */
  gauge(name: string, help: string, read: () => Promise<readonly Sample[]> | readonly Sample[]): void;
  /** All of them, for `GET /metrics`. */
  print(): Promise<string>;
}

export const metricsType = 'text/plain; version=0.0.4';

/** More label values than that are counted together as `other`: what comes from outside must not fill the memory. */
const maxSeries = 500;

interface Family {
  readonly name: string;
  readonly type: 'counter' | 'gauge';
  readonly help: string;
  readonly read: () => Promise<readonly Sample[]> | readonly Sample[];
}

export function createMetrics(): Metrics {
  const families: Family[] = [];
  return {
    counter(name, help) {
      const series = new Map<string, { readonly labels: Labels; value: number }>();
      families.push({ name, type: 'counter', help, read: () => [...series.values()] });
      return {
        add(labels, by = 1) {
          const kept = series.size < maxSeries || series.has(printLabels(labels)) ? labels : otherwise(labels);
          const key = printLabels(kept);
          const one = series.get(key) ?? { labels: kept, value: 0 };
          one.value += by;
          series.set(key, one);
        },
      };
    },
    gauge(name, help, read) {
      families.push({ name, type: 'gauge', help, read });
    },
    async print() {
      const texts = await Promise.all(families.map(printFamily));
      return texts.join('');
    },
  };
}

function otherwise(labels: Labels): Labels {
  return Object.fromEntries(Object.keys(labels).map((name) => [name, 'other']));
}

async function printFamily({ name, type, help, read }: Family): Promise<string> {
  const samples = await read();
  const lines = samples.map(({ labels, value }) => `${name}${printLabels(labels)} ${value}\n`);
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`;
}

function printLabels(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeValue(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escapeValue(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
