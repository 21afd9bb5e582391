// Bảng theo dõi tiến độ: ví dụ cho đơn vị phát triển. A dashboard reads and watches the progress of a province.
//
//   npm install @grpc/grpc-js @grpc/proto-loader
//   at="--address 127.0.0.1:7440 --certs NODE/clients/reader-dashboard --ca NODE/keys/ca.pem"
//   node dashboard.mjs $at get       the table, by gRPC
//   node dashboard.mjs $at web       the same, by gRPC-Web over HTTP/1.1, as a browser asks
//   node dashboard.mjs $at watch     the table, then each row that changes, until Ctrl-C
//
// Options: --plan ID (else the newest issued plan), --cutoff YYYY-MM-DD (else the plan's date), --proto FOLDER of the contracts
// (else the one of this repository), --json (one JSON document a table). Exit codes: 0 done, 64 wrong call, 65 refused,
// 69 the coordinator is away, 77 not allowed.

import { readFileSync } from 'node:fs';
import https from 'node:https';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

// By require, so that NODE_PATH may say where the modules stand; `import` knows only node_modules beside the script.
const require = createRequire(import.meta.url);
const grpc = require('@grpc/grpc-js');
const protoLoader = require('@grpc/proto-loader');

const [WRONG_CALL, REFUSED, AWAY, NOT_ALLOWED] = [64, 65, 69, 77];
const DEADLINE_MS = 20_000;

function options() {
  const text = { type: 'string', default: '' };
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      address: text, certs: text, ca: text, plan: text, cutoff: text,
      proto: { type: 'string', default: fileURLToPath(new URL('../../proto', import.meta.url)) },
      json: { type: 'boolean', default: false },
    },
  });
  if (!values.address || !values.certs || !values.ca || positionals.length !== 1) {
    throw new Error('dashboard.mjs --address HOST:PORT --certs FOLDER --ca FILE get|watch|web');
  }
  return { ...values, command: positionals[0] };
}

/** The contract is read when the program starts: nothing is generated. Counts are exact integers, so they come as text. */
function progressService(proto) {
  const file = join(proto, 'lienthong/progress/v1/progress.proto');
  const loaded = protoLoader.loadSync(file, { includeDirs: [proto], longs: String, enums: String, defaults: true });
  return loaded['lienthong.progress.v1.ProgressService'];
}

/** Mutual TLS: who we are, and the one authority whose nodes we believe. */
function keys({ certs, ca }) {
  const [cert, key] = ['certificate.pem', 'key.pem'].map((name) => readFileSync(join(certs, name)));
  return { ca: readFileSync(ca), cert, key };
}

function client(settings) {
  const { ca, cert, key } = keys(settings);
  const Client = grpc.makeClientConstructor(progressService(settings.proto), 'ProgressService');
  return new Client(settings.address, grpc.credentials.createSsl(ca, key, cert));
}

const question = ({ plan, cutoff }) => ({ planId: plan, cutoff });

function get(settings) {
  const asked = client(settings);
  const deadline = Date.now() + DEADLINE_MS;
  return new Promise((resolve, reject) => {
    asked.getProgress(question(settings), { deadline }, (error, answer) => {
      asked.close();
      if (error) reject(error);
      else resolve(answer.progress);
    });
  });
}

/** Every message is a full table; equal ones are not sent, so each differs from the one before. */
async function watch(settings, show) {
  const asked = client(settings);
  for await (const { progress } of asked.watchProgress(question(settings))) show(progress);
}

/** gRPC-Web by hand: frames of one flag byte, a length and bytes; the status is a frame of its own or stands in the headers. */
async function web(settings) {
  const rpc = progressService(settings.proto).GetProgress;
  const message = rpc.requestSerialize(question(settings));
  const head = Buffer.alloc(5);
  head.writeUInt32BE(message.length, 1);
  const headers = { 'content-type': 'application/grpc-web+proto', 'x-grpc-web': '1' };
  const { headers: answered, body } = await post(settings, rpc.path, headers, Buffer.concat([head, message]));
  let [answer, trailers] = [undefined, answered];
  for (let at = 0; at < body.length; ) {
    const end = at + 5 + body.readUInt32BE(at + 1);
    const content = body.subarray(at + 5, end);
    if (body[at] & 0x80) trailers = Object.fromEntries(content.toString().trim().split('\r\n').map(pair));
    else answer = rpc.responseDeserialize(content);
    at = end;
  }
  const code = Number(trailers['grpc-status'] ?? grpc.status.UNKNOWN);
  if (code === grpc.status.OK) return answer.progress;
  throw Object.assign(new Error(), { code, details: decodeURIComponent(trailers['grpc-message'] ?? '') });
}

