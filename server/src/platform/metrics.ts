import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

export interface Metrics {
  readonly registry: Registry;
  readonly requests: Histogram<'method' | 'route' | 'status'>;
  readonly deliveries: Counter<'source' | 'kind'>;
  readonly serviceTitanCalls: Counter<'operation' | 'status'>;
}

/** Prometheus metrics of this process, served at `/metrics` (B50). */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    requests: new Histogram({
      name: 'tradepost_http_request_seconds',
      help: 'Time to answer a request.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
      registers: [registry],
    }),
    deliveries: new Counter({
      name: 'tradepost_deliveries_total',
      help: 'Deliveries from lead sources by what they turned out to be.',
      labelNames: ['source', 'kind'],
      registers: [registry],
    }),
    serviceTitanCalls: new Counter({
      name: 'tradepost_servicetitan_requests_total',
      help: 'Requests to ServiceTitan by operation and status.',
      labelNames: ['operation', 'status'],
      registers: [registry],
    }),
  };
}
