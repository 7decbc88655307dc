import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../api/problem.ts';
import type { Check, CheckedField, Connection, Step } from '../../api/servicetitan.ts';
import { useCheckConnection, useSaveConnection } from '../changes.ts';
import { type Entered, enteredOf, fieldsOf, missingFields, refused } from './entered.ts';

/** The form of the credentials: saves, then asks ServiceTitan. What was typed stays, whatever happens. */
export function useCredentials(connection: Connection) {
  const { t } = useTranslation('connections');
  const save = useSaveConnection(connection.id);
  const check = useCheckConnection(connection.id);
  const [checks, setChecks] = useState<readonly Check[]>([]);
  const [fault, setFault] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const form = useForm<Entered>({
    initialValues: enteredOf(connection),
    onValuesChange: (values, before) => {
      // What was said of a field is not of what now stands there.
      setChecks((said) => said.filter(({ field }) => field === 'scopes' || values[field] === before[field]));
    },
  });

  const complete = (): boolean => {
    const missing = missingFields(form.getValues(), connection);
    for (const field of missing) form.setFieldError(field, t(`credentials.required.${field}`));
    const [first] = missing;
    if (first) form.getInputNode(first)?.focus();
    return missing.length === 0;
  };

  /** Saves what was typed; false when that failed, which the form then shows. */
  const saved = async (step?: Step): Promise<boolean> => {
    setFault(null);
    setBusy(true);
    try {
      await save.mutateAsync({ ...fieldsOf(form.getValues()), ...(step && { step }) });
      return true;
    } catch (thrown) {
      if (thrown instanceof Problem)
        for (const [field, messages] of Object.entries(thrown.fields))
          form.setFieldError(field, messages.join(' '));
      setFault(thrown);
      return false;
    } finally {
      setBusy(false);
    }
  };

  /** Saves and asks ServiceTitan; true unless it refuses the credentials. */
  const checked = async (): Promise<boolean> => {
    if (!complete() || !(await saved())) return false;
    setBusy(true);
    try {
      const answer = await check.mutateAsync();
      setChecks(answer.checks);
      const bad = answer.checks.find((each) => each.state === 'failed' && each.field !== 'scopes');
      if (bad) form.getInputNode(bad.field satisfies CheckedField)?.focus();
      return !refused(answer.checks);
    } catch (thrown) {
      setFault(thrown);
      return false;
    } finally {
      setBusy(false);
    }
  };

  return { form, checks, fault, busy, saved, checked };
}
