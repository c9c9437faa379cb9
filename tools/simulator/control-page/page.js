/** The control page: shows the simulator's state as it is pushed, and sends what the person does. */

const scenarioGroups = {
  calls: "Calls",
  groups: "Ring groups and queue",
  transfers: "Transfers",
  hooks: "Hooks that go astray",
};

const variantLabels = {
  method: "Hooks by",
  legIds: "Call ids of legs",
  endedForUnanswered: "“Ended” for unanswered legs",
  loserEndedFirst: "Loser’s “ended” comes first",
  queueReRings: "Queue rings again",
  doubledHooks: "Every hook twice",
  timeStamp: "TimeStamp as",
  timeStampOf: "TimeStamp of the",
  duration: "Duration in",
  hiddenNumber: "Hidden caller as",
  outgoingANumber: "Outgoing number",
  makeCallOwnLeg: "MakeCall sends",
  makeCallANumber: "MakeCall shows",
  makeCallIds: "MakeCall’s ids",
  xmlLists: "Lists in XML",
};

const valueLabels = {
  "": "(empty)",
  clock: "hh:mm:ss",
  local: "yyyy-MM-dd",
  danish: "dd-MM-yyyy",
  iso: "ISO 8601",
  "unix-seconds": "Unix time",
};

const stateWords = { ringing: "ringing", dialling: "calling", talking: "talking" };
const phoneIcons = { 1: "desk", 2: "mobile", 3: "headset" };
const icons = {
  desk: "M5 4h4l1.5 4.5L8 10.5a12 12 0 0 0 5.5 5.5l2-2.5L20 15v4a1 1 0 0 1-1 1A15 15 0 0 1 4 5a1 1 0 0 1 1-1Z",
  mobile: "M8 3h8a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1Zm3 15h2",
  headset: "M4 14v-2a8 8 0 0 1 16 0v2M4 14h3v6H5a1 1 0 0 1-1-1v-5Zm16 0h-3v6h2a1 1 0 0 0 1-1v-5Z",
  play: "M7 4.5v15l12-7.5-12-7.5Z",
};

const byId = (id) => document.getElementById(id);
const shown = new Map();
let state;

/** An element. Properties are set as properties, `data` and `aria-…` as attributes; children may be text or nothing. */
function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("aria-") || name.startsWith("data-")) made.setAttribute(name, value);
    else made[name] = value;
  }
  made.append(...children.filter((child) => child !== undefined && child !== ""));
  return made;
}

function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", icons[name]);
  path.setAttribute("fill", name === "play" ? "currentColor" : "none");
  path.setAttribute("stroke", name === "play" ? "none" : "currentColor");
  path.setAttribute("stroke-width", "1.7");
  path.setAttribute("stroke-linecap", "round");
  path.setAttribute("stroke-linejoin", "round");
  svg.append(path);
  return svg;
}

/** Draws a part again only when what it shows has changed, and leaves the focus where it was. */
function draw(id, slice, make) {
  const text = JSON.stringify(slice);
  if (shown.get(id) === text) return;
  shown.set(id, text);
  const part = byId(id);
  const focused = part.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  part.replaceChildren(...make(slice));
  if (focused !== undefined) part.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
}

