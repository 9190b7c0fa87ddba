// SPDX-License-Identifier: MIT
//
// The url module: file URLs, the legacy functions, and the WHATWG classes.
'use strict';

const { makeError, invalidArgType } = require('internal/errors');

function fileURLToPath(url) {
  if (url !== null && typeof url === 'object' && typeof url.href === 'string')
    url = url.href;
  if (typeof url !== 'string') throw invalidArgType('path', ['string', 'URL'], url);
  if (!url.startsWith('file:'))
    throw makeError(TypeError, 'ERR_INVALID_URL_SCHEME',
      'The URL must be of scheme file');
  let path = url.slice(5).split(/[?#]/)[0];
  if (path.startsWith('//')) {
    const slash = path.indexOf('/', 2);
    const host = slash === -1 ? path.slice(2) : path.slice(2, slash);
    if (host !== '' && host !== 'localhost')
      throw makeError(TypeError, 'ERR_INVALID_FILE_URL_HOST',
        'File URL host must be "localhost" or empty on linux');
    path = slash === -1 ? '/' : path.slice(slash);
  }
  if (/%2f/i.test(path))
    throw makeError(TypeError, 'ERR_INVALID_FILE_URL_PATH',
      'File URL path must not include encoded / characters');
  return decodeURIComponent(path);
}

function pathToFileURL(path) {
  const { resolve } = require('path');
  let resolved = resolve(path);
  if (path.endsWith('/') && !resolved.endsWith('/')) resolved += '/';
  const pathname = resolved.replace(/[%\\\n\r\t?#]/g, (c) =>
    `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
  return new (require('internal/url').URL)(`file://${pathname}`);
}

// The legacy parser, as far as URL can stand in for it.
function parse(text, parseQuery) {
  const { URL } = require('internal/url');
  const result = {
    protocol: null, slashes: null, auth: null, host: null, port: null,
    hostname: null, hash: null, search: null, query: null, pathname: null,
    path: null, href: text,
  };
  const absolute = /^[a-zA-Z][a-zA-Z0-9+.-]*:/.test(text);
  const url = new URL(text, absolute ? undefined : 'http://x');
  if (absolute) {
    result.protocol = url.protocol;
    result.slashes = text.startsWith(`${url.protocol}//`) || null;
    if (url.username !== '')
      result.auth = decodeURIComponent(url.username) +
        (url.password === '' ? '' : `:${decodeURIComponent(url.password)}`);
    result.host = url.host;
    result.hostname = url.hostname;
    result.port = url.port === '' ? null : url.port;
    result.href = url.href;
  }
  result.pathname = absolute || text.startsWith('/')
    ? url.pathname : url.pathname.slice(1);
  result.hash = url.hash === '' ? null : url.hash;
  result.search = url.search === '' ? null : url.search;
  result.query = result.search === null ? null : result.search.slice(1);
  if (parseQuery)
    result.query = require('querystring').parse(result.query || '');
  result.path = result.pathname + (result.search || '');
  return result;
}

function format(url) {
  if (typeof url === 'string') return parse(url).href;
  if (typeof url.href === 'string' && typeof url.origin === 'string')
    return url.href;
  const protocol = url.protocol
    ? `${url.protocol}${url.protocol.endsWith(':') ? '' : ':'}` : '';
  const host = url.host || (url.hostname
    ? url.hostname + (url.port ? `:${url.port}` : '') : '');
  const search = url.search || (url.query && typeof url.query === 'object'
    ? `?${require('querystring').stringify(url.query)}` : '');
  return `${protocol}${host || url.slashes ? '//' : ''}` +
    `${url.auth ? `${url.auth}@` : ''}${host}${url.pathname || ''}` +
    `${search}${url.hash || ''}`;
}

function resolve(from, to) {
  const { URL } = require('internal/url');
  const absolute = /^[a-zA-Z][a-zA-Z0-9+.-]*:/.test(from);
  const base = new URL(from, absolute ? undefined : 'resolve://x');
  const url = new URL(to, base);
  return url.protocol === 'resolve:'
    ? url.pathname + url.search + url.hash : url.href;
}

module.exports = { fileURLToPath, pathToFileURL, parse, format, resolve };
for (const name of ['URL', 'URLSearchParams'])
  Object.defineProperty(module.exports, name, {
    get() { return require('internal/url')[name]; },
    configurable: true, enumerable: true,
  });
