import type { Registry } from 'prom-client';
import type { MailStatistics } from '../mail/mail-statistics.service.js';
import { addFigure, freshFigures } from './fresh-figures.js';

/** How mail stands in all processes together. */
export function addMailMetrics(registry: Registry, statistics: MailStatistics): void {
  const figures = freshFigures(() => statistics.current());
  addFigure(registry, figures, {
    name: 'mails_pending',
    help: 'Mails to be sent, now or later.',
    value: ({ pending }) => pending,
  });
  addFigure(registry, figures, {
    name: 'mails_oldest_pending_seconds',
    help: 'Age of the oldest mail that is to be sent; 0 without any.',
    value: ({ oldestPendingSeconds }) => oldestPendingSeconds,
  });
  addFigure(registry, figures, {
    name: 'mails_failed_recent',
    help: 'Mails of the last day that were given up.',
    value: ({ failed }) => failed,
  });
}
