// Records header blocks that another HPACK encoder makes: nghttp2, as Node.js carries it.
//
//     node make-hpack-vectors.mjs FOLDER
//
// writes request and response stories into FOLDER, in the form of the hpack-test-case collection:
// {"description", "cases": [{"seqno", "wire", "headers": [{name: value}], "header_table_size"?}]}.
// A raw socket on one side sees what Node's HTTP/2 on the other side sends. Lists come from a seeded
// generator, so that a run with the same Node.js gives the same files.
import http2 from 'node:http2';
import net from 'node:net';
import fs from 'node:fs';
import path from 'node:path';

const folder = process.argv[2];
const HEADERS = 1, SETTINGS = 4, CONTINUATION = 9;

function random(seed) {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

function text(next, length) {
  let value = '';
  for (let i = 0; i < length; i++) value += String.fromCharCode(0x21 + next(0x5e));
  return value;
}

function extraFields(next) {
  const fields = {};
  const candidates = [
    () => { fields['user-agent'] = 'grpc-node-js/1.' + next(3); },
    () => { fields['grpc-timeout'] = next(99999999) + 'u'; },
    () => { fields['authorization'] = 'Bearer ' + text(next, 40); },
    () => { fields['trace-bin'] = Buffer.from(text(next, 16)).toString('base64'); },
    () => { fields['x-' + 'abcdefghij'[next(10)]] = 'v' + next(4); },
    () => { fields['x-long'] = text(next, next(600)); },
    () => { fields['x-empty'] = ''; },
    () => { fields['accept-encoding'] = 'gzip, deflate'; },
    () => { fields['x-octets'] = '\u00e9\u00ff\u0080' + next(3); },
    () => { fields['cache-control'] = next(2) ? 'no-cache' : 'max-age=' + next(100); },
    () => { fields['tenant'] = 'tenant-' + next(20); },
  ];
  for (const add of candidates) if (next(3) === 0) add();
  return fields;
}

function frame(type, flags, stream, payload) {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head[3] = type;
  head[4] = flags;
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}

function tableSize(size) {
  const payload = Buffer.alloc(6);
  payload.writeUInt16BE(1, 0);
  payload.writeUInt32BE(size, 2);
  return frame(SETTINGS, 0, 0, payload);
}

/** Calls onBlock(stream, block) for each header block of the bytes that come in, onAck on SETTINGS acks. */
function reader(onBlock, onAck, prefaceLength) {
  let pending = Buffer.alloc(0), skip = prefaceLength, fragments = [];
  return (chunk) => {
    pending = Buffer.concat([pending, chunk]);
    if (pending.length < skip) return;
    pending = pending.subarray(skip);
    skip = 0;
    while (pending.length >= 9) {
      const length = pending.readUIntBE(0, 3), type = pending[3], flags = pending[4];
      if (pending.length < 9 + length) return;
      const stream = pending.readUInt32BE(5);
      let payload = pending.subarray(9, 9 + length);
      pending = pending.subarray(9 + length);
      if (type === SETTINGS && flags & 1) onAck();
      if (type === HEADERS) {
        if (flags & 8) payload = payload.subarray(1, payload.length - payload[0]);
        if (flags & 32) payload = payload.subarray(5);
        fragments = [payload];
      }
      if (type === CONTINUATION) fragments.push(payload);
      if ((type === HEADERS || type === CONTINUATION) && flags & 4) {
        onBlock(stream, Buffer.concat(fragments));
      }
    }
  };
}

function listOf(fields) {
  return Object.entries(fields).map(([name, value]) => ({ [name]: String(value) }));
}

function write(name, description, cases) {
  const rows = cases.map((one) => '    ' + JSON.stringify(one));
  fs.writeFileSync(
    path.join(folder, name + '.json'),
    `{\n  "description": ${JSON.stringify(description)},\n  "cases": [\n${rows.join(',\n')}\n  ]\n}\n`);
}

/** Requests of Node's client, seen by a raw server that changes the table size now and then. */
function requests(name, seed, count, sizes) {
  return new Promise((done) => {
    const next = random(seed), cases = [];
    const server = net.createServer((socket) => {
      let size = sizes[0], announced = true, continueAfterAck = null;
      socket.on('error', () => {});
      socket.write(sizes[0] === 4096 ? frame(SETTINGS, 0, 0, Buffer.alloc(0)) : tableSize(size));
      socket.on('data', reader((stream, block) => {
        const entry = { seqno: cases.length, wire: block.toString('hex'), headers: listOf(sent) };
        if (announced) entry.header_table_size = size;
        announced = false;
        cases.push(entry);
        const answer = () => socket.write(frame(HEADERS, 5, stream, Buffer.from([0x88])));
        if (cases.length % 7 === 0 && sizes.length > 1) {
          size = sizes[next(sizes.length)];
          announced = true;
          continueAfterAck = answer;
          socket.write(tableSize(size));
        } else answer();
      }, () => {
        const go = continueAfterAck;
        continueAfterAck = null;
        if (go) go();
      }, 24));
    });
    let sent;
    server.listen(0, () => {
      const client = http2.connect('http://localhost:' + server.address().port);
      const send = () => {
        if (cases.length === count) {
          write(name, 'Requests as nghttp2 ' + process.versions.nghttp2 + ' encodes them.', cases);
          client.destroy();
          server.close(done);
          return;
        }
        sent = {
          ':method': next(5) ? 'POST' : 'GET',
          ':authority': 'localhost:' + (next(3) ? 50051 : 8080),
          ':scheme': 'http',
          ':path': ['/chat.Chat/Talk', '/bench.Echo/Unary', '/', '/' + text(next, 5)][next(4)],
          'content-type': 'application/grpc',
          te: 'trailers',
          ...extraFields(next),
        };
        const call = client.request({ ...sent }, { endStream: true });
        call.on('response', () => {});
        call.on('close', () => setImmediate(send));
        call.resume();
      };
      client.once('remoteSettings', send);
    });
  });
}

/** Responses of Node's server, seen by a raw client. */
function responses(name, seed, count, size) {
  return new Promise((done) => {
    const next = random(seed), cases = [];
    let sent;
    const server = http2.createServer();
    server.on('stream', (stream) => {
      sent = {
        ':status': [200, 200, 404, 302][next(4)],
        'content-type': 'application/grpc',
        'grpc-status': String(next(17)),
        ...extraFields(next),
      };
      delete sent['grpc-timeout'];
      stream.respond({ ...sent }, { endStream: true, sendDate: false });
    });
    server.listen(0, () => {
      const socket = net.connect(server.address().port);
      const ask = (id) => socket.write(frame(HEADERS, 5, id, Buffer.from([0x82, 0x86, 0x84, 1, 1, 0x61])));
      let begun = false;
      socket.write('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
      socket.write(tableSize(size));
      socket.on('data', reader((stream, block) => {
        const entry = { seqno: cases.length, wire: block.toString('hex'), headers: listOf(sent) };
        if (cases.length === 0) entry.header_table_size = size;
        cases.push(entry);
        if (cases.length < count) ask(stream + 2);
        else {
          write(name, 'Responses as nghttp2 ' + process.versions.nghttp2 + ' encodes them.', cases);
          socket.destroy();
          server.close(done);
        }
      }, () => {
        if (!begun) ask(1);
        begun = true;
      }, 0));
    });
  });
}

await requests('requests-4096', 1, 80, [4096]);
await requests('requests-no-table', 2, 30, [0]);
await requests('requests-small-table', 3, 80, [256]);
await requests('requests-changing-table', 4, 160, [4096, 0, 100, 512, 2000]);
await responses('responses-4096', 5, 80, 4096);
await responses('responses-small-table', 6, 60, 200);
