// SPDX-License-Identifier: MIT
//
// The url module: only what concerns file: URLs.
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

// An object with the parts of a file URL that are read in practice.
function pathToFileURL(path) {
  const { resolve } = require('path');
  let resolved = resolve(path);
  if (path.endsWith('/') && !resolved.endsWith('/')) resolved += '/';
  const pathname = encodeURI(resolved)
    .replace(/[?#\\]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return {
    href: `file://${pathname}`, protocol: 'file:', host: '', hostname: '',
    pathname, search: '', hash: '', origin: 'null',
    toString() { return this.href; },
    toJSON() { return this.href; },
  };
}

module.exports = { fileURLToPath, pathToFileURL };
