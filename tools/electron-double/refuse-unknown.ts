import { EventEmitter } from "node:events";

/** What the language and its tools look for on any object, such as `await` looking for `then`. */
const ASKED_OF_EVERYTHING = new Set(["then", "toJSON", "inspect", "asymmetricMatch", "nodeType", "$$typeof", "domain"]);

/** The error for anything of Electron's that the app touches and the stand-in lacks. */
export function missing(name: string): Error {
  return new Error(
    `electron-double: ${name} is not there. Add it to tools/electron-double, or run the app on Electron (npm start).`,
  );
}

/**
 * Makes every read or write of an unknown property throw by name. The guard sits at the end of the prototype chain, so
 * what exists is found before it, and private fields keep working.
 */
export function refuseUnknown<Guarded extends object>(guarded: Guarded, name: string): Guarded {
  const parent: object | null = Object.getPrototypeOf(guarded);
  // A class's own chain must stay constructible for `super()`.
  const target = typeof parent === "function" ? parent : Object.create(parent);
  const guard = new Proxy(target, {
    get(inner, key, receiver) {
      if (typeof key === "symbol" || key in inner || ASKED_OF_EVERYTHING.has(key)) {
        return Reflect.get(inner, key, receiver);
      }
      throw missing(`${name}.${key}`);
    },
    set(inner, key, value, receiver) {
      if (typeof key === "symbol" || key in inner) return Reflect.set(inner, key, value, receiver);
      throw missing(`${name}.${key}`);
    },
  });
  Object.setPrototypeOf(guarded, guard);
  return guarded;
}

/** Guards a class's instances and its statics. */
export function refuseUnknownOfClass(type: { prototype: object }, name: string): void {
  refuseUnknown(type.prototype, name);
  refuseUnknown(type, name);
}

/** Stands where Electron has a module or class of which the double has nothing. */
export function missingExport(name: string): object {
  const refuse = (): never => {
    throw missing(name);
  };
  return new Proxy(refuse, {
    apply: refuse,
    construct: refuse,
    get(_target, key) {
      if (typeof key === "symbol" || ASKED_OF_EVERYTHING.has(key)) return undefined;
      throw missing(`${name}.${key}`);
    },
    set: refuse,
  });
}

/** The app's own function, with any parameters. */
type Listener = Parameters<EventEmitter["on"]>[1];

/** An event emitter that refuses listeners for events that the double does not know. */
export class KnownEvents extends EventEmitter {
  readonly #owner: string;
  readonly #known: ReadonlySet<string> | "any";

  constructor(owner: string, known: readonly string[] | "any") {
    super();
    this.#owner = owner;
    this.#known = known === "any" ? known : new Set(known);
  }

  override on(event: string | symbol, listener: Listener): this {
    this.#check(event);
    return super.on(event, listener);
  }

  override addListener(event: string | symbol, listener: Listener): this {
    return this.on(event, listener);
  }

  override prependListener(event: string | symbol, listener: Listener): this {
    this.#check(event);
    return super.prependListener(event, listener);
  }

  #check(event: string | symbol): void {
    if (typeof event === "string" && this.#known !== "any" && !this.#known.has(event)) {
      throw missing(`the event "${event}" of ${this.#owner}`);
    }
  }
}

/** The first argument of Electron's listeners. */
export interface PreventableEvent {
  preventDefault(): void;
  readonly defaultPrevented: boolean;
}

/** An event whose default can be prevented, with further properties. */
export function createEvent<Properties extends object>(properties: Properties): Properties & PreventableEvent {
  let defaultPrevented = false;
  const event = {
    preventDefault() {
      defaultPrevented = true;
    },
    get defaultPrevented() {
      return defaultPrevented;
    },
  };
  return Object.defineProperties(event, Object.getOwnPropertyDescriptors(properties)) as Properties & PreventableEvent;
}
