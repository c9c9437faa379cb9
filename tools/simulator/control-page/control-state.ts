import { callers } from "../company/callers.ts";
import type { Exchange } from "../pbx/exchange.ts";
import { hookKinds } from "../pbx/hook.ts";
import type { Leg, PbxCall } from "../pbx/pbx-call.ts";
import type { HookUrls } from "../pbx/post-hooks.ts";
import { variantChoices } from "../pbx/variant.ts";
import { allScenarios } from "../scenarios/all-scenarios.ts";
import type { Simulator } from "../simulator.ts";

/** How many hooks and requests the page shows. */
const SHOWN = 60;

/** Everything that the page shows. Secrets of the hook URLs are not among it. */
export function controlState(simulator: Simulator, exchange: Exchange, hookUrls: HookUrls, playing: readonly string[]) {
  const { company, hooks, requests } = simulator;
  return {
    company: { name: company.name, accountId: company.accountId },
    employees: company.employees.map((employee) => ({
      localNumber: employee.localNumber,
      name: employee.name,
      department: employee.departments[0]?.name ?? "",
      phones: employee.phones.map((phone) => ({
        localNumber: phone.localNumber,
        name: phone.name,
        type: phone.type ?? 0,
        calls: callsAt(phone.localNumber, exchange),
      })),
    })),
    groups: [...company.ringGroups, ...company.queues],
    callers: Object.values(callers).map((contact) => ({
      name: contact.name,
      company: "company" in contact ? contact.company : "",
      number: contact.numbers[0].number,
    })),
    callFlows: company.callFlows,
    scenarios: allScenarios.map(({ name, group, title, description }) => ({ name, group, title, description })),
    playing,
    variant: simulator.variant,
    variantChoices,
    fault: simulator.fault,
    hookTargets: Object.fromEntries(hookKinds.map((kind) => [kind, withoutSecret(hookUrls[kind])])),
    hooks: numbered(hooks).map(({ url: _, ...hook }) => hook),
    requests: numbered(requests),
  };
}

/** The newest first, each with its place in the whole list. */
function numbered<Item>(list: readonly Item[]): (Item & { readonly number: number })[] {
  const from = Math.max(0, list.length - SHOWN);
  return list
    .slice(from)
    .map((item, index) => ({ ...item, number: from + index + 1 }))
    .reverse();
}

/** A hook's URL as far as it is no secret: where it goes. */
function withoutSecret(url: string | undefined): string | null {
  return url !== undefined && URL.canParse(url) ? new URL(url).origin : null;
}

function callsAt(phone: string, exchange: Exchange) {
  return exchange.calls.flatMap((call) =>
    call.legs
      .filter((leg) => leg.phone === phone && leg.state !== "ended")
      .map((leg) => ({
        callId: leg.callId,
        state: leg.state,
        since: leg.talkingSince ?? leg.startedAt,
        other: otherParty(call, leg),
        line: call.line ?? null,
      })),
  );
}

/** Whom the phone rings or talks with: the outside party, or the colleague at the other end. */
function otherParty(call: PbxCall, leg: Leg): string {
  if (call.outside !== undefined) return call.outside;
  const colleague = call.legs.find((other) => other.employee !== leg.employee && other.state !== "ended");
  return colleague?.employee ?? "hidden number";
}
