import { Gauge, type Registry } from 'prom-client';

/** How long figures of the database serve, in milliseconds: scrapers may come as often as they like. */
const FRESH_MS = 5_000;

/** Figures that are the same in every process, asked of the database when they are wanted; null while it is away. */
export type Figures<Kind> = () => Promise<Kind | null>;

export function freshFigures<Kind>(read: () => Promise<Kind>): Figures<Kind> {
  let latest: { figures: Promise<Kind | null>; until: number } | undefined;
  return () => {
    if (!latest || latest.until < Date.now())
      latest = { figures: read().catch(() => null), until: Date.now() + FRESH_MS };
    return latest.figures;
  };
}

/** Adds a metric of one figure, which is missing while the database is away. */
export function addFigure<Kind>(
  registry: Registry,
  figures: Figures<Kind>,
  metric: { name: string; help: string; value: (figures: Kind) => number },
): void {
  new Gauge({
    name: metric.name,
    help: metric.help,
    registers: [registry],
    async collect() {
      const current = await figures();
      if (current) this.set(metric.value(current));
      else this.remove();
    },
  });
}
