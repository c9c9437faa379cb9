import type { Migration } from "./open-database.ts";
import { ownContactMigrations } from "./own-contact-migrations.ts";
import { sourceMigrations } from "./source-migrations.ts";

/** The schema of `own.db`: what the employee wrote himself, which no import touches. New steps come last. */
export const ownMigrations: readonly Migration[] = [...ownContactMigrations, ...sourceMigrations];
