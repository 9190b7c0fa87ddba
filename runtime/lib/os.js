// SPDX-License-Identifier: MIT
//
// The os module.
'use strict';

const binding = internalBinding('os');
const { uvException } = require('internal/errors');

function checked(result, syscall) {
  if (typeof result === 'number' && result < 0)
    throw uvException(result, syscall);
  return result;
}

const kSignals = {
  SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGILL: 4, SIGTRAP: 5, SIGABRT: 6,
  SIGBUS: 7, SIGFPE: 8, SIGKILL: 9, SIGUSR1: 10, SIGSEGV: 11, SIGUSR2: 12,
  SIGPIPE: 13, SIGALRM: 14, SIGTERM: 15, SIGCHLD: 17, SIGCONT: 18,
  SIGSTOP: 19, SIGTSTP: 20, SIGTTIN: 21, SIGTTOU: 22,
};

function tmpdir() {
  const path = process.env.TMPDIR || process.env.TMP || process.env.TEMP ||
    '/tmp';
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

module.exports = {
  EOL: '\n',
  devNull: '/dev/null',
  arch: () => process.arch,
  platform: () => process.platform,
  endianness: () => 'LE',
  hostname: () => checked(binding.hostname(), 'uv_os_gethostname'),
  homedir: () => checked(binding.homedir(), 'uv_os_homedir'),
  tmpdir,
  type: () => binding.uname()[0],
  release: () => binding.uname()[1],
  version: () => binding.uname()[2],
  machine: () => binding.uname()[3],
  uptime: () => binding.uptime(),
  totalmem: () => binding.memory()[0],
  freemem: () => binding.memory()[1],
  loadavg: () => binding.loadavg(),
  availableParallelism: () => binding.parallelism(),
  cpus() {
    const list = binding.cpus();
    const result = [];
    for (let i = 0; i < list.length; i += 7)
      result.push({
        model: list[i], speed: list[i + 1],
        times: { user: list[i + 2], nice: list[i + 3], sys: list[i + 4],
                 idle: list[i + 5], irq: list[i + 6] },
      });
    return result;
  },
  userInfo() {
    const [username, homedir, shell, uid, gid] =
      checked(binding.userInfo(), 'uv_os_get_passwd');
    return { uid, gid, username, homedir, shell };
  },
  constants: { signals: Object.assign(Object.create(null), kSignals) },
};
