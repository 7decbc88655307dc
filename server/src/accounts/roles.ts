/** The seven roles of a workspace (DESIGN.md, Rules for people's safety; L4) and what each may do. */
export const roles = [
  'owner',
  'admin',
  'operations_manager',
  'marketing_manager',
  'project_manager',
  'csr',
  'read_only',
] as const;
export type Role = (typeof roles)[number];

const permissions = [
  'bookings:read',
  'bookings:write',
  'mapping:read',
  'mapping:write',
  'integrations:read',
  'integrations:write',
  'connections:read',
  'connections:write',
  'sync:read',
  'sync:write',
  'contacts:read',
  'contacts:write',
  'opportunities:read',
  'members:read',
  'members:write',
  'api_keys:read',
  'api_keys:write',
  'audit:read',
  'sandbox:use',
] as const;
export type Permission = (typeof permissions)[number];

const readOnly: readonly Permission[] = [
  'bookings:read',
  'mapping:read',
  'integrations:read',
  'connections:read',
  'sync:read',
  'contacts:read',
  'opportunities:read',
  'members:read',
];
const office: readonly Permission[] = [...readOnly, 'bookings:write', 'contacts:write', 'sandbox:use'];
const manager: readonly Permission[] = [
  ...office,
  'mapping:write',
  'integrations:write',
  'sync:write',
  'audit:read',
];

const granted: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  owner: new Set(permissions),
  admin: new Set(permissions),
  // H5: connecting ServiceTitan takes a manager of the platform.
  operations_manager: new Set([...manager, 'connections:write']),
  marketing_manager: new Set(manager),
  project_manager: new Set(office),
  csr: new Set(office),
  read_only: new Set(readOnly),
};

export function isRole(value: string): value is Role {
  return (roles as readonly string[]).includes(value);
}

export function may(role: Role, permission: Permission): boolean {
  return granted[role].has(permission);
}

export function permissionsOf(role: Role): Permission[] {
  return permissions.filter((permission) => may(role, permission));
}

/** Only an owner makes owners, and nobody hands out more than the own role holds. */
export function mayGrant(granter: Role, role: Role): boolean {
  if (role === 'owner') return granter === 'owner';
  return permissionsOf(role).every((permission) => may(granter, permission));
}
