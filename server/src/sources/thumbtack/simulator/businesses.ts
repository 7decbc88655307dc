import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Gate, Refusal } from './access.ts';
import type { PhoneNumber, World } from './world.ts';

interface Path {
  Params: { businessID: string; phoneNumberID: string };
}

const e164 = z.string().regex(/^\+1\d{10}$/, { error: 'must be +1 and ten digits' });
const single = z.object({ phoneNumber: e164 });
const bulk = z.object({ phoneNumbers: z.array(e164).min(1) });

/** Who signed in, what they run, and the phone numbers tied to it (reference 3.2). */
export function businessRoutes(app: FastifyInstance, world: World, gate: Gate, changed: () => void): void {
  const numbers = '/businesses/:businessID/associate-phone-numbers';
  const read = 'supply::businesses/associate-phone-numbers.read';
  const write = 'supply::businesses/associate-phone-numbers.write';

  function associate(businessID: string, phoneNumber: string): PhoneNumber {
    const known = [...world.phoneNumbers.values()].find(
      (number) => number.businessID === businessID && number.phoneNumber === phoneNumber,
    );
    const number = known ?? { phoneNumberID: world.nextId(), businessID, phoneNumber };
    world.phoneNumbers.set(number.phoneNumberID, number);
    changed();
    return number;
  }

  app.get('/users/self', async (request) => {
    const { userID, email, firstName, lastName, phoneNumber } = await gate.enter(
      request,
      'supply::users.read',
    );
    return { userID, email, firstName, lastName, phoneNumber };
  });

  app.get('/businesses', async (request) => {
    const user = await gate.enter(request, 'supply::businesses.list');
    const data = world.businesses.filter(({ businessID }) => user.businessIDs.includes(businessID));
    return { data, pagination: { limit: data.length } };
  });

  app.get<Path>(numbers, async (request) => {
    const { businessID } = gate.business(await gate.enter(request, read), request.params.businessID);
    return { data: [...world.phoneNumbers.values()].filter((number) => number.businessID === businessID) };
  });

  app.post<Path>(numbers, async (request, reply) => {
    const { businessID } = gate.business(await gate.enter(request, write), request.params.businessID);
    return reply.code(201).send(associate(businessID, single.parse(request.body).phoneNumber));
  });

  app.post<Path>(`${numbers}/bulk`, async (request, reply) => {
    const { businessID } = gate.business(await gate.enter(request, write), request.params.businessID);
    const { phoneNumbers } = bulk.parse(request.body);
    return reply
      .code(201)
      .send({ data: phoneNumbers.map((phoneNumber) => associate(businessID, phoneNumber)) });
  });

  app.delete<Path>(`${numbers}/:phoneNumberID`, async (request, reply) => {
    const { businessID } = gate.business(await gate.enter(request, write), request.params.businessID);
    const number = world.phoneNumbers.get(request.params.phoneNumberID);
    if (number?.businessID !== businessID) throw new Refusal(404, 'No such phone number.');
    world.phoneNumbers.delete(number.phoneNumberID);
    changed();
    return reply.code(204).send();
  });
}
