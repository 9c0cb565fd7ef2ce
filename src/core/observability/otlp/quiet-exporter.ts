import { Logger } from '@nestjs/common';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-node';
import { Outage } from '../../logging/outage.js';

/** An exporter whose collector may be away: that is logged once, not with every batch that is dropped. */
export class QuietExporter implements SpanExporter {
  private readonly outage = new Outage(new Logger('Traces'), 'the collector of traces', 'spans are dropped');

  constructor(private readonly exporter: SpanExporter) {}

  export(spans: ReadableSpan[], done: Parameters<SpanExporter['export']>[1]): void {
    const send = (): Promise<void> =>
      new Promise((resolve, reject) =>
        this.exporter.export(spans, ({ code, error }) =>
          code === 0 ? resolve() : reject(error ?? new Error('it does not take them')),
        ),
      );
    this.outage.watch(send).then(
      () => done({ code: 0 }),
      (error: Error) => done({ code: 1, error }),
    );
  }

  shutdown(): Promise<void> {
    return this.exporter.shutdown();
  }
}
