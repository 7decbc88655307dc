export { decodeCursor, encodeCursor, pageOf, paging } from './cursor.ts';
export { hangUp } from './hang-up.ts';
export { isDatabaseAway } from './problems.ts';
export { createHttp, type Http, type Routes, zodRoutes } from './server.ts';
