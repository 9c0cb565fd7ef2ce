import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';

/** A real S3 server in a process of its own, so that its work and memory are nobody else's. */
const S3rver = createRequire(import.meta.url)('s3rver') as new (options: object) => {
  run(): Promise<AddressInfo>;
};
const [directory] = process.argv.slice(2);
const buckets = ['cv-media', 'cv-static', 'cv-finance'].map((name) => ({ name }));
const options = { address: '127.0.0.1', port: 0, silent: true, directory, configureBuckets: buckets };
const { port } = await new S3rver(options).run();
process.send?.({ url: `http://127.0.0.1:${port}` });
