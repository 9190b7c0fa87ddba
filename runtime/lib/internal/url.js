// SPDX-License-Identifier: MIT
//
// URL and URLSearchParams after the WHATWG standard. Hosts are taken as they
// are (lower case, IPv4 and IPv6 in brackets); names beyond ASCII are refused
// rather than encoded with punycode.
'use strict';

const { makeError } = require('internal/errors');
const { inspect, kCustom } = require('internal/inspect');

const kDefaultPorts = { 'http:': '80', 'https:': '443', 'ws:': '80',
                        'wss:': '443', 'ftp:': '21', 'file:': '' };

function invalid(input) {
  const error = makeError(TypeError, 'ERR_INVALID_URL', 'Invalid URL');
  error.input = input;
  return error;
}

// Percent-encodes what is not allowed; `extra` are further characters to encode.
function encode(text, extra) {
  let result = '';
  for (const character of text) {
    const point = character.codePointAt(0);
    if (point > 0x20 && point < 0x7f && !extra.includes(character))
      result += character;
    else
      result += character === '\ufffd' || (point >= 0xd800 && point <= 0xdfff)
        ? '%EF%BF%BD'
        : point < 0x80
          ? `%${point.toString(16).toUpperCase().padStart(2, '0')}`
          : encodeURIComponent(character);
  }
  return result;
}

const kPathExtra = '"#<>?`{}';
const kQueryExtra = '"#<>';
const kUserExtra = '"#<>?`{}/:;=@[\\]^|';

function isSpecial(protocol) {
  return protocol in kDefaultPorts;
}

function normalizePath(path, special) {
  const segments = [];
  const parts = (special ? path.replaceAll('\\', '/') : path).split('/');
  if (parts[0] === '') parts.shift();
  parts.forEach((part, index) => {
    const plain = part.toLowerCase().replaceAll('%2e', '.');
    const last = index === parts.length - 1;
    if (plain === '..') {
      segments.pop();
      if (last) segments.push('');
    } else if (plain === '.') {
      if (last) segments.push('');
    } else {
      segments.push(encode(part, kPathExtra));
    }
  });
  return `/${segments.join('/')}`;
}

function parseIPv4(host) {
  const parts = host.split('.');
  if (parts[parts.length - 1] === '') parts.pop();
  if (parts.length === 0 || parts.length > 4) return undefined;
  const numbers = parts.map((part) =>
    /^(0x[0-9a-f]*|[0-9]+)$/i.test(part)
      ? /^0[0-7]+$/.test(part) ? parseInt(part, 8) : Number(part) : NaN);
  if (Number.isNaN(numbers[numbers.length - 1])) return undefined;
  let value = 0;
  numbers.forEach((number, index) => {
    const last = index === numbers.length - 1;
    if (Number.isNaN(number) || (!last && number > 255))
      throw invalid(host);
    value += last ? number : number * 256 ** (3 - index);
  });
  if (value >= 2 ** 32) throw invalid(host);
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256)
    .join('.');
}

