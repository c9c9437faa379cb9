import type { CallFlow, Employee } from "../../shared/flexfone/types.ts";

/** An employee in the guide's field names ("Medarbejder kaldsmetode"), without the phones' MAC addresses. */
export function employeeToJson(employee: Employee): Record<string, unknown> {
  return {
    LocalNumber: employee.localNumber,
    Name: employee.name,
    Description: employee.description,
    Email: employee.email,
    PhoneNumbers: employee.phoneNumbers.map((number) => ({
      Number: number.number,
      LineName: number.lineName,
      BelongsTo: number.belongsTo,
      GotoLocalNumber: number.gotoLocalNumber,
    })),
    Phones: employee.phones.map((phone) => ({
      LocalNumber: phone.localNumber,
      Name: phone.name,
      Type: phone.type,
      BelongsTo: phone.belongsTo,
    })),
    Info: employee.info.map((info) => ({ Type: info.type, Label: info.label, Value: info.value })),
    Department: employee.departments.map((department) => ({
      Name: department.name,
      Street: department.street,
      Zipcode: department.zipCode,
      City: department.city,
      Cvr: department.cvr,
      Contact: department.contact,
      Email: department.email,
      Ean: department.ean,
      Iref: department.internalReference,
    })),
  };
}

/** A call flow in the guide's field names ("Se Variabel kaldsflowliste"). */
export function callFlowToJson(flow: CallFlow): Record<string, unknown> {
  return {
    LocalNumber: flow.localNumber,
    Name: flow.name,
    IsActive: flow.active,
    ActiveGoto: flow.activeGoto,
    InactiveGoto: flow.inactiveGoto,
  };
}
