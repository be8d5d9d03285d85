// Before `npm run types` and `npm run lint`: the types of the pages' API client, from the OpenAPI document that
// the service answers with. They lie in no commit, so that they can't drift from it.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { endpointsOf } from '../api/endpoints.ts';
import { openApiDocument } from '../api/openapi.ts';

const file = path.join(import.meta.dirname, '..', 'web', 'generated', 'openapi.ts');
const document = openApiDocument(endpointsOf({ rehearsal: true, demoLogin: true }), '');
// Both packages know the document by types of their own.
const types = await openapiTS(JSON.stringify(document));
mkdirSync(path.dirname(file), { recursive: true });
writeFileSync(file, astToString(types));