function parseHost(host, special, input) {
  if (host.startsWith('[')) {
    if (!/^\[[0-9a-fA-F:.]+\]$/.test(host)) throw invalid(input);
    return host.toLowerCase();
  }
  if (!special) return encode(host, '');
  let name;
  try {
    name = decodeURIComponent(host).toLowerCase();
  } catch {
    throw invalid(input);
  }
  if (name === '' || /[\0-\x20"#%/:<>?@[\\\]^`{|}\x7f-\uffff]/.test(name))
    throw invalid(input);
  const address = parseIPv4(name);
  return address === undefined ? name : address;
}

// The parts of input, relative to base (parts or undefined).
function parse(input, base) {
  const text = input.replace(/^[\0-\x20]+|[\0-\x20]+$/g, '')
    .replace(/[\t\n\r]/g, '');
  const scheme = /^([a-zA-Z][a-zA-Z0-9+.-]*):/.exec(text);
  let rest = text;
  let parts = {
    protocol: '', username: '', password: '', hostname: '', port: '',
    pathname: '', search: '', hash: '', hasHost: false, opaque: false,
  };
  const take = (mark) => {
    const at = rest.indexOf(mark);
    if (at === -1) return undefined;
    const tail = rest.slice(at + 1);
    rest = rest.slice(0, at);
    return tail;
  };
  const hash = take('#');
  const query = take('?');
  let relative = false;
  if (scheme !== null) {
    parts.protocol = `${scheme[1].toLowerCase()}:`;
    rest = rest.slice(scheme[0].length);
    relative = base !== undefined && isSpecial(parts.protocol) &&
      base.protocol === parts.protocol && !/^[/\\]{2}/.test(rest) &&
      parts.protocol !== 'file:';
  } else {
    if (base === undefined) throw invalid(input);
    relative = true;
  }
  const special = isSpecial(relative ? base.protocol : parts.protocol);
  if (relative && base.opaque) {
    if (rest !== '' || query !== undefined || hash === undefined)
      throw invalid(input);
    return { ...base, hash: hash === '' ? '' : `#${encode(hash, '"<>`')}` };
  }
  if ((special ? /^[/\\]{2}/ : /^\/\//).test(rest) || (!relative && special &&
                             parts.protocol !== 'file:')) {
    if (relative) parts.protocol = base.protocol;
    parseAuthority(parts, rest, special, input);
  } else if (relative) {
    const own = parts.protocol || base.protocol;
    parts = { ...base, protocol: own, hash: '' };
    if (rest === '') {
      if (query !== undefined) parts.search = '';
    } else {
      parts.search = '';
      const absolute = rest[0] === '/' || (special && rest[0] === '\\');
      const folder = base.pathname.slice(0, base.pathname.lastIndexOf('/') + 1);
      parts.pathname = normalizePath(absolute ? rest : folder + rest, special);
    }
  } else if (special) {
    parts.hasHost = true;
    parts.pathname = normalizePath(rest, true);
  } else if (rest.startsWith('/')) {
    parts.pathname = normalizePath(rest, false);
  } else {
    parts.opaque = true;
    parts.pathname = encode(rest, '');
  }
  if (query !== undefined)
    parts.search = query === ''
      ? '' : `?${encode(query, special ? `${kQueryExtra}'` : kQueryExtra)}`;
  if (hash !== undefined && hash !== '')
    parts.hash = `#${encode(hash, '"<>`')}`;
  return parts;
}

function parseAuthority(parts, rest, special, input) {
  const slashes = special && parts.protocol !== 'file:'
    ? /^[/\\]*/ : special ? /^[/\\]{2}/ : /^\/\//;
  rest = rest.replace(slashes, '');
  const end = rest.search(special ? /[/\\]/ : /\//);
  let authority = end === -1 ? rest : rest.slice(0, end);
  const path = end === -1 ? '' : rest.slice(end);
  const at = authority.lastIndexOf('@');
  if (at !== -1) {
    const [user, ...password] = authority.slice(0, at).split(':');
    parts.username = encode(user, kUserExtra);
    parts.password = encode(password.join(':'), kUserExtra);
    authority = authority.slice(at + 1);
  }
  const port = /:([0-9]*)$/.exec(authority);
  if (port !== null && !authority.endsWith(']')) {
    authority = authority.slice(0, port.index);
    if (Number(port[1]) > 65535) throw invalid(input);
    parts.port = port[1] === '' ? '' : `${Number(port[1])}`;
    if (parts.port === kDefaultPorts[parts.protocol]) parts.port = '';
  }
  parts.hasHost = true;
  if (parts.protocol === 'file:')
    parts.hostname = authority === '' || authority.toLowerCase() === 'localhost'
      ? '' : parseHost(authority, true, input);
  else
    parts.hostname = parseHost(authority, special, input);
  parts.pathname = path === '' && !special ? '' : normalizePath(path, special);
}

class URLSearchParams {
  #list = [];
  #url = null;

  constructor(init = '') {
    if (init !== null && typeof init === 'object') {
      if (typeof init[Symbol.iterator] === 'function') {
        for (const [name, value] of init) this.#list.push([`${name}`, `${value}`]);
      } else {
        for (const name of Object.keys(init))
          this.#list.push([name, `${init[name]}`]);
      }
    } else {
      this.#parse(`${init}`);
    }
  }
  static attach(url, search) {
    const params = new URLSearchParams(search);
    params.#url = url;
    return params;
  }
  reset(search) {
    this.#list = [];
    this.#parse(search);
  }
  #parse(text) {
    const decode = (part) => {
      const spaced = part.replaceAll('+', ' ');
      try {
        return decodeURIComponent(spaced);
      } catch {
        return spaced;
      }
    };
    for (const pair of text.replace(/^\?/, '').split('&')) {
      if (pair === '') continue;
      const at = pair.indexOf('=');
      this.#list.push(at === -1 ? [decode(pair), '']
        : [decode(pair.slice(0, at)), decode(pair.slice(at + 1))]);
    }
  }
  #changed() {
    if (this.#url !== null) this.#url.search = this.toString();
  }
  get size() {
    return this.#list.length;
  }
  append(name, value) {
    this.#list.push([`${name}`, `${value}`]);
    this.#changed();
  }
  delete(name) {
    this.#list = this.#list.filter((pair) => pair[0] !== `${name}`);
    this.#changed();
  }
  get(name) {
    const found = this.#list.find((pair) => pair[0] === `${name}`);
    return found === undefined ? null : found[1];
  }
  getAll(name) {
    return this.#list.filter((pair) => pair[0] === `${name}`)
      .map((pair) => pair[1]);
  }
  has(name) {
    return this.#list.some((pair) => pair[0] === `${name}`);
  }
  set(name, value) {
    const index = this.#list.findIndex((pair) => pair[0] === `${name}`);
    if (index === -1) {
      this.#list.push([`${name}`, `${value}`]);
    } else {
      this.#list[index][1] = `${value}`;
      this.#list = this.#list.filter((pair, i) =>
        i <= index || pair[0] !== `${name}`);
    }
    this.#changed();
  }
  sort() {
    this.#list.sort((a, b) => a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0);
    this.#changed();
  }
  forEach(callback, receiver) {
    for (const [name, value] of this.#list)
      callback.call(receiver, value, name, this);
  }
  toString() {
    const text = (part) => encodeURIComponent(part.toWellFormed())
      .replaceAll('%20', '+').replace(/[!'()~]/g, (c) =>
        `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
    return this.#list.map(([name, value]) => `${text(name)}=${text(value)}`)
      .join('&');
  }
  * entries() {
    for (const pair of this.#list) yield [...pair];
  }
  * keys() {
    for (const pair of this.#list) yield pair[0];
  }
  * values() {
    for (const pair of this.#list) yield pair[1];
  }
  [Symbol.iterator]() {
    return this.entries();
  }
  [kCustom](depth, options) {
    const shown = this.#list.map(([name, value]) =>
      `${inspect(name, options)} => ${inspect(value, options)}`);
    return shown.length === 0
      ? 'URLSearchParams {}' : `URLSearchParams { ${shown.join(', ')} }`;
  }
}

class URL {
  #parts;
  #params = null;

  constructor(input, base) {
    const from = base === undefined ? undefined : parse(`${base}`, undefined);
    this.#parts = parse(`${input}`, from);
  }
  static canParse(input, base) {
    try {
      return Boolean(new URL(input, base));
    } catch {
      return false;
    }
  }
  get href() {
    const p = this.#parts;
    const user = p.username === '' && p.password === '' ? ''
      : `${p.username}${p.password === '' ? '' : `:${p.password}`}@`;
    const host = p.hasHost ? `//${user}${this.host}` : '';
    return `${p.protocol}${host}${p.pathname}${p.search}${p.hash}`;
  }
  set href(value) {
    this.#parts = parse(`${value}`, undefined);
    this.#sync();
  }
  get origin() {
    const { protocol } = this.#parts;
    return isSpecial(protocol) && protocol !== 'file:'
      ? `${protocol}//${this.host}` : 'null';
  }
  get protocol() {
    return this.#parts.protocol;
  }
  set protocol(value) {
    const name = `${`${value}`.split(':')[0].toLowerCase()}:`;
    if (isSpecial(name) === isSpecial(this.#parts.protocol))
      this.#parts.protocol = name;
  }
  get host() {
    const { hostname, port } = this.#parts;
    return port === '' ? hostname : `${hostname}:${port}`;
  }
  set host(value) {
    const [, name, port] = /^(\[.*\]|[^:]*)(?::([0-9]*))?/.exec(`${value}`);
    this.hostname = name;
    if (port !== undefined) this.port = port;
  }
  get hostname() {
    return this.#parts.hostname;
  }
  set hostname(value) {
    try {
      this.#parts.hostname = parseHost(`${value}`,
        isSpecial(this.#parts.protocol), value);
    } catch {
      // An invalid host is ignored.
    }
  }
  get port() {
    return this.#parts.port;
  }
  set port(value) {
    const digits = /^[0-9]*/.exec(`${value}`)[0];
    if (Number(digits) > 65535) return;
    const port = digits === '' ? '' : `${Number(digits)}`;
    this.#parts.port = port === kDefaultPorts[this.protocol] ? '' : port;
  }
  get username() {
    return this.#parts.username;
  }
  set username(value) {
    this.#parts.username = encode(`${value}`, kUserExtra);
  }
  get password() {
    return this.#parts.password;
  }
  set password(value) {
    this.#parts.password = encode(`${value}`, kUserExtra);
  }
  get pathname() {
    return this.#parts.pathname;
  }
  set pathname(value) {
    if (!this.#parts.opaque)
      this.#parts.pathname =
        normalizePath(`${value}`, isSpecial(this.#parts.protocol));
  }
  get search() {
    return this.#parts.search;
  }
  set search(value) {
    const text = `${value}`.replace(/^\?/, '');
    this.#parts.search = text === '' ? '' : `?${encode(text, kQueryExtra)}`;
    this.#sync(value);
  }
  // The parameters follow unless the change came from them.
  #sync(value) {
    if (this.#params !== null && value !== this.#params.toString())
      this.#params.reset(this.#parts.search);
  }
  get searchParams() {
    if (this.#params === null)
      this.#params = URLSearchParams.attach(this, this.#parts.search);
    return this.#params;
  }
  get hash() {
    return this.#parts.hash;
  }
  set hash(value) {
    const text = `${value}`.replace(/^#/, '');
    this.#parts.hash = text === '' ? '' : `#${encode(text, '"<>`')}`;
  }
  toString() {
    return this.href;
  }
  toJSON() {
    return this.href;
  }
  [kCustom](depth, options) {
    if (typeof depth === 'number' && depth < 0) return this;
    const shown = Object.create({ constructor: URL });
    for (const name of ['href', 'origin', 'protocol', 'username', 'password',
                        'host', 'hostname', 'port', 'pathname', 'search',
                        'searchParams', 'hash'])
      shown[name] = this[name];
    return inspect(shown, options);
  }
}
module.exports = { URL, URLSearchParams };
