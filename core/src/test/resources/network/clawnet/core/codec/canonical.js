// Reads one document in hex a line; answers C if it is an object in RFC 8785 form within the limits
// of docs/protocol/encoding.md, else -.
'use strict';
const MAX_DEPTH = 32;
const MAX_WIDTH = 1024;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function within(value, depth) {
  if (depth > MAX_DEPTH) return false;
  if (typeof value === 'number') return Number.isSafeInteger(value);
  if (typeof value === 'string') return value.isWellFormed();
  if (value === null || typeof value !== 'object') return true;
  const names = Object.keys(value);
  return (
    names.length <= MAX_WIDTH &&
    names.every((name) => name.isWellFormed() && within(value[name], depth + 1))
  );
}

function canonical(value) {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return '[' + value.map(canonical).join(',') + ']';
  const members = Object.keys(value)
    .sort()
    .map((name) => JSON.stringify(name) + ':' + canonical(value[name]));
  return '{' + members.join(',') + '}';
}

function judge(bytes) {
  try {
    const value = JSON.parse(utf8.decode(bytes));
    const isObject = value !== null && typeof value === 'object' && !Array.isArray(value);
    return isObject && within(value, 0) && Buffer.from(canonical(value)).equals(bytes);
  } catch (refused) {
    return false;
  }
}

const lines = require('fs').readFileSync(0, 'latin1').split('\n');
lines.pop();
process.stdout.write(lines.map((line) => (judge(Buffer.from(line, 'hex')) ? 'C' : '-')).join(''));
