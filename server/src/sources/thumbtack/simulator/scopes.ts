/** The supply side's scopes (reference 3.1) and how the page that asks for permission words them. */
export const SCOPE_WORDS: Readonly<Record<string, string>> = {
  'supply::businesses.list': 'See your businesses',
  'supply::negotiations.read': 'Read your leads',
  'supply::negotiations.write': 'Update the status of your leads',
  'supply::messages.read': 'Read messages with customers',
  'supply::messages.write': 'Send messages to customers',
  'supply::webhooks.read': 'See where leads are delivered',
  'supply::webhooks.write': 'Choose where leads are delivered',
  'supply::users.read': 'See your profile',
  'supply::users.disconnect': 'Disconnect your account',
  'supply::businesses/associate-phone-numbers.read': 'See your business phone numbers',
  'supply::businesses/associate-phone-numbers.write': 'Change your business phone numbers',
  offline_access: 'Stay connected when you are away',
};

export const SCOPES: readonly string[] = Object.keys(SCOPE_WORDS).filter((scope) =>
  scope.startsWith('supply::'),
);