async function act(path, body) {
  const response = await fetch(`/control/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) notice(await response.text());
}

let noticeTimer;
function notice(text) {
  byId("notice").textContent = text;
  byId("notice").hidden = false;
  clearTimeout(noticeTimer);
  noticeTimer = setTimeout(() => {
    byId("notice").hidden = true;
  }, 6000);
}

/** What a click does; a failure is shown. */
function doing(path, body) {
  return () => act(path, body).catch(() => notice("The simulator does not answer."));
}

function option(value, text) {
  return element("option", { value, textContent: text });
}

function drawCallForm({ callers, employees, groups }) {
  draw("call-from", callers, () => [
    ...callers.map((caller) => option(caller.number, caller.name)),
    option("other", "Another number …"),
    option("hidden", "Hidden number"),
  ]);
  draw("call-to", [employees.map((employee) => employee.name), groups], () => {
    const people = element("optgroup", { label: "Employees" });
    people.append(
      ...employees.map(({ localNumber, name }) => {
        const made = option(localNumber, `${localNumber}  ${name}`);
        made.defaultSelected = localNumber === "202";
        return made;
      }),
    );
    const together = element("optgroup", { label: "Groups" });
    together.append(...groups.map(({ localNumber, name }) => option(localNumber, `${localNumber}  ${name}`)));
    return [people, together];
  });
}

/** "+4586124417" → "86 12 44 17" */
function readable(number) {
  return presented(number).replace(/^(\d\d)(\d\d)(\d\d)(\d\d)$/, "$1 $2 $3 $4");
}

/** As a Danish network presents it. */
function presented(number) {
  return number.replace(/^\+45/, "").replace(/^\+/, "00");
}

byId("call-from").addEventListener("change", () => {
  byId("call-number-label").hidden = byId("call-from").value !== "other";
});

byId("call-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const chosen = byId("call-from").value;
  const from = chosen === "hidden" ? null : presented(chosen === "other" ? byId("call-number").value.trim() : chosen);
  doing("call", { from, to: [byId("call-to").value] })();
});

byId("fault").addEventListener("change", () => doing("fault", JSON.parse(byId("fault").value))());

function drawScenarios({ scenarios, playing }) {
  draw("scenarios", [scenarios, playing], () =>
    Object.entries(scenarioGroups).flatMap(([group, title]) => {
      const buttons = scenarios
        .filter((scenario) => scenario.group === group)
        .map((scenario) => {
          const count = playing.filter((name) => name === scenario.name).length;
          const button = element(
            "button",
            {
              type: "button",
              className: count > 0 ? "scenario playing" : "scenario",
              title: scenario.description,
              "data-key": scenario.name,
            },
            icon("play"),
            element("span", { className: "title", textContent: scenario.title }),
            count > 0
              ? element("span", { className: "count", textContent: count, "aria-label": `playing: ${count}` })
              : undefined,
          );
          button.addEventListener("click", doing("play", { scenario: scenario.name }));
          return button;
        });
      return [element("h3", { textContent: title }), element("div", { className: "group" }, ...buttons)];
    }),
  );
}

function nameOf(number) {
  const caller = state.callers.find((candidate) => presented(candidate.number) === number);
  if (caller !== undefined) return caller.name;
  return state.employees.find((candidate) => candidate.localNumber === number)?.name ?? number;
}

/** A phone has a row of its own for each of its calls, and one where it has none. */
function drawPhone(phone, owner) {
  if (phone.calls.length === 0) {
    const number = element("div", { className: "phone-number", textContent: phone.localNumber });
    return [phoneRow(phone, "idle", undefined, number)];
  }
  return phone.calls.map((call) => {
    const who = element("div", {
      className: "with",
      textContent: nameOf(call.other),
      title: [stateWords[call.state], readable(call.other), call.line, call.callId].filter(Boolean).join(" · "),
    });
    const actions = element("div", { className: "actions" });
    if (call.state === "ringing") {
      const lift = actionButton("lift", "Lift", phone, call, owner);
      lift.addEventListener("click", doing("answer", { phone: phone.localNumber, callId: call.callId }));
      actions.append(lift);
    }
    const end = actionButton("drop", call.state === "ringing" ? "The caller gives up" : "Hang up", phone, call, owner);
    end.addEventListener("click", doing("hang-up", { callId: call.callId }));
    actions.append(end);
    return phoneRow(phone, call.state, who, actions);
  });
}

function phoneRow(phone, className, who, right) {
  const name = element("div", {
    className: "phone-name",
    textContent: phone.name,
    title: `${phone.name}, ${phone.localNumber}`,
  });
  return element(
    "div",
    { className: `phone ${className}` },
    icon(phoneIcons[phone.type] ?? "desk"),
    element("div", { className: "phone-text" }, name, who),
    right,
  );
}

function actionButton(className, title, phone, call, owner) {
  const button = element("button", {
    type: "button",
    className,
    title,
    "aria-label": `${title}: ${phone.name}, ${owner}, ${nameOf(call.other)}`,
    "data-key": `${className}-${phone.localNumber}-${call.callId}`,
  });
  button.append(icon("desk"));
  return button;
}

function drawEmployee(employee) {
  const busy = employee.phones.some((phone) => phone.calls.length > 0);
  return element(
    "article",
    { className: busy ? "panel employee busy" : "panel employee", "aria-label": employee.name },
    element(
      "div",
      { className: "who" },
      element("span", { className: "extension", textContent: employee.localNumber }),
      element(
        "div",
        {},
        element("div", { className: "name", textContent: employee.name, title: employee.name }),
        element("div", { className: "department", textContent: employee.department }),
      ),
    ),
    ...employee.phones.flatMap((phone) => drawPhone(phone, employee.name)),
  );
}

function drawPhones({ employees }) {
  draw("phones", employees, () => {
    const perColumn = Math.ceil(employees.length / 3);
    return [0, 1, 2].map((column) =>
      element(
        "div",
        { className: "phone-column" },
        ...employees.slice(column * perColumn, (column + 1) * perColumn).map(drawEmployee),
      ),
    );
  });
  const calls = employees.flatMap((employee) => employee.phones.flatMap((phone) => phone.calls));
  const count = (wanted) => calls.filter((call) => call.state === wanted).length;
  const words = [
    [count("ringing"), "ringing"],
    [count("dialling"), "calling"],
    [count("talking"), "talking"],
  ].filter(([number]) => number > 0);
  const summary = words.map(([number, word]) => `${number} ${word}`).join(", ") || "all quiet";
  if (byId("phones-summary").textContent !== summary) byId("phones-summary").textContent = summary;
}

function row(label, note, control) {
  return element(
    "label",
    { className: "row" },
    element(
      "span",
      { className: "label" },
      element("div", { textContent: label }),
      note === undefined ? undefined : element("div", { className: "quiet", textContent: note }),
    ),
    control,
  );
}

function toggle(key, checked, onChange) {
  const made = element("input", { type: "checkbox", className: "switch", checked, "data-key": key });
  made.setAttribute("role", "switch");
  made.addEventListener("change", () => onChange(made.checked));
  return made;
}

function drawFlows({ callFlows }) {
  draw("flows", callFlows, () =>
    callFlows.map((flow) =>
      row(
        flow.name,
        `${flow.localNumber} · calls go to ${flow.active ? flow.activeGoto : flow.inactiveGoto}`,
        toggle(flow.localNumber, flow.active, (active) =>
          doing("call-flow", { localNumber: flow.localNumber, active })(),
        ),
      ),
    ),
  );
}

function drawVariant({ variant, variantChoices }) {
  draw("variant", variant, () =>
    Object.entries(variantChoices).map(([field, values]) => {
      const change = (value) => doing("variant", { [field]: value })();
      if (typeof values[0] === "boolean")
        return row(variantLabels[field], undefined, toggle(field, variant[field], change));
      const list = element("select", { "data-key": field });
      list.append(
        ...[...values]
          .sort((a, b) => (typeof a === "number" ? a - b : 0))
          .map((value) => {
            const word = field === "queueReRings" ? `${value} ×` : (valueLabels[value] ?? value);
            return option(JSON.stringify(value), word);
          }),
      );
      list.value = JSON.stringify(variant[field]);
      list.addEventListener("change", () => change(JSON.parse(list.value)));
      return row(variantLabels[field], undefined, list);
    }),
  );
}

const clock = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });

function parametersCell(parameters, error) {
  const cell = element("td", { className: "parameters" });
  for (const [name, value] of Object.entries(parameters)) {
    if (name === "AccountId") continue;
    cell.append(element("span", {}, element("b", { textContent: `${name}=` }), value === "" ? "″″" : String(value)));
  }
  if (error !== undefined) cell.append(element("div", { className: "error", textContent: error }));
  return cell;
}

function statusCell(status, good) {
  return element(
    "td",
    {},
    element("span", {
      className: good ? "status" : "status bad",
      textContent: status === undefined || status === 0 ? "none" : status,
    }),
  );
}

function table(headings, rows) {
  const head = element("tr", {}, ...headings.map((textContent) => element("th", { scope: "col", textContent })));
  return [element("table", {}, element("thead", {}, head), element("tbody", {}, ...rows))];
}

function drawLogs({ hooks, requests }) {
  draw("hooks", hooks, () =>
    hooks.length === 0
      ? [element("p", { className: "empty", textContent: "No hook has been sent yet. Play a scenario to send some." })]
      : table(
          ["", "Time", "Hook", "Parameters", "Answer"],
          hooks.map((hook) =>
            element(
              "tr",
              {},
              element("td", { className: "number", textContent: hook.number }),
              element("td", { className: "time", textContent: clock.format(hook.at) }),
              element("td", {}, element("span", { className: `kind ${hook.kind}`, textContent: hook.kind })),
              parametersCell(hook.parameters, hook.error),
              statusCell(hook.status, hook.error === undefined),
            ),
          ),
        ),
  );
  draw("requests", requests, () =>
    requests.length === 0
      ? [element("p", { className: "empty", textContent: "Nobody has asked the Employee API or MakeCall yet." })]
      : table(
          ["", "Time", "Request", "Parameters", "Answer"],
          requests.map((request) =>
            element(
              "tr",
              {},
              element("td", { className: "number", textContent: request.number }),
              element("td", { className: "time", textContent: clock.format(request.at) }),
              element(
                "td",
                {},
                element("span", { className: "kind", textContent: `${request.method} ${request.path.slice(5)}` }),
              ),
              parametersCell(request.parameters, request.refused ?? request.fault),
              statusCell(request.status, request.status >= 200 && request.status < 300 && request.fault === undefined),
            ),
          ),
        ),
  );
}

function drawPills({ hookTargets, hooks }) {
  const targets = [...new Set(Object.values(hookTargets).filter((target) => target !== null))];
  const hooksFail = hooks[0]?.error !== undefined;
  draw("pills", [targets, hooksFail], () => [
    element("li", {
      className: targets.length === 0 || hooksFail ? "bad" : "good",
      textContent:
        targets.length === 0 ? "No hook URL is set" : `Hooks to ${targets.join(", ").replaceAll("http://", "")}`,
    }),
  ]);
}

function show(next) {
  state = next;
  document.title = `${state.company.name} – simulated PBX`;
  byId("company").textContent = state.company.name;
  drawPills(state);
  drawCallForm(state);
  drawScenarios(state);
  drawPhones(state);
  drawFlows(state);
  drawVariant(state);
  drawLogs(state);
}

const events = new EventSource("/control/events");
events.addEventListener("message", (event) => show(JSON.parse(event.data)));
events.addEventListener("error", () => notice("The simulator does not answer. The page tries again by itself."));
events.addEventListener("open", () => {
  byId("notice").hidden = true;
});
