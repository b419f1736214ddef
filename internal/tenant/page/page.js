// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

"use strict";

const $ = (id) => document.getElementById(id);

// element makes an element with properties and children; texts stay texts.
function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function say(text) { $("said").textContent = text; }

// ask sends a request to the tenant, and says what went wrong.
async function ask(method, path, body) {
  const response = await fetch(path, { method, body: body && JSON.stringify(body), headers: body ? { "Content-Type": "application/json" } : {} });
  const text = await response.text();
  const answer = text ? JSON.parse(text) : {};
  if (!response.ok) {
    say(answer.error ?? response.statusText);
    throw new Error(answer.error ?? response.statusText);
  }
  return answer;
}

const pretty = (value) => JSON.stringify(value, null, 2);

// fragment is the part of the address that shows a collection, or an object in it.
const fragment = (collection, id = "") => "#" + new URLSearchParams(id ? { in: collection, id } : { in: collection });

async function showCollections() {
  const { collections } = await ask("GET", "collections");
  const current = new URLSearchParams(location.hash.slice(1)).get("in");
  $("collections").replaceChildren(...collections.map(({ path, count }) => {
    const link = element("a", { href: fragment(path) }, path);
    if (path === current) link.setAttribute("aria-current", "page");
    return element("li", {}, link, ` ${count}`);
  }));
}

function objectDetails({ id, name, object, from, to }, open) {
  const links = [...from.map((l) => ({ ...l, word: l.relation })), ...to.map((l) => ({ ...l, word: `is in ${l.relation} of` }))];
  const details = element("details", { open }, element("summary", {}, name ? `${name} (${id})` : id));
  if (links.length) {
    details.append(element("ul", { ariaLabel: "Links" }, ...links.map((l) => element("li", {}, `${l.word} `, element("a", { href: fragment(l.in, l.id) }, l.name || l.id)))));
  }
  details.append(element("pre", { tabIndex: 0, ariaLabel: `JSON of ${name || id}` }, pretty(object)));
  return details;
}

async function showObjects(after = 0) {
  const wanted = new URLSearchParams(location.hash.slice(1));
  const collection = wanted.get("in");
  if (!collection) return;
  const id = wanted.get("id") ?? "";
  const answer = await ask("GET", "objects?" + new URLSearchParams({ in: collection, id, after }));
  $("objects-title").textContent = collection;
  const shown = answer.objects.map((o) => objectDetails(o, id !== ""));
  if (after) $("objects-list").append(...shown);
  else $("objects-list").replaceChildren(...shown);
  $("objects-note").replaceChildren(...(id ? [element("a", { href: fragment(collection) }, `All of ${collection}`)] : [`${answer.count} objects`]));
  $("objects-more").hidden = !answer.next;
  $("objects-more").onclick = () => showObjects(answer.next);
}

async function visit() {
  await showObjects();
  await showCollections();
  if (location.hash) $("objects").focus({ preventScroll: true });
}

async function showFaults() {
  const { faults } = await ask("GET", "faults");
  $("faults").replaceChildren(...faults.map(({ number, fault, hits }) => {
    const off = element("button", { type: "button", ariaLabel: `Switch off ${fault}` }, "Switch off");
    off.onclick = async () => {
      await ask("DELETE", `faults/${number}`);
      say(`Off: ${fault}`);
      await showFaults();
      $("fault").focus();
    };
    return element("li", {}, element("code", {}, fault), ` ${hits} hit `, off);
  }));
  if (!faults.length) $("faults").append(element("li", {}, "None"));
}

async function showClock() {
  const { now, skew } = await ask("GET", "clock");
  $("now").textContent = $("now").dateTime = now;
  if (document.activeElement !== $("skew")) $("skew").value = skew;
}

// matches tells whether a request has all words of the filter.
function matches(line) {
  return $("only").value.split(/[\s,]+/).every((word) => line.toLowerCase().includes(word.toLowerCase()));
}

const limit = 500; // of requests on the page
const held = [];   // what came while the list was paused

function showRequest(r) {
  if ($("pause").ariaPressed === "true") {
    held.push(r);
    $("pause").textContent = `Go on (${held.length} waiting)`;
    return;
  }
  const line = `${r.time.slice(11, 19)} ${r.method} ${r.path}${r.query ? "?" + r.query : ""} ${r.status || "dropped"} ${(r.took / 1e6).toFixed(1)} ms`;
  const item = element("li", { hidden: !matches(line) });
  const head = element("summary", { className: r.status && r.status < 400 ? "" : "failed" }, line);
  const details = element("details", {}, head);
  details.append(element("p", {}, `Request id ${r.requestId ?? "none"}, application ${r.appId ?? "none"}, host ${r.host}, program ${r.userAgent ?? "unnamed"}`));
  for (const [title, value] of [["Body", r.body], ["Answer", r.answer]]) {
    if (value !== undefined) details.append(element("h3", {}, title), element("pre", { tabIndex: 0, ariaLabel: `${title} of ${r.method} ${r.path}` }, pretty(value)));
  }
  item.append(details);
  $("requests").prepend(item);
  while ($("requests").childElementCount > limit) $("requests").lastElementChild.remove();
}

// After a change the lists are read again, once for many changes.
let due;
function refresh() {
  clearTimeout(due);
  due = setTimeout(() => Promise.all([showCollections(), showFaults(), showClock()]), 300);
}

function listen() {
  const events = new EventSource("events");
  events.onopen = () => say("Live");
  events.onerror = () => say("The tenant does not answer; trying again");
  events.onmessage = (event) => {
    const request = JSON.parse(event.data);
    showRequest(request);
    if (request.method !== "GET") refresh();
  };
}

$("pause").onclick = () => {
  const paused = $("pause").ariaPressed !== "true";
  $("pause").ariaPressed = paused;
  $("pause").textContent = "Pause";
  if (!paused) held.splice(0).forEach(showRequest);
};
$("clear").onclick = () => { $("requests").replaceChildren(); say("The list is empty"); };
$("only").oninput = () => { for (const item of $("requests").children) item.hidden = !matches(item.querySelector("summary").textContent); };
$("fault-form").onsubmit = async (event) => {
  event.preventDefault();
  await ask("POST", "faults", { fault: $("fault").value });
  say(`On: ${$("fault").value}`);
  $("fault").value = "";
  await showFaults();
};
$("clock-form").onsubmit = async (event) => {
  event.preventDefault();
  await ask("POST", "clock", { skew: $("skew").value });
  say("The clock is set");
  await showClock();
};
$("reset").onclick = async () => {
  if (!confirm("Reset the tenant to its start? All changes are lost.")) return;
  await ask("POST", "reset");
  say("The tenant is as it was at the start");
  await visit();
};

addEventListener("hashchange", visit);
(async () => {
  const tenant = await ask("GET", "ready");
  $("tenant").textContent = tenant.tenantId;
  $("domain").textContent = tenant.domain;
  await Promise.all([visit(), showFaults(), showClock()]);
  listen();
})();
