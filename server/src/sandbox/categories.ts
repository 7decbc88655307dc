/**
 * Which standard job types the categories of the simulated Thumbtack mean. Two are left out on purpose: a new user sees
 * what a lead of an unmapped category looks like.
 */
export const thumbtackCategories: readonly { categoryId: string; name: string; standardJobTypeId: string }[] =
  [
    ['201565295100600000', 'Drain Repair', 'plumbing.unclog-drain'],
    ['201565295100600101', 'Toilet Installation or Repair', 'plumbing.repair-toilet'],
    ['201565295100600202', 'Faucet Installation or Repair', 'plumbing.repair-faucet'],
    ['201565295100600303', 'Water Heater Repair or Maintenance', 'plumbing.repair-water-heater'],
    ['201565295100600404', 'Water Heater Installation', 'plumbing.install-water-heater'],
    ['201565295100600505', 'Plumbing Pipe Repair', 'plumbing.repair-pipe'],
    ['201565295100600606', 'Emergency Plumbing', 'plumbing.plumbing-emergency'],
    ['201565295100600707', 'Garbage Disposal Installation or Repair', 'plumbing.repair-garbage-disposal'],
    ['201565295100600808', 'Sump Pump Installation or Replacement', 'plumbing.install-sump-pump'],
    ['201565295100600909', 'Shower and Bathtub Repair', 'plumbing.repair-shower'],
    ['201565295100601010', 'Sewer Line Inspection or Repair', 'plumbing.repair-sewer'],
    ['201565295100601111', 'Gas Line Installation or Repair', 'plumbing.install-or-repair-gas-line'],
    ['201565295100601212', 'Central Air Conditioning Repair', 'hvac.repair-ac'],
    ['201565295100601313', 'Central Air Conditioning Installation', 'hvac.install-ac'],
    ['201565295100601414', 'Central Air Conditioning Maintenance', 'hvac.ac-maintenance'],
    ['201565295100601515', 'Heating System Repair', 'hvac.repair-heating-system'],
    ['201565295100601616', 'Furnace and Heating System Installation', 'hvac.install-heating-system'],
    ['201565295100601717', 'Heating System Maintenance', 'hvac.heating-maintenance'],
    ['201565295100601818', 'Thermostat Installation or Repair', 'hvac.install-thermostat'],
    ['201565295100601919', 'Duct and Vent Cleaning', 'hvac.clean-ducts-vents'],
    ['201565295100602020', 'Ductless Mini Split Installation', 'hvac.ductless-heating-ac'],
    ['201565295100602222', 'Electrical and Wiring Repair', 'electrical.restore-power'],
    ['201565295100602323', 'Switch and Outlet Installation', 'electrical.install-outlets-or-switches'],
    ['201565295100602424', 'Light Fixture Installation', 'electrical.install-light-fixtures'],
    ['201565295100602525', 'Ceiling Fan Installation', 'electrical.install-fan'],
    ['201565295100602626', 'Circuit Breaker Panel Installation or Repair', 'electrical.repair-panel'],
    ['201565295100602727', 'Electric Car Charger Installation', 'electrical.install-ev-charger'],
    ['201565295100602828', 'Generator Installation', 'electrical.install-generator'],
  ].map(([categoryId = '', name = '', standardJobTypeId = '']) => ({ categoryId, name, standardJobTypeId }));
