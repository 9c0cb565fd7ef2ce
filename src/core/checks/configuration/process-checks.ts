import { type Check, error, info, warning } from '../check.js';
import type { ConfigurationSubject } from './configuration-subject.js';

/** How the process is run. */
export const PROCESS_CHECKS: Check<ConfigurationSubject>[] = [
  {
    id: 'process.mode',
    deploy: true,
    find: ({ config }) =>
      config.mode === 'production'
        ? []
        : [
            error(
              `NODE_ENV is ${config.mode}.`,
              'Set NODE_ENV=production: defaults meant for trying out end there.',
            ),
          ],
  },
  {
    id: 'process.root',
    deploy: true,
    find: () =>
      process.getuid?.() === 0
        ? [warning('The service runs as root.', 'Give it a user of its own that owns nothing but DATA_DIR.')]
        : [],
  },
  {
    id: 'process.tls-verification',
    find: ({ variables }) =>
      variables.NODE_TLS_REJECT_UNAUTHORIZED === '0'
        ? [
            error(
              'NODE_TLS_REJECT_UNAUTHORIZED=0 accepts every certificate.',
              'Unset it, and name a private authority by NODE_EXTRA_CA_CERTS.',
            ),
          ]
        : [],
  },
  {
    id: 'process.inspector',
    deploy: true,
    find: ({ variables }) =>
      /--inspect/.test(`${variables.NODE_OPTIONS ?? ''} ${process.execArgv.join(' ')}`)
        ? [
            error(
              'The debugger is open (--inspect).',
              'Take it out of NODE_OPTIONS: who reaches it runs any code.',
            ),
          ]
        : [],
  },
  {
    id: 'process.log-level',
    deploy: true,
    find: ({ config: { log } }) => {
      if (log.level === 'trace' || log.level === 'debug')
        return [warning(`LOG_LEVEL is ${log.level}, which is slow and talkative.`, 'Set LOG_LEVEL=info.')];
      if (log.level === 'silent' || log.level === 'fatal')
        return [warning(`LOG_LEVEL is ${log.level}: failures leave no trace.`, 'Set LOG_LEVEL=info.')];
      return [];
    },
  },
  {
    id: 'process.worker',
    deploy: true,
    find: ({ config }) =>
      config.worker
        ? []
        : [
            info(
              'WORKER is off: this process runs no jobs.',
              'See that at least one `npm run worker` is running.',
            ),
          ],
  },
  {
    id: 'process.mail',
    deploy: true,
    find: ({ config }) =>
      config.mail.kind === 'kept'
        ? [
            warning(
              'SMTP_URL is not set: no mail leaves, all are kept and shown in the admin.',
              'Set SMTP_URL and MAIL_FROM.',
            ),
          ]
        : [],
  },
];
