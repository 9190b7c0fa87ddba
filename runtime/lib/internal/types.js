// SPDX-License-Identifier: MIT
//
// What a value is inside, whatever its prototype claims. The numbers are
// ThawObjectClass in thaw.h; this is util.types as well.
'use strict';

const { classOf } = internalBinding('util');

const kClass = {
  none: 0, object: 1, arguments: 2, array: 3, function: 4, error: 5,
  booleanObject: 6, numberObject: 7, stringObject: 8, symbolObject: 9,
  bigIntObject: 10, date: 11, regExp: 12, map: 13, set: 14, mapIterator: 15,
  setIterator: 16, weakMap: 17, weakSet: 18, weakRef: 19,
  finalizationRegistry: 20, promise: 21, proxy: 22, generator: 23,
  arrayBuffer: 24, sharedArrayBuffer: 25, typedArray: 26, dataView: 27,
  moduleNamespace: 28, external: 29,
};

let typedArrayTag;
// "Uint8Array" and so on; undefined for anything else.
function typedArrayName(value) {
  if (classOf(value) !== kClass.typedArray) return undefined;
  if (typedArrayTag === undefined)
    typedArrayTag = Object.getOwnPropertyDescriptor(
      Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag).get;
  return typedArrayTag.call(value);
}

function functionTag(value) {
  return typeof value === 'function' && value[Symbol.toStringTag];
}

const types = {
  isExternal: (value) => classOf(value) === kClass.external,
  isDate: (value) => classOf(value) === kClass.date,
  isArgumentsObject: (value) => classOf(value) === kClass.arguments,
  isBigIntObject: (value) => classOf(value) === kClass.bigIntObject,
  isBooleanObject: (value) => classOf(value) === kClass.booleanObject,
  isNumberObject: (value) => classOf(value) === kClass.numberObject,
  isStringObject: (value) => classOf(value) === kClass.stringObject,
  isSymbolObject: (value) => classOf(value) === kClass.symbolObject,
  isBoxedPrimitive(value) {
    const kind = classOf(value);
    return kind >= kClass.booleanObject && kind <= kClass.bigIntObject;
  },
  isNativeError: (value) => classOf(value) === kClass.error,
  isRegExp: (value) => classOf(value) === kClass.regExp,
  isAsyncFunction(value) {
    const tag = functionTag(value);
    return tag === 'AsyncFunction' || tag === 'AsyncGeneratorFunction';
  },
  isGeneratorFunction(value) {
    const tag = functionTag(value);
    return tag === 'GeneratorFunction' || tag === 'AsyncGeneratorFunction';
  },
  isGeneratorObject: (value) => classOf(value) === kClass.generator,
  isPromise: (value) => classOf(value) === kClass.promise,
  isMap: (value) => classOf(value) === kClass.map,
  isSet: (value) => classOf(value) === kClass.set,
  isMapIterator: (value) => classOf(value) === kClass.mapIterator,
  isSetIterator: (value) => classOf(value) === kClass.setIterator,
  isWeakMap: (value) => classOf(value) === kClass.weakMap,
  isWeakSet: (value) => classOf(value) === kClass.weakSet,
  isArrayBuffer: (value) => classOf(value) === kClass.arrayBuffer,
  isDataView: (value) => classOf(value) === kClass.dataView,
  isSharedArrayBuffer: (value) => classOf(value) === kClass.sharedArrayBuffer,
  isAnyArrayBuffer(value) {
    const kind = classOf(value);
    return kind === kClass.arrayBuffer || kind === kClass.sharedArrayBuffer;
  },
  isProxy: (value) => classOf(value) === kClass.proxy,
  isModuleNamespaceObject: (value) => classOf(value) === kClass.moduleNamespace,
  isArrayBufferView: (value) => ArrayBuffer.isView(value),
  isTypedArray: (value) => typedArrayName(value) !== undefined,
};

for (const name of ['Uint8Array', 'Uint8ClampedArray', 'Uint16Array',
                    'Uint32Array', 'Int8Array', 'Int16Array', 'Int32Array',
                    'Float16Array', 'Float32Array', 'Float64Array',
                    'BigInt64Array', 'BigUint64Array'])
  types['is' + name] = (value) => typedArrayName(value) === name;

module.exports = { kClass, classOf, types, typedArrayName };
