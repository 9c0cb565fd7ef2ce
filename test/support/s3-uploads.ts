import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** An upload in parts that has begun. */
interface Upload {
  key: string;
  id: string;
  initiated: Date;
}

/** Stands before a real S3 that can neither list nor end uploads in parts, and does both for it; a page is one upload. */
export interface S3WithUploads {
  url: string;
  uploads: Upload[];
  /** Ids of uploads that are still told although they have ended. */
  ended: Set<string>;
  close(): Promise<void>;
}

export async function startS3WithUploads(url: string): Promise<S3WithUploads> {
  const target = new URL(url);
  const server = createServer((request, response) => void answer(s3, target, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const s3: S3WithUploads = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    uploads: [],
    ended: new Set(),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return s3;
}

async function answer(
  s3: S3WithUploads,
  target: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '', target);
  const key = decodeURIComponent(pathname.split('/').slice(2).join('/'));
  const id = searchParams.get('uploadId');
  const xml = (status: number, body: string) =>
    response.writeHead(status, { 'content-type': 'application/xml' }).end(`<?xml version="1.0"?>${body}`);

  if (request.method === 'GET' && searchParams.has('uploads')) {
    const told = s3.uploads.findIndex((upload) => upload.id === searchParams.get('upload-id-marker'));
    return void xml(200, pageOf(s3.uploads.slice(told + 1)));
  }
  if (request.method === 'DELETE' && id) {
    if (s3.ended.has(id)) return void xml(404, '<Error><Code>NoSuchUpload</Code></Error>');
    s3.ended.add(id);
    return void response.writeHead(204).end();
  }
  const { method, url: path, headers } = request;
  const onward = forward({ host: target.hostname, port: target.port, method, path, headers }, (given) => {
    response.writeHead(given.statusCode ?? 500, given.headers);
    given.pipe(response);
    if (method === 'POST' && searchParams.has('uploads'))
      void text(given).then((body) => {
        const [, begun = ''] = /<UploadId>(.*?)<\/UploadId>/.exec(body) ?? [];
        s3.uploads.push({ key, id: begun, initiated: new Date() });
      });
  });
  onward.on('error', () => request.socket.destroy());
  request.pipe(onward);
}

function pageOf([first, ...others]: Upload[]): string {
  const upload = first
    ? `<Upload><Key>${first.key}</Key><UploadId>${first.id}</UploadId>
       <Initiated>${first.initiated.toISOString()}</Initiated></Upload>
       <NextKeyMarker>${first.key}</NextKeyMarker><NextUploadIdMarker>${first.id}</NextUploadIdMarker>`
    : '';
  return `<ListMultipartUploadsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
    ${upload}<IsTruncated>${others.length > 0}</IsTruncated></ListMultipartUploadsResult>`;
}
