// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Keeps this process on this machine. Both fetch and node:https, and with them
// every client, open their connections through Socket.connect. Another host than
// loopback is refused there, before its name is looked up.

import net from "node:net";

const loopback = new Set(["127.0.0.1", "::1"]);
const connect = net.Socket.prototype.connect;

net.Socket.prototype.connect = function (...args) {
  // net.connect passes its arguments on in an array of their own.
  const [options] = Array.isArray(args[0]) ? args[0] : args;
  if (!loopback.has(options.host)) {
    throw new Error(`${options.host} is not on loopback`);
  }
  return connect.apply(this, args);
};
