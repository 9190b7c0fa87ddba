// SPDX-License-Identifier: MIT
//
// v8.startupSnapshot: callbacks around freezing and thawing, and the main
// function of a thawed program. mksnapshot calls runSerializeCallbacks before
// it freezes; the host calls runDeserialize after it has thawed.
'use strict';

const { makeError, validateFunction } = require('internal/errors');

const serializeCallbacks = [];
const deserializeCallbacks = [];
let mainFunction;
let building = false;

function checkBuilding() {
  if (!building)
    throw makeError(Error, 'ERR_NOT_BUILDING_SNAPSHOT',
      'Operation cannot be invoked when not building startup snapshot');
}

const startupSnapshot = {
  isBuildingSnapshot: () => building,
  addSerializeCallback(callback, data) {
    checkBuilding();
    validateFunction(callback, 'callback');
    serializeCallbacks.push([callback, data]);
  },
  addDeserializeCallback(callback, data) {
    checkBuilding();
    validateFunction(callback, 'callback');
    deserializeCallbacks.push([callback, data]);
  },
  setDeserializeMainFunction(callback, data) {
    checkBuilding();
    validateFunction(callback, 'callback');
    if (mainFunction !== undefined)
      throw makeError(Error, 'ERR_DUPLICATE_STARTUP_SNAPSHOT_MAIN_FUNCTION',
        'Deserialize main function is already configured.');
    mainFunction = [callback, data];
  },
};

function setBuilding(value) {
  building = value;
}

function runSerializeCallbacks() {
  for (const [callback, data] of serializeCallbacks) callback(data);
}

// Returns true if there was a main function to run.
function runDeserialize() {
  building = false;
  for (const [callback, data] of deserializeCallbacks) callback(data);
  if (mainFunction === undefined) return false;
  const [callback, data] = mainFunction;
  callback(data);
  return true;
}

module.exports = {
  startupSnapshot, setBuilding, runSerializeCallbacks, runDeserialize,
};
