import type { Department } from "../../../shared/flexfone/types.ts";

const head = { cvr: "40213377", street: "Havnegade 12, 3. sal", zipCode: "8000", city: "Aarhus C" };

/** The departments of Nordlys Energi, each with every field that the guide's table has. */
export const departments = {
  administration: {
    ...head,
    name: "Administration",
    contact: "Birgitte Åkjær",
    email: "administration@nordlys-energi.example",
    ean: "5790001234561",
    internalReference: "ADM-100",
  },
  salg: {
    ...head,
    name: "Salg",
    contact: "Jonas Bjerregaard",
    email: "salg@nordlys-energi.example",
    ean: "5790001234578",
    internalReference: "SALG-200",
  },
  support: {
    ...head,
    name: "Kundeservice & support",
    contact: "Sofie Kjærgaard",
    email: "support@nordlys-energi.example",
    ean: "5790001234585",
    internalReference: "SUP-300",
  },
  drift: {
    cvr: "40213377",
    street: "Østre Kajgade 4",
    zipCode: "5700",
    city: "Svendborg",
    name: "Drift og vagt",
    contact: "Søren Ågård",
    email: "drift@nordlys-energi.example",
    ean: "5790001234592",
    internalReference: "DRIFT-400",
  },
} as const satisfies Record<string, Department>;