const pair = (line) => {
  const colon = line.indexOf(':');
  return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
};

function post(settings, path, headers, body) {
  const [host, port] = settings.address.split(/:(?=\d+$)/);
  return new Promise((resolve, reject) => {
    const sent = https.request({ host, port, path, method: 'POST', headers, timeout: DEADLINE_MS, ...keys(settings) });
    sent.on('response', (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part)).on('error', reject);
      answer.on('end', () => resolve({ headers: answer.headers, body: Buffer.concat(parts) }));
    });
    const away = (error) => reject(Object.assign(error, { code: grpc.status.UNAVAILABLE, details: error.message }));
    sent.on('error', away).on('timeout', () => sent.destroy(new Error('no answer')));
    sent.end(body);
  });
}

const VERDICTS = {
  VERDICT_BELOW: 'dưới chỉ tiêu', VERDICT_INSIDE: 'đạt chỉ tiêu', VERDICT_ABOVE: 'vượt chỉ tiêu',
  VERDICT_UNATTAINABLE: 'không có số đạt', VERDICT_NOT_APPLICABLE: 'không áp dụng', VERDICT_UNKNOWN: 'chưa kết luận',
};
const LEVELS = { LEVEL_PRESCHOOL: 'Mầm non', LEVEL_PRIMARY: 'Tiểu học', LEVEL_LOWER_SECONDARY: 'THCS' };

const words = (row) => [
  `${row.district} ${row.districtName}, ${LEVELS[row.level]}:`,
  `đã cử ${row.sent}/${row.inScope} (${row.percent || '–'} %),`,
  `nhập học ${row.enrolled}, có bằng ${row.completed},`,
  `${VERDICTS[row.verdict]}${row.cause ? ` (${row.cause})` : ''}`,
].join(' ');

/** An instant as people here read it, at +07:00 whatever the machine's own zone is. */
const hour = (milliseconds) => {
  const shifted = new Date(Number(milliseconds) + 7 * 3_600_000).toISOString();
  return `${shifted.slice(0, 19)}+07:00`;
};

/** Prints a table; given the one before, the rows that changed. */
function printer(settings) {
  let before = new Map();
  return (progress) => {
    if (settings.json) return console.log(JSON.stringify(progress));
    const { plan, cutoff, breaks } = progress;
    console.log(`${plan.id}, chốt đến ${cutoff}, tính lúc ${hour(progress.asOf)}, ${breaks.length} chênh lệch`);
    const rows = new Map([...progress.rows, ...progress.totals].map((row) => [`${row.district} ${row.level}`, words(row)]));
    for (const [place, line] of rows) if (before.get(place) !== line) console.log(`  ${line}`);
    before = rows;
  };
}

async function main() {
  let settings;
  try {
    settings = options();
  } catch (error) {
    console.error(error.message);
    return WRONG_CALL;
  }
  const show = printer(settings);
  try {
    if (settings.command === 'get') show(await get(settings));
    else if (settings.command === 'web') show(await web(settings));
    else if (settings.command === 'watch') await watch(settings, show);
    else return WRONG_CALL;
    return 0;
  } catch (error) {
    if (error.code === undefined || grpc.status[error.code] === undefined) throw error;
    console.error(`${grpc.status[error.code]}: ${error.details}`);
    return { [grpc.status.UNAVAILABLE]: AWAY, [grpc.status.PERMISSION_DENIED]: NOT_ALLOWED }[error.code] ?? REFUSED;
  }
}

process.exitCode = await main();
