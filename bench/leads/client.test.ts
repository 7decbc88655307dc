import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { createReader, deliver, percentile } from './client.ts';
import { leadOf } from './payload.ts';

const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

describe('reading answers', () => {
  it('finds the status at the end of each answer, however the bytes are cut', () => {
    const answer = Buffer.from(
      'HTTP/1.1 503 Service Unavailable\r\nx-one: 1\r\ncontent-length: 17\r\nconnection: keep-alive\r\n\r\n{"received":"no"}',
    );
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(answer.length), { maxLength: 6 }), (cuts) => {
        const seen: number[] = [];
        const read = createReader((status) => seen.push(status));
        const edges = [0, ...cuts.toSorted((a, b) => a - b), answer.length];
        edges.slice(1).forEach((end, index) => {
          const piece = answer.subarray(edges[index], end);
          if (piece.length > 0) read(piece);
        });
        expect(seen).toEqual([503]);
      }),
    );
  });

  it('refuses an answer whose length it cannot know', () => {
    const read = createReader(() => {});
    expect(() => read(Buffer.from('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n'))).toThrow(
      'content-length',
    );
  });
});

describe('percentile', () => {
  it.each([
    [0, 1],
    [0.5, 51],
    [0.99, 100],
    [1, 100],
  ])('%d of 1 to 100 is %d', (share, expected) => {
    expect(
      percentile(
        Float64Array.from({ length: 100 }, (_, index) => index + 1),
        share,
      ),
    ).toBe(expected);
  });
});

describe('delivering', () => {
  it('counts acknowledged deliveries, distinct leads and errors, and sends each delivery of the range once', async () => {
    const arrived: string[] = [];
    const server = createServer((request, response) => {
      request.setEncoding('utf8');
      let body = '';
      request.on('data', (chunk: string) => (body += chunk));
      request.on('end', () => {
        const { data } = JSON.parse(body) as { data: { negotiationID: string } };
        arrived.push(data.negotiationID);
        response.writeHead(data.negotiationID.endsWith('7') ? 500 : 200, { 'content-length': 2 }).end('{}');
      });
    });
    closers.push(() => server.close());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const load = await deliver(
      { port, path: '/hooks', authorization: 'Basic eA==' },
      { connections: 3, seconds: 0.2, from: 40 },
    );

    const expected = arrived.map((_, index) => `1${String(leadOf(40 + index)).padStart(17, '0')}`);
    expect(arrived.toSorted()).toEqual(expected.toSorted());
    const refused = arrived.filter((id) => id.endsWith('7'));
    expect(load.errors).toBe(refused.length);
    expect(load.acknowledged).toBe(arrived.length - refused.length);
    expect(load.leads).toBe(new Set(arrived.filter((id) => !id.endsWith('7'))).size);
    expect(load.next % 20).toBe(0);
    expect(load.next).toBeGreaterThanOrEqual(40 + arrived.length);
  });

  it('fails when the subject closes a connection', async () => {
    const server = createServer((request) => request.socket.destroy());
    closers.push(() => server.close());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await expect(
      deliver({ port, path: '/hooks', authorization: 'Basic eA==' }, { connections: 1, seconds: 5, from: 0 }),
    ).rejects.toThrow();
  });
});
