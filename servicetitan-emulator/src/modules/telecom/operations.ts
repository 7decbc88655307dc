/** The telecom API: one row per operation. */
import type { Rows } from '../../operations/call.ts';
import { feed } from '../../operations/feed.ts';
import type { Filter } from '../../operations/filter.ts';
import { list } from '../../operations/list.ts';
import { act } from '../../operations/record.ts';
import { bundled } from './bundle.ts';
import { audio, getCall, listed, updateCall } from './calls.ts';
import { calls } from './collections.ts';
import { addOptOuts, findOptOuts, listOptOuts } from './opt-outs.ts';

/** Seconds at least. */
const minDuration: Filter = (value) => ({ sql: 'seconds >= ?', params: [Number(value)] });
const activeOnly: Filter = (value) => (value === true ? { sql: 'active = 1', params: [] } : null);

export const telecom: Rows = {
  'telecom.calls.calls': list(calls, { as: listed, filters: { minDuration } }),
  'telecom.calls.getCalls': list(calls, {
    as: ({ store }, call) => bundled(store, call),
    active: 'Any',
    counted: true,
    filters: { minDuration, activeOnly },
  }),
  'telecom.calls.getDetails': act(getCall),
  'telecom.calls.update': act(updateCall),
  'telecom.calls.getRecording': act(audio('recordingUrl')),
  'telecom.calls.getVoiceMail': act(audio('voiceMailPath')),
  'telecom.export.calls': feed(calls),
  'telecom.optInOut.getAllOptOuts': act(listOptOuts),
  'telecom.optInOut.getOptOutList': act(findOptOuts),
  'telecom.optInOut.createOptOutList': act(addOptOuts),
};
