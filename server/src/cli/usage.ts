export const usage = `tradepost <command>

  up                    everything in one process: database, screens, API, worker, sandbox (default)
  web                   screens and API only; needs DATABASE_URL
  worker                background work only; needs DATABASE_URL
  config                every setting, its value and where it comes from
  owner EMAIL [NAME]    makes a workspace with its first owner

Settings are environment variables: TRADEPOST_DATA, TRADEPOST_PORT, TRADEPOST_HOST, TRADEPOST_URL, DATABASE_URL,
TRADEPOST_SECRET, TRADEPOST_SANDBOX, TRADEPOST_LOG_LEVEL.
`;
